"""A cap that gives away by lot what the year has left (default 24)."""

from __future__ import annotations

from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet.chapter5_grant_facts import FACTS
from loopbaankrediet.decree.saying.dutch import Unit

article = Book(facts=FACTS, links=(), parameters={})
SOURCE = "Keuze van dit project, standaard 24"


@article("art. 16 (plafond)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def turn_has_come(granted_before: bool, place_drawn: bool) -> bool:
    """Een toekenning wacht tot ze een plaats trok. Een verbetering van een krediet dat al toegekend was, wacht niet."""
    return granted_before or place_drawn


@article("art. 16 (plafond)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def granted_at_once(has_right: bool, turn_has_come: bool) -> bool:
    """Is het budget niet genoeg voor iedereen, dan verdelen we met een loting wat het jaar nog heeft."""
    return has_right and turn_has_come


@article(
    "art. 16 (plafond)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source=SOURCE,
    unit=Unit.CENTS,
    says="De loting verdeelt {value}.",
    unknown="We weten nog niet hoeveel de loting verdeelt.",
    label="wat een loting verdeelt",
)
def draw_cents(year_room_cents: int) -> int:
    """Een loting verdeelt alles wat het jaar nog heeft."""
    return year_room_cents
