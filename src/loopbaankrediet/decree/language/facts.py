"""How a fact is declared: once, with its kind, its range and every Dutch phrase a person may read about it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.tree import Kind, enum_values
from loopbaankrediet.decree.saying.dutch import Unit, amount, between, listed


class Range(NamedTuple):
    """A whole-number fact known only in part: between two ends, both included."""

    low: int
    high: int


FactValue: TypeAlias = bool | int | str | Range | None
"""A known value, a range, or None for a fact that is unknown."""


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact of the applicant.

    `says` is the phrase when a yes/no fact is true, and else a template with `{value}`; `denies` is the phrase when a
    yes/no fact is false; `zero` replaces the template for the number 0. `if_so`, `if_not` and `if_none` say the same as
    a supposition ("als je in {value} woont"). `grows_monthly` marks a number that goes up by
    one every month when nothing but time changes. `plain` and `allowed` are the type and the values accepted as such.
    """

    name: str
    kind: Kind
    label: str
    question: str
    source: str
    says: str
    unknown: str
    denies: str = ""
    zero: str = ""
    if_so: str = ""
    if_not: str = ""
    if_none: str = ""
    low: int = 0
    high: int = 0
    unit: Unit | None = None
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    grows_monthly: bool = False
    plain: type = field(init=False, repr=False)
    allowed: Container[object] = field(init=False, repr=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", self.kind if self.kind in (bool, int) else str)
        object.__setattr__(self, "allowed", self._allowed())

    def _allowed(self) -> Container[object]:
        if self.kind is int:
            return range(self.low, self.high + 1)
        return frozenset(enum_values(self.kind) or (True, False))

    @property
    def range(self) -> Range:
        """Every value a whole-number fact may take."""
        return Range(self.low, self.high)

    def sentence(self, value: FactValue) -> str:
        """What we know about this fact, in one Dutch sentence."""
        if value is None:
            return self.unknown
        if isinstance(value, bool):
            return self.says if value else self.denies
        if isinstance(value, str):
            return self.says.format(value=self.labels[value])
        if isinstance(value, Range):
            return self._partly(value)
        if value == 0 and self.zero:
            return self.zero
        return self.says.format(value=amount(value, self.counted))

    def supposed(self, values: Sequence[bool | int | str]) -> str:
        """The fact as a supposition, with one value, or with several of an enumeration: "als je in Brussel woont"."""
        if not self.if_so:
            return f"als dit klopt: {' '.join(self.sentence(value) for value in values)}"
        if self.kind is bool:
            return self.if_so if values[0] else self.if_not
        if self.kind is int:
            said = self.if_none if values[0] == 0 and self.if_none else self.if_so
            return said.format(value=amount(int(values[0]), self.counted))
        return self.if_so.format(value=listed([self.labels[str(value)] for value in values]))

    @property
    def counted(self) -> Unit:
        """The unit of a whole-number fact."""
        if self.unit is None:
            raise TypeError(f"{self.name} counts nothing")
        return self.unit

    def _partly(self, known: Range) -> str:
        low = known.low if known.low > self.low else None
        high = known.high if known.high < self.high else None
        if low is None and high is None:
            return self.unknown
        return self.says.format(value=between(low, high, self.counted))


def declared(specs: Iterable[FactSpec]) -> Mapping[str, FactSpec]:
    """The facts by name. Raises LiftError when one is declared twice, or cannot be said."""
    found: dict[str, FactSpec] = {}
    for spec in specs:
        if spec.name in found:
            raise LiftError(f"feit '{spec.name}' is twee keer gedeclareerd. Laat er één staan, met één soort.")
        if spec.kind is int and (spec.unit is None or spec.low > spec.high):
            raise LiftError(
                f"feit '{spec.name}': een getal heeft een eenheid ('unit') en een bereik ('low' tot 'high')."
            )
        if set(spec.labels) != set(enum_values(spec.kind)):
            raise LiftError(
                f"feit '{spec.name}': elke waarde van {spec.kind.__name__} heeft een woord ('labels') nodig."
            )
        found[spec.name] = spec
    return found


class Link(NamedTuple):
    """Two whole-number facts of which one can never exceed the other."""

    smaller: str
    greater: str
