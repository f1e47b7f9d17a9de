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
from loopbaankrediet.guidance.states import ACTIVE_STATES, ModuleState
from loopbaankrediet.journal.keys import opener_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound

OPEN_MODULE_STATES = (ModuleState.RESERVED, ModuleState.STARTED, ModuleState.REPORTED)


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
    reported_on: date | None
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
    counsellor_name: str
    register_number: str
    organisation: str
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
        return next((module for module in self.modules if module.state in OPEN_MODULE_STATES), None)


@dataclass(frozen=True)
class ModuleLine:
    number: int
    state: str
    minutes: int


@dataclass(frozen=True)
class TrackLine:
    """A track for a list: with whom, how far. Opens no report."""

    id: UUID
    counsellor_id: UUID
    counsellor: str
    state: str
    opened_on: date
    ended_on: date | None
    modules: tuple[ModuleLine, ...]

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    @property
    def open_module(self) -> ModuleLine | None:
        return next((module for module in self.modules if module.state in OPEN_MODULE_STATES), None)


@dataclass(frozen=True)
class CodeLine:
    """An unused code, without its text."""

    counsellor_id: UUID
    counsellor: str
    expires_at: datetime


def track_lines(person_id: UUID) -> tuple[TrackLine, ...]:
    """The citizen's tracks in short, newest first."""
    rows = Track.objects.filter(person_id=person_id).select_related("counsellor__person").order_by("-opened_at")
    modules: dict[UUID, list[ModuleLine]] = defaultdict(list)
    for module in GuidanceModule.objects.filter(track__person_id=person_id).order_by("number"):
        modules[module.track_id].append(ModuleLine(module.number, module.state, module.minutes))
    return tuple(
        TrackLine(
            row.id,
            row.counsellor_id,
            row.counsellor.person.full_name,
            row.state,
            row.opened_on,
            row.ended_on,
            tuple(modules[row.id]),
        )
        for row in rows
    )


def code_lines(person_id: UUID, *, clock: Clock) -> tuple[CodeLine, ...]:
    """The citizen's codes that still work, newest first."""
    rows = AccessCode.objects.filter(person_id=person_id, used_at=None, expires_at__gt=clock.now())
    found = rows.select_related("counsellor__person").order_by("-made_at")
    return tuple(CodeLine(row.counsellor_id, row.counsellor.person.full_name, row.expires_at) for row in found)


def tracks_of_citizen(person_id: UUID) -> tuple[TrackView, ...]:
    """The citizen's tracks, newest first."""
    return _views(Track.objects.filter(person_id=person_id).select_related("person").order_by("-opened_at"))


def tracks_of_counsellor(counsellor_id: UUID) -> tuple[TrackView, ...]:
    """The counsellor's own clients, newest first: only those who gave her a code. Reports stay sealed (None)."""
    rows = Track.objects.filter(counsellor_id=counsellor_id).select_related("person").order_by("-opened_at")
    return _views(rows, open_reports=False)


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
    if not found:
        return ()
    who, text_of = names({row.counsellor_id for row in found}), opener_for(person_id, context="code")
    return tuple(
        CodeView(
            text_of(row.code_sealed),
            row.counsellor_id,
            who[row.counsellor_id],
            row.expires_at,
        )
        for row in found
    )


def _views(rows: Iterable[Track], *, open_reports: bool = True) -> tuple[TrackView, ...]:
    tracks = list(rows)
    modules = _modules_of(tracks, open_reports)
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


def _modules_of(tracks: list[Track], open_reports: bool) -> dict[UUID, list[ModuleView]]:
    rows = list(GuidanceModule.objects.filter(track__in=tracks).select_related("track").order_by("number"))
    talks: dict[UUID, list[ConversationView]] = defaultdict(list)
    for talk in Conversation.objects.filter(module__in=rows).order_by("held_on", "logged_at"):
        talks[talk.module_id].append(ConversationView(talk.held_on, talk.minutes, Mode(talk.mode).label))
    texts = _report_texts(rows) if open_reports else {}
    found: dict[UUID, list[ModuleView]] = defaultdict(list)
    for row in rows:
        found[row.track_id].append(_module(row, tuple(talks[row.id]), texts.get(row.id)))
    return found


def _report_texts(rows: list[GuidanceModule]) -> dict[UUID, str]:
    people = {row.id: row.track.person_id for row in rows}
    reports = list(ProgressReport.objects.filter(module__in=rows))
    openers = {
        person_id: opener_for(person_id, context="report")
        for person_id in {people[report.module_id] for report in reports}
    }
    return {report.module_id: openers[people[report.module_id]](report.text_sealed) for report in reports}


def _module(row: GuidanceModule, talks: tuple[ConversationView, ...], report: str | None) -> ModuleView:
    delivered = sum(talk.minutes for talk in talks)
    billed = delivered if row.reported_on else row.minutes
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
        row.reported_on,
        row.confirmed_on,
        report,
    )


def _agreement(row: GuidanceAgreement) -> AgreementView:
    return AgreementView(
        row.modules,
        Mode(row.mode).label,
        row.place,
        tuple(row.methods),
        row.counsellor_name,
        row.register_number,
        row.organisation,
        row.public_cents_per_hour,
        row.own_cents_per_hour,
        row.proposed_on,
        row.signed_on,
    )
