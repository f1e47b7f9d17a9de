"""The credit comes back after a term (opinion 2.2 and 2.9: people counted on guidance every six years).

The docstrings are this project's own paraphrase of what the opinion asks for.
"""

from __future__ import annotations

from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.scenarios.book import Amounts, scenario_book

article = scenario_book()


@article(
    "art. 3",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.2 en 2.9",
    unit=Unit.MINUTES,
    says="Van je eerdere krediet telt {value} mee.",
    unknown="We weten nog niet hoeveel van je eerdere krediet meetelt.",
    label="het eerdere krediet dat meetelt",
)
def credit_counted(credit_minutes_granted: int, months_since_last_credit: int, p: Amounts) -> int:
    """Krediet dat je lang genoeg geleden kreeg, telt niet meer mee."""
    return 0 if months_since_last_credit >= p.renewal_months else credit_minutes_granted


@article(
    "art. 3 en art. 43",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.2 en 2.9",
)
def minutes_left(credit_right: int, credit_counted: int) -> bool:
    """Je hebt recht op meer loopbaankrediet dan wat van je eerdere krediet meetelt."""
    return credit_right > credit_counted


@article(
    "art. 3 en art. 43",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.2 en 2.9",
    unit=Unit.MINUTES,
    says="Met deze beslissing krijg je {value} loopbaankrediet.",
    unknown="We weten nog niet hoeveel loopbaankrediet je met deze beslissing krijgt.",
    label="het krediet van deze beslissing",
)
def minutes(granted: bool, credit_right: int, credit_counted: int) -> int:
    """Je krijgt het krediet waar je recht op hebt, min wat van je eerdere krediet meetelt."""
    return credit_right - credit_counted if granted else 0
