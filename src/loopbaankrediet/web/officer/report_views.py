"""Reports that a counsellor asked too much (art. 18): taken up, both heard, decided with a reason."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.contributions.actions.reporting import decide_report, look_at_report, note_hearing
from loopbaankrediet.contributions.reports import report_to_judge, reports_to_judge
from loopbaankrediet.contributions.states import ReportState
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.confirming import hearing_to_note, report_to_decide, report_to_take_up
from loopbaankrediet.web.officer.share_forms import DecideForm, HeardForm
from loopbaankrediet.web.officer.shares import report_rows, report_table
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up
from loopbaankrediet.web.templatetags.dutch import day


@requires_role(Role.CASE_OFFICER)
@require_safe
def reports(request: AppRequest) -> HttpResponse:
    waiting = reports_to_judge()
    saw_in_list(request, "surcharge_report", [line.client_id for line in waiting])
    table = report_table(waiting, today=request.clock.today())
    return render(request, "web/officer/reports.html", {"table": table})


@requires_role(Role.CASE_OFFICER)
@needs_step_up("een melding van een burger lezen", reads=True)
@require_safe
def report(request: AppRequest, report_id: UUID) -> HttpResponse:
    return _report(request, report_id)


@requires_role(Role.CASE_OFFICER)
@needs_step_up("een melding behandelen", tells=report_to_take_up)
@require_POST
def look_at(request: AppRequest, report_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        look_at_report(report_id=report_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je kijkt dit na. De begeleider kan nu antwoorden."

    return _do(request, report_id, "look_form", form, act)


@requires_role(Role.CASE_OFFICER)
@needs_step_up("een melding behandelen", tells=hearing_to_note)
@require_POST
def heard(request: AppRequest, report_id: UUID) -> HttpResponse:
    form = HeardForm(request.POST)

    def act() -> str:
        text = form.cleaned_data["text"]
        note_hearing(report_id=report_id, text=text, by=actor_of(request), clock=request.clock, key=form.key)
        return "Bewaard wat de begeleider zei."

    return _do(request, report_id, "heard_form", form, act)


@requires_role(Role.CASE_OFFICER)
@needs_step_up("een melding behandelen", tells=report_to_decide)
@require_POST
def decide(request: AppRequest, report_id: UUID) -> HttpResponse:
    form = DecideForm(request.POST)

    def act() -> str:
        said = {name: form.cleaned_data[name] for name in ("founded", "reason")}
        decide_report(report_id=report_id, **said, by=actor_of(request), clock=request.clock, key=form.key)
        return "Beslist. De burger en de begeleider lezen je reden."

    return _do(request, report_id, "decide_form", form, act)


def _do(request: AppRequest, report_id: UUID, name: str, form: PlainForm, act: Callable[[], str]) -> HttpResponse:
    if carried_out(request, form, act):
        return redirect("officer:report", report_id)
    return _report(request, report_id, {name: form})


def _report(request: AppRequest, report_id: UUID, bound: dict[str, PlainForm] | None = None) -> HttpResponse:
    """The texts are the citizen's: the journal notes who opened them."""
    found = report_to_judge(report_id, by=actor_of(request))
    subject = Subject("surcharge_report", report_id, found.person_id)
    saw(request, "open_report", subject, dossier=f"melding van {day(found.line.reported_on)}")
    forms = {"look_form": PlainForm(), "heard_form": HeardForm(), "decide_form": DecideForm()} | (bound or {})
    context: dict[str, object] = {
        "report": found,
        "rows": report_rows(found),
        "is_new": found.line.state is ReportState.RECEIVED,
        "is_looked_at": found.line.state is ReportState.LOOKED_AT,
        **forms,
    }
    return render(request, "web/officer/report.html", context, status=422 if bound else 200)
