"""A policy made from its canonical form alone: it decides and explains as the law did, without the articles' text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, NoReturn, cast

from loopbaankrediet.decree.dated.records import ParameterRecord, Value
from loopbaankrediet.decree.deciding.policy import Parameter, Policy
from loopbaankrediet.decree.errors import ArchiveDamaged, LiftError
from loopbaankrediet.decree.language.book import Article, Book
from loopbaankrediet.decree.language.facts import FactSpec, Link
from loopbaankrediet.decree.language.stored import parsed
from loopbaankrediet.decree.language.tree import Kind, kind_of
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.shapes import phrase_fault

Content = Mapping[str, Any]
"""The canonical form of a policy, as plain values."""

_ALWAYS = date.min


class RestoredPolicy(Policy):
    """The policy of an archived law; its content is what was stored, word for word."""

    def __init__(self, content: Content) -> None:
        parameters = tuple(_parameter(entry) for entry in content["parameters"])
        law = _law(content, parameters)
        corpus = law.corpus(_ALWAYS, _ALWAYS)
        if corpus is None:
            raise ArchiveDamaged(f"het artikel '{content['outcome']}' ontbreekt.")
        super().__init__(law, corpus, parameters)
        self.content = content

    def canonical(self) -> dict[str, object]:
        return dict(self.content)


def restored(content: Content) -> RestoredPolicy:
    """The policy that this content describes. Raises ArchiveDamaged."""
    try:
        return RestoredPolicy(content)
    except (KeyError, TypeError, ValueError, AttributeError, LiftError) as error:
        raise ArchiveDamaged(f"{type(error).__name__}: {error}.") from error


def _law(content: Content, parameters: tuple[Parameter, ...]) -> Law:
    kinds = _kinds(content)
    book = Book(
        facts={raw["name"]: _fact(raw, kinds[raw["kind"]]) for raw in content["facts"]},
        links=[Link(*pair) for pair in content["links"]],
        parameters={parameter.name: _record(parameter) for parameter in parameters},
        articles=[_article(raw, kinds) for raw in content["articles"]],
    )
    amounts = NamedTuple("Amounts", [(parameter.name, int) for parameter in parameters])  # type: ignore[misc]  # dynamic
    return Law(content["law"], content["law"], book, amounts, content["outcome"], tuple(content["results"]))


def _kinds(content: Content) -> dict[str, Kind]:
    found: dict[str, Kind] = {"bool": bool, "int": int}
    for raw in content["facts"]:
        if raw["kind"] not in found:
            members = [(value, value) for value in raw["values"]]
            found[raw["kind"]] = cast("type[StrEnum]", StrEnum(raw["kind"], members))
    return found


def _fact(raw: Content, kind: Kind) -> FactSpec:
    says, denies, zero, unknown, label, labels = raw["phrases"]
    low, high = raw["range"]
    return FactSpec(
        name=raw["name"],
        kind=kind,
        label=label,
        question="",
        source="",
        says=says,
        unknown=unknown,
        denies=denies,
        zero=zero,
        low=low,
        high=high,
        unit=Unit(raw["unit"]) if raw["unit"] else None,
        labels=labels,
    )


def _article(raw: Content, kinds: Mapping[str, Kind]) -> Article:
    tree = parsed(raw["tree"], kinds)
    unit, says, unknown, label = raw["phrases"]
    return Article(
        rule=raw["rule"],
        reference=raw["reference"],
        text=raw["text"],
        tree=tree,
        kind=kind_of(tree),
        since=_ALWAYS,
        until=None,
        known_since=_ALWAYS,
        status=raw["status"],
        unit=Unit(unit) if unit else None,
        says=says,
        unknown=unknown,
        label=label,
        source=raw["source"],
        where=f"archief, artikel {raw['rule']}",
        function=_without_text,
    )


def _without_text(*_: object) -> NoReturn:
    raise ArchiveDamaged("een artikel uit het archief heeft geen Python-functie.")


def _parameter(entry: tuple[str, str, str, Content]) -> Parameter:
    name, unit, phrase, cell = entry
    fault = phrase_fault(phrase, value=True)
    if fault:
        raise ArchiveDamaged(f"parameter '{name}': de zin {fault}")
    since = date.fromisoformat(cell["since"])
    return Parameter(name, cell["value"], Unit(unit), cell["article"], since, cell["source"], cell["status"], phrase)


def _record(parameter: Parameter) -> ParameterRecord:
    value = Value(parameter.value, _ALWAYS, None, _ALWAYS, parameter.source, parameter.status)
    return ParameterRecord(
        parameter.name,
        parameter.unit,
        parameter.article,
        parameter.phrase,
        parameter.value,
        parameter.value,
        (value,),
    )
