"""The `@article` decorator: it lifts a function and files it in the book of its law."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from loopbaankrediet.decree.dated.records import ParameterRecord, Status
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.facts import FactSpec, Link
from loopbaankrediet.decree.language.lift import ArticleFunction, lift
from loopbaankrediet.decree.language.tree import Kind, Node
from loopbaankrediet.decree.saying.dutch import Unit

F = TypeVar("F", bound=ArticleFunction)


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article: its place in the law, its Dutch paraphrase, its tree, its dates and its source.

    `says`, `unknown` and `label` are the Dutch phrases for an article that yields a number of `unit`. `where` is the
    place of the function, for errors.
    """

    rule: str
    reference: str
    text: str
    tree: Node
    kind: Kind
    since: date
    until: date | None
    known_since: date
    status: Status
    unit: Unit | None
    says: str
    unknown: str
    label: str
    source: str
    where: str = field(compare=False, repr=False)
    function: ArticleFunction = field(compare=False, repr=False)


@dataclass(slots=True)
class Book:
    """The articles of one law while they are being written, with the facts and parameters they may read."""

    facts: Mapping[str, FactSpec]
    links: Sequence[Link]
    parameters: Mapping[str, ParameterRecord]
    articles: list[Article] = field(default_factory=list)

    def __call__(
        self,
        reference: str,
        *,
        since: str,
        known_since: str,
        status: Status,
        until: str | None = None,
        unit: Unit | None = None,
        says: str = "",
        unknown: str = "",
        label: str = "",
        source: str = "",
    ) -> Callable[[F], F]:
        """File a function as an article. The function itself is returned unchanged."""

        def file(function: F) -> F:
            lifted = lift(function, self.facts)
            text = inspect.getdoc(function)
            if not text:
                raise LiftError(f"{lifted.where}: een artikel heeft een Nederlandse omschrijving nodig (docstring)")
            self.articles.append(
                Article(
                    rule=function.__name__,
                    reference=reference,
                    text=" ".join(text.split()),
                    tree=lifted.tree,
                    kind=lifted.kind,
                    since=_day(since, lifted.where),
                    until=_day(until, lifted.where) if until else None,
                    known_since=_day(known_since, lifted.where),
                    status=status,
                    unit=unit,
                    says=says,
                    unknown=unknown,
                    label=label,
                    source=source,
                    where=lifted.where,
                    function=function,
                )
            )
            return function

        return file


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LiftError(f"{where}: '{text}' is geen dag. Schrijf jaar-maand-dag, zoals 2027-01-01.") from None
