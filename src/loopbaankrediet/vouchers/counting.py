"""What one voucher is to the law: whether it counts and why (art. 43, default 6), and which old law it ends under."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from loopbaankrediet import decree
from loopbaankrediet.decree.dated.procedure import choice, named_day
from loopbaankrediet.decree.deciding.editions import Edition, editions
from loopbaankrediet.decree.loopbaankrediet.further_laws import VOUCHER
from loopbaankrediet.decree.vouchers import LAW as OLD_LAW
from loopbaankrediet.vouchers.models import VoucherLine, VoucherStatus

ANNULLED = frozenset({VoucherStatus.REFUNDED, VoucherStatus.WITHDRAWN})


@dataclass(frozen=True)
class Weighed:
    """Whether a voucher counts, the reasons that decide in Dutch, and whether it ran when the credit began."""

    counts: bool
    why: tuple[str, ...]
    under_way: bool


@dataclass(frozen=True)
class OldLaw:
    """The rules a voucher was ordered under: the title, and the days (both included) on which they were in force."""

    title: str
    since: date
    until: date | None


def weigh(line: VoucherLine, *, on: date) -> Weighed:
    """What the law of that day says of the line. Every fact of it is known."""
    facts: dict[str, bool | int] = {
        "minutes_paid": line.minutes_paid,
        "before_july_2013": (line.first_paid_on or line.ordered_on) < OLD_LAW.since,
        "annulled": line.status in ANNULLED,
        "under_way": _under_way(line, named_day("start_date", on=on)),
        "under_way_becomes_credit": choice("voucher_under_way", on=on) == "converted",
    }
    return _weighed(tuple(facts.items()), on)


def old_law_of(line: VoucherLine, *, known_on: date) -> OldLaw | None:
    """The edition of the predecessor's law on the day of the order; None for a day before it."""
    for since, until, _ in _editions(known_on):
        if since <= line.ordered_on and (until is None or line.ordered_on <= until):
            return OldLaw(OLD_LAW.title, since, until)
    return None


def _under_way(line: VoucherLine, start: date) -> bool:
    """Begun before the loopbaankrediet, and not ended by then."""
    if line.activated_on is None or line.activated_on >= start:
        return False
    return line.status == VoucherStatus.ACTIVE or (line.last_paid_on is not None and line.last_paid_on >= start)


@lru_cache(maxsize=1024)
def _weighed(facts: tuple[tuple[str, bool | int], ...], on: date) -> Weighed:
    decision = decree.decide(dict(facts), on=on, known_on=on, law=VOUCHER)
    counts = decision.outcome is decree.Outcome.GRANTED
    deciding = [reason for reason in decision.why() if counts or not reason.holds]
    last = deciding[-1:] if counts else deciding
    return Weighed(counts, tuple(reason.sentence for reason in last), dict(facts)["under_way"] is True)


@lru_cache(maxsize=8)
def _editions(known_on: date) -> tuple[Edition, ...]:
    return editions(OLD_LAW, known_on)
