"""Incidents: stop at once, propose to start again, and a colleague who agrees; with all that happened before."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.office.incidents import (
    IncidentView,
    answer_lift,
    incidents,
    may_switch,
    propose_lift,
    stop,
)
from loopbaankrediet.office.models import Stops
from loopbaankrediet.office.states import IncidentState
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.officer.incident_forms import MendedForm, StopForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up
from loopbaankrediet.web.templatetags.dutch import moment


@requires(Capacity.OFFICER)
@require_http_methods(["GET", "POST"])
@needs_step_up("een deel van het platform stilzetten")
def incident_list(request: AppRequest) -> HttpResponse:
    """What stands still and what did before; a POST stops."""
    form = StopForm(_mine(request), request.POST or None)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("stops", "told", "why")}
        stop(**values, by=actor_of(request), clock=request.clock, key=form.key)
        return "Dit staat nu stil. Wie het treft, leest je tekst op elke pagina."

    if carried_out(request, form, act):
        return redirect("officer:incidents")
    return _page(request, form)


@requires(Capacity.OFFICER)
@require_POST
@needs_step_up("voorstellen om iets weer te starten")
def propose(request: AppRequest, incident_id: UUID) -> HttpResponse:
    form = MendedForm(request.POST, auto_id=f"id_{incident_id}_%s")

    def act() -> str:
        by, clock, mended = actor_of(request), request.clock, form.cleaned_data["mended"]
        propose_lift(incident_id=incident_id, mended=mended, by=by, clock=clock, key=form.key)
        return "Je voorstel staat klaar. Een collega beslist."

    if carried_out(request, form, act):
        return redirect("officer:incidents")
    return _page(request, StopForm(_mine(request)), tried=form, tried_id=incident_id)


@requires(Capacity.OFFICER)
@require_POST
@needs_step_up("iets weer starten")
def answer(request: AppRequest, incident_id: UUID, agree: str) -> HttpResponse:
    form, agrees = PlainForm(request.POST), agree == "ja"

    def act() -> str:
        by, clock = actor_of(request), request.clock
        answer_lift(incident_id=incident_id, agree=agrees, by=by, clock=clock, key=form.key)
        return "Dit werkt weer." if agrees else "Dit blijft stilstaan."

    if carried_out(request, form, act):
        return redirect("officer:incidents")
    return _page(request, StopForm(_mine(request)), tried=form, tried_id=incident_id)


def _mine(request: AppRequest) -> list[Stops]:
    return [one for one in Stops if may_switch(one, actor_of(request))]


def _page(
    request: AppRequest, form: StopForm, tried: PlainForm | None = None, tried_id: UUID | None = None
) -> HttpResponse:
    found, actor = incidents(), actor_of(request)
    running = [one for one in found if one.state != IncidentState.LIFTED]
    cards = [
        {
            "incident": one,
            "label": Stops(one.stops).label,
            "may": may_switch(one.stops, actor),
            "is_own": one.proposed_by_id == actor.person_id,
            "form": tried if one.id == tried_id and isinstance(tried, MendedForm) else _mended(one),
        }
        for one in running
    ]
    context = {
        "form": form,
        "button": PlainForm(),
        "tried": tried,
        "cards": cards,
        "table": _table([one for one in found if one.state == IncidentState.LIFTED]),
        "can_stop": bool(_mine(request)),
    }
    is_wrong = form.errors or (tried is not None and tried.errors)
    return render(request, "web/officer/incidents.html", context, status=422 if is_wrong else 200)


def _mended(incident: IncidentView) -> MendedForm:
    return MendedForm(auto_id=f"id_{incident.id}_%s")


def _table(past: list[IncidentView]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(Stops(one.stops).label, note=one.why),
            Cell(moment(one.stopped_at), note=one.stopped_by),
            Cell(moment(one.lifted_at) if one.lifted_at else "", note=f"{one.proposed_by} en {one.lifted_by}"),
            one.mended,
        ]
        for one in past
    ]
    columns = [Column("Wat stilstond"), Column("Van"), Column("Tot"), Column("Wat hersteld is")]
    return Table("Vroegere incidenten", columns, rows, "Er was nog geen incident.")
