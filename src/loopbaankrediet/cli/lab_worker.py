"""`lab work` and `lab standard`: the background work of the lab, which steps aside for the pages."""

import argparse
import logging
import os
import sys
import time
from datetime import date
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.db import OperationalError, close_old_connections

from loopbaankrediet.cli.database_commands import database
from loopbaankrediet.platform.processes import stoppable

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 2.0
KINDNESS = 10
"""How far the worker steps aside for the pages (nice)."""


def work(options: argparse.Namespace) -> int:
    """Until it is stopped, or with `--once` until nothing waits: 0."""
    os.nice(KINDNESS)
    with stoppable(), database():
        django.setup()
        worker = _Worker()
        while worker.step() or not options.once:
            pass
    return 0


def standard(options: argparse.Namespace) -> int:
    """Ask the standard scenarios, and say where their result will stand: 0. Raises what the question is refused for."""
    with database():
        django.setup()
        draws = options.draws or settings.LAB_STANDARD_DRAWS
        run = _actions().ask_standard(draws=draws, clock=_clock())
    sys.stdout.write(f"{run.draws} trekkingen. Als ze klaar zijn, staan ze op /beleid/ en op /beleid/{run.key}/\n")
    return 0


class _Worker:
    """Asks the standard scenarios when a new legal day begins, and takes up what waits."""

    def __init__(self) -> None:
        self.compute = import_module("loopbaankrediet.labruns.computing").computed
        self.working = import_module("loopbaankrediet.labruns.working")
        self.asked_on: date | None = None

    def step(self) -> bool:
        """Whether there was a run. A database that does not answer is waited for."""
        try:
            self._ask_standard()
            found: bool = self.working.work_once(clock=_clock(), compute=self.compute)
        except OperationalError:
            logger.exception("the database does not answer the lab")
            close_old_connections()
            found = False
        if not found:
            time.sleep(PAUSE_SECONDS)
        return found

    def _ask_standard(self) -> None:
        today, draws = _clock().today(), settings.LAB_STANDARD_DRAWS
        if draws and today != self.asked_on:
            _actions().ask_standard(draws=draws, clock=_clock())
            self.asked_on = today


def _actions() -> Any:
    return import_module("loopbaankrediet.labruns.actions")


def _clock() -> Any:
    return import_module("loopbaankrediet.platform.legal_clock").current_clock()
