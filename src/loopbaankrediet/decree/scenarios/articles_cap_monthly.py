"""A cap that gives away a fixed amount a month, by lot (default 24)."""

from __future__ import annotations

from typing import NamedTuple

from loopbaankrediet.decree.dated.records import read_parameters
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet.chapter5_grant_facts import FACTS
from loopbaankrediet.decree.saying.dutch import Unit


class Amounts(NamedTuple):
    """In eurocents."""

    cap_month_cents: int


AMOUNTS = read_parameters("scenarios.toml")
article = Book(facts=FACTS, links=(), parameters={name: AMOUNTS[name] for name in Amounts._fields})
SOURCE = "Keuze van dit project, standaard 24"


@article("art. 16 (plafond)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def turn_has_come(granted_before: bool, place_drawn: bool) -> bool:
    """Een toekenning wacht tot ze een plaats trok. Een verbetering van een krediet dat al toegekend was, wacht niet."""
    return granted_before or place_drawn


@article("art. 16 (plafond)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def granted_at_once(has_right: bool, turn_has_come: bool) -> bool:
    """Is het budget niet genoeg voor iedereen, dan verdelen we elke maand een vast bedrag met een loting."""
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
def draw_cents(year_room_cents: int, p: Amounts) -> int:
    """Een loting verdeelt het bedrag van de maand, en nooit meer dan het jaar nog heeft."""
    return min(p.cap_month_cents, year_room_cents)
