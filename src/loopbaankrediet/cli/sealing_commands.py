"""`ledger verify|seal` and `journal verify|seal`: is everything as it was written, and does it add up."""

import argparse
import sys
from importlib import import_module
from typing import Any

import django

from loopbaankrediet.cli.database_commands import database
from loopbaankrediet.kernel.clock import SystemClock


def verify(options: argparse.Namespace) -> int:
    """Recompute everything; 1 and the first break when something differs."""
    with database():
        django.setup()
        status = int(_module(options.room, "verification").main())
        return max(status, _rooms()) if options.room == "ledger" else status


def _rooms() -> int:
    """Whether the ledger holds what the rooms say."""
    return int(import_module("loopbaankrediet.flows.prove_rooms").main())


def seal(options: argparse.Namespace) -> int:
    """Seal now what waits, as the background work does every few seconds."""
    with database():
        django.setup()
        chain = _module(options.room, "sealing").CHAIN
        if options.after_restore:
            chain.accept_restore(options.after_restore, SystemClock().now())
        sys.stdout.write(f"{options.room}: {chain.seal()} rijen verzegeld.\n")
    return 0


def _module(room: str, name: str) -> Any:
    """Modules that import models load only once Django is ready."""
    return import_module(f"loopbaankrediet.{room}.{name}")
