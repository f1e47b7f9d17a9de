"""A result as one long table, a figure per row, for CSV and Parquet; a row says its seed and the hash of its law."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.scenario import DRAFT, TOGETHER
from loopbaankrediet.kernel.spreadsheets import plain_text
from loopbaankrediet.policylab.combining import contributions, pairs
from loopbaankrediet.policylab.drawing import FIGURES, LEVELS, Drawn
from loopbaankrediet.policylab.labels import KINDS
from loopbaankrediet.policylab.outcomes import CREDIT_STARTS, GROUPS, past
from loopbaankrediet.policylab.places import PROVINCES
from loopbaankrediet.policylab.priors import likeliest
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.sensitivity import Sensitivity
from loopbaankrediet.policylab.winners import Balance, Winners, crowd, winners

BYTE_ORDER_MARK = "\ufeff"
SCHEMA = {
    "table": pl.String(),
    "scenario": pl.String(),
    "kind": pl.String(),
    "group": pl.String(),
    "year": pl.Int32(),
    "figure": pl.String(),
    **{f"p{round(level * 100):02d}": pl.Float64() for level in LEVELS},
    "articles": pl.String(),
    "seed": pl.Int64(),
    "law": pl.String(),
}
Levels = dict[float, float]
Cells = tuple[object, ...]


@dataclass(frozen=True)
class Result:
    """A run, who wins by each scenario that is not the draft, and which unknown matters most (or not asked)."""

    found: Drawn
    winners: tuple[Winners, ...]
    sensitivity: Sensitivity | None = None

    def law(self, scenario: str) -> str:
        """The hash of the law that a scenario makes of the first day of the credit."""
        return policy_on(CREDIT_STARTS, self.found.question.known_on, scenario=scenario).hash


def result(found: Drawn, asked: Sensitivity | None = None) -> Result:
    """A run, and who wins and loses under the most likely values. Raises CubeRefused."""
    question = found.question
    others = [name for name in question.scenarios if name != DRAFT]
    if not others:
        return Result(found, (), asked)
    before = past(likeliest(), known_on=question.known_on, schooling=question.schooling)
    people = crowd(before, known_on=question.known_on)
    return Result(found, tuple(winners(people, name) for name in others), asked)


def index(found: Drawn, scenario: str, kind: str, group: str) -> Levels:
    """The index of a group, in the draws: beginners against working people (1: as often)."""
    place = found.question.scenarios.index(scenario)
    return _levels([draw.outcomes[place].index[kind][group] for draw in found.draws])


def in_province(found: Drawn, scenario: str, province: str, name: str) -> Levels:
    """`counsellors` or `weeks` of waiting of a province at the end of the last year, in the draws."""
    place = found.question.scenarios.index(scenario)
    return _levels([getattr(draw.outcomes[place].years[-1].places[province], name) for draw in found.draws])


def contributed(found: Drawn, first: str, second: str, figure: str) -> dict[str, Levels]:
    """What each of two scenarios adds to the draft, and both only together, in the draws."""
    parts = contributions(found, first, second, figure)
    return {name: _levels(values) for name, values in vars(parts).items()}


def _levels(values: Sequence[float] | Table) -> Levels:
    return dict(zip(LEVELS, map(float, np.quantile(values, LEVELS)), strict=True))


# ---- rows


def frame(shown: Result) -> pl.DataFrame:
    """Every figure of the result."""
    laws = {name: shown.law(name) for name in shown.found.question.scenarios}
    seed = shown.found.question.seed
    rows = [(*cells, seed, laws[str(cells[1])]) for cells in _rows(shown)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _rows(shown: Result) -> Iterator[Cells]:
    for name in shown.found.question.scenarios:
        yield from _drawn(shown.found, name)
    for first, second in pairs(shown.found):
        for figure in FIGURES:
            for kind, values in contributed(shown.found, first, second, figure).items():
                yield "together", f"{first}{TOGETHER}{second}", kind, "", None, figure, *values.values(), ""
    for one in shown.winners:
        for balance in (one.whole, *one.groups):
            yield from _balance(one.scenario, one.year, balance)
    if shown.sensitivity:
        for ranking in shown.sensitivity.rankings:
            for effect in ranking.effects:
                low, high = effect.size - effect.margin, effect.size + effect.margin
                cells = (effect.prior.name, None, ranking.figure, low, None, effect.size, None, high, "")
                yield "sensitivity", shown.sensitivity.scenario, "unknown", *cells


def _drawn(found: Drawn, name: str) -> Iterator[Cells]:
    for figure in FIGURES:
        yield "total", name, "", "", None, figure, *found.interval(name, figure).values(), ""
        for year, fan in found.by_year(name, figure).items():
            yield "year", name, "", "", year, figure, *fan.values(), ""
    for kind, groups in GROUPS.items():
        for group in groups:
            yield "index", name, kind, group, None, "index", *index(found, name, kind, group).values(), ""
    last = CREDIT_STARTS.year + found.question.years - 1
    for province in PROVINCES:
        for figure in ("counsellors", "weeks"):
            values = in_province(found, name, province, figure).values()
            yield "province", name, "province", province, last, figure, *values, ""


def _balance(scenario: str, year: int, one: Balance) -> Iterator[Cells]:
    for figure in ("people", "more", "less", "same", "minutes", "own_cents", "public_cents"):
        value, articles = float(getattr(one, figure)), "; ".join(one.articles)
        yield (
            "winners",
            scenario,
            KINDS.get(one.kind, ""),
            one.group,
            year,
            figure,
            None,
            None,
            value,
            None,
            None,
            articles,
        )


# ---- files


def as_csv(shown: Result) -> str:
    """With semicolons and decimal commas, as spreadsheets are set in Belgium. What looks like a formula is text."""
    table = frame(shown)
    lines = [";".join(table.columns), *(";".join(map(_cell, row)) for row in table.iter_rows())]
    return BYTE_ORDER_MARK + "\r\n".join(lines) + "\r\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    text = plain_text(value) if isinstance(value, str) else str(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(sign in text for sign in ';"\r\n') else text


def as_parquet(shown: Result) -> bytes:
    """The same table, with its types."""
    held = io.BytesIO()
    frame(shown).write_parquet(held)
    return held.getvalue()
