"""Two scenarios alone and at once: what each contributes, and what only their being together does (interaction)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loopbaankrediet.decree.population.forms import MINUTES
from loopbaankrediet.decree.scenario import DRAFT, TOGETHER, scenario_named
from loopbaankrediet.policylab.drawing import Drawn
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.labels import whole
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.winners import Crowd, Winners, winners


@dataclass(frozen=True)
class Contribution:
    """What the first adds to the draft, what the second adds, and what they add only together; per draw."""

    first: Table
    second: Table
    interaction: Table


def contributions(found: Drawn, first: str, second: str, figure: str) -> Contribution:
    """Of a figure over all years, in every draw. The run must hold the draft, both, and both at once.

    Raises RunRefused.
    """
    needed = (DRAFT, first, second, f"{first}{TOGETHER}{second}")
    missing = [name for name in needed if name not in found.question.scenarios]
    if missing:
        raise RunRefused(f"Vraag in dezelfde berekening ook: {', '.join(missing)}.")
    draft, one, other, both = (found.figures(name, figure) for name in needed)
    return Contribution(one - draft, other - draft, both - one - other + draft)


def pairs(found: Drawn) -> list[tuple[str, str]]:
    """The two scenarios of every combination in a run that holds both of them alone, and the draft."""
    asked = found.question.scenarios
    parts = [tuple(name.split(TOGETHER)) for name in asked if name.count(TOGETHER) == 1]
    return [(first, second) for first, second in parts if {DRAFT, first, second} <= {*asked}]


@dataclass(frozen=True)
class Pair:
    """Who wins by each of two scenarios, and by both."""

    first: Winners
    second: Winners
    both: Winners

    def interaction(self, name: str = MINUTES) -> dict[str, int]:
        """By article, what of a sum (minutes or eurocents) is there only together; it adds up to the whole."""
        found: dict[str, int] = {}
        for sign, one in ((1, self.both), (-1, self.first), (-1, self.second)):
            for part in one.whole.found.parts:
                heading = part.sides.article.reference
                found[heading] = found.get(heading, 0) + sign * part.sums.get(name, 0)
        return {heading: value for heading, value in found.items() if value}

    def sentences(self) -> Iterator[str]:
        """In Dutch: each alone, both, and what is there only together."""
        for one in (self.first, self.second):
            yield f"{scenario_named(one.scenario).title}, alleen: {_people(one)} en {_hours(one.whole.minutes)}."
        yield f"Samen: {_people(self.both)} en {_hours(self.both.whole.minutes)}."
        extra = self.interaction()
        if not extra:
            yield "Samen doen ze niets wat ze apart niet doen."
            return
        where = ", ".join(f"{_hours(value)} door {heading}" for heading, value in extra.items())
        yield f"Alleen doordat ze samen gelden: {_hours(sum(extra.values()))} ({where})."


def pair(people: Crowd, first: str, second: str) -> Pair:
    """Both scenarios against the draft, and both at once. Raises ScenarioRefused, LiftError when they clash."""
    both = f"{first}{TOGETHER}{second}"
    return Pair(*(winners(people, name) for name in (first, second, both)))


def _people(one: Winners) -> str:
    return f"{whole(one.whole.more)} mensen met meer recht, {whole(one.whole.less)} met minder"


def _hours(minutes: int) -> str:
    return f"{'+' if minutes > 0 else ''}{whole(minutes / 60)} uur recht"
