"""Seconds and peak memory of writing and checking a bank file: `python benchmarks/bank_file.py`.

Memory is the rise of the process's highest resident size above the size at rest.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from loopbaankrediet.kernel.reference import StructuredCommunication
from loopbaankrediet.payments.bank.pain001 import (
    CreditTransfer,
    FileTotals,
    PaymentMessage,
    write_credit_transfers,
)
from loopbaankrediet.payments.bank.schema import validate_stream

CENTS = 16_780
IBAN = "BE71096123456769"
NAMES = (
    "Zoë D'Hoore",
    "Łukasz Ångström & Zonen",
    "Els Peeters",
    "Jean-François Çelik",
)  # three of four change

Result = TypeVar("Result")


def transfers(count: int) -> Iterator[CreditTransfer]:
    """Payments as a batch gives them, each to another name."""
    for number in range(count):
        yield CreditTransfer(
            end_to_end_id=f"M{number:09d}",
            amount_cents=CENTS,
            creditor_name=f"{NAMES[number % len(NAMES)]} {number}",
            creditor_iban=IBAN,
            creditor_bic="GKCCBEBB",
            remittance=StructuredCommunication.from_number(number + 1),
        )


def write(path: Path, count: int) -> FileTotals:
    """One order to a file."""
    message = PaymentMessage(
        message_id="BENCHMARK-1",
        created=datetime(2027, 3, 1, 9, 0, tzinfo=UTC),
        execution_on=date(2027, 3, 2),
        initiating_party="Departement WEWIS",
        debtor_name="Departement WEWIS",
        debtor_iban=IBAN,
        count=count,
        total_cents=count * CENTS,
    )
    with path.open("wb") as out:
        return write_credit_transfers(out, message=message, transfers=transfers(count))


def measured(name: str, act: Callable[[], Result]) -> Result:
    """Run the act and print its seconds and the highest memory so far above rest."""
    started = time.perf_counter()
    result = act()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - AT_REST
    sys.stdout.write(f"{name:<10} {seconds:6.2f} s   peak {peak / 1024:6.1f} MB above rest\n")
    return result


AT_REST = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Write, check, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--transfers", type=int, default=100_000)
    count = parser.parse_args().transfers
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "order.xml"
        written = measured("write", lambda: write(path, count))
        checked = measured("validate", lambda: validate_stream(path))
        sys.stdout.write(f"{checked.count} transfers, {path.stat().st_size / 1e6:.1f} MB\n")
    if written != checked:
        sys.exit("the file on disk is not the file that was written")


if __name__ == "__main__":
    main()
