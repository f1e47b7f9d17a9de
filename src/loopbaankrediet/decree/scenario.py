"""A scenario: what could be law instead, as data (decree/scenarios). It yields a law like any other.

So everything that asks the law can ask a scenario, and the hash of its law covers the scenario too. Files are read when
a scenario is asked for by name, never at import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files
from itertools import zip_longest
from tomllib import loads
from typing import Any, NamedTuple, cast

from loopbaankrediet.decree.dated.procedure import choices, procedure
from loopbaankrediet.decree.dated.records import DAY, ParameterRecord, Value, read_parameters
from loopbaankrediet.decree.errors import LiftError, ParameterRefused, ScenarioRefused
from loopbaankrediet.decree.language.book import Article, Book
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.tree import Parameter, walk
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import law_in_force
from loopbaankrediet.decree.loopbaankrediet import LAW

DRAFT = "draft"
"""The scenario in which nothing changes."""

_FOLDER = "loopbaankrediet.decree.scenarios"


class Step(NamedTuple):
    """A value that a scenario gives to a parameter, from a day until its next step."""

    value: int
    since: date


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario: what the opinion asks (`section`, `request`), what changes (`effect`), and the changes themselves.

    `continues` is the day whose law goes on after the start of the draft. Hashable; two equal scenarios are one.
    """

    name: str
    title: str
    section: str
    request: str
    effect: str
    parameters: tuple[tuple[str, tuple[Step, ...]], ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    articles: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    continues: date | None = None

    @property
    def source(self) -> str:
        """What stands as the source of a value that the scenario replaces."""
        return f"Scenario '{self.title}' (SERV-advies, {self.section})"

    def canonical(self) -> dict[str, object]:
        """All that makes this scenario another law, as plain values."""
        plain = asdict(self)
        return {
            "name": self.name,
            "parameters": [[name, [[s.value, s.since.isoformat()] for s in steps]] for name, steps in self.parameters],
            "choices": plain["choices"],
            "articles": plain["articles"],
            "results": plain["results"],
            "continues": self.continues.isoformat() if self.continues else None,
        }

    def term(self, name: str, *, on: date) -> int:
        """A term of the procedure under this scenario. Raises NoValueInForce, or KeyError."""
        return _replaced(procedure()[name], dict(self.parameters).get(name), self.source).on(on, on).value

    def choice(self, name: str, *, on: date) -> tuple[str, ...]:
        """The answers that hold for a choice under this scenario. Raises NoValueInForce, or KeyError."""
        return dict(self.choices).get(name) or choices()[name].on(on, on).value

    def law_on(self, on: date, known_on: date) -> tuple[Law, Corpus, date]:
        """The law that decides on a day under this scenario, its articles, and the day whose amounts count.

        Raises NoLawInForce.
        """
        if self.continues and on >= LAW.since:
            law, corpus = law_in_force(self.continues, known_on)
            return _named(law, self), corpus, self.continues
        law = law_of(self)
        found = law.corpus(on, known_on)
        return (law, found, on) if found else (*law_in_force(on, known_on), on)


def scenario_names() -> list[str]:
    """Every scenario by name, the draft first."""
    found = [entry.name for entry in files(_FOLDER).iterdir()]
    names = {name.removesuffix(".toml") for name in found if name.endswith(".toml")}
    return [DRAFT, *sorted(names - {DRAFT})]


def scenarios() -> list[Scenario]:
    """Every scenario, the draft first."""
    return [scenario_named(name) for name in scenario_names()]


@cache
def scenario_named(name: str) -> Scenario:
    """One scenario. Raises ScenarioRefused for an unknown name, LiftError for a file that does not fit the law."""
    if name not in scenario_names():
        raise ScenarioRefused(name, scenario_names())
    raw = loads(files(_FOLDER).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    try:
        return _read(name, raw)
    except (KeyError, TypeError, ParameterRefused) as error:
        raise LiftError(f"scenario '{name}' is onvolledig of verkeerd: {error}") from error


# ---- reading


def _read(name: str, raw: dict[str, Any]) -> Scenario:
    parts = [scenario_named(part) for part in raw.pop("together", ())]
    own = _own(name, raw)
    return own if not parts else together(own, parts)


def _own(name: str, raw: dict[str, Any]) -> Scenario:
    return Scenario(
        name=name,
        parameters=tuple((key, _steps(key, value)) for key, value in raw.pop("parameters", {}).items()),
        choices=tuple((key, choices()[key].checked(value)) for key, value in raw.pop("choices", {}).items()),
        articles=tuple(raw.pop("articles", ())),
        results=tuple(raw.pop("results", ())),
        **raw,
    )


def _steps(name: str, raw: Any) -> tuple[Step, ...]:
    steps = [Step(raw, LAW.since)] if isinstance(raw, int) else [Step(step["value"], step["from"]) for step in raw]
    record = {**procedure(), **LAW.book.parameters, **_only_here()}[name]
    for step in steps:
        if not record.minimum <= step.value <= record.maximum:
            raise ParameterRefused(name, f"{step.value} ligt buiten {record.minimum} tot en met {record.maximum}.")
    return tuple(steps)


def together(own: Scenario, parts: list[Scenario]) -> Scenario:
    """All parts at once, under the name of `own`. Raises LiftError when two of them contradict each other."""
    everything = [*parts, own]
    return replace(
        own,
        parameters=_agreed(own.name, (pair for part in everything for pair in part.parameters)),
        choices=_agreed(own.name, (pair for part in everything for pair in part.choices)),
        articles=tuple(dict.fromkeys(module for part in everything for module in part.articles)),
        results=tuple(dict.fromkeys(result for part in everything for result in part.results)),
    )


def _agreed(name: str, pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if found.setdefault(key, value) != value:
            raise LiftError(f"scenario '{name}': zijn delen spreken elkaar tegen over '{key}'")
    return tuple(found.items())


# ---- the law it yields


@cache
def law_of(scenario: Scenario) -> Law:
    """The draft as this scenario would have it. Raises LiftError when its articles do not fit together."""
    added = _articles(scenario)
    replaced = {article.rule for article in added}
    kept = [article for article in LAW.book.articles if article.rule not in replaced]
    records = _records(scenario, added)
    return replace(
        _named(LAW, scenario),
        book=Book(facts=LAW.book.facts, links=LAW.book.links, parameters=records, articles=[*kept, *added]),
        amounts=_amounts(records),
        results=(*LAW.results, *scenario.results),
    )


def _amounts(names: Iterable[str]) -> Callable[..., tuple[int, ...]]:
    return cast("Callable[..., tuple[int, ...]]", NamedTuple("Amounts", [(name, int) for name in names]))


@cache
def _named(law: Law, scenario: Scenario) -> Law:
    return replace(law, name=f"{law.name}/{scenario.name}", title=f"{law.title}. Scenario: {scenario.title}")


def _articles(scenario: Scenario) -> list[Article]:
    found: list[Article] = []
    for module in scenario.articles:
        for article in import_module(f"{_FOLDER}.{module}").article.articles:
            if article.rule in {other.rule for other in found}:
                raise LiftError(f"scenario '{scenario.name}': twee artikelen voor '{article.rule}'")
            found.append(article)
    return found


def _records(scenario: Scenario, added: list[Article]) -> dict[str, ParameterRecord]:
    steps = dict(scenario.parameters)
    read = {node.name for article in added for node in walk(article.tree) if isinstance(node, Parameter)}
    extra = {name: record for name, record in _only_here().items() if name in read}
    return {
        name: _replaced(record, steps.get(name), scenario.source)
        for name, record in {**LAW.book.parameters, **extra}.items()
    }


@cache
def _only_here() -> dict[str, ParameterRecord]:
    """The amounts that only scenarios know."""
    return read_parameters("scenarios.toml")


def _replaced(record: ParameterRecord, steps: tuple[Step, ...] | None, source: str) -> ParameterRecord:
    if steps is None:
        return record
    known_since = min(value.known_since for value in record.values)
    ends = [step.since - DAY for step in steps[1:]]
    values = [Value(s.value, s.since, end, known_since, source, "override") for s, end in zip_longest(steps, ends)]
    return replace(record, values=tuple(values))
