"""The clients of a counsellor who leaves: told, asked what they want, each guidance settled."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.guidance.actions.tracks import cancel_track, end_track
from loopbaankrediet.guidance.departure_models import HANDOVER_TABLE, AfterChoice, Handover, HowTold
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.policies import check_is_client, check_stops_track
from loopbaankrediet.guidance.states import TRACK_TABLE
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound


@transaction.atomic
def tell_client(*, handover_id: UUID, how: HowTold, by: Actor, clock: Clock, key: UUID) -> Handover:
    """The counsellor, or the registrar, told the client that this counsellor stops and that her hours stay hers."""
    done = done_before(key, by=by, about=("tell_client", handover_id, how))
    handover = _lock(handover_id)
    check_stops_track(by, handover.track, clock=clock)
    if done is not None:
        return handover
    handover.state = HANDOVER_TABLE.after(handover.state, "tell")
    handover.told_how, handover.told_on = how, clock.today()
    handover.save(update_fields=["state", "told_how", "told_on"])
    _note("tell_client", handover, by=by, clock=clock, key=key)
    return handover


@transaction.atomic
def choose_after(*, handover_id: UUID, choice: AfterChoice, by: Actor, clock: Clock, key: UUID) -> Handover:
    """The client says what she does with her hours; she can change her mind, and keeps them whatever she says."""
    done = done_before(key, by=by, about=("choose_after", handover_id, choice))
    handover = _lock(handover_id)
    check_is_client(by, handover.track, to=Scope.CHOOSE, clock=clock)
    if done is not None:
        return handover
    handover.state = HANDOVER_TABLE.after(handover.state, "choose")
    handover.choice, handover.chosen_on, handover.chosen_at = choice, clock.today(), clock.now()
    handover.save(update_fields=["state", "choice", "chosen_on", "chosen_at"])
    _note("choose_after", handover, by=by, clock=clock, key=key)
    return handover


def settle_client(*, handover_id: UUID, by: Actor, clock: Clock, key: UUID) -> Track:
    """Stop the guidance: unused hours go back at once, a module under way is reported and confirmed first."""
    handover = Handover.objects.select_related("track").filter(id=handover_id).first()
    if handover is None:
        raise NotFound
    check_stops_track(by, handover.track, clock=clock)
    act = cancel_track if TRACK_TABLE.allows(handover.track.state, "cancel") else end_track
    return act(track_id=handover.track_id, by=by, clock=clock, key=key)


def _lock(handover_id: UUID) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("track__counsellor")
    handover = rows.filter(id=handover_id).first()
    if handover is None:
        raise NotFound
    return handover


def _note(verb: str, handover: Handover, *, by: Actor, clock: Clock, key: UUID) -> None:
    subject = Subject("handover", handover.id, handover.track.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock)
