"""A law: its articles by date, what it decides, and which version of it is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import product
from types import SimpleNamespace

from loopbaankrediet.decree.dated.records import Dated, ParameterRecord, faults, in_force, periods, turning_days
from loopbaankrediet.decree.errors import LiftError, NoValueInForce
from loopbaankrediet.decree.language.book import Article, Book
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.tree import Parameter, walk
from loopbaankrediet.decree.shapes import hint


@dataclass(frozen=True, eq=False)
class Law:
    """One law. `outcome` is the article that grants, `results` the articles that say how much.

    `amounts` is the named tuple under which the articles see the parameters; `says` and `denies` tell the outcome in
    Dutch. Every version of the law, on every day as known on every other, is checked when it is declared; LiftError
    says what is wrong and where.
    """

    name: str
    title: str
    book: Book
    amounts: Callable[..., tuple[int, ...]]
    outcome: str
    results: tuple[str, ...]
    says: str = "Je hebt er recht op."
    denies: str = "Je hebt er geen recht op."
    versions: Mapping[str, tuple[Article, ...]] = field(init=False)

    def __post_init__(self) -> None:
        by_rule: dict[str, list[Article]] = {}
        for article in self.book.articles:
            by_rule.setdefault(article.rule, []).append(article)
        object.__setattr__(self, "versions", {rule: tuple(found) for rule, found in by_rule.items()})
        for rule in (self.outcome, *self.results):
            if rule not in self.versions:
                close = hint(rule, self.versions)
                raise LiftError(f"wet '{self.name}': de uitkomst of het resultaat '{rule}' is geen artikel. {close}")
        different = sorted(self.amounts.__annotations__.keys() ^ self.book.parameters.keys())
        if different:
            raise LiftError(
                f"wet '{self.name}': de parameters van artikelen en bestand verschillen: {different}. "
                "Zet ze in beide: het bestand in parameters/, en de klasse met bedragen (book.py)."
            )
        for versions in self.versions.values():
            for article, fault in faults(versions):
                raise LiftError(f"{article.where}: deze versie {fault}")
        for on, known_on in product(self.days, self.known_days):
            self._check_values(on, known_on)

    def _check_values(self, on: date, known_on: date) -> None:
        corpus = self.corpus(on, known_on)
        try:
            for record in self.parameters_in_force(corpus) if corpus else ():
                record.on(on, known_on)
        except NoValueInForce as error:
            readers = [a for a in corpus.order if error.parameter in corpus.parameters_read(a.rule)] if corpus else []
            raise LiftError(f"{readers[0].where if readers else self.name}: {error}") from error

    @property
    def days(self) -> list[date]:
        """Every day on which an article or an amount starts, or is over for the first day."""
        return turning_days(self._dated())

    @property
    def known_days(self) -> list[date]:
        """Every day on which something of this law became known."""
        return sorted({dated.known_since for dated in self._dated()})

    def _dated(self) -> Iterator[Dated]:
        yield from self.book.articles
        for record in self.book.parameters.values():
            yield from record.values

    @cached_property
    def _parameters_read(self) -> frozenset[str]:
        nodes = (node for article in self.book.articles for node in walk(article.tree))
        return frozenset(node.name for node in nodes if isinstance(node, Parameter))

    def parameters_in_force(self, corpus: Corpus) -> tuple[ParameterRecord, ...]:
        """The amounts that count: those an article in force reads, and those no article of this law ever reads."""
        nodes = (node for article in corpus.order for node in walk(article.tree))
        read = {node.name for node in nodes if isinstance(node, Parameter)}
        return tuple(
            record for name, record in self.book.parameters.items() if name in read or name not in self._parameters_read
        )

    def amounts_of(self, values: Mapping[str, int]) -> SimpleNamespace:
        """The parameters as the articles see them."""
        return SimpleNamespace(**values)

    @property
    def since(self) -> date:
        """The first day on which this law decides anything."""
        return min(article.since for article in self.versions[self.outcome])

    @property
    def until(self) -> date | None:
        """The last day on which this law decides anything; None while no end is set."""
        return periods(self.versions[self.outcome], date.max)[-1].until

    @property
    def known_since(self) -> date:
        """The first day on which any of it was known."""
        return min(article.known_since for article in self.versions[self.outcome])

    def corpus(self, on: date, known_on: date) -> Corpus | None:
        """The articles in force on a day as known on another, or None when the law does not decide then."""
        found = (in_force(versions, on, known_on) for versions in self.versions.values())
        articles = tuple(article for article in found if article is not None)
        if self.outcome not in {article.rule for article in articles}:
            return None
        return _corpus(self, articles)


@lru_cache(maxsize=64)
def _corpus(law: Law, articles: tuple[Article, ...]) -> Corpus:
    return Corpus(
        articles={article.rule: article for article in articles},
        facts=law.book.facts,
        links=tuple(law.book.links),
        parameters=law.book.parameters,
        outcome=law.outcome,
        results=law.results,
    )
