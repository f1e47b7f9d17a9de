"""Erasing a person: a case officer proposes, the data protection officer advises, another case officer decides."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.credit.queries import application as application_by_id
from loopbaankrediet.flows.erase_person import erase_person_key, obstacles, propose_erasure
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.erasing import advise_erasure, withdraw
from loopbaankrediet.people.erasures import ErasureView, erasure_to_read, running_erasures
from loopbaankrediet.people.models import ErasureState
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.confirming import erasure_to_decide
from loopbaankrediet.web.officer.erasure_forms import AdviceForm, DecideErasureForm, ProposeErasureForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up
from loopbaankrediet.web.templatetags.dutch import moment

STATE_WORDS = {
    ErasureState.PROPOSED: Cell("Wacht op advies", pill="info"),
    ErasureState.ADVISED: Cell("Te beslissen", pill="warn"),
    ErasureState.DECIDED: Cell("Beslist, wordt gewist", pill="info"),
    ErasureState.ERASED: Cell("Gewist", pill="ok"),
    ErasureState.WITHDRAWN: Cell("Ingetrokken", pill="info"),
}


@requires_role(Role.CASE_OFFICER, Role.PRIVACY_OFFICER)
@require_safe
def erasures(request: AppRequest) -> HttpResponse:
    found = running_erasures()
    saw_in_list(request, "erasure", [line.person_id for line in found])
    return render(request, "web/officer/erasures.html", {"table": _table(found)})


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def propose(request: AppRequest, application_id: UUID) -> HttpResponse:
    """What stands in the way, and until when; a POST proposes."""
    found = application_by_id(application_id)
    if found is None:
        raise NotFound
    form = ProposeErasureForm(request.POST or None)
    made: list[UUID] = []

    def act() -> str:
        dossier, by = form.cleaned_data["dossier"].strip(), actor_of(request)
        erasure = propose_erasure(person_id=found.person_id, dossier=dossier, by=by, clock=request.clock, key=form.key)
        made.append(erasure.id)
        return "Voorgesteld. De functionaris voor gegevensbescherming geeft nu advies."

    if carried_out(request, form, act):
        return redirect("officer:erasure", made[0])
    saw(request, "open_application", Subject("application", found.id, found.person_id))
    stops = obstacles(found.person_id, today=request.clock.today())
    context = {"form": form, "application": found, "obstacles": stops}
    return render(request, "web/officer/propose_erasure.html", context, status=422 if form.errors else 200)


@requires_role(Role.CASE_OFFICER, Role.PRIVACY_OFFICER)
@require_safe
def erasure(request: AppRequest, erasure_id: UUID) -> HttpResponse:
    return _page(request, erasure_id)


@requires_role(Role.PRIVACY_OFFICER)
@require_POST
def advise(request: AppRequest, erasure_id: UUID) -> HttpResponse:
    form = AdviceForm(request.POST, auto_id="id_advice_%s")

    def act() -> str:
        advice, by = form.cleaned_data["advice"], actor_of(request)
        advise_erasure(erasure_id=erasure_id, advice=advice, by=by, clock=request.clock, key=form.key)
        return "Je advies is genoteerd. Een medewerker beslist."

    if carried_out(request, form, act):
        return redirect("officer:erasure", erasure_id)
    return _page(request, erasure_id, advice=form)


@requires_role(Role.CASE_OFFICER)
@needs_step_up("gegevens wissen", tells=erasure_to_decide)
@require_POST
def decide(request: AppRequest, erasure_id: UUID) -> HttpResponse:
    """There is no way back."""
    form = DecideErasureForm(request.POST)

    def act() -> str:
        erase_person_key(erasure_id=erasure_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "De gegevens zijn gewist."

    if carried_out(request, form, act):
        return redirect("officer:erasure", erasure_id)
    return _page(request, erasure_id, form=form)


@requires_role(Role.CASE_OFFICER)
@require_POST
def take_back(request: AppRequest, erasure_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        withdraw(erasure_id=erasure_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Het voorstel is ingetrokken. Er wordt niets gewist."

    if carried_out(request, form, act):
        return redirect("officer:erasures")
    return _page(request, erasure_id, form=form)


def _page(
    request: AppRequest, erasure_id: UUID, *, form: PlainForm | None = None, advice: AdviceForm | None = None
) -> HttpResponse:
    found, actor = erasure_to_read(erasure_id), actor_of(request)
    saw(request, "open_erasure", Subject("erasure", found.id, found.person_id), dossier=found.dossier)
    is_case_officer = actor.has_role(Role.CASE_OFFICER)
    others = actor.person_id not in (found.proposed_by_id, found.advised_by_id)
    context = {
        "found": found,
        "state": STATE_WORDS[ErasureState(found.state)],
        "rows": _summary(found),
        "obstacles": obstacles(found.person_id, today=request.clock.today()) if found.is_open else (),
        "form": form or DecideErasureForm(),
        "advice": advice or AdviceForm(auto_id="id_advice_%s"),
        "take_back": PlainForm(auto_id="id_back_%s"),
        "can_advise": found.state == ErasureState.PROPOSED and actor.has_role(Role.PRIVACY_OFFICER) and others,
        "can_decide": found.state == ErasureState.ADVISED and is_case_officer and others,
        "can_take_back": found.is_open and is_case_officer,
    }
    is_wrong = any(tried.errors for tried in (form, advice) if tried is not None)
    return render(request, "web/officer/erasure.html", context, status=422 if is_wrong else 200)


def _summary(found: ErasureView) -> list[SummaryRow]:
    rows = [
        SummaryRow("Nummer van de beslissing", found.dossier),
        SummaryRow("Voorgesteld", f"{moment(found.proposed_at)}, door {found.proposed_by}"),
    ]
    if found.advised_at:
        rows.append(SummaryRow("Advies", f"{found.advice} ({moment(found.advised_at)}, {found.advised_by})"))
    if found.decided_at:
        rows.append(SummaryRow("Beslist", f"{moment(found.decided_at)}, door {found.decided_by}"))
    return rows


def _table(found: tuple[ErasureView, ...]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.name, reverse("officer:erasure", args=[line.id]), note=line.dossier),
            Cell(line.proposed_by, note=moment(line.proposed_at)),
            STATE_WORDS[ErasureState(line.state)],
        ]
        for line in found
    ]
    columns = [Column("Van wie"), Column("Voorgesteld door"), Column("Stand")]
    return Table("Voorstellen om gegevens te wissen", columns, rows, "Er wacht geen voorstel.")
