"""`simulate` and `backtest`. Loaded only for these commands."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec

from loopbaankrediet.cli.answering import as_json, refusing, today
from loopbaankrediet.platform.processes import stoppable
from loopbaankrediet.policylab.backtest import backtest as replayed
from loopbaankrediet.policylab.drawing import Question, draw
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.reports import as_dict, as_text, backtest_as_dict, backtest_as_text


def simulate(options: argparse.Namespace) -> int:
    """0 when answered, 1 when refused. Progress goes to standard error."""
    with stoppable():
        return refusing(_simulate)(options)


def backtest(options: argparse.Namespace) -> int:
    """The same."""
    with stoppable():
        return refusing(_backtest)(options)


def _simulate(options: argparse.Namespace) -> str:
    _check_installed()
    question = Question(
        tuple(dict.fromkeys(options.scenario)),
        options.years,
        options.known_on or today(),
        options.draws,
        options.seed,
        options.schooling,
    )
    found = draw(question, processes=options.processes, told=_told)
    return as_json(as_dict(found)) if options.format == "json" else as_text(found)


def _backtest(options: argparse.Namespace) -> str:
    _check_installed()
    found = replayed(known_on=options.known_on or today(), schooling=options.schooling)
    return as_json(backtest_as_dict(found)) if options.format == "json" else backtest_as_text(found)


def _told(done: int, of: int) -> None:
    sys.stderr.write(f"\r{done} van {of} trekkingen{'' if done < of else chr(10)}")
    sys.stderr.flush()


def _check_installed() -> None:
    if find_spec("scipy") is None:
        raise RunRefused("Het beleidslab ontbreekt. Installeer het met: pip install 'loopbaankrediet[lab]'.")
