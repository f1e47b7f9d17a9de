"""A lower own contribution below an income limit as well (opinion 2.5). The counsellor's fee stays the same.

The docstrings are this project's own paraphrase of what the opinion asks for.
"""

from __future__ import annotations

from loopbaankrediet.decree.facts import Schooling
from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.scenarios.book import Amounts, scenario_book

article = scenario_book()


@article(
    "art. 16",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.5",
    unit=Unit.CENTS_PER_HOUR,
    says="Vlaanderen betaalt je loopbaanbegeleider {value}.",
    unknown="We weten nog niet hoeveel Vlaanderen voor jou betaalt.",
    label="wat Vlaanderen per uur betaalt",
)
def public_cents_per_hour(schooling: Schooling, low_income: bool, p: Amounts) -> int:
    """Vlaanderen betaalt de loopbaanbegeleider per uur een vast bedrag. Het is hoger voor wie kortgeschoold is of een
    loon onder de inkomensgrens heeft.
    """
    return p.public_cents_per_hour_low if schooling == Schooling.LOW or low_income else p.public_cents_per_hour


@article(
    "art. 17",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.5",
    unit=Unit.CENTS_PER_HOUR,
    says="Je betaalt zelf {value}.",
    unknown="We weten nog niet hoeveel je zelf betaalt.",
    label="wat je zelf per uur betaalt",
)
def own_cents_per_hour(schooling: Schooling, low_income: bool, p: Amounts) -> int:
    """Je betaalt zelf per uur een vast bedrag. Het is lager voor wie kortgeschoold is of een loon onder de
    inkomensgrens heeft.
    """
    return p.own_cents_per_hour_low if schooling == Schooling.LOW or low_income else p.own_cents_per_hour
