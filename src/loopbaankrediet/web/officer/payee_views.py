"""The people behind payments: who waits too long, whose account changes, whose payments are stopped."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.counsellors.account_changes import check_account_change, refuse_account_change
from loopbaankrediet.counsellors.account_history import account_change, running_account_changes
from loopbaankrediet.counsellors.queries import id_of_register_number
from loopbaankrediet.flows.change_account import change_account
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.payments.actions.holds import hold_payments, release_hold
from loopbaankrediet.payments.queries import count_late, holds, late_claims
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.confirming import account_to_approve, account_to_check
from loopbaankrediet.web.officer.payees import change_rows, change_table, hold_words, late_table
from loopbaankrediet.web.officer.payment_forms import CheckForm, HoldForm, RefuseAccountForm, ReleaseForm
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def late(request: AppRequest) -> HttpResponse:
    today = request.clock.today()
    page = page_of(request, count_late(on=today))
    claims = late_claims(rows_of(page), on=today)
    saw_in_list(request, "counsellor", [claim.person_id for claim in claims])
    table = late_table(claims, today=today)
    return render(request, "web/officer/late.html", {"table": table, "page": page})


@requires_role(Role.PAYMENTS_OFFICER)
@require_http_methods(["GET", "POST"])
def stopped(request: AppRequest) -> HttpResponse:
    """Whose payments stand still; a POST stops those of one counsellor."""
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            counsellor_id = id_of_register_number(form.cleaned_data["register_number"])
            reason = form.cleaned_data["reason"]
            hold_payments(
                counsellor_id=counsellor_id, reason=reason, by=actor_of(request), clock=request.clock, key=form.key
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "De betalingen zijn stopgezet.")
            return redirect("officer:stopped")
    return _stopped(request, form)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def release_payee(request: AppRequest, hold_id: UUID) -> HttpResponse:
    form = _release_form(hold_id, request.POST)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        release_hold(hold_id=hold_id, reason=reason, by=actor_of(request), clock=request.clock, key=form.key)
        return "De betalingen mogen weer."

    if carried_out(request, form, act):
        return redirect("officer:stopped")
    return _stopped(request, HoldForm(), {hold_id: form})


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def changes(request: AppRequest) -> HttpResponse:
    waiting = running_account_changes()
    saw_in_list(request, "account_change", [line.person_id for line in waiting])
    table = change_table(waiting, today=request.clock.today())
    return render(request, "web/officer/account_changes.html", {"table": table})


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def change(request: AppRequest, change_id: UUID) -> HttpResponse:
    return _change(request, change_id)


@requires_role(Role.PAYMENTS_OFFICER)
@needs_step_up("een andere rekening nakijken", tells=account_to_check)
@require_POST
def check_change(request: AppRequest, change_id: UUID) -> HttpResponse:
    form = CheckForm(request.POST)

    def act() -> str:
        how = form.cleaned_data["how"]
        check_account_change(change_id=change_id, how=how, by=actor_of(request), clock=request.clock, key=form.key)
        return "Bewaard. Een collega keurt de rekening goed, na de wachttijd."

    return _do(request, change_id, "check_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@needs_step_up("een andere rekening goedkeuren", tells=account_to_approve)
@require_POST
def approve_change(request: AppRequest, change_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        change_account(change_id=change_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "De nieuwe rekening is in gebruik."

    return _do(request, change_id, "approve_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def refuse_change(request: AppRequest, change_id: UUID) -> HttpResponse:
    form = RefuseAccountForm(request.POST)

    def act() -> str:
        why = form.cleaned_data["why"]
        refuse_account_change(change_id=change_id, why=why, by=actor_of(request), clock=request.clock, key=form.key)
        return "De rekening verandert niet."

    return _do(request, change_id, "refuse_form", form, act)


def _stopped(request: AppRequest, form: HoldForm, tried: dict[UUID, ReleaseForm] | None = None) -> HttpResponse:
    bound, found = tried or {}, holds()
    saw_in_list(request, "payment_hold", [hold.person_id for hold in found])
    cards = [(hold, hold_words(hold), bound.get(hold.id) or _release_form(hold.id)) for hold in found]
    wrong = form.errors or any(item.errors for item in bound.values())
    return render(request, "web/officer/stopped.html", {"form": form, "cards": cards}, status=422 if wrong else 200)


def _release_form(hold_id: UUID, data: QueryDict | None = None) -> ReleaseForm:
    """One form per hold on the page, each with its own ids."""
    return ReleaseForm(data, auto_id=f"id_{hold_id.hex[:8]}_%s")


def _do(request: AppRequest, change_id: UUID, place: str, form: PlainForm, act: Callable[[], str]) -> HttpResponse:
    if carried_out(request, form, act):
        return redirect("officer:account_change", change_id)
    return _change(request, change_id, {place: form})


def _change(request: AppRequest, change_id: UUID, forms: dict[str, PlainForm] | None = None) -> HttpResponse:
    found = account_change(change_id)
    subject = Subject("account_change", found.id, found.person_id)
    saw(request, "look_at_account_change", subject, dossier=found.register_number)
    blank = {"check_form": CheckForm(), "approve_form": PlainForm(), "refuse_form": RefuseAccountForm()}
    context = {
        "change": found,
        "rows": change_rows(found),
        "is_own": found.checked_by_id == actor_of(request).person_id,
        "is_early": request.clock.today() < found.earliest_on,
    }
    status = 422 if forms else 200
    return render(request, "web/officer/account_change.html", blank | (forms or {}) | context, status=status)
