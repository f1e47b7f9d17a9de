"""A cap that gives no places for now: grants stop, applications stay (default 24)."""

from __future__ import annotations

from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet.chapter5_grant_facts import FACTS

article = Book(facts=FACTS, links=(), parameters={})
SOURCE = "Keuze van dit project, standaard 24"


@article("art. 16 (plafond)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def turn_has_come(granted_before: bool, place_drawn: bool) -> bool:
    """Een verbetering van een krediet dat al toegekend was, wacht niet. Een plaats uit een loting blijft gelden."""
    return granted_before or place_drawn


@article("art. 16 (plafond)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def granted_at_once(has_right: bool, turn_has_come: bool) -> bool:
    """De toekenning stopt: elke aanvraag wordt bewaard met haar dag, en niemand krijgt een weigering."""
    return has_right and turn_has_come
