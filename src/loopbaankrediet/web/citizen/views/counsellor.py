"""Choosing a counsellor, and the one-time code that lets her in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.counsellors.queries import entry_of
from loopbaankrediet.credit.queries import wallet_balance, wallet_of
from loopbaankrediet.guidance.actions.codes import make_code, withdraw_code
from loopbaankrediet.guidance.code_history import code_history
from loopbaankrediet.guidance.queries import CodeView, codes_of, track_lines
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.citizen.presenters.confirming import code_rows
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.public.register import render_register
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up

CODE_GROUP = 4


@requires(Capacity.CITIZEN)
@require_safe
def choose(request: AppRequest) -> HttpResponse:
    """The public register, with a button to choose; without free hours it says what to do first."""
    _, person_id = citizen_of(request)
    wallet = wallet_of(person_id)
    if wallet is None or wallet_balance(wallet).available <= 0:
        return render(request, "web/citizen/nothing_free.html", {"has_wallet": wallet is not None})
    return render_register(request, "web/citizen/choose.html", can_choose=True)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.CHOOSE)
@needs_step_up(gettext_noop("een code maken voor een begeleider"), tells=code_rows)
@require_http_methods(["GET", "POST"])
def code(request: AppRequest, counsellor_id: UUID) -> HttpResponse:
    """The code for one counsellor: made by the button, shown until it is used or has lapsed."""
    actor, person_id = citizen_of(request)
    form = PlainForm(request.POST or None)
    if form.is_valid():
        try:
            make_code(person_id=person_id, counsellor_id=counsellor_id, by=actor, clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return redirect("citizen:code", counsellor_id)
    return _code_page(request, person_id, counsellor_id, form)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.CHOOSE)
@needs_step_up(gettext_noop("een nieuwe code maken voor een begeleider"), tells=code_rows)
@require_POST
def renew_code(request: AppRequest, counsellor_id: UUID) -> HttpResponse:
    """Another code in place of the running one."""
    actor, person_id = citizen_of(request)
    form = PlainForm(request.POST)
    if form.is_valid():
        try:
            make_code(
                person_id=person_id,
                counsellor_id=counsellor_id,
                renew=True,
                by=actor,
                clock=request.clock,
                key=form.key,
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return redirect("citizen:code", counsellor_id)
    return _code_page(request, person_id, counsellor_id, form)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.CHOOSE)
@require_POST
def withdraw(request: AppRequest, code_id: UUID) -> HttpResponse:
    """A code that works no more, because the citizen says so."""
    actor, _ = citizen_of(request)
    form = PlainForm(request.POST)
    if not form.is_valid():
        return redirect("citizen:overview")
    code = withdraw_code(code_id=code_id, by=actor, clock=request.clock, key=form.key)
    messages.success(request, gettext("Je code is ingetrokken. Niemand kan ze nog gebruiken."))
    return redirect("citizen:code", code.counsellor_id)


def _code_page(request: AppRequest, person_id: UUID, counsellor_id: UUID, form: PlainForm) -> HttpResponse:
    found = _code_for(request, person_id, counsellor_id)
    if found is None and not form.is_bound:
        lines = (line for line in track_lines(person_id) if line.counsellor_id == counsellor_id and line.is_active)
        if running := next(lines, None):
            return redirect("citizen:track", running.id)
    entry = entry_of(counsellor_id)
    context = {
        "form": form,
        "code": found,
        "groups": _groups(found.text) if found else (),
        "entry": entry,
        "counsellor": entry.name,
        "history": [past for past in code_history(person_id) if past.counsellor_id == counsellor_id],
        "withdraw_form": PlainForm(),
    }
    return render(request, "web/citizen/code.html", context, status=422 if form.is_bound else 200)


def _code_for(request: AppRequest, person_id: UUID, counsellor_id: UUID) -> CodeView | None:
    codes = codes_of(person_id, clock=request.clock)
    return next((code for code in codes if code.counsellor_id == counsellor_id), None)


def _groups(text: str) -> tuple[str, ...]:
    return tuple(text[start : start + CODE_GROUP] for start in range(0, len(text), CODE_GROUP))
