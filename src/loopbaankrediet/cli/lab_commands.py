"""`simulate` and `backtest`. Loaded only for these commands."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from importlib.util import find_spec
from time import monotonic

from loopbaankrediet.cli.answering import as_json, refusing, stopped_or, today
from loopbaankrediet.decree.scenario import own_name
from loopbaankrediet.platform.processes import stoppable
from loopbaankrediet.policylab.backtest import backtest as replayed
from loopbaankrediet.policylab.drawing import Question, draw
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.lifetimes import Lived, Lives, live
from loopbaankrediet.policylab.memory import Peak
from loopbaankrediet.policylab.pack import write_pack
from loopbaankrediet.policylab.reports import (
    as_dict,
    as_text,
    backtest_as_dict,
    backtest_as_text,
    lived_as_dict,
    lived_as_text,
)
from loopbaankrediet.policylab.saving import check_place, save
from loopbaankrediet.policylab.sensitivity import Sensitivity, sensitivity
from loopbaankrediet.policylab.tables import Result, result
from loopbaankrediet.policylab.telling import (
    sensitivity_as_dict,
    sensitivity_as_text,
    winners_as_dict,
    winners_as_text,
)

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
    return _kept(found, options)


def _draws(options: argparse.Namespace) -> Result:
    question = Question(
        _names(options),
        options.years,
        options.known_on or today(),
        DRAWS if options.draws is None else options.draws,
        options.seed,
        options.schooling,
    )
    if options.pack and options.pack.exists():
        raise RunRefused(f"De map {options.pack} bestaat al. Kies een andere naam, zodat er niets verloren gaat.")
    found = draw(question, processes=options.processes, told=partial(_told, "trekkingen"))
    moved = _moved(question, options) if options.sensitivity else None
    return result(found, moved) if options.winners or options.pack else Result(found, (), moved)


def _names(options: argparse.Namespace) -> tuple[str, ...]:
    """The scenarios, each with the amounts of `--set` in its name."""
    own = dict(options.overrides)
    return tuple(dict.fromkeys(own_name(name, own) if own else name for name in options.scenario))


def _moved(question: Question, options: argparse.Namespace) -> Sensitivity:
    return sensitivity(question, count=options.paths, processes=options.processes, told=partial(_told, "berekeningen"))


def _lives(options: argparse.Namespace) -> Lived:
    if options.draws is not None:
        raise RunRefused("Kies --draws of --persons: getrokken levens gaan uit van de waarschijnlijkste waarden.")
    if options.winners or options.pack or options.sensitivity:
        raise RunRefused("--winners, --pack en --sensitivity horen bij --draws, niet bij --persons.")
    if len(options.scenario) != 1:
        raise RunRefused("Trek levens voor één scenario tegelijk.")
    question = Lives(
        _names(options)[0],
        options.years,
        options.known_on or today(),
        options.persons,
        options.seed,
        options.schooling,
    )
    return live(question, engine=options.engine, told=partial(_told, "levens"))


def _kept(found: Result | Lived, options: argparse.Namespace) -> str:
    """Put where `--to` and `--pack` ask; what is still to be shown otherwise."""
    if options.to:
        save(found if isinstance(found, Lived) else found.found, options.to)
        return ""
    if isinstance(found, Lived):
        return as_json(lived_as_dict(found)) if options.format == "json" else lived_as_text(found)
    if options.pack:
        write_pack(found, options.pack, today())
    return _as_json(found) if options.format == "json" else _as_text(found)


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


def _told(what: str, done: int, of: int) -> None:
    sys.stderr.write(f"\r{done} van {of} {what}{'' if done < of else chr(10)}")
    sys.stderr.flush()


def _check_installed() -> None:
    if find_spec("scipy") is None:
        raise RunRefused("Het beleidslab ontbreekt. Installeer het met: pip install 'loopbaankrediet[lab]'.")
