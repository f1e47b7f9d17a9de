"""Reads of questions about looks: for the citizen who asked, for who looked, and for the privacy officer."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.journal.keys import TextRing
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.oversight.actions import CONTEXT
from loopbaankrediet.oversight.models import LookQuestion, Why
from loopbaankrediet.oversight.policies import check_is_looker
from loopbaankrediet.oversight.states import QuestionState

MOST = 200


@dataclass(frozen=True)
class QuestionLine:
    """One question in a list: opens no words."""

    id: UUID
    why: Why
    state: QuestionState
    looker_id: UUID | None
    looker: str
    citizen_id: UUID | None
    citizen: str
    looked_on: date
    counted: int
    usual: int | None
    asked_on: date
    answer_by: date


@dataclass(frozen=True)
class LookedAt:
    """The line of the journal that a question is about."""

    person_id: UUID | None
    verb: str
    kind: str
    purpose: str
    dossier: str


@dataclass(frozen=True)
class QuestionView:
    """One question with all words that were sealed; '' where nobody wrote any."""

    line: QuestionLine
    about: LookedAt | None
    words: str
    answer: str
    answered_on: date | None
    conclusion: str
    closed_on: date | None
    closed_by: str


def open_questions() -> tuple[QuestionLine, ...]:
    """All that wait for a privacy officer or for who looked, the first term first."""
    return tuple(map(_line, _rows().exclude(state=QuestionState.CLOSED).order_by("answer_by", "asked_at")[:MOST]))


def closed_questions() -> tuple[QuestionLine, ...]:
    """Those of before, the last closed first."""
    return tuple(map(_line, _rows().filter(state=QuestionState.CLOSED).order_by("-closed_at")[:MOST]))


def questions_to(looker_id: UUID) -> tuple[QuestionLine, ...]:
    """What one officer is or was asked, the newest first."""
    return tuple(map(_line, _rows().filter(looker_id=looker_id).order_by("-asked_at")[:MOST]))


def questions_from(citizen_id: UUID) -> tuple[QuestionView, ...]:
    """What a citizen asked, with the answers, the newest first."""
    rows, ring = _rows().filter(citizen_id=citizen_id).order_by("-asked_at")[:MOST], TextRing()
    return tuple(_view(row, ring, None) for row in rows)


def question(question_id: UUID) -> QuestionView:
    """One question with its words, for the privacy officer. NotFound when there is none."""
    row = _row(question_id)
    return _view(row, TextRing(), _about(row))


def question_to(question_id: UUID, *, by: Actor) -> QuestionView:
    """One question for who looked. NotFound for anybody else."""
    row = _row(question_id)
    check_is_looker(by, row)
    return _view(row, TextRing(), _about(row))


def _row(question_id: UUID) -> LookQuestion:
    row = _rows().filter(id=question_id).first()
    if row is None:
        raise NotFound
    return row


def _rows() -> QuerySet[LookQuestion]:
    return LookQuestion.objects.select_related("looker", "citizen", "closed_by").order_by("asked_at")


def _about(row: LookQuestion) -> LookedAt | None:
    entry = Entry.objects.filter(id=row.entry_id).first() if row.entry_id else None
    if entry is None:
        return None
    return LookedAt(entry.person_id, entry.verb, entry.kind, entry.purpose or "", entry.dossier or "")


def _line(row: LookQuestion) -> QuestionLine:
    return QuestionLine(
        row.id,
        Why(row.why),
        QuestionState(row.state),
        row.looker_id,
        row.looker.full_name if row.looker else "",
        row.citizen_id,
        row.citizen.full_name if row.citizen else "",
        row.looked_on,
        row.counted,
        row.usual,
        row.asked_on,
        row.answer_by,
    )


def _view(row: LookQuestion, ring: TextRing, about: LookedAt | None) -> QuestionView:
    def text(person_id: UUID | None, sealed: bytes | memoryview | None) -> str:
        return ring.text(person_id, sealed, context=CONTEXT) if person_id and sealed is not None else ""

    return QuestionView(
        _line(row),
        about,
        text(row.citizen_id, row.words_sealed),
        text(row.looker_id, row.answer_sealed),
        row.answered_on,
        text(row.citizen_id or row.looker_id, row.conclusion_sealed),
        row.closed_on,
        row.closed_by.full_name if row.closed_by else "",
    )
