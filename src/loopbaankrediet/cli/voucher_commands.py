"""`vouchers import` and `vouchers example`: files of VDAB's vouchers, taken or made."""

import argparse
import sys
from importlib import import_module
from typing import Any

import django

from loopbaankrediet.cli.database_commands import database
from loopbaankrediet.kernel.errors import DomainError


def import_vouchers(options: argparse.Namespace) -> int:
    """0 when the file was taken, now or before, also when some lines were not; 1 when all of it was refused."""
    with database():
        django.setup()
        clock = _module("platform.legal_clock").current_clock()
        try:
            file, is_new = _module("flows.voucher_history").take_vouchers(options.file, clock=clock)
        except DomainError as error:
            _module("vouchers.actions.files").note_refused(name=options.file.name, why=str(error), clock=clock)
            raise
        rejects = _module("vouchers.rejects")
        target = rejects.rejects_beside(options.file)
        if file.rejected:
            rejects.write_rejects(file, target)
    sys.stdout.write(f"{_told(file, is_new=is_new)}\n")
    if file.rejected:
        sys.stderr.write(f"{file.rejected} regels konden we niet gebruiken. Lees waarom in {target}.\n")
    return 0


def write_example(options: argparse.Namespace) -> int:
    with database():
        django.setup()
        _module("vouchers.example").write_example(options.file, lines=options.lines, seed=options.seed)
    sys.stdout.write(f"{options.file}: {options.lines} cheques van verzonnen mensen.\n")
    return 0


def _told(file: Any, *, is_new: bool) -> str:
    counts = f"{file.added} nieuw, {file.replaced} verbeterd, {file.known} al gekend, {file.rejected} niet bruikbaar"
    if not is_new:
        return f"Dit bestand hadden we al, met {file.lines} regels: {counts}. Er is niets veranderd."
    return f"{file.lines} regels gelezen: {counts}."


def _module(name: str) -> Any:
    """Modules that import models load only once Django is ready."""
    return import_module(f"loopbaankrediet.{name}")
