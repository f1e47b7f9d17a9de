"""Small invented laws that stretch the language: each form is right for every value of every fact."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
import pytest

from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.facts import Range
from loopbaankrediet.decree.population import ENGINES, Plan, plan_for
from loopbaankrediet.decree.population.folding import folded
from loopbaankrediet.decree.population.forms import LARGEST, forms_of, width_of
from loopbaankrediet.decree.population.printing import Printer
from tests.decree.population.grids import answers_one_by_one
from tests.decree.test_small_laws import FACTS, ODD, P, asked, granted_asked, height_bent, height_twice, policy_of

ENGINE = ["polars", "numpy", "duckdb", pytest.param("numba", marks=pytest.mark.engine)]
Article = Callable[..., bool | int]


def named(name: str) -> Callable[[Article], Article]:
    """An article under the name of the law's outcome or result."""

    def rename(function: Article) -> Article:
        function.__name__ = name
        return function

    return rename


def everybody(plan: Plan) -> pl.DataFrame:
    values = [range(FACTS[f].low, FACTS[f].high + 1) if FACTS[f].kind is int else (True, False) for f in plan.facts]
    schema = {fact: plan.schema(fact) for fact in plan.facts}
    return pl.DataFrame(list(itertools.product(*values)), schema=schema, orient="row")


def few(b: int, p: P) -> bool:
    """Weinig, en niet precies een."""
    return not (b == 1 or b > p.many)


@named("granted")
def granted_to_many(asked: bool, few: bool) -> bool:
    """Uitkomst."""
    return asked and not few


@named("height")
def height_deep(asked: bool, a: int, b: int, d: bool, p: P) -> int:
    """Min en max in elkaar, met een getal onder nul."""
    deepest = min(a - p.many, 1 if d else 0, p.few)
    return max(deepest, p.few - p.many * p.many) * p.few + (b if asked else a)


def level(p: P) -> int:
    """Een bedrag."""
    return p.few


def always(level: int, p: P) -> bool:
    """Met deze bedragen altijd waar."""
    return level < p.many


@named("granted")
def granted_always(always: bool) -> bool:
    """Uitkomst."""
    return always


@named("height")
def height_settled(b: int, always: bool, p: P) -> int:
    """De bedragen kiezen al."""
    return min(p.few, p.many) * b if always else p.many


LAWS: dict[str, tuple[Article, ...]] = {
    "chains, products and an article read four times": ODD,
    "a number that falls and rises": (asked, granted_asked, height_bent),
    "a product that passes an amount": (asked, granted_asked, height_twice),
    "denied articles and numbers below zero": (asked, few, granted_to_many, height_deep),
    "what the amounts settle": (level, always, granted_always, height_settled),
}


@pytest.mark.parametrize("engine", ENGINE)
@pytest.mark.parametrize("law", LAWS)
def test_every_form_answers_as_the_one_person_function(law: str, engine: str) -> None:
    plan = plan_for(policy_of(*LAWS[law]))
    people = everybody(plan)
    assert ENGINES[engine](plan, people.lazy()).collect().equals(answers_one_by_one(plan, people))


# ---- what cannot be planned


@dataclass(frozen=True)
class Strange:
    """No node of the language."""


def test_a_node_without_a_form_fails_before_anybody_is_decided() -> None:
    forms = forms_of(policy_of(*ODD))
    with pytest.raises(TypeError, match="Strange"):
        folded(Strange(), {}, {})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Strange"):
        Printer(forms).text(Strange())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Strange"):
        forms.width(Strange())  # type: ignore[arg-type]


@named("height")
def height_of_amounts(p: P) -> int:
    """Voor iedereen even hoog."""
    return p.many


def test_a_law_that_reads_no_facts_is_no_work_for_a_population() -> None:
    with pytest.raises(LiftError, match="geen enkel feit"):
        plan_for(policy_of(level, always, granted_always, height_of_amounts))


@pytest.mark.parametrize(
    ("values", "width"),
    [
        (Range(0, 32_767), 16),
        (Range(-32_768, 0), 16),
        (Range(0, 32_768), 32),
        (Range(-32_769, 0), 32),
        (Range(0, 2**31 - 1), 32),
        (Range(0, 2**31), 64),
        (Range(0, LARGEST - 1), 64),
    ],
)
def test_a_number_is_held_in_the_smallest_size_that_fits(values: Range, width: int) -> None:
    assert width_of(values) == width


def test_a_number_that_no_engine_holds_exactly_is_refused() -> None:
    with pytest.raises(LiftError, match="te groot"):
        width_of(Range(0, LARGEST))
