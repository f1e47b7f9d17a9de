"""The book in which the articles of scenarios are filed: one for each module."""

from __future__ import annotations

from typing import NamedTuple

from loopbaankrediet.decree.dated.records import read_parameters
from loopbaankrediet.decree.facts import FACTS, LINKS
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet import LAW


class Amounts(NamedTuple):
    """The amounts that the articles of scenarios read: minutes, months, eurocents per hour (VAT included)."""

    credit_minutes_after_one_voucher: int
    credit_minutes_after_two_vouchers: int
    module_minutes: int
    public_cents_per_hour: int
    public_cents_per_hour_low: int
    own_cents_per_hour: int
    own_cents_per_hour_low: int
    renewal_months: int
    incentive_cents_per_hour: int


def scenario_book() -> Book:
    """An empty book that knows the amounts of the draft and those that only scenarios have."""
    return Book(facts=FACTS, links=LINKS, parameters={**LAW.book.parameters, **read_parameters("scenarios.toml")})
