"""The bank as a program: looks for orders until it is stopped (SIGTERM or SIGINT), or once."""

import argparse
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from simulators.bank.letters import BOOKINGS, FAULTS, NONE, Manners
from simulators.bank.mail import answer_all

SECONDS_BETWEEN_LOOKS = 0.5


def compact(iban: str) -> str:
    """An account number as it stands in a file."""
    return iban.replace(" ", "").upper()


def returned(text: str) -> tuple[str, str]:
    """IBAN=REASON of the command line."""
    iban, _, reason = text.partition("=")
    return compact(iban), reason or "AC04"


def options() -> argparse.Namespace:
    """What the bank is asked to do."""
    faults = "\n".join(f"  {name:<24}{text}" for name, text in FAULTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m simulators.bank",
        description="A bank that answers payment orders by files.",
        epilog=f"faults:\n{faults}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--outbox", type=Path, required=True, help="folder with payment orders")
    add("--inbox", type=Path, required=True, help="folder for the bank's answers")
    add("--once", action="store_true", help="answer what is there and stop")
    add("--reject", action="append", default=[], metavar="IBAN", help="account that is closed")
    add("--bookings", choices=BOOKINGS, default=NONE, help="camt files: one line per batch, per payment, or none")
    add("--return", dest="returns", action="append", default=[], metavar="IBAN=REASON", help="comes back (AC04)")
    add("--return-days", type=int, default=3, help="bank days until a payment comes back")
    add("--seconds-per-day", type=float, default=0, help="how long a day of the bank lasts; 0: all at once")
    add("--misbehave", action="append", default=[], choices=FAULTS, metavar="FAULT", help="a fault, see below")
    return parser.parse_args()


def main() -> None:
    """Look for orders until stopped, or once."""
    asked = options()
    manners = Manners(
        reject=frozenset(map(compact, asked.reject)),
        returns=dict(map(returned, asked.returns)),
        return_days=asked.return_days,
        bookings=asked.bookings,
        faults=frozenset(asked.misbehave),
    )
    os.umask(0o077)
    asked.inbox.mkdir(parents=True, exist_ok=True)
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while True:
        answered, sent = answer_all(
            asked.outbox, asked.inbox, manners, now=time.time(), seconds_per_day=asked.seconds_per_day
        )
        if answered or sent:
            sys.stdout.write(f"bank: {answered} answered, {sent} files sent\n")
            sys.stdout.flush()
        if asked.once or stopped.wait(SECONDS_BETWEEN_LOOKS):
            return


if __name__ == "__main__":
    main()
