"""`cube`: count a population once, and ask every scenario of the counts. Loaded only for this command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from loopbaankrediet.cli.answering import INTERRUPTED, InputRefused, as_json, refusing, today
from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.errors import ParameterRefused
from loopbaankrediet.decree.population.cube import Cube, CubeTotals, cube_of
from loopbaankrediet.decree.population.cube_files import check_cube_target, is_cube, read_cube, write_cube
from loopbaankrediet.decree.population.flips import Differences, differences
from loopbaankrediet.decree.population.flips_said import PAID, differences_as_dict, differences_as_text
from loopbaankrediet.decree.saying.dutch import Unit, amount
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.platform.processes import stoppable

_HEADINGS = {"people": "mensen", "granted": "toegekend", "minutes": "minuten", **PAID}

Compared = Sequence[tuple[str, str, Differences]]


def cube(options: argparse.Namespace) -> int:
    """0 when answered; 1 when the input was refused; 130 when stopped. No half cube is ever left."""
    try:
        with stoppable():
            return refusing(_cube)(options)
    except KeyboardInterrupt:
        sys.stderr.write("Gestopt. Er is niets bewaard.\n")
        return INTERRUPTED


def _cube(options: argparse.Namespace) -> str:
    source, target = Path(options.input), Path(options.out) if options.out else None
    if target:
        check_cube_target(source, target)
    asked = _asked(options)
    first = {options.compare: _policy(options, options.compare, ())} if options.compare else {}
    found = _found(source, [*first.values(), *asked.values()], options.keep)
    totals = {name: found.totals(policy) for name, policy in (first | asked).items()}
    compared = [
        (old, new, differences(found, before, after))
        for old, before in first.items()
        for new, after in asked.items()
        if new != old
    ]
    if options.format == "json":
        answer = as_json(_as_dict(found, first | asked, totals, compared))
    else:
        alone = options.compare if first and not compared else None
        answer = "\n".join(_lines(found, totals, compared, alone))
    if target:
        write_cube(found, target)
    return answer


def _asked(options: argparse.Namespace) -> dict[str, Policy]:
    overrides = tuple(sorted(dict(options.overrides).items()))
    told = f" ({', '.join(f'{name}={value}' for name, value in overrides)})" if overrides else ""
    return {f"{name}{told}": _policy(options, name, overrides) for name in options.scenario}


def _policy(options: argparse.Namespace, scenario: str, overrides: tuple[tuple[str, int], ...]) -> Policy:
    try:
        return policy_on(options.on or today(), options.known_on or today(), overrides, scenario)
    except ParameterRefused as error:
        raise InputRefused(f"Scenario '{scenario}': {error}") from error


def _found(source: Path, policies: Sequence[Policy], keep: Sequence[str]) -> Cube:
    if not is_cube(source):
        return cube_of(source, policies, keep=keep)
    if keep:
        raise InputRefused(f"--keep: {source} is al een kubus. Gebruik --keep met de bevolking zelf.")
    return read_cube(source)


# ---- words


def _lines(found: Cube, totals: Mapping[str, CubeTotals], compared: Compared, alone: str | None) -> Iterator[str]:
    yield f"{_counted(found.rows)} rijen, {_counted(found.people)} mensen, {_counted(found.cells.height)} cellen\n"
    yield from _table(totals)
    for old, new, difference in compared:
        yield f"\n{differences_as_text(difference, old, new)}"
    if alone:
        yield f"\nEr is niets te vergelijken: --scenario en --compare noemen allebei alleen '{alone}'."


def _table(totals: Mapping[str, CubeTotals]) -> Iterator[str]:
    """The scenarios under each other, so that one column compares them."""
    names = [name for name in dict.fromkeys(n for one in totals.values() for n in one.as_dict()) if name != "people"]
    rows = [["scenario", *(_HEADINGS.get(name, name) for name in names)]]
    for scenario, one in totals.items():
        rows.append([scenario, *(_cell(name, one.as_dict().get(name, 0)) for name in names)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *cells in rows:
        aligned = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *aligned])


def _cell(name: str, value: int) -> str:
    return euro(value) if name.endswith("cents") else _counted(value)


def _counted(value: int) -> str:
    return amount(value, Unit.COUNT)


def _as_dict(
    found: Cube, policies: Mapping[str, Policy], totals: Mapping[str, CubeTotals], compared: Compared
) -> dict[str, object]:
    return {
        "rows": found.rows,
        "people": found.people,
        "cells": found.cells.height,
        "source": found.source,
        "facts": {fact: list(found.cuts[fact]) if fact in found.cuts else None for fact in found.facts},
        "totals": {name: {"law": policies[name].hash, **one.as_dict()} for name, one in totals.items()},
        "differences": [
            {"before": old, "after": new, **differences_as_dict(difference)} for old, new, difference in compared
        ],
    }
