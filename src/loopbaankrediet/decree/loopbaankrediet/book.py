"""The book in which the articles of the loopbaankrediet are filed, and the amounts they may read."""

from __future__ import annotations

from typing import NamedTuple

from loopbaankrediet.decree.dated.records import read_parameters
from loopbaankrediet.decree.facts import FACTS, LINKS
from loopbaankrediet.decree.language.book import Book


class Amounts(NamedTuple):
    """The dated parameters, as an article sees them: minutes, months, eurocents per hour (VAT included)."""

    seniority_months_required: int
    credit_minutes: int
    credit_minutes_after_one_voucher: int
    credit_minutes_after_two_vouchers: int
    module_minutes: int
    public_cents_per_hour: int
    public_cents_per_hour_low: int
    own_cents_per_hour: int
    own_cents_per_hour_low: int


article = Book(facts=FACTS, links=LINKS, parameters=read_parameters("loopbaankrediet.toml"))
