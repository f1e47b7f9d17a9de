"""The fact cube: a population counted once by the facts that laws read. A law then decides cells instead of persons.

A cell is a combination of facts, with how many people share it. Numbers that no result follows are held in classes, cut
wherever one of the given laws turns; what a law says of a cell is what it says of everybody in it, so that all sums are
exact.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import DecreeError
from loopbaankrediet.decree.language.boundaries import FactClass
from loopbaankrediet.decree.population.grouping import PEOPLE, cuts_of, facts_of, grouped, read_through
from loopbaankrediet.decree.population.plan import ENGINES, Plan, check_columns, plan_for
from loopbaankrediet.decree.saying.dutch import Unit

GRANTED = "granted"


class CubeRefused(DecreeError):
    """A law is asked of a cube that cannot tell its answer."""


@dataclass(frozen=True, slots=True)
class CubeTotals:
    """What a law gives to everybody together: people, grants, and by name the sums of minutes and of eurocents."""

    people: int
    granted: int
    sums: Mapping[str, int]

    def as_dict(self) -> dict[str, int]:
        """All of it as plain values."""
        return {PEOPLE: self.people, GRANTED: self.granted, **self.sums}


@dataclass(frozen=True, eq=False)
class Cube:
    """A column for each fact in `cells`, and `people` (Int64). `cuts` gives the first value of each class of a fact
    that is held in classes; such a fact stands in `cells` by that value. `rows` were read from a file with hash
    `source`.
    """

    cells: pl.DataFrame
    cuts: Mapping[str, tuple[int, ...]]
    rows: int
    source: str | None = None
    _views: dict[tuple[str, ...], pl.DataFrame] = field(default_factory=dict, init=False, repr=False)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the cube holds."""
        return tuple(name for name in self.cells.columns if name != PEOPLE)

    @property
    def people(self) -> int:
        """How many people the cube counts: the rows, or their weights together."""
        return int(self.cells[PEOPLE].sum())

    def totals(self, policy: Policy) -> CubeTotals:
        """What a law gives to everybody, exactly. Raises CubeRefused."""
        self.check(policy)
        cells = self.view(policy.facts)
        return totalled(policy, answers(plan_for(policy), cells), cells[PEOPLE])

    def by(self, policy: Policy, *facts: str) -> pl.DataFrame:
        """The same for each combination of some facts, in their order. Raises CubeRefused."""
        self.check(policy)
        for fact in facts:
            self._check_held(fact)
        plan = plan_for(policy)
        cells = self.view(tuple(dict.fromkeys((*plan.facts, *facts))))
        found = answers(plan, cells)
        summed = {GRANTED: found[policy.law.outcome], **{name: found[name] for name in summed_names(plan)}}
        products = (_products(values, cells[PEOPLE]).alias(name) for name, values in summed.items())
        whole = cells.select(*facts, PEOPLE).with_columns(*products)
        return whole.group_by(*facts).agg(pl.col(PEOPLE, *summed).sum()).sort(*facts) if facts else whole.sum()

    def view(self, facts: Sequence[str]) -> pl.DataFrame:
        """The cells by these facts only; kept, since every reform of a law asks for the same."""
        key = tuple(facts)
        if key not in self._views:
            same = set(key) == set(self.facts)
            self._views[key] = self.cells if same else self.cells.group_by(key).agg(pl.col(PEOPLE).sum())
        return self._views[key]

    def check(self, policy: Policy) -> None:
        """Whether this law gives everybody in a cell the same. Raises CubeRefused."""
        plan = plan_for(policy)
        for fact in policy.facts:
            self._check_held(fact)
            if self.cells.schema[fact] != plan.schema(fact):
                raise CubeRefused(
                    f"Feit '{fact}' is in de kubus van het type {self.cells.schema[fact]}, en nu {plan.schema(fact)}. "
                    "Maak de kubus opnieuw uit de bevolking."
                )
            self._check_range(fact, policy)
            if fact in self.cuts:
                self._check_cuts(fact, policy.classes(fact, None))

    def _check_held(self, fact: str) -> None:
        if fact not in self.facts:
            raise CubeRefused(
                f"Feit '{fact}' staat niet in de kubus. Wel: {', '.join(self.facts)}. Maak de kubus opnieuw uit de "
                "bevolking, met deze wet erbij."
            )

    def _check_range(self, fact: str, policy: Policy) -> None:
        spec = policy.spec(fact)
        if spec.kind is int and not self.cells[fact].is_between(*spec.range).all():
            raise CubeRefused(
                f"Feit '{fact}' heeft in de kubus een waarde buiten {spec.low} tot en met {spec.high}. "
                "Maak de kubus opnieuw uit de bevolking."
            )

    def _check_cuts(self, fact: str, classes: Sequence[FactClass]) -> None:
        if any(len(found.points) > 1 for found in classes):
            raise CubeRefused(
                f"Deze wet rekent met elke waarde van '{fact}', en de kubus kent alleen klassen. {_mend(fact)}"
            )
        strange = sorted({found.low for found in classes} - set(self.cuts[fact]))
        if strange:
            raise CubeRefused(
                f"Deze wet maakt bij '{fact}' een grens op {', '.join(map(str, strange))}, en dat is midden in een "
                f"klasse van de kubus (grenzen: {', '.join(map(str, self.cuts[fact][1:])) or 'geen'}). {_mend(fact)}"
            )


