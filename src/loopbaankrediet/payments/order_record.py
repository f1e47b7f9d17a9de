"""What went to the bank, told outside the database: a signed line per order beside the seals, and a copy of its file.

A database that is put back to an earlier moment does not know what was paid after it; these do.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from loopbaankrediet.payments.models import PaymentFile, PaymentItem
from loopbaankrediet.platform.places import private_folder, var_folder
from loopbaankrediet.platform.sealing import roots


@dataclass(frozen=True)
class OrderLine:
    """One order that went, or was about to go. `first` and `last`: the claims it pays, by number."""

    order: str
    sha256: str
    count: int
    cents: int
    first: int
    last: int
    made_by: str
    made_on: str
    approved_by: str
    approved_on: str
    execution_on: str
    at: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    def day(self, name: str) -> date:
        return date.fromisoformat(getattr(self, name))


KINDS = {str: str, int: int}


def record_file() -> Path:
    return roots.seals_folder() / "payments.jsonl"


def kept_folder() -> Path:
    """Copies of every order that went to the bank; nothing takes them away from here."""
    return private_folder(var_folder() / "bank" / "kept")


def recorded_orders() -> Iterator[OrderLine]:
    """Every line with a sound signature, oldest first."""
    for line in roots.signed_lines(record_file()):
        with suppress(KeyError):
            yield OrderLine(**{name: KINDS[kind](line[name]) for name, kind in OrderLine.__annotations__.items()})


def record_order(file: PaymentFile, *, at: datetime) -> None:
    """Tell, once and before it goes, that this order goes."""
    if all(line.order != file.batch.message_id for line in recorded_orders()):
        roots.append(record_file(), asdict(_line_of(file, at)))


def _line_of(file: PaymentFile, at: datetime) -> OrderLine:
    batch = file.batch
    numbers = PaymentItem.objects.filter(batch=batch).order_by("claim__number").values_list("claim__number", flat=True)
    return OrderLine(
        order=batch.message_id,
        sha256=file.sha256,
        count=batch.count,
        cents=batch.total_cents,
        first=numbers[0],
        last=numbers.reverse()[0],
        made_by=str(batch.made_by_id),
        made_on=str(batch.made_on),
        approved_by=str(batch.approved_by_id),
        approved_on=str(batch.approved_on),
        execution_on=str(batch.execution_on),
        at=at.isoformat(),
    )
