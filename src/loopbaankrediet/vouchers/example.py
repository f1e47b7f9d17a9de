"""Example files that keep the contract: invented people with test numbers, the same file for the same seed."""

import csv
import hashlib
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from loopbaankrediet.kernel.national_number import make_test_number
from loopbaankrediet.vouchers.contract import COLUMNS, FORMAT, VERSION, manifest_beside
from loopbaankrediet.vouchers.models import VoucherStatus

CENTRES = ("'t Loopbaanhuis", "Atelier Zoë & Co", "Centrum 'De Overstap', Gent", "Bureau Ça Va")
FIRST, LAST, EXTRACTED = date(2013, 7, 1), date(2026, 12, 31), date(2027, 1, 4)
STATUSES = (*[VoucherStatus.FINISHED] * 6, *VoucherStatus)
FULL = 240
Row = Sequence[object]


def write_example(path: Path, *, lines: int, seed: int) -> None:
    """A file of invented vouchers with its manifest beside it."""
    write_file(path, example_rows(lines=lines, seed=seed))


def example_rows(*, lines: int, seed: int) -> Iterable[Row]:
    """One row per voucher, in the order of the contract's columns."""
    drawn = random.Random(seed)  # noqa: S311
    for number in range(1, lines + 1):
        yield _row(number, drawn)


def write_file(
    path: Path,
    rows: Iterable[Row],
    *,
    period: tuple[date, date] = (FIRST, LAST),
    extracted_on: date = EXTRACTED,
) -> None:
    """Write the rows as a stream, and then what the manifest says of them."""
    lines = minutes = 0
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow(row)
            lines += 1
            minutes += int(str(row[6]))
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    manifest_beside(path).write_text(
        f'format = "{FORMAT}"\nversion = {VERSION}\nlines = {lines}\nminutes_paid = {minutes}\nsha256 = "{digest}"\n'
        f"period_from = {period[0]}\nperiod_until = {period[1]}\nextracted_on = {extracted_on}\n",
        encoding="utf-8",
    )


def _row(number: int, drawn: random.Random) -> Row:
    status = drawn.choice(STATUSES)
    born = date(1962, 1, 1) + timedelta(days=drawn.randrange(14_000))
    ordered = FIRST + timedelta(days=drawn.randrange((LAST - FIRST).days - 400))
    who = make_test_number(born, drawn.randrange(1, 999))
    name = f"LC{number:09d}"
    if status in (VoucherStatus.ORDERED, VoucherStatus.REFUNDED, VoucherStatus.EXPIRED, VoucherStatus.WITHDRAWN):
        return (who, name, ordered, "", "", "", 0, "", status.value)
    begun = ordered + timedelta(days=drawn.randrange(1, 90))
    first = begun + timedelta(days=drawn.randrange(1, 60))
    minutes = FULL if status is VoucherStatus.FINISHED else drawn.choice((30, 60, 120))
    last = first + timedelta(days=drawn.randrange(1, 150))
    return (who, name, ordered, begun, first, last, minutes, drawn.choice(CENTRES), status.value)
