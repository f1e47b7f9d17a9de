"""What became of a citizen's codes, and the questions that wrong ones raised."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loopbaankrediet.counsellors.queries import names
from loopbaankrediet.guidance.actions.code_questions import CONTEXT
from loopbaankrediet.guidance.models import AccessCode, CodeQuestion
from loopbaankrediet.journal.keys import TextRing

LATEST = 20


@dataclass(frozen=True)
class PastCode:
    """A code of the citizen; `used_at` and `withdrawn_at` are empty when it lapsed by itself, or still works."""

    id: UUID
    counsellor_id: UUID
    counsellor: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class CodeQuestionView:
    """A burst of wrong codes; `answer` is empty while nobody answered."""

    id: UUID
    counsellor_id: UUID
    person_id: UUID
    counsellor: str
    limit: str
    raised_at: datetime
    answer: str
    answered_at: datetime | None


def code_history(person_id: UUID) -> tuple[PastCode, ...]:
    """The citizen's own codes, newest first: whom they let in, and when."""
    rows = list(AccessCode.objects.filter(person_id=person_id).order_by("-made_at")[:LATEST])
    who = names({row.counsellor_id for row in rows})
    return tuple(
        PastCode(
            row.id,
            row.counsellor_id,
            who[row.counsellor_id],
            row.made_at,
            row.expires_at,
            row.used_at,
            row.withdrawn_at,
        )
        for row in rows
    )


def code_questions() -> tuple[CodeQuestionView, ...]:
    """Open questions first, then those answered last."""
    rows = CodeQuestion.objects.select_related("counsellor__person")
    found, ring = list(rows.order_by("-answered_at", "-raised_at")[:LATEST]), TextRing()
    return tuple(
        CodeQuestionView(
            row.id,
            row.counsellor_id,
            row.counsellor.person_id,
            row.counsellor.person.full_name,
            row.limit,
            row.raised_at,
            ring.text(row.counsellor.person_id, row.answer_sealed, context=CONTEXT) if row.answer_sealed else "",
            row.answered_at,
        )
        for row in found
    )
