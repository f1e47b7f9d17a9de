"""A law: its articles by date, what it decides, and which version of it is in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from loopbaankrediet.decree.dated import in_force
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.book import Article, Book
from loopbaankrediet.decree.language.corpus import Corpus


@dataclass(frozen=True, eq=False)
class Law:
    """One law. `outcome` is the article that grants, `results` the articles that say how much.

    `amounts` is the named tuple under which the articles see the parameters. Every version of the law is checked when
    it is declared; LiftError says what is wrong.
    """

    name: str
    title: str
    book: Book
    amounts: Callable[..., tuple[int, ...]]
    outcome: str
    results: tuple[str, ...]
    versions: Mapping[str, tuple[Article, ...]] = field(init=False)

    def __post_init__(self) -> None:
        by_rule: dict[str, list[Article]] = {}
        for article in self.book.articles:
            by_rule.setdefault(article.rule, []).append(article)
        object.__setattr__(self, "versions", {rule: tuple(found) for rule, found in by_rule.items()})
        different = sorted(self.amounts.__annotations__.keys() ^ self.book.parameters.keys())
        if different:
            raise LiftError(f"wet '{self.name}': de parameters van artikelen en bestand verschillen: {different}")
        for article in self.book.articles:
            self.corpus(article.since, max(a.known_since for a in self.book.articles))

    def amounts_of(self, values: Mapping[str, int]) -> tuple[int, ...]:
        """The parameters as the articles see them."""
        return self.amounts(**values)

    @property
    def since(self) -> date:
        """The first day on which this law decides anything."""
        return min(article.since for article in self.versions[self.outcome])

    @property
    def until(self) -> date | None:
        """The last day on which this law decides anything; None while no end is set."""
        ends = [article.until for article in self.versions[self.outcome]]
        return None if None in ends else max(end for end in ends if end)

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
