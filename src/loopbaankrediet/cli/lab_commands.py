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
from loopbaankrediet.policylab.pack import write_pack
from loopbaankrediet.policylab.reports import as_dict, as_text, backtest_as_dict, backtest_as_text
from loopbaankrediet.policylab.sensitivity import Sensitivity, sensitivity
from loopbaankrediet.policylab.tables import Result, result
from loopbaankrediet.policylab.telling import (
    sensitivity_as_dict,
    sensitivity_as_text,
    winners_as_dict,
    winners_as_text,
)


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
    if options.pack and options.pack.exists():
        raise RunRefused(f"De map {options.pack} bestaat al. Kies een andere naam, zodat er niets verloren gaat.")
    found = draw(question, processes=options.processes, told=_told)
    moved = _moved(question, options) if options.sensitivity else None
    shown = result(found, moved) if options.winners or options.pack else Result(found, (), moved)
    if options.pack:
        write_pack(shown, options.pack, today())
    return _as_json(shown) if options.format == "json" else _as_text(shown)


def _moved(question: Question, options: argparse.Namespace) -> Sensitivity:
    return sensitivity(question, count=options.paths, processes=options.processes, told=_told)


def _as_json(shown: Result) -> str:
    said: dict[str, object] = as_dict(shown.found)
    if shown.winners:
        said["winners"] = [winners_as_dict(one) for one in shown.winners]
    if shown.sensitivity:
        said["sensitivity"] = sensitivity_as_dict(shown.sensitivity)
    return as_json(said)


def _as_text(shown: Result) -> str:
    parts = [as_text(shown.found), *map(winners_as_text, shown.winners)]
    if shown.sensitivity:
        parts.append(sensitivity_as_text(shown.sensitivity))
    return "\n\n".join(parts)


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
