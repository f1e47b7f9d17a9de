"""What an hour of guidance leaves, before taxes and social contributions: exact cents, rounded once, at the end.

`half_up` rounds a half cent up; below zero it rounds the same distance down, so that a loss reads as a gain would.
"""

from dataclasses import dataclass
from datetime import date

from loopbaankrediet import decree
from loopbaankrediet.contributions.vat import split
from loopbaankrediet.decree.dated.procedure import choice, term
from loopbaankrediet.decree.facts import Schooling
from loopbaankrediet.kernel.amounts import MINUTES_PER_HOUR, half_up


@dataclass(frozen=True)
class Practice:
    """What she fills in: paid hours and own costs of a year (cents), unpaid minutes for each paid hour, her VAT."""

    hours: int
    costs_cents: int
    unpaid_minutes: int
    is_exempt: bool


@dataclass(frozen=True)
class Income:
    """Cents of a year unless it says otherwise. `worked_minutes`: paid and unpaid together."""

    fee_cents_per_hour: int
    vat_percent: int
    gross_cents: int
    vat_cents: int
    costs_cents: int
    worked_minutes: int

    @property
    def net_cents(self) -> int:
        return self.gross_cents - self.vat_cents

    @property
    def left_cents(self) -> int:
        return self.net_cents - self.costs_cents

    @property
    def left_per_worked_hour(self) -> int:
        """For each hour that she works, paid or not."""
        return _rounded(self.left_cents * MINUTES_PER_HOUR, self.worked_minutes)

    @property
    def net_per_worked_hour(self) -> int:
        return _rounded(self.net_cents * MINUTES_PER_HOUR, self.worked_minutes)


@dataclass(frozen=True)
class Study:
    """The cost study beside the fee: its cents per hour, how it is read, and the fee in tenths of a percent of it."""

    cents_per_hour: int
    is_net: bool
    fee_cents: int

    @property
    def fee_permille(self) -> int:
        return half_up(self.fee_cents * 1_000, self.cents_per_hour)


def fee_per_hour(on: date) -> int:
    """What comes in for an hour, VAT included; the same for every client (dossier 1.54)."""
    tariff = decree.tariff(Schooling.HIGH, on=on, known_on=on)
    return tariff.public_cents_per_hour + tariff.own_cents_per_hour


def income_of(practice: Practice, *, on: date) -> Income:
    """By the tariff and the VAT of that day. An exempt counsellor gets what `vat_exempt_treatment` says."""
    percent, fee = term("vat_percent", on=on), fee_per_hour(on)
    if practice.is_exempt and choice("vat_exempt_treatment", on=on) == "net_amount":
        fee = split(fee, percent).net
    gross = fee * practice.hours
    vat = 0 if practice.is_exempt else split(gross, percent).vat
    worked = practice.hours * (MINUTES_PER_HOUR + practice.unpaid_minutes)
    return Income(fee, 0 if practice.is_exempt else percent, gross, vat, practice.costs_cents, worked)


def study_on(on: date) -> Study:
    """The fee is laid beside the study without VAT where the study is read without it, else with VAT."""
    is_net = choice("cost_study_reading", on=on) == "net_of_vat"
    fee = fee_per_hour(on)
    beside = split(fee, term("vat_percent", on=on)).net if is_net else fee
    return Study(term("cost_study_cents_per_hour", on=on), is_net, beside)


def _rounded(numerator: int, denominator: int) -> int:
    return half_up(numerator, denominator) if numerator >= 0 else -half_up(-numerator, denominator)
