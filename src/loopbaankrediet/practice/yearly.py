"""The year of a counsellor in figures, by quarter: what was confirmed, what was paid, what went back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, F, QuerySet, Sum, When
from django.db.models.functions import Coalesce, ExtractQuarter

from loopbaankrediet.contributions.models import ContributionEntry, EntryKind
from loopbaankrediet.payments.models import Claim, ClaimState, Fund, ItemState, PaymentItem

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Figures:
    """Cents and minutes of one quarter or of the year.

    Confirmed, by the day on which hours came to stand: `modules`, `minutes`, `public_cents` and `own_cents` (what the
    client owes for them). Paid, by the day of the bank: `paid_cents`, after `set_off_cents` that was kept back; and
    `passed_cents`: own contributions that clients paid to the platform. Noted, by the day of the receipt:
    `received_cents` and `refunded_cents` of own contributions.
    """

    modules: int = 0
    minutes: int = 0
    public_cents: int = 0
    own_cents: int = 0
    paid_cents: int = 0
    set_off_cents: int = 0
    passed_cents: int = 0
    received_cents: int = 0
    refunded_cents: int = 0


NAMES = tuple(field.name for field in fields(Figures))


@dataclass(frozen=True)
class Year:
    """`clients`: whose modules are in it, for the journal of looks."""

    year: int
    quarters: tuple[Figures, ...]
    clients: tuple[UUID, ...]

    @property
    def total(self) -> Figures:
        return Figures(**{name: sum(getattr(one, name) for one in self.quarters) for name in NAMES})


def year_of(counsellor_id: UUID, year: int) -> Year:
    """Every quarter, also those without anything."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for parts in (_confirmed, _paid, _noted):
        for quarter, figures in parts(counsellor_id, year):
            found[quarter] |= figures
    rows = _claims(counsellor_id, year).order_by("module__track__person_id").distinct()
    clients = tuple(rows.values_list("module__track__person_id", flat=True))
    return Year(year, tuple(Figures(**found[quarter]) for quarter in QUARTERS), clients)


def years_of(counsellor_id: UUID, *, today: date) -> tuple[int, ...]:
    """This year and those with a claim, the newest first."""
    days = Claim.objects.filter(counsellor_id=counsellor_id).dates("arisen_on", "year")
    return tuple(sorted({today.year, *(one.year for one in days)}, reverse=True))


def _claims(counsellor_id: UUID, year: int) -> QuerySet[Claim]:
    standing = Claim.objects.exclude(state=ClaimState.WITHDRAWN)
    return standing.filter(counsellor_id=counsellor_id, arisen_on__year=year, fund=Fund.PUBLIC)


def _confirmed(counsellor_id: UUID, year: int) -> Iterator[tuple[int, dict[str, int]]]:
    """A module that was claimed in parts counts in the quarter of its first."""
    names = ("modules", "minutes", "public_cents", "own_cents")
    rows = _claims(counsellor_id, year).annotate(quarter=ExtractQuarter("arisen_on")).order_by("quarter")
    first = Count(Case(When(part=1, then=F("module"))), distinct=True)
    sums = {name: Sum(name) for name in names[1:]}
    yield from _by_quarter(rows.values("quarter").annotate(modules=first, **sums).values_list("quarter", *names), names)


def _paid(counsellor_id: UUID, year: int) -> Iterator[tuple[int, dict[str, int]]]:
    names = ("paid_cents", "set_off_cents", "passed_cents")
    of_her = PaymentItem.objects.filter(claim__counsellor_id=counsellor_id, state=ItemState.SETTLED)
    booked = Coalesce("settled_by__booked_on", "batch__execution_on")
    rows = of_her.annotate(day=booked).filter(day__year=year).annotate(quarter=ExtractQuarter("day"))
    public, cents = {"claim__fund": Fund.PUBLIC}, F("claim__public_cents") - F("set_off_cents")
    sums = {
        "paid_cents": Sum(Case(When(**public, then=cents), default=0)),
        "set_offs": Sum("set_off_cents"),
        "passed_cents": Sum(Case(When(**public, then=0), default=cents)),
    }
    found = rows.values("quarter").annotate(**sums).order_by("quarter")
    yield from _by_quarter(found.values_list("quarter", "paid_cents", "set_offs", "passed_cents"), names)


def _noted(counsellor_id: UUID, year: int) -> Iterator[tuple[int, dict[str, int]]]:
    """A counter-entry counts where the entry that it takes back counted."""
    names = ("received_cents", "refunded_cents")
    rows = ContributionEntry.objects.filter(counsellor_id=counsellor_id, paid_on__year=year)
    rows = rows.annotate(quarter=ExtractQuarter("paid_on"), sort=Coalesce("reverses__kind", "kind"))
    sums = {
        "received": Sum(Case(When(sort=EntryKind.RECEIVED, then=F("cents")), default=0)),
        "refunded": Sum(Case(When(sort=EntryKind.REFUND, then=-F("cents")), default=0)),
    }
    found = rows.values("quarter").annotate(**sums).order_by("quarter")
    yield from _by_quarter(found.values_list("quarter", "received", "refunded"), names)


def _by_quarter(rows: Iterable[tuple[int, ...]], names: tuple[str, ...]) -> Iterator[tuple[int, dict[str, int]]]:
    for quarter, *values in rows:
        yield quarter, dict(zip(names, (value or 0 for value in values), strict=True))
