"""Stopping: early, for another counsellor, or within the days to think; each says first what it does."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from loopbaankrediet.contributions.queries import shares_of_track
from loopbaankrediet.guidance.actions.tracks import cancel_track, end_track
from loopbaankrediet.guidance.course_models import StopKind
from loopbaankrediet.guidance.queries import TrackView, track_for
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.guidance.stopping import Stop
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.course_forms import StopForm
from loopbaankrediet.web.citizen.presenters.stopping import hours_back, own_money, still_open, withdraw_until
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.SIGN)
@require_http_methods(["GET", "POST"])
def end(request: AppRequest, track_id: UUID) -> HttpResponse:
    """Stop with this counsellor: first what happens to hours and money, then why if she likes, then the button."""
    actor, _ = citizen_of(request)
    view = track_for(track_id, by=actor)
    asks_why = view.is_signed and view.stopped_on is None
    form = StopForm(request.POST or None) if asks_why else PlainForm(request.POST or None)
    if form.is_valid():
        try:
            switched = _end(request, view, form, actor)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return redirect("citizen:choose") if switched else redirect("citizen:track", track_id)
    started = view.open_module if view.open_module and view.open_module.has_begun else None
    context = _said(view, actor) | {
        "form": form,
        "asks_why": asks_why,
        "before_signing": not view.is_signed,
        "started": started,
        "reserved": view.open_module if started is None else None,
        "can_end": view.can_end_at_once or (view.is_active and view.state != TrackState.ENDING),
        "withdraw_until": withdraw_until(view, request.clock.today()),
    }
    return render(request, "web/citizen/end.html", context, status=422 if form.is_bound else 200)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.SIGN)
@require_http_methods(["GET", "POST"])
def withdraw(request: AppRequest, track_id: UUID) -> HttpResponse:
    """Change her mind within the days to think (default 13): what it does, then the button."""
    actor, _ = citizen_of(request)
    form = PlainForm(request.POST or None)

    def act() -> str:
        end_track(track_id=track_id, stop=Stop(StopKind.WITHDRAWN), by=actor, clock=request.clock, key=form.key)
        return gettext("Je overeenkomst is herroepen. Je hoeft niet te zeggen waarom.")

    if carried_out(request, form, act):
        return redirect("citizen:track", track_id)
    view = track_for(track_id, by=actor)
    context = _said(view, actor) | {"form": form, "withdraw_until": withdraw_until(view, request.clock.today())}
    return render(request, "web/citizen/withdraw.html", context, status=422 if form.errors else 200)


def _end(request: AppRequest, view: TrackView, form: PlainForm, actor: Actor) -> bool:
    """Carry it out; whether she goes to another counsellor at once."""
    if not view.is_signed:
        cancel_track(track_id=view.id, by=actor, clock=request.clock, key=form.key)
        return False
    if not isinstance(form, StopForm):
        end_track(track_id=view.id, by=actor, clock=request.clock, key=form.key)
        return False
    track = end_track(track_id=view.id, stop=form.stop, by=actor, clock=request.clock, key=form.key)
    if form.stop.kind is not StopKind.SWITCHED or track.state != TrackState.ENDED:
        return False
    messages.success(
        request,
        (
            gettext("Je stopte bij %(counsellor)s. Je vrije uren gaan mee. Kies hier iemand anders.")
            % {"counsellor": view.counsellor}
        ),
    )
    return True


def _said(view: TrackView, actor: Actor) -> dict[str, object]:
    shares = shares_of_track(view.id, by=actor) if view.is_signed else ()
    money = own_money(view, shares) if shares else ""
    return {"track": view, "money": money, "hours": hours_back(view), "owed": still_open(shares)}
