"""The log of questions to sources: asked, answered (and how fast), refused by us, unanswered. Who, when and why.

The question is the person and the day of the line itself; the answer is sealed under that person's key.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from loopbaankrediet.journal.actions import Look, Subject, record_looks
from loopbaankrediet.sources.ports import Asking, FactSource, SourcedFact

ASKED = "ask_source"
ANSWERED = "source_answered"
FAILED = "source_failed"
UNANSWERED = "source_unanswered"


@dataclass
class Question:
    """One question to one source. `id` names it in every line of the journal that is about it."""

    source: FactSource
    id: UUID = field(default_factory=uuid4)
    outcome: str = UNANSWERED
    milliseconds: int = 0
    answers: tuple[SourcedFact, ...] = ()


def note_asked(questions: Iterable[Question], asking: Asking) -> None:
    """Before anything leaves: a question whose answer never came can still be read."""
    record_looks([_look(ASKED, one, asking, None) for one in questions], by=asking.by, clock=asking.clock)


def note_outcomes(questions: Iterable[Question], asking: Asking) -> None:
    looks = [_look(one.outcome, one, asking, _told(one)) for one in questions]
    record_looks(looks, by=asking.by, clock=asking.clock)


def _look(verb: str, question: Question, asking: Asking, details: dict[str, object] | None) -> Look:
    subject = Subject(f"source:{question.source.name}", question.id, asking.person_id)
    return Look(verb, subject, asking.purpose, details=details)


def _told(question: Question) -> dict[str, object]:
    answers = {fact.name: {"value": fact.value, "service": fact.origin.service} for fact in question.answers}
    return {"milliseconds": question.milliseconds, "answers": answers}