def _mend(fact: str) -> str:
    return f"Maak de kubus opnieuw uit de bevolking, met deze wet erbij of met '{fact}' heel bewaard (--keep {fact})."


def cube_of(people: pl.LazyFrame | Path, policies: Sequence[Policy], *, keep: Collection[str] = ()) -> Cube:
    """Count a population of any length, once, by the facts that the given laws read.

    Facts in `keep` are held with every value, also when no law reads them, so that any later boundary can be asked. A
    column `weight` says for how many people a row stands. A file is checked like that of `decide_file`; a frame must
    have been, and has the column types that engines read. Raises FileRefused, ColumnRefused and RowRefused for a file,
    FactRefused for a frame.
    """
    facts, cuts = facts_of(policies, keep), cuts_of(policies, keep)
    if isinstance(people, Path):
        cells, rows = read_through(people, policies[0], facts, cuts)
        with people.open("rb") as file:
            return Cube(cells, cuts, rows, f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}")
    check_columns(plan_for(policies[0]), facts, people)
    cells, rows = grouped(people, facts, cuts)
    return Cube(cells, cuts, rows)


# ---- sums over cells


def answers(plan: Plan, cells: pl.DataFrame) -> pl.DataFrame:
    """What a law says of every cell, in their order."""
    return ENGINES["polars"](plan, cells.lazy()).collect()


def summed_names(plan: Plan) -> list[str]:
    """What of a law can be added up over people: minutes and eurocents, but no price per hour."""
    return [name for name in plan.outputs if name in plan.forms.totals or _is_whole(plan, name)]


def _is_whole(plan: Plan, name: str) -> bool:
    if name not in plan.policy.outputs or name == plan.policy.law.outcome:
        return False
    return plan.policy.corpus.articles[name].unit is not Unit.CENTS_PER_HOUR


def totalled(policy: Policy, found: pl.DataFrame, people: pl.Series) -> CubeTotals:
    """The sums over all cells. Raises CubeRefused."""
    sums = {name: weighed(found[name], people) for name in summed_names(plan_for(policy))}
    return CubeTotals(int(people.sum()), weighed(found[policy.law.outcome], people), sums)


def weighed(values: pl.Series, people: pl.Series) -> int:
    """The sum of a value over everybody. Raises CubeRefused when it could outgrow 64 bits."""
    return int(_products(values, people).sum())


def _products(values: pl.Series, people: pl.Series) -> pl.Series:
    whole = values.cast(pl.Int64)
    if int(whole.abs().to_numpy().max(initial=0)) * int(people.sum()) >= 2**63:
        raise CubeRefused(
            f"De som van '{values.name}' past niet in 64 bits. Deel de bevolking op, of verklein de gewichten."
        )
    return whole * people
