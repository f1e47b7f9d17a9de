"""A pause of guidance, for illness or something else that weighs: no reason is asked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.actions.pauses import pause_track, resume_track
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.SIGN)
@require_http_methods(["GET", "POST"])
def pause(request: AppRequest, track_id: UUID) -> HttpResponse:
    """What a pause does, then the button; a pause that stands can go on from the same page."""
    actor, _ = citizen_of(request)
    form = PlainForm(request.POST or None)

    def act() -> str:
        pause_track(track_id=track_id, by=actor, clock=request.clock, key=form.key)
        return gettext("Je begeleiding staat op pauze. Doe rustig aan.")

    if carried_out(request, form, act):
        return redirect("citizen:track", track_id)
    return _page(request, track_id, form)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.SIGN)
@require_POST
def resume(request: AppRequest, track_id: UUID) -> HttpResponse:
    actor, _ = citizen_of(request)
    form = PlainForm(request.POST)

    def act() -> str:
        resume_track(track_id=track_id, by=actor, clock=request.clock, key=form.key)
        return gettext("Je begeleiding gaat verder. Spreek samen een dag af.")

    if carried_out(request, form, act):
        return redirect("citizen:track", track_id)
    return _page(request, track_id, form)


def _page(request: AppRequest, track_id: UUID, form: PlainForm) -> HttpResponse:
    view = track_for(track_id, by=citizen_of(request)[0])
    context = {
        "form": form,
        "track": view,
        "can_pause": view.state == TrackState.RUNNING and view.course.paused_on is None,
        "months": term("pause_question_months", on=request.clock.today()),
    }
    return render(request, "web/citizen/pause.html", context, status=422 if form.errors else 200)
