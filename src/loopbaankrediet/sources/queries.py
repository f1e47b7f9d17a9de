"""Asking every source about one person, and keeping who answered what."""

import logging
from datetime import date, datetime

from django.conf import settings

from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.sources.adapters.personas import PersonaFamily, persona_sources
from loopbaankrediet.sources.adapters.vouchers import VoucherFiles
from loopbaankrediet.sources.ports import FactSource, FamilySource, SourcedFact, SourceSilent

logger = logging.getLogger(__name__)


def gather_facts(number: NationalNumber, *, on: date, at: datetime) -> dict[str, SourcedFact]:
    """All facts the sources know about this person on that day, by name. A silent source leaves its facts unknown."""
    answers: dict[str, SourcedFact] = {}
    for source in _sources():
        try:
            answers.update({fact.name: fact for fact in source.ask(number, on=on, at=at)})
        except SourceSilent:
            logger.warning("source %s did not answer", source.name)
    return answers


def _sources() -> tuple[FactSource, ...]:
    return persona_sources() if settings.SOURCES_ADAPTER == "personas" else ()


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
    return {fact.name: fact for fact in VoucherFiles().ask(number, on=on, at=at)}
