"""The shape of plain data from outside, JSON or TOML: which names it has, of which exact kind, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from types import NoneType
from typing import Any, TypeAlias

Kinds: TypeAlias = Mapping[str, type | tuple[type, ...]]
"""The exact kinds that each name may have; `object` for any."""

LONGEST = 80

_WORDS: dict[type, str] = {
    bool: "true of false",
    int: "een geheel getal",
    str: "een tekst",
    date: "een dag (jaar-maand-dag, zonder uur en zonder aanhalingstekens)",
    dict: "een tabel",
    list: "een lijst",
    NoneType: "null",
}


class ShapeRefused(ValueError):
    """What was given has another shape; the Dutch message says where and what belongs there."""


def table(raw: object, required: Kinds, optional: Kinds | None = None) -> dict[str, Any]:
    """The table, with every required name, no other than these and the optional ones, each of its kind.

    A text or a list that must be there is not empty. Raises ShapeRefused.
    """
    of_kind("dit", raw, dict)
    found: dict[str, Any] = raw  # type: ignore[assignment]  # just checked
    kinds = {**required, **(optional or {})}
    for name in found:
        if name not in kinds:
            raise ShapeRefused(f"'{name}' hoort hier niet. {hint(name, kinds)}")
    for name in required:
        if name not in found:
            raise ShapeRefused(f"'{name}' ontbreekt.")
    for name, value in found.items():
        of_kind(f"'{name}'", value, kinds[name])
        if kinds[name] is not object and (value == [] or (type(value) is str and not value.strip())):
            raise ShapeRefused(f"'{name}' is leeg.")
    return found


def of_kind(name: str, value: object, kinds: type | tuple[type, ...]) -> None:
    """Raises ShapeRefused when the value is of none of these exact kinds."""
    wanted = kinds if isinstance(kinds, tuple) else (kinds,)
    if object not in wanted and type(value) not in wanted:
        raise ShapeRefused(f"{name} is {shown(value)}. Hier hoort {' of '.join(_WORDS[kind] for kind in wanted)}.")


def each_of_kind(name: str, values: Iterable[object], kinds: type | tuple[type, ...]) -> None:
    """Raises ShapeRefused when one of the values is of another kind."""
    for value in values:
        of_kind(f"een waarde van '{name}'", value, kinds)


def phrase_fault(phrase: str, *, value: bool) -> str | None:
    """What is wrong with a Dutch phrase that says a value (`{value}`, exactly once) or that says none."""
    wanted = "{value}" if value else ""
    if not phrase.strip():
        return "is leeg."
    if phrase.count(wanted) > 1 and value:
        return "noemt '{value}' meer dan één keer."
    if value and wanted not in phrase:
        return "noemt '{value}' niet: daar komt de waarde."
    if {"{", "}"} & set(phrase.replace(wanted, "")):
        return "bevat een accolade die geen '{value}' is." if value else "bevat een accolade: hier komt geen waarde."
    return None


def read_json(text: str) -> object:
    """What a text in JSON says. A name given twice, NaN and Infinity are refused. Raises ShapeRefused."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ShapeRefused(f"regel {error.lineno}, teken {error.colno}: geen JSON ({error.msg}).") from error
    except RecursionError as error:
        raise ShapeRefused("de lijsten en tabellen zitten te diep in elkaar.") from error
    except ShapeRefused:
        raise
    except ValueError as error:  # only a number with thousands of digits is left
        raise ShapeRefused("een getal heeft te veel cijfers.") from error


def shown(value: object) -> str:
    """A value as the person who wrote it in JSON or TOML knows it, cut off when it is long."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    try:
        text = json.dumps(value, ensure_ascii=False, default=repr)
    except (ValueError, TypeError, RecursionError):
        return "iets dat niet te tonen is"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def hint(name: str, known: Iterable[str]) -> str:
    """What was meant by a name that does not exist, or else which names do."""
    close = get_close_matches(name, known := list(known), n=1)
    return f"Bedoel je '{close[0]}'?" if close else f"Wel bekend: {', '.join(known)}."


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ShapeRefused(f"'{name}' staat twee keer in de invoer. Laat er één staan.")
        found[name] = value
    return found


def _no_number(word: str) -> object:
    raise ShapeRefused(f"{word} is geen getal. Geef een geheel getal, of laat het weg.")
