"""What the bank sends after an order, in which order and on which day; and every wrong thing it can be asked to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from simulators.bank.orders import Order, Payment
from simulators.bank.statements import Booking, Day, notification, statement
from simulators.bank.status import judged, report, report_id

NONE, BATCH, SINGLE = "none", "batch", "single"
BOOKINGS = (NONE, BATCH, SINGLE)
FAULTS = {
    "duplicate": "every file comes twice",
    "reorder": "the last file comes first",
    "delay": "every file comes two bank days late (see --seconds-per-day)",
    "truncate": "files on the account are cut off",
    "wrong-total": "sums and balances do not add up",
    "other-account": "files on the account are about another account",
    "unknown-id": "the last payment has an end-to-end id that nobody ordered",
    "cent-off": "the last payment is a cent too high",
    "accepted-then-rejected": "the last payment is first accepted and rejected in a second answer",
}
ANOTHER_ACCOUNT = "BE68539007547034"
DAYS_LATE = 2


@dataclass(frozen=True)
class Manners:
    """How this bank behaves. `reject` and `returns` are by account; the latter gives an ISO reason."""

    reject: frozenset[str] = frozenset()
    returns: Mapping[str, str] = field(default_factory=dict)
    return_days: int = 3
    bookings: str = NONE
    faults: frozenset[str] = frozenset()


@dataclass
class Account:
    """The customer's account as the bank keeps it, in cents; `sequence` counts statements."""

    balance: int
    sequence: int = 0


@dataclass(frozen=True)
class Letter:
    """One file to the customer, some bank days after the order."""

    name: str
    content: bytes
    days: int = 0


def letters_for(pain001: bytes, stem: str, account: Account, manners: Manners) -> list[Letter]:
    """All that follows from one order, in the order of sending; moves the account."""
    order, refusal = judged(pain001)
    number = report_id(pain001)
    rejected = {item.end_to_end_id for item in order.payments if item.iban in manners.reject}
    late = {order.payments[-1].end_to_end_id} - rejected if "accepted-then-rejected" in manners.faults else set()
    letters = [Letter(f"{stem}.pain002.xml", report(order, number, refusal, frozenset(rejected)))]
    if late:
        second = report(order, number + "-2", refusal, frozenset(rejected | late))
        letters.append(Letter(f"{stem}.second.pain002.xml", second))
    if not refusal and manners.bookings != NONE:
        paid = tuple(item for item in order.payments if item.end_to_end_id not in rejected | late)
        letters += _account_letters(replace(order, payments=list(paid)), number[5:21], stem, account, manners)
    return _mangled(letters, stem, manners.faults)


def _account_letters(order: Order, number: str, stem: str, account: Account, manners: Manners) -> Iterator[Letter]:
    day = date.fromisoformat(order.day)
    paid = tuple(_miswritten(order.payments, manners.faults))
    if paid:
        groups = [paid] if manners.bookings == BATCH else [(item,) for item in paid]
        bookings = [_booking(order, f"{number}-{place}", group) for place, group in enumerate(groups, start=1)]
        yield from _told(f"{stem}.settled", number + "-S", day, bookings, account, manners)
    sent_back = [item for item in order.payments if item.iban in manners.returns]
    if sent_back:
        bookings = [
            _booking(order, f"{number}-R{place}", (item,), manners.returns[item.iban])
            for place, item in enumerate(sent_back, start=1)
        ]
        later = day + timedelta(days=manners.return_days)
        yield from _told(f"{stem}.unpaid", number + "-R", later, bookings, account, manners, manners.return_days)


def _booking(order: Order, reference: str, payments: tuple[Payment, ...], reason: str = "") -> Booking:
    total = sum(item.cents for item in payments)
    return Booking(reference, payments, total, order.payment_id, order.debtor, order.account, reason)


def _told(
    stem: str, number: str, day: date, bookings: list[Booking], account: Account, manners: Manners, after: int = 0
) -> Iterator[Letter]:
    """A notification at once, a statement the next bank day."""
    wrong = 1 if "wrong-total" in manners.faults else 0
    iban = ANOTHER_ACCOUNT if "other-account" in manners.faults else bookings[0].account
    told = [replace(item, stated_cents=item.stated_cents + wrong) for item in bookings]
    yield Letter(f"{stem}.camt054.xml", notification(f"N{number}", iban, day, told), after)
    opening, account.sequence = account.balance, account.sequence + 1
    account.balance += sum(item.signed_cents for item in bookings)
    balances = Day(day, account.sequence, opening, account.balance + wrong)
    yield Letter(f"{stem}.camt053.xml", statement(f"S{number}", iban, balances, bookings), after + 1)


def _miswritten(payments: list[Payment], faults: frozenset[str]) -> Iterator[Payment]:
    """The payments as the bank books them; the last one may be wrong."""
    yield from payments[:-1]
    for item in payments[-1:]:
        wrong = replace(item, cents=item.cents + 1) if "cent-off" in faults else item
        yield replace(wrong, end_to_end_id="NOBODY-ORDERED-THIS") if "unknown-id" in faults else wrong


def _mangled(letters: list[Letter], stem: str, faults: frozenset[str]) -> list[Letter]:
    """What happens to sound files on their way."""
    if "truncate" in faults:
        letters = [
            replace(item, content=item.content[: len(item.content) * 2 // 3]) if "camt" in item.name else item
            for item in letters
        ]
    if "delay" in faults:
        letters = [replace(item, days=item.days + DAYS_LATE) for item in letters]
    if "duplicate" in faults:
        letters += [replace(item, name=item.name.replace(".xml", ".again.xml")) for item in letters]
    if "reorder" in faults:
        last = max(item.days for item in letters)
        letters = [
            replace(item, name=item.name.replace(stem, f"{stem}.{place}", 1), days=last - item.days)
            for place, item in enumerate(reversed(letters), start=1)
        ]
    return letters
