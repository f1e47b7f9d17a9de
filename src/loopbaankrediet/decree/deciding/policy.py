"""A law on one day, with its amounts filled in: immutable, compiled once per version and cached.

Two days on which the same articles and the same amounts are in force share one policy, and have the same hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from loopbaankrediet.decree.dated.records import ParameterRecord, Status
from loopbaankrediet.decree.deciding.at_once import SpreadFunction, compiled_at_once
from loopbaankrediet.decree.errors import NoLawInForce, ParameterRefused
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.boundaries import Boundaries, FactClass
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.facts import FactSpec, Range
from loopbaankrediet.decree.language.printer import RowFunction, compiled
from loopbaankrediet.decree.language.tree import Node, enum_values, serial
from loopbaankrediet.decree.language.truth import conditions, truth
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import law_in_force
from loopbaankrediet.decree.saying.claims import claim
from loopbaankrediet.decree.saying.dutch import Unit, amount
from loopbaankrediet.decree.scenario import DRAFT, Scenario, scenario_named


@dataclass(frozen=True, slots=True)
class Parameter:
    """The value of a parameter that a decision uses, and where it comes from."""

    name: str
    value: int
    unit: Unit
    article: str
    since: date
    source: str
    status: Status
    phrase: str
    cell: dict[str, object] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cell", self._cell())

    @property
    def sentence(self) -> str:
        return self.phrase.format(value=amount(self.value, self.unit))

    def as_dict(self) -> dict[str, object]:
        """The value with its source, as the contract names them."""
        return self.cell.copy()

    def _cell(self) -> dict[str, object]:
        return {
            "value": self.value,
            "article": self.article,
            "since": self.since.isoformat(),
            "source": self.source,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class GroundPlan:
    """An article the outcome depends on, as the policy sees it: the same for every applicant.

    `conditions` says each condition in Dutch, with its place in a row.
    """

    article: Article
    tree: Node
    column: int
    conditions: tuple[tuple[str, int], ...]
    facts: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    heading: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AmountPlan:
    """A result of the law: which article gives it, and what its height follows."""

    article: Article
    column: int
    facts: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    heading: Mapping[str, object]


class Policy:
    """One version of a law. `row` settles every column for one completely known applicant."""

    def __init__(
        self, law: Law, corpus: Corpus, parameters: tuple[Parameter, ...], scenario: Scenario | None = None
    ) -> None:
        self.law = law
        self.corpus = corpus
        self.scenario = scenario
        self.parameters: Mapping[str, Parameter] = {p.name: p for p in parameters}
        self.values: Mapping[str, int] = {p.name: p.value for p in parameters}
        self.facts = corpus.all_facts_read()
        self.outputs = (law.outcome, *law.results)
        self._spelled = {ground.rule: corpus.spelled_out(ground.tree) for ground in corpus.grounds()}
        self._conditions = tuple(dict.fromkeys(c for tree in self._spelled.values() for c in conditions(tree)))
        rules = dict.fromkeys((*self.outputs, *self._spelled, *self._numbers()))
        self.columns: Mapping[str | Node, int] = {c: i for i, c in enumerate((*rules, *self._conditions))}
        self.row: RowFunction = compiled(corpus, self.values, self._conditions, tuple(self.columns))
        self.grounds = tuple(self._ground(article) for article in corpus.grounds())
        self.amounts = tuple(self._amount(result) for result in law.results)
        self._boundaries = Boundaries(corpus, self.values)
        self._whole = {fact: self._boundaries.classes(fact) for fact in self.facts}
        self._decisive: dict[tuple[bool | None, ...], tuple[str, ...]] = {}

    def _numbers(self) -> list[str]:
        return [article.rule for article in self.corpus.order if article.kind is int]

    def _ground(self, article: Article) -> GroundPlan:
        tree = self._spelled[article.rule]
        single = dict.fromkeys(conditions(tree))
        return GroundPlan(
            article,
            tree,
            self.columns[article.rule],
            tuple((claim(self.corpus, self.values, node), self.columns[node]) for node in single),
            self.corpus.facts_read(article.rule),
            self._named(self.corpus.parameters_read(article.rule)),
            _heading(article),
        )

    def _amount(self, rule: str) -> AmountPlan:
        article = self.corpus.articles[rule]
        followed = self.corpus.facts_followed(rule)
        parameters = self._named(self.corpus.parameters_followed(rule))
        return AmountPlan(article, self.columns[rule], followed, parameters, _heading(article))

    def _named(self, names: tuple[str, ...]) -> Mapping[str, Parameter]:
        return {name: self.parameters[name] for name in names}

    def spec(self, fact: str) -> FactSpec:
        return self.corpus.facts[fact]

    def classes(self, fact: str, known: Range | None) -> tuple[FactClass, ...]:
        """The classes into which the articles cut a fact, within what is known of it."""
        return self._whole[fact] if known is None else self._boundaries.classes(fact, known)

    def alike(self, fact: str) -> tuple[tuple[str, ...], ...]:
        """The values of an enumeration, put together where the articles cannot tell them apart."""
        return self._boundaries.alike(fact)

    def decisive(self, holds: tuple[bool | None, ...], granted: bool | None) -> tuple[str, ...]:
        """The grounds that decide: the true ones a grant needs, the false ones of a refusal, none while open."""
        if granted is None:
            return ()
        if holds not in self._decisive:
            self._decisive[holds] = tuple(
                ground.article.rule
                for index, ground in enumerate(self.grounds)
                if holds[index] is granted and (not granted or self._needed(index, holds))
            )
        return self._decisive[holds]

    def _needed(self, index: int, holds: tuple[bool | None, ...]) -> bool:
        flipped = {g.article.rule: holds[i] and i != index for i, g in enumerate(self.grounds)}
        outcome = self.corpus.articles[self.law.outcome].tree
        return truth(outcome, lambda node: flipped[node.name]) is not True  # type: ignore[union-attr]

    def value(self, rule: str, facts: Mapping[str, object]) -> bool | int:
        """One article for fully known facts, by calling the article's own Python function."""
        article = self.corpus.articles[rule]
        names = article.function.__code__.co_varnames[: article.function.__code__.co_argcount]
        amounts = self.law.amounts_of(self.values)
        arguments = {
            name: amounts if name == "p" else facts[name] if name in self.corpus.facts else self.value(name, facts)
            for name in names
        }
        return article.function(**arguments)

    @cached_property
    def at_once(self) -> SpreadFunction:
        """The same columns as `row`, for many applicants at once."""
        return compiled_at_once(self.corpus, self.values, self.columns)

    @cached_property
    def hash(self) -> str:
        """sha256 over the lifted articles, the facts they read, and the parameters with their values and sources."""
        return content_hash(self.canonical())

    def _told(self) -> set[str]:
        """The facts that are read, and those that a link ties to them."""
        tied = (set(link) for link in self.corpus.links if not set(link).isdisjoint(self.facts))
        return set(self.facts).union(*tied)

    def canonical(self) -> dict[str, object]:
        """All that the answers of this policy depend on, as plain values; a scenario with all it changes."""
        return ({"scenario": self.scenario.canonical()} if self.scenario else {}) | {
            "law": self.law.name,
            "outcome": self.law.outcome,
            "results": self.law.results,
            "articles": [_article(article) for article in self.corpus.order],
            "facts": [_fact(self.spec(name)) for name in self.corpus.facts if name in self._told()],
            "links": [list(link) for link in self.corpus.links if set(link) <= self._told()],
            "parameters": [[p.name, p.unit, p.phrase, p.cell] for p in self.parameters.values()],
        }


