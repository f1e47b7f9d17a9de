"""How a fact is declared: once, with its kind, its range and every Dutch phrase a person may read about it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from keyword import iskeyword
from typing import NamedTuple, TypeAlias

from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.tree import Kind, enum_values
from loopbaankrediet.decree.saying.dutch import Unit, amount, between, listed
from loopbaankrediet.decree.shapes import phrase_fault


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
    one every month when nothing but time changes; `changeable` is false for what is past, so that nobody is advised
    to have lived otherwise. `plain` and `allowed` are the type and the values accepted as such.
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
    changeable: bool = True
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
        for fault in _faults(spec):
            raise LiftError(f"feit '{spec.name}': {fault}")
        found[spec.name] = spec
    return found


def _faults(spec: FactSpec) -> Iterator[str]:
    """What is wrong with the declaration of one fact, with how to mend it."""
    if not spec.name.isidentifier() or iskeyword(spec.name) or spec.name == "p":
        yield "de naam moet een gewone Python-naam zijn, en niet 'p': zo heten de bedragen."
    if spec.kind is int:
        yield from _faults_of_a_number(spec)
    elif spec.kind is not bool and not enum_values(spec.kind):
        yield "de soort is bool, int of een opsomming (StrEnum) met minstens één waarde."
    if set(spec.labels) != set(enum_values(spec.kind)):
        yield f"elke waarde van {spec.kind.__name__} heeft een woord ('labels') nodig."
    for field_name, phrase, value in _phrases(spec):
        fault = phrase_fault(phrase, value=value)
        if fault:
            yield f"de zin '{field_name}' {fault}"


def _faults_of_a_number(spec: FactSpec) -> Iterator[str]:
    if not isinstance(spec.unit, Unit) or spec.low > spec.high:
        yield "een getal heeft een eenheid ('unit') en een bereik ('low' tot 'high')."
    if type(spec.low) is not int or type(spec.high) is not int:
        yield "het bereik ('low' tot 'high') bestaat uit gehele getallen."


def _phrases(spec: FactSpec) -> Iterator[tuple[str, str, bool]]:
    """The phrases that must be there, and those that may; and whether each says a value."""
    says_a_value = spec.kind is not bool
    yield "says", spec.says, says_a_value
    yield "unknown", spec.unknown, False
    yield "label", spec.label, False
    if spec.kind is bool:
        yield "denies", spec.denies, False
    optional = (("zero", spec.zero, False), ("if_so", spec.if_so, says_a_value))
    more = (("if_not", spec.if_not, False), ("if_none", spec.if_none, False))
    yield from (phrase for phrase in (*optional, *more) if phrase[1])


class Link(NamedTuple):
    """Two whole-number facts of which one can never exceed the other."""

    smaller: str
    greater: str


def check_links(links: Iterable[object], facts: Mapping[str, FactSpec]) -> None:
    """Raises LiftError for a link that is none, or that ties anything but two whole-number facts."""
    for link in links:
        if not isinstance(link, Link):
            raise LiftError(f"verband {link!r}: schrijf Link('kleiner', 'groter').")
        for name in link:
            if name not in facts or facts[name].kind is not int:
                raise LiftError(f"verband {tuple(link)}: '{name}' is geen feit dat een geheel getal is.")
        if link.smaller == link.greater:
            raise LiftError(f"verband {tuple(link)}: een feit heeft geen verband met zichzelf.")
