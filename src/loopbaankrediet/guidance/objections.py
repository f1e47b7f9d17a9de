"""Reads of what citizens say against a counsellor's declaration about family and staff."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from loopbaankrediet.guidance.actions.objections import CONTEXT
from loopbaankrediet.guidance.objection_models import DeclarationObjection, ObjectionAnswer
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.errors import NotFound


@dataclass(frozen=True)
class ObjectionLine:
    id: UUID
    counsellor_person_id: UUID
    counsellor: str
    register_number: str
    objected_on: date


@dataclass(frozen=True)
class ObjectionView:
    """One objection with its words. `client` is the citizen's name."""

    line: ObjectionLine
    person_id: UUID
    client: str
    text: str
    answer: str
    answered_on: date | None


@dataclass(frozen=True)
class OwnObjection:
    """One objection as the citizen sees it; `answer` is empty while it is open."""

    objected_on: date
    answer: str
    answered_on: date | None


def open_objections() -> tuple[ObjectionLine, ...]:
    """Not answered yet, oldest first, without the citizen's name or words."""
    return _lines(~Q(id__in=ObjectionAnswer.objects.values("objection_id")))


def handled_objections() -> tuple[ObjectionLine, ...]:
    """Answered ones."""
    return _lines(Q(id__in=ObjectionAnswer.objects.values("objection_id")))


def objection_to_read(objection_id: UUID) -> ObjectionView:
    rows = DeclarationObjection.objects.select_related("track__counsellor__person", "track__person")
    row = rows.filter(id=objection_id).first()
    if row is None:
        raise NotFound
    person, opened = row.track.person, text_opener_for(row.track.person_id, context=CONTEXT)
    answer, answered_on = _answer(row, opened)
    return ObjectionView(_line(row), person.id, person.full_name, opened(row.text_sealed), answer, answered_on)


def objections_of_track(track_id: UUID) -> tuple[OwnObjection, ...]:
    """What the citizen said against the declaration, and what came of it. The caller checked who looks."""
    rows = DeclarationObjection.objects.filter(track_id=track_id).select_related("track")
    return tuple(
        OwnObjection(row.objected_on, *_answer(row, text_opener_for(row.track.person_id, context=CONTEXT)))
        for row in rows.order_by("objected_at")
    )


def _lines(which: Q) -> tuple[ObjectionLine, ...]:
    rows = DeclarationObjection.objects.filter(which).select_related("track__counsellor__person")
    return tuple(map(_line, rows.order_by("objected_at")))


def _answer(row: DeclarationObjection, opened: Callable[[bytes | memoryview], str]) -> tuple[str, date | None]:
    answer = ObjectionAnswer.objects.filter(objection=row).first()
    return (opened(answer.text_sealed), answer.answered_on) if answer else ("", None)


def _line(row: DeclarationObjection) -> ObjectionLine:
    counsellor = row.track.counsellor
    return ObjectionLine(
        row.id, counsellor.person_id, counsellor.person.full_name, counsellor.register_number, row.objected_on
    )
