"""`simulate` and `backtest`. Loaded only for these commands."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from importlib.util import find_spec
from time import monotonic

from loopbaankrediet.cli.answering import as_json, refusing, stopped_or, today
from loopbaankrediet.platform.processes import stoppable
from loopbaankrediet.policylab.backtest import backtest as replayed
from loopbaankrediet.policylab.drawing import Drawn, Question, draw
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.lifetimes import Lived, Lives, live
from loopbaankrediet.policylab.memory import Peak
from loopbaankrediet.policylab.reports import (
    as_dict,
    as_text,
    backtest_as_dict,
    backtest_as_text,
    lived_as_dict,
    lived_as_text,
)
from loopbaankrediet.policylab.saving import check_place, save

DRAWS = 50


def simulate(options: argparse.Namespace) -> int:
    """0 when answered, 1 when refused, 130 when stopped. Progress, time and memory go to standard error."""
    with stoppable():
        return stopped_or(lambda: refusing(_simulate)(options), options.to)


def backtest(options: argparse.Namespace) -> int:
    """The same."""
    with stoppable():
        return refusing(_backtest)(options)


def _simulate(options: argparse.Namespace) -> str:
    _check_installed()
    if options.to:
        check_place(options.to)
    began = monotonic()
    with Peak() as peak:
        found = _lives(options) if options.persons is not None else _draws(options)
    sys.stderr.write(f"{monotonic() - began:.1f} s, ten hoogste {peak.bytes / 2**20:.0f} MB geheugen\n")
    if options.to:
        save(found, options.to)
        return ""
    if isinstance(found, Lived):
        return as_json(lived_as_dict(found)) if options.format == "json" else lived_as_text(found)
    return as_json(as_dict(found)) if options.format == "json" else as_text(found)


def _draws(options: argparse.Namespace) -> Drawn:
    question = Question(
        tuple(dict.fromkeys(options.scenario)),
        options.years,
        options.known_on or today(),
        DRAWS if options.draws is None else options.draws,
        options.seed,
        options.schooling,
        tuple(options.overrides),
    )
    return draw(question, processes=options.processes, told=partial(_told, "trekkingen"))


def _lives(options: argparse.Namespace) -> Lived:
    if options.draws is not None:
        raise RunRefused("Kies --draws of --persons: getrokken levens gaan uit van de waarschijnlijkste waarden.")
    if len(options.scenario) != 1:
        raise RunRefused("Trek levens voor één scenario tegelijk.")
    question = Lives(
        options.scenario[0],
        options.years,
        options.known_on or today(),
        options.persons,
        options.seed,
        options.schooling,
        tuple(options.overrides),
    )
    return live(question, engine=options.engine, told=partial(_told, "levens"))


def _backtest(options: argparse.Namespace) -> str:
    _check_installed()
    found = replayed(known_on=options.known_on or today(), schooling=options.schooling)
    return as_json(backtest_as_dict(found)) if options.format == "json" else backtest_as_text(found)


def _told(what: str, done: int, of: int) -> None:
    sys.stderr.write(f"\r{done} van {of} {what}{'' if done < of else chr(10)}")
    sys.stderr.flush()


def _check_installed() -> None:
    if find_spec("scipy") is None:
        raise RunRefused("Het beleidslab ontbreekt. Installeer het met: pip install 'loopbaankrediet[lab]'.")
