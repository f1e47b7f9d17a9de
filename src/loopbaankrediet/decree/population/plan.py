"""The plan of a population run: which columns a law reads, which it yields, and the engines that can run it.

Nothing heavy is imported here: an engine is imported when it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import DecreeError, FactRefused, LiftError
from loopbaankrediet.decree.language.facts import FactSpec
from loopbaankrediet.decree.language.tree import enum_values
from loopbaankrediet.decree.population.forms import Forms, forms_of, width_of
from loopbaankrediet.decree.population.loops import loop_text
from loopbaankrediet.decree.population.printing import column_text

if TYPE_CHECKING:
    import polars as pl

ID = "id"
"""A column of this name passes through untouched, before the outputs."""


class EngineMissing(DecreeError):
    """An engine is asked for that is not installed, or that lacks something of this machine."""

    def __init__(self, engine: str, message: str = "") -> None:
        install = f"is niet geïnstalleerd. Installeer hem met: pip install 'loopbaankrediet[{engine}]'."
        super().__init__(f"De motor '{engine}' {message or install}")
        self.engine = engine


@dataclass(frozen=True, eq=False)
class Plan:
    """One policy over columns. `facts` are the columns it reads, in declaration order, `outputs` those it yields.

    `text` is printed for columns, `loop` for one row after another.
    """

    policy: Policy
    facts: tuple[str, ...]
    outputs: tuple[str, ...]
    forms: Forms = field(repr=False)
    text: str = field(repr=False)
    loop: str = field(repr=False)

    def spec(self, fact: str) -> FactSpec:
        return self.policy.spec(fact)

    def schema(self, fact: str) -> pl.DataType:
        """The type of a fact's column."""
        return column_type(self.spec(fact))

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The values of every enumerated fact, in the order of their declaration."""
        return {fact: enum_values(self.spec(fact).kind) for fact in self.facts}

    @property
    def bits(self) -> Mapping[str, int]:
        """The size of every output: 1 for the outcome, 32 for a number, 64 where its range asks for it."""
        forms = self.forms
        numbers = {**forms.outputs, **forms.totals}
        return {
            name: 1 if name == self.policy.law.outcome else max(32, forms.width(node)) for name, node in numbers.items()
        }

    def yields(self) -> dict[str, pl.DataType]:
        """The type of every output's column."""
        import polars as pl

        types = {1: pl.Boolean, 32: pl.Int32, 64: pl.Int64}
        return {name: types[bits]() for name, bits in self.bits.items()}


def column_type(spec: FactSpec) -> pl.DataType:
    """The type of a column: Boolean, an Enum of the values, or the smallest whole number of the range."""
    import polars as pl

    if spec.kind is bool:
        return pl.Boolean()
    if spec.kind is int:
        return {16: pl.Int16, 32: pl.Int32, 64: pl.Int64}[width_of(spec.range)]()
    return pl.Enum(enum_values(spec.kind))


@lru_cache(maxsize=64)
def plan_for(policy: Policy) -> Plan:
    """The plan of a policy.

    Raises LiftError for a number too large to stay exact or a law that reads no facts, TypeError for a node without a
    form.
    """
    if not policy.facts:
        raise LiftError(f"wet '{policy.law.name}' leest geen enkel feit: er is niets om per persoon te beslissen.")
    forms = forms_of(policy)
    return Plan(
        policy,
        policy.facts,
        (*forms.outputs, *forms.totals),
        forms,
        column_text(forms, policy.facts),
        loop_text(forms, policy.facts),
    )


Engine: TypeAlias = "Callable[[Plan, pl.LazyFrame], pl.LazyFrame]"


def _engine(name: str, module: str, *needs: str) -> Engine:
    def run(plan: Plan, people: pl.LazyFrame) -> pl.LazyFrame:
        try:
            for need in needs:
                import_module(need)
            engine = import_module(f"loopbaankrediet.decree.population.{module}")
        except ModuleNotFoundError as error:
            if not needs or str(error.name).startswith("loopbaankrediet"):
                raise
            raise EngineMissing(name) from error
        check_columns(plan, plan.facts, people)
        answered: pl.LazyFrame = engine.run(plan, people)
        return answered

    return run


def check_columns(plan: Plan, facts: Iterable[str], people: pl.LazyFrame) -> None:
    """Whether a frame has the columns of the facts, in the types that engines read. Raises FactRefused."""
    found = people.collect_schema()
    for fact in facts:
        if fact not in found:
            raise FactRefused(fact, "deze kolom ontbreekt.")
        if found[fact] != plan.schema(fact):
            raise FactRefused(fact, f"deze kolom is van het type {found[fact]}, en niet {plan.schema(fact)}.")


ENGINES: Mapping[str, Engine] = {
    "polars": _engine("polars", "polars_engine"),
    "numpy": _engine("numpy", "numpy_engine"),
    "numba": _engine("numba", "numba_engine", "numba", "llvmlite"),
    "duckdb": _engine("duckdb", "duckdb_engine", "duckdb", "narwhals", "pyarrow"),
    "dask": _engine("dask", "dask_engine", "dask", "narwhals", "pyarrow", "pandas", "cloudpickle", "fsspec"),
    "spark": _engine("spark", "spark_engine", "pyspark", "narwhals", "py4j"),
}
"""Each takes a plan and a frame whose columns are checked, and gives `id` (if there is one) and the outputs, lazily and
in the same order."""
