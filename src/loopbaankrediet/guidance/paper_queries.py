"""Reads of step plans and certificates, for the two parties: opened only for who may read the reports."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from loopbaankrediet.guidance.actions.papers import CONTEXT, closes
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.paper_models import ClosingPaper, PaperAnswer, PaperKind
from loopbaankrediet.guidance.papers import lines_of
from loopbaankrediet.guidance.policies import check_reads_track
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.keys import ERASED, opener_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.errors import NotFound


@dataclass(frozen=True)
class PaperLine:
    """A paper in a list: its latest version, and whether the citizen answered (None while she did not)."""

    id: UUID
    kind: PaperKind
    number: int
    handed_in_on: date
    agrees: bool | None

    @property
    def title(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class PaperView:
    """One version with its content, and what the citizen said of it. `is_latest`: no newer version came."""

    line: PaperLine
    track_id: UUID
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    content: dict[str, Any]
    note: str
    answered_on: date | None
    is_latest: bool


def papers_of(track_id: UUID, *, by: Actor) -> tuple[PaperLine, ...]:
    """The latest version of each kind; none for a helper who may not read reports. NotFound for others."""
    _check_reads(track_id, by)
    if not by.may(Scope.CONTENT):
        return ()
    newest = ClosingPaper.objects.filter(track_id=track_id).order_by("kind", "-number").distinct("kind")
    rows = _answered(ClosingPaper.objects.filter(id__in=newest.values("id"))).order_by("-kind")
    return tuple(_line(row) for row in rows)


def paper_for(paper_id: UUID, *, by: Actor) -> PaperView:
    """One version with its words, for one of the two parties. NotFound for others."""
    row = _answered(ClosingPaper.objects.filter(id=paper_id)).first()
    if row is None:
        raise NotFound
    track = _check_reads(row.track_id, by)
    if not by.may(Scope.CONTENT):
        raise NotFound
    content, note = _opened(row, track)
    later = ClosingPaper.objects.filter(track=track, kind=row.kind, number__gt=row.number)
    return PaperView(_line(row), track.id, lines_of(content), content, note, row.answered_on, not later.exists())


def newest_paper(track_id: UUID, kind: PaperKind, *, by: Actor) -> PaperView | None:
    """The latest version of one kind."""
    found = next((line for line in papers_of(track_id, by=by) if line.kind is kind), None)
    return paper_for(found.id, by=by) if found else None


def can_close(track_id: UUID) -> bool:
    """Whether plan and certificate can be made now."""
    return closes(Track.objects.get(id=track_id))


def _check_reads(track_id: UUID, by: Actor) -> Track:
    track = Track.objects.select_related("counsellor").filter(id=track_id).first()
    if track is None:
        raise NotFound
    check_reads_track(by, track)
    return track


def _answered(rows: QuerySet[ClosingPaper]) -> QuerySet[Any]:
    answer = PaperAnswer.objects.filter(paper=OuterRef("pk"))
    return rows.annotate(
        agrees=Subquery(answer.values("agrees")),
        note=Subquery(answer.values("note_sealed")),
        answered_on=Subquery(answer.values("answered_on")),
    )


def _line(row: Any) -> PaperLine:
    return PaperLine(row.id, PaperKind(row.kind), row.number, row.handed_in_on, row.agrees)


def _opened(row: Any, track: Track) -> tuple[dict[str, Any], str]:
    try:
        text_of = opener_for(track.person_id, context=CONTEXT)
    except Erased:
        return {"goal": ERASED}, ""
    return text_of(row.content_sealed), text_of(row.note) if row.note is not None else ""
