"""How and why somebody stops a signed agreement, and when a citizen can still withdraw from it (default 13)."""

from dataclasses import dataclass

from loopbaankrediet.guidance.course_errors import NothingToWithdraw, StopReasonUnknown, TooLateToWithdraw
from loopbaankrediet.guidance.course_models import StopKind, StopReason, TrackPause, TrackStop
from loopbaankrediet.guidance.models import GuidanceAgreement, Track
from loopbaankrediet.guidance.withdrawal import last_day_to_withdraw
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day

R = StopReason
REASONS = {
    Capacity.CITIZEN: (R.GOAL_REACHED, R.OTHER_COUNSELLOR, R.NO_CLICK, R.NO_TIME, R.TOO_FAR, R.CIRCUMSTANCES),
    Capacity.COUNSELLOR: (R.GOAL_REACHED, R.NO_CONTACT, R.OTHER_HELP, R.NO_CLICK, R.CANNOT_GO_ON),
}
"""What each side can say; nobody is asked for more."""
VERBS = {
    StopKind.WITHDRAWN: "withdraw_agreement",
    StopKind.SWITCHED: "switch_counsellor",
    StopKind.EARLY: "end_track",
}


@dataclass(frozen=True)
class Stop:
    """`reason`: one of those that this side can give, or empty."""

    kind: StopKind = StopKind.EARLY
    reason: str = ""


UNSAID = Stop()


def check_stop(track: Track, stop: Stop, *, by: Actor, clock: Clock) -> None:
    """A reason of one's own side; only the citizen switches or withdraws, and withdraws only in time."""
    if stop.reason and stop.reason not in REASONS[by.capacity]:
        raise StopReasonUnknown
    if stop.kind is StopKind.EARLY:
        return
    if by.capacity is not Capacity.CITIZEN or stop.kind is StopKind.UNUSED:
        raise StopReasonUnknown
    if stop.kind is StopKind.WITHDRAWN:
        _check_in_time(track, clock)


def keep_stop(track: Track, stop: Stop, *, clock: Clock) -> None:
    """Note it, and let no pause outlive the agreement. The caller locks."""
    TrackStop.objects.create(track=track, kind=stop.kind, reason=stop.reason, stopped_at=clock.now())
    end_pause(track, clock=clock)


def end_pause(track: Track, *, clock: Clock) -> None:
    """The pause that is open, when there is one. The caller locks."""
    TrackPause.objects.filter(track=track, ended_on=None).update(ended_on=clock.today(), ended_at=clock.now())


def _check_in_time(track: Track, clock: Clock) -> None:
    signed_on = GuidanceAgreement.objects.values_list("signed_on", flat=True).filter(track=track).first()
    if signed_on is None:
        raise NothingToWithdraw
    last = last_day_to_withdraw(signed_on)
    if clock.today() > last:
        raise TooLateToWithdraw(last=day(last))
