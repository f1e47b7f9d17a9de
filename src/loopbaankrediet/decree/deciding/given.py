"""Read the facts of one applicant: names, kinds, ranges and links, refused with the name of the fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from loopbaankrediet.decree.errors import FactRefused
from loopbaankrediet.decree.facts import FACTS, LINKS
from loopbaankrediet.decree.language.facts import FactSpec, FactValue, Link, Range
from loopbaankrediet.decree.language.tree import enum_values
from loopbaankrediet.decree.shapes import shown


class Given(NamedTuple):
    """What is known of an applicant.

    `values` holds every declared fact: a value, a range, or None. `ranges` holds what the links add: for a whole number
    that is not known exactly, the values it can still take when these are fewer than its own range.
    """

    values: dict[str, FactValue]
    ranges: dict[str, Range]


def read_facts(
    facts: Mapping[str, object], specs: Mapping[str, FactSpec] = FACTS, links: Sequence[Link] = LINKS
) -> Given:
    """The facts as typed values; another law brings its own specifications and links.

    Raises FactRefused, naming the fact and how to mend it.
    """
    values: dict[str, FactValue] = dict.fromkeys(specs)
    for name, raw in facts.items():
        spec = specs.get(name)
        if spec is None:
            raise FactRefused(name, f"dit feit bestaat niet. Wel bekend: {', '.join(specs)}.")
        if type(raw) is spec.plain and raw in spec.allowed:
            values[name] = raw  # type: ignore[assignment]  # a plain bool, int or str of the range
        elif raw is not None:
            values[name] = _value(spec, raw)
    return Given(values, _linked(values, specs, links))


def _value(spec: FactSpec, raw: object) -> FactValue:
    if spec.kind is bool:
        raise FactRefused(spec.name, f"hier hoort true of false, niet {shown(raw)}.")
    if spec.kind is int:
        return _number(spec, raw)
    if isinstance(raw, str) and raw in spec.allowed:
        return str(raw)
    raise FactRefused(spec.name, f"hier hoort een van {', '.join(enum_values(spec.kind))}, niet {shown(raw)}.")


def _number(spec: FactSpec, raw: object) -> int | Range:
    if isinstance(raw, Range):
        return _range(spec, {"min": raw.low, "max": raw.high})
    return _range(spec, raw) if isinstance(raw, Mapping) else _whole(spec, raw)


def _whole(spec: FactSpec, raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise FactRefused(
            spec.name,
            f"hier hoort een geheel getal van {spec.low} tot en met {spec.high}, of "
            f'{{"min": ..., "max": ...}} met gehele getallen, niet {shown(raw)}.',
        )
    if raw not in spec.allowed:
        raise FactRefused(spec.name, f"{shown(raw)} ligt buiten {spec.low} tot en met {spec.high}.")
    return raw


def _range(spec: FactSpec, raw: Mapping[str, object]) -> int | Range:
    if not raw or not raw.keys() <= {"min", "max"}:
        raise FactRefused(spec.name, 'een deels gekend getal heeft "min", "max" of beide, en niets anders.')
    low, high = _whole(spec, raw.get("min", spec.low)), _whole(spec, raw.get("max", spec.high))
    if low > high:
        raise FactRefused(spec.name, f'"min" {low} is groter dan "max" {high}.')
    return low if low == high else Range(low, high)


def _linked(values: Mapping[str, FactValue], specs: Mapping[str, FactSpec], links: Sequence[Link]) -> dict[str, Range]:
    ranges: dict[str, Range] = {}
    for link in links:
        small, great = values[link.smaller], values[link.greater]
        if small is None and great is None:
            continue
        low = ranges.get(link.smaller) or _ends(specs[link.smaller], small)
        high = ranges.get(link.greater) or _ends(specs[link.greater], great)
        if low.low > high.high:
            raise FactRefused(link.smaller, _broken(link, low, high))
        if not isinstance(small, int):
            ranges[link.smaller] = Range(low.low, min(low.high, high.high))
        if not isinstance(great, int):
            ranges[link.greater] = Range(max(low.low, high.low), high.high)
    return ranges


def _ends(spec: FactSpec, value: FactValue) -> Range:
    if isinstance(value, Range):
        return value
    return Range(value, value) if isinstance(value, int) else spec.range


def _broken(link: Link, small: Range, great: Range) -> str:
    return (
        f"{small.low} is meer dan '{link.greater}' ({great.high}). Dat kan niet: "
        f"'{link.smaller}' is nooit groter dan '{link.greater}'. Verbeter een van beide."
    )
