"""Who used career vouchers keeps the full credit (opinion 2.9).

The docstrings are this project's own paraphrase of what the opinion asks for.
"""

from __future__ import annotations

from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.scenarios.book import scenario_book

article = scenario_book()


@article(
    "art. 43",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.9",
    unit=Unit.MINUTES,
    says="Je hebt recht op {value}.",
    unknown="We weten nog niet op hoeveel uren je recht hebt.",
    label="het krediet waar je recht op hebt",
)
def credit_right(full_credit: int) -> int:
    """Je hebt recht op het volledige krediet, ook als je vroeger loopbaancheques gebruikte."""
    return full_credit
