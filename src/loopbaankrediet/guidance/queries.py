"""Reads of guidance, for the two parties. Texts are opened only for them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from loopbaankrediet.counsellors.models import Mode
from loopbaankrediet.counsellors.queries import Contact, contact_of, names
from loopbaankrediet.guidance.course import Course, course_of, with_course
from loopbaankrediet.guidance.known import known_of
from loopbaankrediet.guidance.models import (
    AccessCode,
    Dispute,
    GuidanceAgreement,
    GuidanceModule,
    Track,
)
from loopbaankrediet.guidance.module_texts import (
    ASKS_CORRECTION,
    CurrentReport,
    conversations_of,
    current_reports,
)
from loopbaankrediet.guidance.module_texts import ConversationView as ConversationView
from loopbaankrediet.guidance.policies import check_reads_track
from loopbaankrediet.guidance.standing import Standing, standing_of, with_standing
from loopbaankrediet.guidance.states import ACTIVE_STATES, ModuleState, TrackState
from loopbaankrediet.guidance.withdrawal import first_conversation_on
from loopbaankrediet.journal.keys import TextRing, opener_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound

OPEN_MODULE_STATES = (ModuleState.RESERVED, ModuleState.STARTED, ModuleState.REPORTED)
PARTIES = ("person", "counsellor__person")


@dataclass(frozen=True)
class CodeView:
    """An unused code with the counsellor it is for."""

    text: str
    counsellor_id: UUID
    counsellor: str
    expires_at: datetime


@dataclass(frozen=True)
class ModuleView:
    """One module. Amounts are cents for the minutes that stand (`guidance/standing.py`).

    `report` is its latest version, with what she noted about that one. `dispute`: its state, "" when there is none.
    `given_back`: minutes that a recovery gave back.
    """

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
    report_note: str | None
    report_version: int
    has_history: bool
    dispute: str
    next_step_on: date | None
    given_back: int

    @property
    def minutes_left(self) -> int:
        return self.minutes - self.delivered

    @property
    def has_begun(self) -> bool:
        return self.delivered > 0


@dataclass(frozen=True)
class AgreementView:
    version: int
    modules: int
    mode: str
    place: str
    methods: tuple[str, ...]
    counsellor_name: str
    register_number: str
    organisation: str
    counsellor_phone: str
    counsellor_email: str
    public_cents_per_hour: int
    own_cents_per_hour: int
    proposed_on: date
    signed_on: date | None
    early_start: bool
    declared_unrelated: str
    signed_with: str
    text_edition: int

    @property
    def first_conversation_on(self) -> date | None:
        """None while the citizen has not signed."""
        return first_conversation_on(self.signed_on, early_start=self.early_start) if self.signed_on else None


@dataclass(frozen=True)
class TrackView:
    """One citizen with one counsellor, and all modules so far."""

    id: UUID
    person_id: UUID
    client: str
    counsellor_id: UUID
    counsellor: str
    contact: Contact
    state: str
    opened_on: date
    intake_on: date | None
    stopped_on: date | None
    stopped_by: str
    ended_on: date | None
    agreement: AgreementView | None
    modules: tuple[ModuleView, ...]
    course: Course
    asks_correction: bool

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    @property
    def is_signed(self) -> bool:
        return self.agreement is not None and self.agreement.signed_on is not None

    @property
    def has_delivered(self) -> bool:
        """Whether any conversation counted."""
        return any(module.has_begun for module in self.modules)

    @property
    def is_done(self) -> bool:
        """The agreement ran to its end: nobody stopped it."""
        return self.state == TrackState.ENDED and self.stopped_on is None and not self.course.is_unused

    def waits_until(self, today: date) -> date | None:
        """The first possible day of a conversation, as long as it lies ahead."""
        first = self.agreement.first_conversation_on if self.agreement else None
        return first if first and first > today else None

    @property
    def can_end_at_once(self) -> bool:
        """Somebody stopped, and of the module under way no conversation was left."""
        module = self.open_module
        return self.state == TrackState.ENDING and module is not None and not module.has_begun

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
    course: Course

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
    found = with_course(Track.objects.filter(person_id=person_id))
    rows = found.select_related("counsellor__person").order_by("-opened_at")
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
            course_of(row),
        )
        for row in rows
    )


def code_lines(person_id: UUID, *, clock: Clock) -> tuple[CodeLine, ...]:
    """The citizen's codes that still work, newest first."""
    rows = AccessCode.objects.filter(person_id=person_id, used_at=None, expires_at__gt=clock.now())
    found = rows.select_related("counsellor__person").order_by("-made_at")
    return tuple(CodeLine(row.counsellor_id, row.counsellor.person.full_name, row.expires_at) for row in found)


