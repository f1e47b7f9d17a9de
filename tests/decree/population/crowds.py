"""Any people at all, at the boundaries of the laws and in between, for property tests over populations."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from hypothesis import strategies as st

from loopbaankrediet.decree.facts import FACTS, LINKS
from loopbaankrediet.decree.language.tree import enum_values
from loopbaankrediet.decree.population import plan_for
from tests.decree.population.people_files import draft

Person = dict[str, object]

WEIGHT_LIMIT = 1_000_000
_EDGES = (0, 1, 2, 8, 9, 11, 12, 59, 60, 71, 72, 83, 84, 119, 120, 121, 239, 240, 359, 360, 361, 479, 480)


def frame_of(persons: Sequence[Person], weights: Sequence[int] | None = None) -> pl.DataFrame:
    """A row for each person, in the types that engines read; with weights, a column of them."""
    plan = plan_for(draft())
    frame = pl.DataFrame([pl.Series(fact, [p[fact] for p in persons]).cast(plan.schema(fact)) for fact in FACTS])
    return frame if weights is None else frame.with_columns(weight=pl.Series(weights, dtype=pl.Int32))


def _values(fact: str) -> st.SearchStrategy[object]:
    spec = FACTS[fact]
    if spec.kind is bool:
        return st.booleans()
    if spec.kind is not int:
        return st.sampled_from(enum_values(spec.kind))
    return st.sampled_from([edge for edge in _EDGES if edge <= spec.high]) | st.integers(0, spec.high)


def _linked(person: Person) -> Person:
    lower = {link.smaller: min(int(str(person[link.smaller])), int(str(person[link.greater]))) for link in LINKS}
    return person | lower


ANYBODY = st.fixed_dictionaries({fact: _values(fact) for fact in FACTS}).map(_linked)
CROWD = st.lists(st.tuples(ANYBODY, st.integers(0, 3) | st.just(WEIGHT_LIMIT)), min_size=1, max_size=30)
"""Persons with a weight each."""
