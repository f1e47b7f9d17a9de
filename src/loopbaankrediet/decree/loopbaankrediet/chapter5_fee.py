"""Chapter 5 of the draft decree: what the government and the applicant pay per hour of guidance.

The docstrings are this project's own paraphrase, in Dutch, of the draft as the SERV's opinion describes it (2.5); they
are not the text of the law. Amounts are eurocents per hour, VAT included. They follow the schooling of the applicant,
whatever the outcome.
"""

from __future__ import annotations

from loopbaankrediet.decree.facts import Schooling
from loopbaankrediet.decree.loopbaankrediet.book import Amounts, article
from loopbaankrediet.decree.saying.dutch import Unit


@article(
    "art. 16",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="Nota bij het voorontwerp, volgens SERV-advies 2.5",
    unit=Unit.CENTS_PER_HOUR,
    says="Vlaanderen betaalt je loopbaanbegeleider {value}.",
    unknown="We weten nog niet hoeveel Vlaanderen voor jou betaalt.",
    label="wat Vlaanderen per uur betaalt",
)
def public_cents_per_hour(schooling: Schooling, p: Amounts) -> int:
    """Vlaanderen betaalt de loopbaanbegeleider per uur een vast bedrag, dat hoger is voor wie kortgeschoold is."""
    return p.public_cents_per_hour_low if schooling == Schooling.LOW else p.public_cents_per_hour


@article(
    "art. 17",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="Nota bij het voorontwerp, volgens SERV-advies 2.5",
    unit=Unit.CENTS_PER_HOUR,
    says="Je betaalt zelf {value}.",
    unknown="We weten nog niet hoeveel je zelf betaalt.",
    label="wat je zelf per uur betaalt",
)
def own_cents_per_hour(schooling: Schooling, p: Amounts) -> int:
    """Je betaalt zelf per uur een vast bedrag, dat lager is voor wie kortgeschoold is."""
    return p.own_cents_per_hour_low if schooling == Schooling.LOW else p.own_cents_per_hour


@article(
    "art. 16 en art. 17",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="Nota bij het voorontwerp, volgens SERV-advies 2.5",
    unit=Unit.CENTS_PER_HOUR,
    says="Je loopbaanbegeleider krijgt in totaal {value}.",
    unknown="We weten nog niet hoeveel je loopbaanbegeleider in totaal krijgt.",
    label="wat je loopbaanbegeleider per uur krijgt",
)
def total_cents_per_hour(public_cents_per_hour: int, own_cents_per_hour: int) -> int:
    """De loopbaanbegeleider krijgt de twee bedragen samen, en mag niets extra vragen."""
    return public_cents_per_hour + own_cents_per_hour
