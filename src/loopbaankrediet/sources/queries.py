"""Asking every source about one person, and keeping who answered what."""

import logging
from datetime import date, datetime
from time import monotonic

from django.conf import settings

from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.processing.doors import check_handed_over
from loopbaankrediet.processing.errors import OutsideRegister
from loopbaankrediet.sources.adapters.personas import PersonaFamily, persona_sources
from loopbaankrediet.sources.adapters.vouchers import VoucherFiles
from loopbaankrediet.sources.asked import ANSWERED, FAILED, Question, note_asked, note_outcomes
from loopbaankrediet.sources.ports import Asking, FactSource, FamilySource, SourcedFact, SourceSilent

logger = logging.getLogger(__name__)
AT_HAND = "applications"


def gather_facts(number: NationalNumber, asking: Asking) -> dict[str, SourcedFact]:
    """All facts the sources know about this person today, by name. A silent source leaves its facts unknown.

    Each question and its end are noted in the journal. OutsideRegister when a source hands over a fact that the
    record of the purpose does not name; then nothing of any source is used.
    """
    questions = [Question(source) for source in _sources()]
    note_asked(questions, asking)
    try:
        for question in questions:
            _ask(question, number, asking)
    finally:
        note_outcomes(questions, asking)
    return {fact.name: fact for question in questions for fact in question.answers}


def is_close_family(one: NationalNumber, other: NationalNumber, *, on: date) -> bool | None:
    """Whether two people are family to the second degree; None while no source tells. Never guessed from names."""
    for source in _family_sources():
        try:
            answer = source.is_close_family(one, other, on=on)
        except SourceSilent:
            logger.warning("the source of family ties did not answer")
            continue
        if answer is not None:
            return answer
    return None


def _family_sources() -> tuple[FamilySource, ...]:
    return (PersonaFamily(),) if settings.SOURCES_ADAPTER == "personas" else ()


def facts_at_hand(number: NationalNumber, *, on: date, at: datetime) -> dict[str, SourcedFact]:
    """What our own tables tell about this person: to be asked again under the lock under which is decided."""
    source = VoucherFiles()
    answers = {fact.name: fact for fact in source.ask(number, on=on, at=at)}
    check_handed_over(AT_HAND, source.name, answers)
    return answers


def _ask(question: Question, number: NationalNumber, asking: Asking) -> None:
    begun = monotonic()
    try:
        answers = question.source.ask(number, on=asking.clock.today(), at=asking.clock.now())
        check_handed_over(asking.purpose, question.source.name, (fact.name for fact in answers))
    except SourceSilent:
        logger.warning("source %s did not answer", question.source.name)
    except OutsideRegister:
        question.outcome = FAILED
        raise
    else:
        question.outcome, question.answers = ANSWERED, answers
    finally:
        question.milliseconds = round((monotonic() - begun) * 1000)


def _sources() -> tuple[FactSource, ...]:
    return persona_sources() if settings.SOURCES_ADAPTER == "personas" else ()
