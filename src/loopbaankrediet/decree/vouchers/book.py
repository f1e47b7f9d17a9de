"""The book in which the articles of the predecessor are filed, and the amounts they may read."""

from __future__ import annotations

from typing import NamedTuple

from loopbaankrediet.decree.dated.records import read_parameters
from loopbaankrediet.decree.facts import FACTS, LINKS
from loopbaankrediet.decree.language.book import Book


class Amounts(NamedTuple):
    """The dated parameters, as an article sees them: months, vouchers, minutes, eurocents per voucher."""

    recent_months_required: int
    recent_months_required_agency: int
    seniority_months_required: int
    vouchers_per_six_years: int
    vouchers_per_career: int
    first_voucher_minutes: int
    second_voucher_minutes: int
    first_voucher_cents: int
    second_voucher_cents: int
    own_cents_per_voucher: int


article = Book(facts=FACTS, links=LINKS, parameters=read_parameters("vouchers.toml"))