def content_hash(content: Mapping[str, object]) -> str:
    """sha256 over plain values, whatever the order of their names."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _heading(article: Article) -> Mapping[str, object]:
    return {
        "article": article.reference,
        "rule": article.rule,
        "text": article.text,
        "status": article.status,
    }


def _article(article: Article) -> dict[str, object]:
    return {
        "rule": article.rule,
        "reference": article.reference,
        "text": article.text,
        "since": article.since.isoformat(),
        "status": article.status,
        "source": article.source,
        "phrases": [article.unit, article.says, article.unknown, article.label],
        "tree": serial(article.tree),
    }


def _fact(spec: FactSpec) -> dict[str, object]:
    return {
        "name": spec.name,
        "kind": spec.kind.__name__,
        "values": list(enum_values(spec.kind)),
        "range": list(spec.range),
        "unit": spec.unit,
        "phrases": [spec.says, spec.denies, spec.zero, spec.unknown, spec.label, dict(spec.labels)],
    }


@lru_cache(maxsize=1024)
def policy_on(on: date, known_on: date, overrides: tuple[tuple[str, int], ...] = (), scenario: str = DRAFT) -> Policy:
    """The law of a day as known on another, under a scenario, with parameters replaced by hand.

    Raises NoLawInForce, NoValueInForce, ParameterRefused, ScenarioRefused.
    """
    if scenario == DRAFT:
        law, corpus = law_in_force(on, known_on)
        return _filled(law, corpus, on, known_on, overrides)
    chosen = scenario_named(scenario)
    law, corpus, day = chosen.law_on(on, known_on)
    return _filled(law, corpus, day, known_on, overrides, chosen)


@lru_cache(maxsize=1024)
def policy_of(law: Law, on: date, known_on: date, overrides: tuple[tuple[str, int], ...] = ()) -> Policy:
    """A law of your own on a day, as known on another. Raises NoLawInForce, NoValueInForce, ParameterRefused."""
    corpus = law.corpus(on, known_on)
    if corpus is None:
        raise NoLawInForce(on, known_on, law.since if law.known_since <= known_on else None)
    return _filled(law, corpus, on, known_on, overrides)


def _filled(
    law: Law,
    corpus: Corpus,
    on: date,
    known_on: date,
    overrides: tuple[tuple[str, int], ...],
    scenario: Scenario | None = None,
) -> Policy:
    replaced = dict(overrides)
    records = {record.name: record for record in law.parameters_in_force(corpus)}
    for name in replaced:
        if name not in records:
            raise ParameterRefused.unknown(name, records)
    parameters = tuple(_parameter(record, on, known_on, replaced.get(name)) for name, record in records.items())
    return _policy(law, corpus, parameters, scenario)


@lru_cache(maxsize=64)
def _policy(law: Law, corpus: Corpus, parameters: tuple[Parameter, ...], scenario: Scenario | None) -> Policy:
    return Policy(law, corpus, parameters, scenario)


def _parameter(record: ParameterRecord, on: date, known_on: date, replaced: int | None) -> Parameter:
    found = record.on(on, known_on)
    value, source, status = found.value, found.source, found.status
    if replaced is not None:
        if not record.minimum <= replaced <= record.maximum:
            raise ParameterRefused(record.name, f"{replaced} ligt buiten {record.minimum} tot en met {record.maximum}.")
        value, source, status = replaced, f"Ingevuld voor deze berekening, in plaats van {found.value}", "override"
    return Parameter(record.name, value, record.unit, record.article, found.since, source, status, record.phrase)
