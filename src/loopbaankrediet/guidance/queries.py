"""Reads of guidance, for the two parties. Texts are opened only for them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from loopbaankrediet.counsellors.models import Mode
from loopbaankrediet.counsellors.queries import names
from loopbaankrediet.guidance.models import (
    AccessCode,
    Conversation,
    GuidanceAgreement,
    GuidanceModule,
    ProgressReport,
    Track,
)
from loopbaankrediet.guidance.policies import check_is_party
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound

ACTIVE_STATES = (
    TrackState.OPENED,
    TrackState.INTAKE_HELD,
    TrackState.PROPOSED,
    TrackState.RUNNING,
    TrackState.ENDING,
)


@dataclass(frozen=True)
class CodeView:
    """An unused code with the counsellor it is for."""

    text: str
    counsellor_id: UUID
    counsellor: str
    expires_at: datetime


@dataclass(frozen=True)
class ConversationView:
    held_on: date
    minutes: int
    mode: str


@dataclass(frozen=True)
class ModuleView:
    """One module. Amounts are cents for `billed_minutes`: the delivered minutes once logged, else the reserved ones."""

    id: UUID
    number: int
    state: str
    minutes: int
    delivered: int
    public_cents: int
    own_cents: int
    conversations: tuple[ConversationView, ...]
    reserved_on: date
    confirmed_on: date | None
    report: str | None

    @property
    def minutes_left(self) -> int:
        return self.minutes - self.delivered


@dataclass(frozen=True)
class AgreementView:
    modules: int
    mode: str
    place: str
    methods: tuple[str, ...]
    public_cents_per_hour: int
    own_cents_per_hour: int
    proposed_on: date
    signed_on: date | None


@dataclass(frozen=True)
class TrackView:
    """One citizen with one counsellor, and all modules so far."""

    id: UUID
    person_id: UUID
    client: str
    counsellor_id: UUID
    counsellor: str
    state: str
    opened_on: date
    intake_on: date | None
    ended_on: date | None
    agreement: AgreementView | None
    modules: tuple[ModuleView, ...]

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    @property
    def open_module(self) -> ModuleView | None:
        return next((module for module in self.modules if module.state in ("reserved", "started", "reported")), None)


def tracks_of_citizen(person_id: UUID) -> tuple[TrackView, ...]:
    """The citizen's tracks, newest first."""
    return _views(Track.objects.filter(person_id=person_id).select_related("person").order_by("-opened_at"))


def tracks_of_counsellor(counsellor_id: UUID) -> tuple[TrackView, ...]:
    """The counsellor's own clients, newest first: only those who gave her a code."""
    return _views(Track.objects.filter(counsellor_id=counsellor_id).select_related("person").order_by("-opened_at"))


def track_for(track_id: UUID, *, by: Actor) -> TrackView:
    """One track, for one of its two parties. NotFound for anyone else."""
    row = Track.objects.filter(id=track_id).select_related("person").first()
    if row is None:
        raise NotFound
    check_is_party(by, row)
    return _views([row])[0]


def codes_of(person_id: UUID, *, clock: Clock) -> tuple[CodeView, ...]:
    """The citizen's codes that still work."""
    rows = AccessCode.objects.filter(person_id=person_id, used_at=None, expires_at__gt=clock.now())
    found = list(rows.order_by("-made_at"))
    who = names({row.counsellor_id for row in found})
    return tuple(
        CodeView(
            unseal_for(person_id, row.code_sealed, context="code"),
            row.counsellor_id,
            who[row.counsellor_id],
            row.expires_at,
        )
        for row in found
    )


def _views(rows: Iterable[Track]) -> tuple[TrackView, ...]:
    tracks = list(rows)
    modules = _modules_of(tracks)
    agreements = {row.track_id: _agreement(row) for row in GuidanceAgreement.objects.filter(track__in=tracks)}
    who = names({track.counsellor_id for track in tracks})
    return tuple(
        TrackView(
            track.id,
            track.person_id,
            track.person.full_name,
            track.counsellor_id,
            who[track.counsellor_id],
            track.state,
            track.opened_on,
            track.intake_on,
            track.ended_on,
            agreements.get(track.id),
            tuple(modules[track.id]),
        )
        for track in tracks
    )


def _modules_of(tracks: list[Track]) -> dict[UUID, list[ModuleView]]:
    rows = list(GuidanceModule.objects.filter(track__in=tracks).select_related("track").order_by("number"))
    talks: dict[UUID, list[ConversationView]] = defaultdict(list)
    for talk in Conversation.objects.filter(module__in=rows).order_by("held_on", "logged_at"):
        talks[talk.module_id].append(ConversationView(talk.held_on, talk.minutes, Mode(talk.mode).label))
    reports = {report.module_id: report for report in ProgressReport.objects.filter(module__in=rows)}
    found: dict[UUID, list[ModuleView]] = defaultdict(list)
    for row in rows:
        found[row.track_id].append(_module(row, tuple(talks[row.id]), reports.get(row.id)))
    return found


def _module(row: GuidanceModule, talks: tuple[ConversationView, ...], report: ProgressReport | None) -> ModuleView:
    delivered = sum(talk.minutes for talk in talks)
    billed = delivered if report is not None else row.minutes
    text = unseal_for(row.track.person_id, report.text_sealed, context="report") if report is not None else None
    return ModuleView(
        row.id,
        row.number,
        row.state,
        row.minutes,
        delivered,
        cents_for(billed, row.public_cents_per_hour),
        cents_for(billed, row.own_cents_per_hour),
        talks,
        row.reserved_on,
        row.confirmed_on,
        text,
    )


def _agreement(row: GuidanceAgreement) -> AgreementView:
    return AgreementView(
        row.modules,
        Mode(row.mode).label,
        row.place,
        tuple(row.methods),
        row.public_cents_per_hour,
        row.own_cents_per_hour,
        row.proposed_on,
        row.signed_on,
    )
