"""The budget of a year as officers follow it: both appropriations apart, exposure, forecast, alerts and own costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from loopbaankrediet import decree
from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.budget.forecast import Forecast, forecast
from loopbaankrediet.budget.models import BudgetAct, CostState, DepartmentCost, Draw, DrawState
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import Balance, balances
from loopbaankrediet.ledger.series import Week, free_in_wallets, taken_per_week

WEEK = timedelta(days=7)
PERCENT = 100


@dataclass(frozen=True)
class Appropriation:
    """One of the two credits of a year, in cents. `held` is set aside, `spent` is owed (commitment) or ordered
    (payment), `free` is left; `weeks` are the whole weeks so far, empty ones too.
    """

    voted: int
    held: int
    spent: int
    free: int
    weeks: tuple[Week, ...]
    forecast: Forecast

    @property
    def used(self) -> int:
        return self.held + self.spent


@dataclass(frozen=True)
class Exposure:
    """Granted minutes that nobody reserved yet: what they cost if all are used, at the lowest and highest tariff."""

    minutes: int
    wallets: int
    low_cents: int
    high_cents: int


class AlertKind(StrEnum):
    COMMITMENT_USED = "commitment_used"
    PAYMENT_USED = "payment_used"
    RUNS_OUT = "runs_out"
    MAY_RUN_OUT = "may_run_out"
    EXPOSED = "exposed"
    UNDERSPENT = "underspent"
    FEW_WEEKS = "few_weeks"
    DRAW_WAITS = "draw_waits"


@dataclass(frozen=True)
class Alert:
    """Something to look at; `number` is cents, percent or weeks, as its kind says. `is_urgent`: now."""

    kind: AlertKind
    number: int
    is_urgent: bool = False


@dataclass(frozen=True)
class CostLine:
    """An amount that the department itself spends, with who entered it and who agreed."""

    id: UUID
    state: str
    kind: str
    cents: int
    source: str
    entered_by_id: UUID
    entered_by: str
    entered_on: date
    ended_by: str


@dataclass(frozen=True)
class YearFigures:
    """Everything of one year, in cents. `booked`: what the bank took off our account for orders of this year.

    `costs` are the department's own, beside the appropriations; only the confirmed ones count.
    """

    year: int
    source: str
    commitment: Appropriation
    payment: Appropriation
    booked: int
    exposure: Exposure
    costs: tuple[CostLine, ...]
    alerts: tuple[Alert, ...]

    def own_cost(self, kind: str) -> int:
        return sum(line.cents for line in self.costs if line.kind == kind and line.state == CostState.CONFIRMED)


def years_with_a_budget() -> tuple[int, ...]:
    """Newest first."""
    return tuple(BudgetAct.objects.order_by("-year").values_list("year", flat=True))


def figures(year: int, *, today: date) -> YearFigures:
    """NoBudget when the year has no budget act."""
    act = BudgetAct.objects.filter(year=year).first()
    if act is None:
        raise NoBudget(year=year)
    committed, payable = accounts.commitment(year), accounts.payment_appropriation(year)
    settled = accounts.settled(year)
    kept = balances([committed, payable, settled])
    booked = kept.get(settled.code)
    commitment = _appropriation(committed, kept[committed.code], act.commitment_cents, year, today)
    payment = _appropriation(payable, kept[payable.code], act.payment_cents, year, today)
    exposure = exposure_on(today)
    return YearFigures(
        year,
        act.source,
        commitment,
        payment,
        booked.available if booked else 0,
        exposure,
        costs_of(year),
        tuple(_alerts(commitment, payment, exposure, year, today)),
    )


def costs_of(year: int) -> tuple[CostLine, ...]:
    """Every amount that was entered for the year, newest first."""
    rows = DepartmentCost.objects.filter(year=year).select_related("entered_by", "ended_by").order_by("-entered_at")
    return tuple(
        CostLine(
            row.id,
            row.state,
            row.kind,
            row.cents,
            row.source,
            row.entered_by_id,
            row.entered_by.full_name,
            row.entered_on,
            row.ended_by.full_name if row.ended_by else "",
        )
        for row in rows
    )


def _appropriation(account: accounts.Account, kept: Balance, voted: int, year: int, today: date) -> Appropriation:
    last = min(today, date(year, 12, 31))
    weeks = tuple(whole_weeks(taken_per_week(account), last))
    days_left = max((date(year, 12, 31) - today).days, 0)
    expected = forecast([week.taken for week in weeks], so_far=kept.held + kept.spent, days_left=days_left)
    return Appropriation(voted, kept.held, kept.spent, kept.available, weeks, expected)


def whole_weeks(found: Sequence[Week], last: date) -> Iterator[Week]:
    """From the first week in which something moved to the last that is over on `last`; a week without is a nought."""
    if not found:
        return
    taken = {week.monday: week.taken for week in found}
    monday = found[0].monday
    while monday + WEEK <= last + timedelta(days=1):
        yield Week(monday, taken.get(monday, 0))
        monday += WEEK


def exposure_on(today: date) -> Exposure:
    """At today's tariffs: the tariff of a module is that of the day on which it is reserved (default 2)."""
    free = free_in_wallets()
    prices = [decree.tariff(level, on=today, known_on=today).public_cents_per_hour for level in decree.Schooling]
    low, high = cents_for(free.minutes, min(prices)), cents_for(free.minutes, max(prices))
    return Exposure(free.minutes, free.wallets, low, high)


def _alerts(
    commitment: Appropriation, payment: Appropriation, exposure: Exposure, year: int, today: date
) -> Iterator[Alert]:
    yield from _use(AlertKind.COMMITMENT_USED, commitment, today)
    yield from _use(AlertKind.PAYMENT_USED, payment, today)
    yield from _outlook(commitment, today)
    if today.year == year and exposure.high_cents > commitment.free:
        yield Alert(AlertKind.EXPOSED, exposure.high_cents - commitment.free)
    waiting = Draw.objects.filter(state=DrawState.ANNOUNCED, ends_on__lt=today - timedelta(days=1)).count()
    if waiting:
        yield Alert(AlertKind.DRAW_WAITS, waiting, is_urgent=True)


def _use(kind: AlertKind, found: Appropriation, today: date) -> Iterator[Alert]:
    percent = found.used * PERCENT // found.voted
    if percent >= term("budget_warning_percent", on=today):
        yield Alert(kind, percent, is_urgent=percent >= term("budget_alarm_percent", on=today))


def _outlook(found: Appropriation, today: date) -> Iterator[Alert]:
    """What the forecast says of the end of the year; with few weeks, only that they are few."""
    expected = found.forecast
    if expected.weeks < term("forecast_weeks_at_least", on=today):
        yield Alert(AlertKind.FEW_WEEKS, expected.weeks)
    if expected.high is None:
        return
    if expected.likely > found.voted:
        yield Alert(AlertKind.RUNS_OUT, expected.likely - found.voted, is_urgent=True)
    elif expected.high > found.voted:
        yield Alert(AlertKind.MAY_RUN_OUT, expected.high - found.voted)
    left = found.voted - expected.high
    if left * PERCENT > found.voted * term("underspend_warning_percent", on=today):
        yield Alert(AlertKind.UNDERSPENT, left)