def track_for(track_id: UUID, *, by: Actor) -> TrackView:
    """One track, for one of its two parties; reports stay sealed for a helper who may not read them. Else NotFound."""
    rows = with_course(Track.objects.filter(id=track_id)).annotate(asks=ASKS_CORRECTION)
    row = rows.select_related(*PARTIES).first()
    if row is None:
        raise NotFound
    check_reads_track(by, row)
    return _views([row], open_reports=by.may(Scope.CONTENT))[0]


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


def minutes_delivered(module: GuidanceModule) -> int:
    """The minutes that count: conversations that were struck do not."""
    return known_of(module).delivered


def _views(rows: Iterable[Track], *, open_reports: bool = True) -> tuple[TrackView, ...]:
    tracks: list[Any] = list(rows)
    modules = _modules_of(tracks, open_reports)
    agreements = {row.track_id: _agreement(row) for row in GuidanceAgreement.objects.filter(track__in=tracks)}
    return tuple(
        TrackView(
            track.id,
            track.person_id,
            track.person.full_name,
            track.counsellor_id,
            track.counsellor.person.full_name,
            contact_of(track.counsellor),
            track.state,
            track.opened_on,
            track.intake_on,
            track.stopped_on,
            track.stopped_by,
            track.ended_on,
            agreements.get(track.id),
            tuple(modules[track.id]),
            course_of(track),
            track.asks,
        )
        for track in tracks
    )


def _modules_of(tracks: list[Track], open_reports: bool) -> dict[UUID, list[ModuleView]]:
    disputes = Dispute.objects.filter(module=OuterRef("pk"))
    rows = list(
        with_standing(GuidanceModule.objects.filter(track__in=tracks))
        .annotate(dispute_state=Subquery(disputes.values("state")))
        .select_related("track")
        .order_by("number")
    )
    talks: dict[UUID, list[ConversationView]] = defaultdict(list)
    people = {row.id: row.track.person_id for row in rows}
    ring = TextRing() if open_reports else None
    for module_id, talk in conversations_of(people, ring):
        talks[module_id].append(talk)
    reports = current_reports(people, ring) if ring else {}
    found: dict[UUID, list[ModuleView]] = defaultdict(list)
    for row in rows:
        said = reports.get(row.id), row.dispute_state or ""
        found[row.track_id].append(_module(row, tuple(talks[row.id]), said, standing_of(row)))
    return found


def _module(
    row: GuidanceModule, talks: tuple[ConversationView, ...], said: tuple[CurrentReport | None, str], stands: Standing
) -> ModuleView:
    """`said`: the report, and the state of the dispute."""
    report, dispute = said
    return ModuleView(
        row.id,
        row.number,
        row.state,
        row.minutes,
        sum(talk.minutes for talk in talks if talk.struck_on is None),
        cents_for(stands.minutes, row.public_cents_per_hour),
        cents_for(stands.minutes, row.own_cents_per_hour),
        talks,
        row.reserved_on,
        row.reported_on,
        row.confirmed_on,
        report.text if report else None,
        report.note if report else None,
        report.version if report else 1,
        report is not None and report.has_history,
        dispute,
        row.next_step_on,
        stands.given_back,
    )


def _agreement(row: GuidanceAgreement) -> AgreementView:
    return AgreementView(
        row.version,
        row.modules,
        Mode(row.mode).label,
        row.place,
        tuple(row.methods),
        row.counsellor_name,
        row.register_number,
        row.organisation,
        row.counsellor_phone,
        row.counsellor_email,
        row.public_cents_per_hour,
        row.own_cents_per_hour,
        row.proposed_on,
        row.signed_on,
        row.early_start,
        row.declared_unrelated,
        row.signed_with,
        row.text_edition,
    )
