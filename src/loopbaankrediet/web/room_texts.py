"""The constant Dutch texts of the rooms that English pages show; the rooms themselves know no catalogue."""

from collections.abc import Iterator

from loopbaankrediet.contributions.models import Payer, Way, WhatFor
from loopbaankrediet.counsellors.models import LegalForm, Mode
from loopbaankrediet.counsellors.offer import Access, Language, TargetGroup
from loopbaankrediet.counsellors.places.provinces import CHOICES as PROVINCES
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.guidance.departure_models import AfterChoice
from loopbaankrediet.kernel.errors import DomainError, NotAllowed, NotFound, WrongState
from loopbaankrediet.objections.models import Topic
from loopbaankrediet.office.incidents import STAYS
from loopbaankrediet.people.mandates.scopes import GROUNDS
from loopbaankrediet.processing.page import sections
from loopbaankrediet.web.law_in_english import law_phrases


def texts_of_rooms() -> Iterator[str]:
    """Each text once, in a steady order."""
    yield from dict.fromkeys(_all())


def _all() -> Iterator[str]:
    yield from (error.message for error in (DomainError, NotFound, NotAllowed, WrongState))
    yield from STAYS.values()
    yield from law_phrases()
    yield LAW.title
    yield from GROUNDS.values()
    for offer in (Mode, LegalForm, TargetGroup, Language, Access, WhatFor, Way, Payer, Topic, AfterChoice):
        yield from map(str, offer.labels)
    yield from (label for _, label in PROVINCES)
    yield from _register_of_processing()


def _register_of_processing() -> Iterator[str]:
    """Every piece of text that the page on privacy is made of."""
    pieces: list[str] = []

    def noted(text: str) -> str:
        pieces.append(text)
        return text

    sections(noted)
    yield from filter(None, pieces)
