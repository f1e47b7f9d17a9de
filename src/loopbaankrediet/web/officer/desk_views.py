"""The desk: opening a call, acting for who calls, closing it; and the letters with codes, sent by hand."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.people.mandates.actions.desk import close_call, open_call
from loopbaankrediet.people.mandates.actions.giving import last_day_of_code, letter_to_print, send_letter
from loopbaankrediet.people.mandates.models import DeskCall
from loopbaankrediet.people.mandates.queries import (
    code_of,
    ground_of_call,
    letters_to_send,
    mandate_line,
    open_call_of,
)
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.presenters.helpers import may_and_may_not
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.desk_forms import CloseCallForm, OpenCallForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import act_for
from loopbaankrediet.web.step_up import needs_step_up
from loopbaankrediet.web.templatetags.dutch import day

DAYS_TO_SEND = 2
"""After this a letter stands on the list as late."""


@requires_role(Role.DESK_OFFICER)
@require_http_methods(["GET", "POST"])
def desk(request: AppRequest) -> HttpResponse:
    """One call at a time: open one, or go on with the one that is open."""
    form, opened = OpenCallForm(request.POST or None), []

    def act() -> str:
        call = open_call(
            caller=form.caller,
            how=form.how,
            reason=form.cleaned_data["reason"],
            by=actor_of(request),
            clock=request.clock,
            key=form.key,
        )
        opened.append(call)
        return f"Je handelt nu voor {call.person.full_name}. Sluit het gesprek af als je klaar bent."

    if carried_out(request, form, act):
        return _act_for(request, opened[0])
    return _page(request, form=form)


@requires_role(Role.DESK_OFFICER)
@require_POST
def go_on(request: AppRequest) -> HttpResponse:
    """Back into the call that is still open, while its time lasts."""
    call = _open_call(request)
    return _act_for(request, call) if call else redirect("officer:desk")


@requires_role(Role.DESK_OFFICER)
@require_POST
def close(request: AppRequest, call_id: UUID) -> HttpResponse:
    form = CloseCallForm(request.POST)

    def act() -> str:
        close_call(
            call_id=call_id, note=form.cleaned_data["note"], by=actor_of(request), clock=request.clock, key=form.key
        )
        return "Het gesprek is afgesloten."

    if carried_out(request, form, act):
        return redirect("officer:desk")
    return _page(request, close_form=form)


@requires_role(Role.DESK_OFFICER)
@needs_step_up("de brief met de code van een volmacht lezen", reads=True)
@require_safe
def letter(request: AppRequest, mandate_id: UUID) -> HttpResponse:
    """The letter with the code, to print; who opened it stands in the journal of looks."""
    person_id = letter_to_print(mandate_id=mandate_id, by=actor_of(request), clock=request.clock)
    line = mandate_line(mandate_id, clock=request.clock)
    dossier = f"volmacht van {day(line.offered_on)}"
    saw(request, "print_mandate_letter", Subject("mandate", mandate_id, person_id), dossier=dossier)
    may, may_not = may_and_may_not(line)
    code, until = code_of(mandate_id, clock=request.clock), last_day_of_code(request.clock.today())
    return render(
        request,
        "web/mandate_letter.html",
        {"mandate": line, "code": code, "may": may, "may_not": may_not, "until": until},
    )


@requires_role(Role.DESK_OFFICER)
@require_POST
def sent(request: AppRequest, mandate_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        send_letter(mandate_id=mandate_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Genoteerd: de brief is weg."

    if carried_out(request, form, act):
        return redirect("officer:desk")
    return _page(request, sent_form=form)


def _act_for(request: AppRequest, call: DeskCall) -> HttpResponse:
    _saw_call(request, call)
    act_for(request, ground_of_call(call, clock=request.clock))
    return redirect("citizen:overview")


def _saw_call(request: AppRequest, call: DeskCall) -> None:
    dossier = f"gesprek van {day(call.opened_on)}"
    saw(request, "see_desk_call", Subject("desk_call", call.id, call.person_id), dossier=dossier)


def _open_call(request: AppRequest) -> DeskCall | None:
    officer_id = actor_of(request).person_id
    if officer_id is None:
        raise NotAllowed
    return open_call_of(officer_id)


def _page(request: AppRequest, **forms: PlainForm) -> HttpResponse:
    call, letters = _open_call(request), letters_to_send(clock=request.clock)
    if call:
        _saw_call(request, call)
    saw_in_list(request, "mandate", [line.person_id for line in letters])
    context: dict[str, object] = {
        "form": OpenCallForm(),
        "close_form": CloseCallForm(),
        "go_on_form": PlainForm(),
        "call": call,
        "has_time": call is not None and call.ends_at > request.clock.now(),
        "minutes": term("desk_call_minutes", on=request.clock.today()),
        "code_days": term("mandate_code_days", on=request.clock.today()),
        "late": request.clock.today() - timedelta(days=DAYS_TO_SEND),
        "letters": [(line, PlainForm()) for line in letters],
    }
    bound = [form for form in forms.values() if form.errors]
    return render(request, "web/officer/desk.html", context | forms, status=422 if bound else 200)
