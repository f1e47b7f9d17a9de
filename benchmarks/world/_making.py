"""A server with every table laid, the filling, and what it cost."""

import shutil
import sys
import time

import django

django.setup()

from django.core.management import call_command
from django.db import connections

from benchmarks.world._fill import Filling, Sizes, told
from benchmarks.world._pages import measure_pages
from benchmarks.world._story import record
from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.platform import transitions
from loopbaankrediet.platform.places import var_folder
from loopbaankrediet.platform.postgres import Server


def make(wallets: int, counsellors: int, agreements: int, seed: str) -> int:
    """0 when the ledger and the rooms agree afterwards."""
    start = time.perf_counter()
    with Server():
        call_command("migrate", database="owner", verbosity=0)
        transitions.sync(using="owner")
        with told("recorded"):
            recording = record()
        Filling(recording, Sizes(wallets, counsellors, agreements, seed)).fill()
        with told("proof"):
            breaks = (*prove().breaks, *prove_rooms().breaks)
        leave()
    for one in breaks[:10]:
        sys.stdout.write(f"does not hold: {one}\n")
    used = sum(file.stat().st_size for file in var_folder().rglob("*") if file.is_file())
    minutes = (time.perf_counter() - start) / 60
    free = shutil.disk_usage(var_folder()).free
    sys.stdout.write(f"{minutes:.1f} minutes, {used / 1e9:.1f} GB on disk, {free / 1e9:.0f} GB left\n")
    return min(len(breaks), 1)


def open_pages() -> int:
    """0 when every page keeps to the targets."""
    with Server():
        call_command("collectstatic", interactive=False, verbosity=0)
        slow = measure_pages()
        leave()
    return slow


def leave() -> None:
    """End every connection, so that the server can stop."""
    for alias in connections:
        connections[alias].close()
        connections[alias].close_pool()  # type: ignore[attr-defined]
