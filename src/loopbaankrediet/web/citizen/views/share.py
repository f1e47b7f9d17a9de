"""What a citizen pays herself: receipts, refunds, and a report when more was asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.contributions.actions.reporting import report_surcharge, take_back_report
from loopbaankrediet.contributions.actions.surcharges import answer_paid_back
from loopbaankrediet.contributions.queries import receipt_for, shares_of_person
from loopbaankrediet.contributions.reports import reports_of_person
from loopbaankrediet.contributions.states import ReportState
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.flows.own_shares import answer_own_share_refund
from loopbaankrediet.guidance.queries import track_lines
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.presenters.share import report_table, share_table
from loopbaankrediet.web.citizen.share_forms import SurchargeForm
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.report_remedies import report_remedies
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.share_words import NO_SURCHARGE, receipt_rows, receipt_title


@requires(Capacity.CITIZEN)
@require_safe
def shares(request: AppRequest) -> HttpResponse:
    """Every module with what was paid, and her own reports."""
    _, person_id = citizen_of(request)
    reports = reports_of_person(person_id)
    context = {
        "table": share_table(shares_of_person(person_id)),
        "reports": report_table(reports) if reports else None,
        "recourses": [found for found in map(report_remedies, reports) if found],
        "paid_back": [report.line for report in reports if report.line.state is ReportState.PAID_BACK],
        "unseen": [report.line for report in reports if report.line.state is ReportState.RECEIVED],
        "form": PlainForm(),
    }
    return render(request, "web/citizen/shares.html", context)


@requires(Capacity.CITIZEN)
@require_safe
def receipt(request: AppRequest, entry_id: UUID) -> HttpResponse:
    """A receipt to read, print and keep."""
    actor, _ = citizen_of(request)
    found = receipt_for(entry_id, by=actor)
    context = {"title": receipt_title(found), "rows": receipt_rows(found), "no_surcharge": NO_SURCHARGE}
    return render(request, "web/citizen/share_receipt.html", context)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.HOURS)
@require_POST
def refund_received(request: AppRequest, entry_id: UUID) -> HttpResponse:
    return _answered(request, entry_id, True, gettext("Bedankt. De terugbetaling is afgesloten."))


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.HOURS)
@require_POST
def refund_missing(request: AppRequest, entry_id: UUID) -> HttpResponse:
    done = gettext("Genoteerd. Het bedrag moet dus nog terugkomen. Een medewerker ziet dat ook.")
    return _answered(request, entry_id, False, done)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.HOURS)
@require_http_methods(["GET", "POST"])
def report(request: AppRequest) -> HttpResponse:
    """More was asked than allowed (art. 18): how much, what for, and in her own words if she wants."""
    actor, person_id = citizen_of(request)
    tracks = [(str(line.id), line.counsellor) for line in track_lines(person_id)]
    initial = {"track": tracks[0][0]} if len(tracks) == 1 else {}
    form = SurchargeForm(request.POST or None, tracks=tracks, initial=initial)

    def act() -> str:
        track_id = UUID(form.cleaned_data["track"])
        report_surcharge(track_id=track_id, asked=form.asked, by=actor, clock=request.clock, key=form.key)
        return gettext("We kregen je melding. Een medewerker kijkt ze na en luistert ook naar je begeleider.")

    if carried_out(request, form, act):
        return redirect("citizen:shares")
    days = term("surcharge_answer_days", on=request.clock.today())
    context = {"form": form, "has_tracks": bool(tracks), "days": days}
    return render(request, "web/citizen/surcharge.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.HOURS)
@require_POST
def take_back(request: AppRequest, report_id: UUID) -> HttpResponse:
    actor, _ = citizen_of(request)
    form = PlainForm(request.POST)
    if form.is_valid():
        take_back_report(report_id=report_id, by=actor, clock=request.clock, key=form.key)
        messages.success(request, gettext("Je melding is ingetrokken. Je begeleider hoorde er niets van."))
    return redirect("citizen:shares")


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.HOURS)
@require_POST
def surcharge_answer(request: AppRequest, report_id: UUID, answer: str) -> HttpResponse:
    """Whether she has the surcharge back that her counsellor says she gave back."""
    actor, _ = citizen_of(request)
    form, received = PlainForm(request.POST), answer == "ja"
    if form.is_valid():
        answer_paid_back(report_id=report_id, received=received, by=actor, clock=request.clock, key=form.key)
        messages.success(
            request,
            gettext("Dank je. Dit is rond.") if received else gettext("Bewaard. Je begeleider moet het nog geven."),
        )
    return redirect("citizen:shares")


def _answered(request: AppRequest, entry_id: UUID, received: bool, done: str) -> HttpResponse:
    actor, _ = citizen_of(request)
    form = PlainForm(request.POST)
    if form.is_valid():
        answer_own_share_refund(refund_id=entry_id, received=received, by=actor, clock=request.clock, key=form.key)
        messages.success(request, done)
    return redirect("citizen:shares")
