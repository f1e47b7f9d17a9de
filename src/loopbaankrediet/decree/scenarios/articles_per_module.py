"""A new application for every module (a reading of opinion 2.8: is the career question asked at each application?).

The docstrings are this project's own paraphrase of what the opinion asks about.
"""

from __future__ import annotations

from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.scenarios.book import Amounts, scenario_book

article = scenario_book()


@article(
    "art. 3 en art. 43",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.8",
    unit=Unit.MINUTES,
    says="Met deze beslissing krijg je {value} loopbaankrediet.",
    unknown="We weten nog niet hoeveel loopbaankrediet je met deze beslissing krijgt.",
    label="het krediet van deze beslissing",
)
def minutes(granted: bool, credit_right: int, credit_minutes_granted: int, p: Amounts) -> int:
    """Je krijgt per aanvraag hoogstens één module, en nooit meer dan er van je krediet overblijft."""
    return min(credit_right - credit_minutes_granted, p.module_minutes) if granted else 0
