"""Incentive funding for an offer to groups that are reached too little (opinion 2.5), on top of the fee.

The one such group that the draft knows by a fact is the short-schooled. The docstrings are this project's own
paraphrase of what the opinion asks for.
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
    says="Voor een aanbod op maat legt Vlaanderen {value} bij.",
    unknown="We weten nog niet of Vlaanderen voor jou iets bijlegt.",
    label="wat Vlaanderen per uur bijlegt",
)
def incentive_cents_per_hour(schooling: Schooling, p: Amounts) -> int:
    """Voor wie kortgeschoold is, krijgt de loopbaanbegeleider van Vlaanderen een aanmoediging per uur."""
    return p.incentive_cents_per_hour if schooling == Schooling.LOW else 0


@article(
    "art. 16 en art. 17",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.5",
    unit=Unit.CENTS_PER_HOUR,
    says="Je loopbaanbegeleider krijgt in totaal {value}.",
    unknown="We weten nog niet hoeveel je loopbaanbegeleider in totaal krijgt.",
    label="wat je loopbaanbegeleider per uur krijgt",
)
def total_cents_per_hour(public_cents_per_hour: int, own_cents_per_hour: int, incentive_cents_per_hour: int) -> int:
    """De loopbaanbegeleider krijgt de drie bedragen samen, en mag niets extra vragen."""
    return public_cents_per_hour + own_cents_per_hour + incentive_cents_per_hour
