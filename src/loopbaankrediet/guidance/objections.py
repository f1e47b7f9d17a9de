"""Reads of what citizens say against a counsellor's declaration about family and staff."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet.guidance.actions.objections import CONTEXT
from loopbaankrediet.guidance.models import DeclarationObjection
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


def objections() -> tuple[ObjectionLine, ...]:
    """Newest first, without the citizen's name or words."""
    rows = DeclarationObjection.objects.select_related("track__counsellor__person").order_by("-objected_at")
    return tuple(map(_line, rows))


def objection_to_read(objection_id: UUID) -> ObjectionView:
    rows = DeclarationObjection.objects.select_related("track__counsellor__person", "track__person")
    row = rows.filter(id=objection_id).first()
    if row is None:
        raise NotFound
    person = row.track.person
    return ObjectionView(
        _line(row), person.id, person.full_name, text_opener_for(person.id, context=CONTEXT)(row.text_sealed)
    )


def _line(row: DeclarationObjection) -> ObjectionLine:
    counsellor = row.track.counsellor
    return ObjectionLine(
        row.id, counsellor.person_id, counsellor.person.full_name, counsellor.register_number, row.objected_on
    )
