"""Reads of a counsellor who leaves: who is still to be handed over, and what her client reads of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from loopbaankrediet.guidance.departure_models import (
    AfterChoice,
    Departure,
    DepartureCause,
    DepartureState,
    Handover,
    HandoverState,
    HowTold,
)
from loopbaankrediet.guidance.models import Conversation, ConversationStrike, GuidanceModule
from loopbaankrediet.guidance.states import ACTIVE_STATES, ModuleState, TrackState

UNDER_WAY = (ModuleState.RESERVED, ModuleState.STARTED, ModuleState.REPORTED)


@dataclass(frozen=True)
class HandoverLine:
    """One client of the list. `step`: what still has to happen before this client is handed over, "" when nothing."""

    id: UUID
    track_id: UUID
    person_id: UUID
    client: str
    state: HandoverState
    told: str
    told_on: date | None
    choice: str
    track_state: TrackState
    module_state: str
    has_talked: bool

    @property
    def is_told(self) -> bool:
        return self.state is not HandoverState.TO_TELL

    @property
    def is_over(self) -> bool:
        return self.track_state not in ACTIVE_STATES

    @property
    def is_done(self) -> bool:
        return self.is_told and self.is_over

    @property
    def can_settle(self) -> bool:
        """A module that was reported waits for the client; one with conversations that was stopped, for the report."""
        if self.is_over or self.module_state == ModuleState.REPORTED:
            return False
        return self.track_state is not TrackState.ENDING or not self.has_talked


@dataclass(frozen=True)
class DepartureView:
    id: UUID
    counsellor_id: UUID
    cause: DepartureCause
    ends_on: date
    announced_on: date
    clients: tuple[HandoverLine, ...]

    @property
    def left(self) -> int:
        """Clients who are not handed over yet."""
        return sum(not line.is_done for line in self.clients)


@dataclass(frozen=True)
class LeavingCounsellor:
    """What a client is told: who stops and when, and what she answered."""

    handover_id: UUID
    track_id: UUID
    counsellor: str
    ends_on: date
    choice: str


def running_departure(counsellor_id: UUID) -> DepartureView | None:
    """With every client it began with, those who wait first."""
    row = Departure.objects.filter(counsellor_id=counsellor_id, state=DepartureState.RUNNING).first()
    if row is None:
        return None
    lines = sorted(_lines(row.id), key=lambda line: (line.is_done, line.client))
    cause = DepartureCause(row.cause)
    return DepartureView(row.id, counsellor_id, cause, row.ends_on, row.announced_on, tuple(lines))


def leaving_of_track(track_id: UUID) -> LeavingCounsellor | None:
    """For the page of the client, while the departure runs."""
    return next(iter(_leaving(track_id=track_id)), None)


def leaving_for(person_id: UUID) -> tuple[LeavingCounsellor, ...]:
    """Counsellors of this citizen who leave, the first to go first."""
    return _leaving(track__person_id=person_id)


def _leaving(**of: UUID) -> tuple[LeavingCounsellor, ...]:
    rows = Handover.objects.filter(departure__state=DepartureState.RUNNING, **of)
    found = rows.select_related("departure", "track__counsellor__person").order_by("departure__ends_on", "id")
    return tuple(
        LeavingCounsellor(
            row.id, row.track_id, row.track.counsellor.person.full_name, row.departure.ends_on, row.choice
        )
        for row in found
    )


def _lines(departure_id: UUID) -> list[HandoverLine]:
    modules = GuidanceModule.objects.filter(track=OuterRef("track"), state__in=UNDER_WAY)
    struck = ConversationStrike.objects.filter(conversation=OuterRef("pk"))
    talks = Conversation.objects.filter(~Exists(struck), module__track=OuterRef("track"), module__state__in=UNDER_WAY)
    rows = Handover.objects.filter(departure_id=departure_id).select_related("track__person").order_by("id")
    return [
        HandoverLine(
            row.id,
            row.track_id,
            row.track.person_id,
            row.track.person.full_name,
            HandoverState(row.state),
            HowTold(row.told_how).label if row.told_how else "",
            row.told_on,
            AfterChoice(row.choice).label if row.choice else "",
            TrackState(row.track.state),
            row.module_state or "",
            row.has_talked,
        )
        for row in rows.annotate(module_state=modules.values("state")[:1], has_talked=Exists(talks))
    ]
