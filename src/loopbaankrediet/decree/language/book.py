"""The `@article` decorator: it lifts a function and files it in the book of its law."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from loopbaankrediet.decree.dated.records import WRITTEN, ParameterRecord, Status
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.facts import FactSpec, Link, check_links, declared
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
    """The articles of one law while they are being written, with the facts and parameters they may read.

    Raises LiftError for facts that nobody could read, and for links between anything else.
    """

    facts: Mapping[str, FactSpec]
    links: Sequence[Link]
    parameters: Mapping[str, ParameterRecord]
    articles: list[Article] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name, spec in declared(self.facts.values()).items():
            if self.facts.get(name) is not spec:
                raise LiftError(f"feit '{name}' staat onder een andere naam in de lijst. Gebruik één naam.")
        check_links(self.links, self.facts)

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
        """File a function as an article. The function itself is returned unchanged.

        Raises LiftError for what the language does not allow, and for an article without a description or a source.
        """

        def file(function: F) -> F:
            lifted = lift(function, self.facts)
            self.articles.append(
                Article(
                    rule=function.__name__,
                    reference=reference,
                    text=_text(function, lifted.where),
                    tree=lifted.tree,
                    kind=lifted.kind,
                    since=_day(since, lifted.where),
                    until=_day(until, lifted.where) if until else None,
                    known_since=_day(known_since, lifted.where),
                    status=_status(status, lifted.where),
                    unit=_unit(unit, lifted.where),
                    says=says,
                    unknown=unknown,
                    label=label,
                    source=_source(source, lifted.where),
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


def _status(status: Status, where: str) -> Status:
    if status not in WRITTEN:
        raise LiftError(f"{where}: de status {status!r} bestaat niet. Wel: {', '.join(WRITTEN)}.")
    return status


def _unit(unit: Unit | None, where: str) -> Unit | None:
    if unit is not None and not isinstance(unit, Unit):
        raise LiftError(f"{where}: {unit!r} is geen eenheid. Schrijf Unit.<naam>, zoals Unit.CENTS.")
    return unit


def _text(function: ArticleFunction, where: str) -> str:
    text = inspect.getdoc(function)
    if not text:
        raise LiftError(f"{where}: een artikel heeft een Nederlandse omschrijving nodig (docstring)")
    return " ".join(text.split())


def _source(source: str, where: str) -> str:
    if not source.strip():
        raise LiftError(f"{where}: een artikel heeft een bron nodig. Zet erbij waar je de regel las (source).")
    return source
