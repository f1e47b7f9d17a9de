"""The texts of modules, opened for the parties: conversations, and each report with all its versions and notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from loopbaankrediet.counsellors.models import Mode
from loopbaankrediet.guidance.models import Conversation, ConversationStrike, GuidanceModule, ProgressReport, ReportNote
from loopbaankrediet.guidance.paper_models import CorrectionReply, CorrectionRequest, ReportVersion, VersionNote
from loopbaankrediet.guidance.policies import check_reads_track
from loopbaankrediet.journal.keys import TextRing
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.errors import NotFound

REPORT = "report"
ASKS_CORRECTION = Exists(
    CorrectionRequest.objects.filter(
        ~Exists(CorrectionReply.objects.filter(request=OuterRef("pk"))), report__module__track=OuterRef("pk")
    )
)
"""For a row of a track: its citizen asked to mend a report, and waits for an answer."""


@dataclass(frozen=True)
class ConversationView:
    """A conversation as logged; one that was struck says since when and why, and counts for nothing."""

    id: UUID
    held_on: date
    minutes: int
    mode: str
    struck_on: date | None
    strike_reason: str


@dataclass(frozen=True)
class CurrentReport:
    """The latest version of a report, and what the citizen noted about that one. `has_history`: see `ReportHistory`."""

    version: int
    text: str
    note: str | None
    has_history: bool


@dataclass(frozen=True)
class VersionView:
    """One version of a report, with the note that goes with it wherever it is shown."""

    number: int
    text: str
    handed_in_on: date
    note: str
    noted_on: date | None

    @property
    def title(self) -> str:
        return f"Versie {self.number}"


@dataclass(frozen=True)
class CorrectionView:
    """What was asked to mend, and what came of it; `replied_on` is None while it waits."""

    asked_on: date
    text: str
    replied_on: date | None
    mended: bool
    reply: str


@dataclass(frozen=True)
class ReportHistory:
    """Every version, the latest first, and every request, the latest first."""

    versions: tuple[VersionView, ...]
    corrections: tuple[CorrectionView, ...]

    @property
    def earlier(self) -> tuple[VersionView, ...]:
        return self.versions[1:]

    @property
    def waits(self) -> CorrectionView | None:
        return next((asked for asked in self.corrections if asked.replied_on is None), None)


def conversations_of(people: Mapping[UUID, UUID], ring: TextRing | None) -> Iterator[tuple[UUID, ConversationView]]:
    """Each with its module, for modules with their citizens; why it was struck stays closed ('') without a ring."""
    strike = ConversationStrike.objects.filter(conversation=OuterRef("pk"))
    rows = list(
        Conversation.objects.filter(module__in=people)
        .annotate(struck_on=Subquery(strike.values("struck_on")), sealed=Subquery(strike.values("reason_sealed")))
        .order_by("held_on", "logged_at")
    )
    for row in rows:
        reason = ring.text(people[row.module_id], row.sealed, context="strike") if ring and row.struck_on else ""
        label = Mode(row.mode).label
        yield row.module_id, ConversationView(row.id, row.held_on, row.minutes, label, row.struck_on, reason)


def current_reports(people: Mapping[UUID, UUID], ring: TextRing) -> dict[UUID, CurrentReport]:
    """By module, for modules with their citizens."""
    first_note = ReportNote.objects.filter(report=OuterRef("pk")).values("text_sealed")
    newest = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    newest_note = VersionNote.objects.filter(version=OuterRef("newest")).values("text_sealed")
    rows = ProgressReport.objects.filter(module__in=people).annotate(
        first_note=Subquery(first_note),
        newest=Subquery(newest.values("id")[:1]),
        newest_number=Subquery(newest.values("number")[:1]),
        newest_text=Subquery(newest.values("text_sealed")[:1]),
        newest_note=Subquery(newest_note),
        asked=Exists(CorrectionRequest.objects.filter(report=OuterRef("pk"))),
    )
    found = {}
    for row in rows.order_by("module_id"):
        later = row.newest_number is not None
        text, note = (row.newest_text, row.newest_note) if later else (row.text_sealed, row.first_note)
        words = (
            ring.text(people[row.module_id], it, context=REPORT) if it is not None else None for it in (text, note)
        )
        found[row.module_id] = CurrentReport(row.newest_number or 1, next(words) or "", next(words), later or row.asked)
    return found


def report_history(module_id: UUID, *, by: Actor) -> ReportHistory:
    """All versions, notes and requests of one report, for its parties. NotFound for others, or without a report."""
    module = GuidanceModule.objects.select_related("track__counsellor").filter(id=module_id).first()
    if module is None:
        raise NotFound
    check_reads_track(by, module.track)
    report = ProgressReport.objects.filter(module_id=module_id).first()
    if report is None or not by.may(Scope.CONTENT):
        raise NotFound
    ring, person_id = TextRing(), module.track.person_id
    return ReportHistory(_versions(report, person_id, ring), _corrections(report, person_id, ring))


def _versions(report: ProgressReport, person_id: UUID, ring: TextRing) -> tuple[VersionView, ...]:
    def text(sealed: bytes | memoryview) -> str:
        return ring.text(person_id, sealed, context=REPORT)

    note = VersionNote.objects.filter(version=OuterRef("pk"))
    later = ReportVersion.objects.filter(report=report).annotate(
        note=Subquery(note.values("text_sealed")), noted_on=Subquery(note.values("noted_on"))
    )
    found = [
        VersionView(
            row.number, text(row.text_sealed), row.handed_in_on, text(row.note) if row.noted_on else "", row.noted_on
        )
        for row in later.order_by("-number")
    ]
    first = ReportNote.objects.filter(report=report).first()
    noted = (text(first.text_sealed), first.noted_on) if first else ("", None)
    return (*found, VersionView(1, text(report.text_sealed), report.handed_in_on, *noted))


def _corrections(report: ProgressReport, person_id: UUID, ring: TextRing) -> tuple[CorrectionView, ...]:
    reply = CorrectionReply.objects.filter(request=OuterRef("pk"))
    rows = CorrectionRequest.objects.filter(report=report).annotate(
        replied_on=Subquery(reply.values("replied_on")),
        mended=Subquery(reply.values("mended")),
        reply=Subquery(reply.values("text_sealed")),
    )
    return tuple(
        CorrectionView(
            row.asked_on,
            ring.text(person_id, row.text_sealed, context=REPORT),
            row.replied_on,
            bool(row.mended),
            ring.text(person_id, row.reply, context=REPORT) if row.replied_on else "",
        )
        for row in rows.order_by("-asked_at")
    )
