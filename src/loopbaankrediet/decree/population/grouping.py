"""Count a population by facts, streaming: which facts, where they are cut, and what is refused on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import polars as pl

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import DecreeError, FactRefused
from loopbaankrediet.decree.language.boundaries import FactClass
from loopbaankrediet.decree.language.facts import FactSpec
from loopbaankrediet.decree.population.checks import Rules, rules_for
from loopbaankrediet.decree.population.faults import bad_row
from loopbaankrediet.decree.population.files import BROKEN, CsvSource, Source, opened, unreadable
from loopbaankrediet.decree.saying.dutch import Unit

PEOPLE = "people"
WEIGHT = "weight"
"""A column of this name says for how many people a row stands."""

_ROWS = "rows"
_WEIGHT = FactSpec(
    name=WEIGHT,
    kind=int,
    high=1_000_000,
    unit=Unit.COUNT,
    label="het gewicht",
    question="Voor hoeveel mensen staat deze rij?",
    source="De maker van het bestand",
    says="Deze rij staat voor {value} mensen.",
    unknown="We weten niet voor hoeveel mensen deze rij staat.",
)

Cuts = Mapping[str, tuple[int, ...]]
Counted = tuple[pl.DataFrame, int]


# ---- which facts, and their classes


def facts_of(policies: Sequence[Policy], keep: Collection[str]) -> tuple[str, ...]:
    """The facts that the laws read and those to keep, in the order of their declaration. Raises FactRefused."""
    declared = policies[0].corpus.facts
    for fact in keep:
        if fact not in declared:
            raise FactRefused(fact, f"dit feit bestaat niet. Wel bekend: {', '.join(declared)}.")
    read = {fact for policy in policies for fact in policy.facts}.union(keep)
    return tuple(fact for fact in declared if fact in read)


def cuts_of(policies: Sequence[Policy], keep: Collection[str]) -> Cuts:
    """Of each number that may stand in classes: the first value of every class. A result that follows a number, and
    `keep`, hold it whole.
    """
    found: dict[str, tuple[int, ...]] = {}
    for fact in facts_of(policies, keep):
        classes = list(_classes(policies, fact))
        counted = any(len(one.points) > 1 for one in classes)
        if policies[0].spec(fact).kind is int and fact not in keep and not counted:
            found[fact] = tuple(sorted({one.low for one in classes}))
    return found


def _classes(policies: Sequence[Policy], fact: str) -> Iterator[FactClass]:
    for policy in policies:
        if fact in policy.facts:
            yield from policy.classes(fact, None)


# ---- counting


def grouped(people: pl.LazyFrame, facts: Sequence[str], cuts: Cuts) -> Counted:
    """The cells in order, with their people, and how many rows were read."""
    weight = pl.col(WEIGHT).cast(pl.Int64).sum() if WEIGHT in people.collect_schema() else pl.len().cast(pl.Int64)
    cells = people.with_columns(_classed(fact, starts) for fact, starts in cuts.items())
    counted = cells.group_by(facts).agg(weight.alias(PEOPLE), pl.len().alias(_ROWS)).collect(engine="streaming")
    return counted.drop(_ROWS).sort(facts), int(counted[_ROWS].sum())


def _classed(fact: str, starts: Sequence[int]) -> pl.Expr:
    """The first value of the class of a number, in the type of its column."""
    value = pl.col(fact)
    first = value * 0 + starts[0]
    for start in starts[1:]:
        first = pl.when(value >= start).then(start).otherwise(first)
    return first.alias(fact)


# ---- refusing


def read_through(path: Path, policy: Policy, facts: tuple[str, ...], cuts: Cuts) -> Counted:
    """Count a file; every batch is checked on its way. Raises ColumnRefused, RowRefused, FileRefused.

    The work has a thread of its own, so that an interruption (KeyboardInterrupt) is met at once.
    """
    stopped = Event()
    with ThreadPoolExecutor(1) as pool:
        try:
            return pool.submit(_read, path, policy, facts, cuts, stopped).result()
        finally:
            stopped.set()


def _read(path: Path, policy: Policy, facts: tuple[str, ...], cuts: Cuts, stopped: Event) -> Counted:
    source = opened(path)
    specs = {**policy.corpus.facts, WEIGHT: _WEIGHT}  # a weight is held against its range as if it were a fact
    rules = rules_for(source, specs, policy.corpus.links, facts)
    gate = _Gate(rules, stopped)
    people = source.typed(rules.types)
    checked = people.map_batches(gate, schema=people.collect_schema(), streamable=True, validate_output_schema=False)
    try:
        return grouped(checked, facts, cuts)
    except BROKEN as error:
        raise _why(source, rules, gate, error) from error


@dataclass
class _Gate:
    """Lets batches through, from several threads at once, until one cannot be used or nobody waits any more."""

    rules: Rules
    stopped: Event
    faulty: bool = False

    def __call__(self, batch: pl.DataFrame) -> pl.DataFrame:
        if not self.rules.hold(batch):
            self.faulty = True
        if self.faulty or self.stopped.is_set():
            raise pl.exceptions.ComputeError("a row cannot be used, or nobody waits for it")
        return batch


def _why(source: Source, rules: Rules, gate: _Gate, error: BaseException) -> DecreeError:
    """The failure as the person who can mend it should read it."""
    found = bad_row(source, rules) if gate.faulty or isinstance(source, CsvSource) else None
    return found or unreadable(source.path, error)
