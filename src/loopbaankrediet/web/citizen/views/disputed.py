"""The citizen says that hours are not right, or that she does not agree with a report: two things apart."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.guidance.actions.reports import note_disagreement
from loopbaankrediet.guidance.queries import ModuleView, TrackView, track_for
from loopbaankrediet.guidance.states import MODULE_TABLE
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.forms import DisputeForm, NoteForm
from loopbaankrediet.web.citizen.presenters.track import conversations
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.HOURS)
@require_http_methods(["GET", "POST"])
def dispute(request: AppRequest, track_id: UUID, number: int) -> HttpResponse:
    """How many minutes it was, and why if she likes; a second click comes back to the dispute it made."""
    actor, _ = citizen_of(request)
    form = DisputeForm(request.POST or None)
    view, module = _module(track_id, number, actor)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("given_minutes", "why")}
        dispute_hours(module_id=module.id, **values, by=actor, clock=request.clock, key=form.key)
        return gettext("We weten het. Een medewerker beslist. Je leest hier hoe het staat.")

    if carried_out(request, form, act):
        return redirect("citizen:module", track_id, number)
    if not MODULE_TABLE.allows(module.state, "dispute") and not form.is_bound:
        return redirect("citizen:module", track_id, number)
    today = request.clock.today()
    context = {
        "form": form,
        "track": view,
        "module": module,
        "conversations": conversations(module),
        "step": term("billing_step_minutes", on=module.reserved_on),
        "decide_by": today + timedelta(days=term("dispute_decision_days", on=today)),
    }
    return render(request, "web/citizen/dispute.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.CONTENT)
@require_http_methods(["GET", "POST"])
def note(request: AppRequest, track_id: UUID, number: int) -> HttpResponse:
    """What she does not agree with in the report: apart from the hours, and it stops no pay."""
    actor, _ = citizen_of(request)
    view, module = _module(track_id, number, actor)
    form = NoteForm(request.POST or None, initial={"version": module.report_version})
    if module.report is None:
        raise NotFound

    def act() -> str:
        said = {"text": form.cleaned_data["note"], "version": form.cleaned_data["version"]}
        note_disagreement(module_id=module.id, **said, by=actor, clock=request.clock, key=form.key)
        return gettext("Bewaard. %(counsellor)s leest het ook. Aan je uren verandert niets.") % {
            "counsellor": view.counsellor
        }

    if carried_out(request, form, act):
        return redirect("citizen:module", track_id, number)
    context = {"form": form, "track": view, "module": module}
    return render(request, "web/citizen/note.html", context, status=422 if form.errors else 200)


def _module(track_id: UUID, number: int, actor: Actor) -> tuple[TrackView, ModuleView]:
    view = track_for(track_id, by=actor)
    module = next((module for module in view.modules if module.number == number), None)
    if module is None:
        raise NotFound
    return view, module
