"""What a run asks, checked before anything is computed, and the hash by which the same question is known again.

Imports no engine: the pages ask here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files

from loopbaankrediet.decree.deciding.policy import content_hash, policy_on
from loopbaankrediet.decree.errors import DecreeError, ParameterRefused
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.scenario import DRAFT, own_name, scenario_named, scenario_names
from loopbaankrediet.decree.vouchers import LAW as VOUCHERS
from loopbaankrediet.kernel.days import day
from loopbaankrediet.labruns.errors import (
    AmountRefused,
    DraftUnknown,
    DrawsRefused,
    LawRefused,
    ScenariosMissing,
    SeedRefused,
    YearsRefused,
)

MOST_YEARS = 10
MOST_DRAWS = 500
MOST_SEED = 2**31 - 1
SCHOOLING = {
    "main_page": "52,6 % van wie werkt, is hooggeschoold",
    "dashboard": "48,4 % van wie werkt, is hooggeschoold",
}
"""Two official pages that differ, as the lab names them."""


@dataclass(frozen=True)
class LabQuestion:
    """`amounts`: numbers of one's own; then every scenario runs twice, as it is and with them."""

    scenarios: tuple[str, ...]
    amounts: tuple[tuple[str, int], ...]
    years: int
    draws: int
    seed: int
    schooling: str
    known_on: date

    @property
    def names(self) -> tuple[str, ...]:
        """Every scenario that runs, by its name."""
        own = [own_name(name, dict(self.amounts)) for name in self.scenarios] if self.amounts else []
        return (*self.scenarios, *own)


@dataclass(frozen=True)
class Identity:
    """Which law a question is about, and the key under which its result is kept."""

    law_hash: str
    key: str


def question_of(
    scenarios: Iterable[str],
    amounts: Iterable[tuple[str, int]],
    *,
    years: int,
    draws: int,
    seed: int,
    schooling: str,
    known_on: date,
) -> LabQuestion:
    """The same question whatever the order in which its parts are named."""
    asked = set(scenarios)
    known = [name for name in scenario_names() if name in asked]
    ordered = (*known, *sorted(asked.difference(known)))
    return LabQuestion(ordered, tuple(sorted(amounts)), years, draws, seed, schooling, known_on)


def identity_of(question: LabQuestion) -> Identity:
    """The hashes of a question that can be asked.

    Raises ScenariosMissing, YearsRefused, DrawsRefused, SeedRefused, AmountRefused, DraftUnknown or LawRefused.
    """
    _check_sizes(question)
    _check_amounts(question)
    if question.known_on < LAW.known_since:
        raise DraftUnknown(on=day(question.known_on), since=day(LAW.known_since))
    try:
        law = _law_hash(question)
    except DecreeError as error:
        raise LawRefused(why=str(error)) from error
    sizes = [question.years, question.draws, question.seed, question.schooling]
    key = content_hash({"names": question.names, "sizes": sizes, "law": law, "model": model_hash()})
    return Identity(law, key.removeprefix("sha256:"))


def _check_sizes(question: LabQuestion) -> None:
    if not question.scenarios:
        raise ScenariosMissing
    if not 1 <= question.years <= MOST_YEARS:
        raise YearsRefused(most=MOST_YEARS)
    if not 1 <= question.draws <= MOST_DRAWS:
        raise DrawsRefused(most=MOST_DRAWS)
    if not 0 <= question.seed <= MOST_SEED:
        raise SeedRefused(most=MOST_SEED)


def _check_amounts(question: LabQuestion) -> None:
    """Each amount alone, so that the message stands beside the one that is wrong."""
    for name, value in question.amounts:
        try:
            scenario_named(own_name(DRAFT, {name: value}))
        except ParameterRefused as error:
            raise AmountRefused(name=name, why=str(error)) from error


def _law_hash(question: LabQuestion) -> str:
    """Over every law that the run meets, month by month: the past as it was, then each scenario."""
    until = date(LAW.since.year + question.years, 1, 1)
    past = [policy_on(month, question.known_on).hash for month in _months(VOUCHERS.since, LAW.since)]
    months = list(_months(LAW.since, until))
    ahead = {name: [policy_on(on, question.known_on, scenario=name).hash for on in months] for name in question.names}
    return content_hash({"past": past, "ahead": ahead})


def _months(first: date, last: date) -> Iterator[date]:
    month = first
    while month < last:
        yield month
        month = (month.replace(day=1) + timedelta(days=32)).replace(day=1)


@cache
def model_hash() -> str:
    """Over the code and the figures of the lab: a better model is asked anew, and never mixed with an older one."""
    folder = files("loopbaankrediet.policylab")
    found = [*folder.iterdir(), *folder.joinpath("data").iterdir()]
    read = sorted((one.name, one.read_bytes()) for one in found if one.name.endswith((".py", ".toml")))
    return sha256(b"".join(name.encode() + content for name, content in read)).hexdigest()
