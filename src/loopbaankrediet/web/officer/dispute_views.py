"""Disputed hours and reminders: the work of a case officer between a module and its pay."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.flows.decide_dispute import decide_dispute
from loopbaankrediet.flows.recover_disputed import forgo_disputed, recover_disputed
from loopbaankrediet.guidance.actions.silence import pass_notice_on
from loopbaankrediet.guidance.open_hours import (
    DisputeView,
    dispute_to_read,
    disputes_to_decide,
    disputes_to_recover,
    notices_to_pass_on,
)
from loopbaankrediet.guidance.open_hours import notice as notice_view
from loopbaankrediet.guidance.states import DisputeState
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.payments.queries import count_sampled, sampled_claims
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.dispute_words import dispute_rows
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.confirming import dispute_to_decide, dispute_to_forgo, dispute_to_recover
from loopbaankrediet.web.officer.dispute_forms import ForgoForm, PassOnForm, RulingForm
from loopbaankrediet.web.officer.disputes import dispute_table, notice_table, recover_table, sample_table
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up


@requires_role(Role.CASE_OFFICER)
@require_safe
def disputes(request: AppRequest) -> HttpResponse:
    page = page_of(request, count_sampled())
    waiting, recovering, sample = disputes_to_decide(), disputes_to_recover(), sampled_claims(rows_of(page))
    saw_in_list(request, "dispute", [line.person_id for line in (*waiting, *recovering)])
    saw_in_list(request, "counsellor", [claim.person_id for claim in sample])
    context = {
        "page": page,
        "disputes": dispute_table(waiting, today=request.clock.today()),
        "recoveries": recover_table(recovering),
        "sample": sample_table(sample),
    }
    return render(request, "web/officer/disputes.html", context)


@requires_role(Role.CASE_OFFICER)
@needs_step_up("lezen wat er in een betwisting staat", reads=True, tells=dispute_to_decide)
@require_http_methods(["GET", "POST"])
def dispute(request: AppRequest, module_id: UUID) -> HttpResponse:
    """Both sides in words; a POST decides."""
    form = RulingForm(request.POST or None)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("minutes", "reasons")}
        ruling = decide_dispute(module_id=module_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        if ruling.recover:
            return f"Beslist. Terugvorderen kon nog niet. {ruling.why_not}"
        return "Beslist. De uren en het geld volgen je beslissing. Was er al betaald, dan is de terugvordering geopend."

    if carried_out(request, form, act):
        return redirect("officer:dispute", module_id)
    return _dispute(request, module_id, form)


@requires_role(Role.CASE_OFFICER)
@needs_step_up("een betwisting afronden", tells=dispute_to_recover)
@require_POST
def recovered(request: AppRequest, module_id: UUID) -> HttpResponse:
    """Open the recovery of what was paid too much, which had to wait."""
    form = PlainForm(request.POST)

    def act() -> str:
        opened = recover_disputed(module_id=module_id, by=actor_of(request), clock=request.clock, key=form.key)
        done = "De terugvordering is geopend." if opened else "Deze uren waren al teruggevorderd."
        return f"{done} Deze betwisting is afgerond."

    if carried_out(request, form, act):
        return redirect("officer:disputes")
    return _dispute(request, module_id, RulingForm(), form)


@requires_role(Role.CASE_OFFICER)
@needs_step_up("een betwisting afronden", tells=dispute_to_forgo)
@require_POST
def forgone(request: AppRequest, module_id: UUID) -> HttpResponse:
    """Close what nothing can recover any more, with a reason."""
    form = ForgoForm(request.POST, auto_id="id_forgo_%s")

    def act() -> str:
        reason = form.cleaned_data["reason"]
        forgo_disputed(module_id=module_id, reason=reason, by=actor_of(request), clock=request.clock, key=form.key)
        return "Deze betwisting is afgerond. Er wordt niets teruggevorderd."

    if carried_out(request, form, act):
        return redirect("officer:disputes")
    return _dispute(request, module_id, RulingForm(), forgo_form=form)


@requires_role(Role.CASE_OFFICER)
@require_safe
def notices(request: AppRequest) -> HttpResponse:
    waiting = notices_to_pass_on()
    saw_in_list(request, "notice", [line.person_id for line in waiting])
    table = notice_table(waiting, today=request.clock.today())
    return render(request, "web/officer/notices.html", {"table": table})


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def notice(request: AppRequest, notice_id: UUID) -> HttpResponse:
    """One reminder; a POST notes the call or the letter."""
    form = PassOnForm(request.POST or None, initial={"passed_on": request.clock.today()})

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("channel", "passed_on")}
        pass_notice_on(notice_id=notice_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        return "Genoteerd."

    if carried_out(request, form, act):
        return redirect("officer:notices")
    found = notice_view(notice_id)
    saw(request, "open_notice", Subject("notice", found.id, found.person_id), dossier=f"module {found.module_number}")
    context = {"form": form, "notice": found}
    return render(request, "web/officer/notice.html", context, status=422 if form.errors else 200)


def _dispute(
    request: AppRequest,
    module_id: UUID,
    form: RulingForm,
    recovered_form: PlainForm | None = None,
    forgo_form: ForgoForm | None = None,
) -> HttpResponse:
    found = dispute_to_read(module_id)
    subject = Subject("dispute", module_id, found.person_id)
    saw(request, "open_dispute", subject, dossier=f"module {found.module_number}")
    is_wrong = any(tried.errors for tried in (form, recovered_form, forgo_form) if tried is not None)
    context = {
        "form": form,
        "recovered_form": recovered_form or PlainForm(),
        "forgo_form": forgo_form or ForgoForm(auto_id="id_forgo_%s"),
        "dispute": found,
        "rows": dispute_rows(found),
        "can_decide": can_decide(found, request),
        "to_recover": found.state == DisputeState.TO_RECOVER,
    }
    return render(request, "web/officer/dispute.html", context, status=422 if is_wrong else 200)


def can_decide(found: DisputeView, request: AppRequest) -> bool:
    """Both sides were heard, or the counsellor let the time to answer pass."""
    is_late = found.state == DisputeState.OPEN and request.clock.today() > found.answer_by
    return found.state == DisputeState.ANSWERED or is_late
