"""What would have to change: for each ground that fails, and for the outcome, the smallest changes of facts.

Read from the boundaries in the tree: a number moves to the nearest value behind a boundary, a choice to the values the
articles cannot tell apart, a yes/no fact to its other answer. A way is a set of such changes that together suffice,
whatever the facts that stay unknown may be; none of its changes can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

from loopbaankrediet.decree.deciding.completions import answer
from loopbaankrediet.decree.deciding.decide import decide
from loopbaankrediet.decree.deciding.decision import Decision, Outcome
from loopbaankrediet.decree.deciding.given import Given, read_facts
from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import FactRefused
from loopbaankrediet.decree.language.facts import FactValue, Range
from loopbaankrediet.decree.language.tree import All, Any, Node, Not, Rule, walk
from loopbaankrediet.decree.language.truth import truth
from loopbaankrediet.decree.saying.dutch import listed
from loopbaankrediet.decree.scenario import DRAFT

FEW = 3
"""A ground is mended with at most so many changes at once."""

MANY = 5
"""And the outcome with at most so many."""

Values: TypeAlias = tuple[bool | int | str, ...]
"""The values that a changed fact may take: one, or those of an enumeration that come to the same."""

Way: TypeAlias = Mapping[str, Values]


class Change(NamedTuple):
    """One fact as it would have to be, with the Dutch supposition that says so."""

    fact: str
    values: Values
    sentence: str


class GroundChanges(NamedTuple):
    """A ground that does not hold (or not surely), and every smallest way to make it hold."""

    article: str
    rule: str
    ways: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """`together` are the smallest ways that turn the outcome into a grant; empty for who is granted already."""

    grounds: tuple[GroundChanges, ...] = ()
    together: tuple[tuple[Change, ...], ...] = ()

    @property
    def more_is_needed(self) -> bool:
        """Some ground fails, and no way of at most MANY changes turns the outcome: nothing was left out of `together`,
        more would have to change at once than is looked for."""
        return bool(self.grounds) and not self.together

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return {
            "grounds": [
                {"article": g.article, "rule": g.rule, "ways": list(map(_plain, g.ways))} for g in self.grounds
            ],
            "together": list(map(_plain, self.together)),
        }


def _plain(way: tuple[Change, ...]) -> dict[str, object]:
    return {
        "text": way_sentence(way),
        "changes": [{"fact": c.fact, "values": list(c.values), "text": c.sentence} for c in way],
    }


def way_sentence(way: Iterable[Change]) -> str:
    """One way in Dutch: "Als je in Vlaanderen of Brussel woont, en als je 7 jaar (84 maanden) gewerkt hebt."."""
    said = listed([change.sentence for change in way], last="en")
    return f"{said[:1].upper()}{said[1:].removesuffix('.')}."


def changes(
    of: Decision | Mapping[str, object],
    on: date | None = None,
    known_on: date | None = None,
    overrides: Mapping[str, int] | None = None,
    scenario: str | None = None,
) -> Changes:
    """What would have to change for a person who is refused or undetermined.

    Give a decision, which knows its law, or facts with what `decide` takes. Raises as `decide` does, and TypeError for
    facts without days, or for a decision with another law.
    """
    decision = _decided(of, on, known_on, overrides, scenario)
    if decision.outcome is Outcome.GRANTED:
        return Changes()
    return _Search(decision.knowledge.policy, decision.knowledge.facts).found()


def _decided(
    of: Decision | Mapping[str, object],
    on: date | None,
    known_on: date | None,
    overrides: Mapping[str, int] | None,
    scenario: str | None,
) -> Decision:
    if isinstance(of, Decision):
        if any((on, known_on, overrides, scenario)):
            raise TypeError("changes: a decision has its own days and law; give them with facts only")
        return of
    if on is None or known_on is None:
        raise TypeError("changes: facts need the days `on` and `known_on`")
    return decide(of, on=on, known_on=known_on, overrides=overrides, scenario=scenario or DRAFT)


class _Search:
    def __init__(self, policy: Policy, facts: Mapping[str, FactValue]) -> None:
        self.policy = policy
        self.corpus = policy.corpus
        self.facts = facts
        self.known = {**facts, **self._read(facts).ranges}
        self._any = {fact: policy.classes(fact, None)[0].points[0] for fact in policy.facts}
        self.outcome = self.corpus.articles[policy.law.outcome].tree
        denied = {node.item.name for node in walk(self.outcome) if isinstance(node, Not)}
        self.wanted = {ground.article.rule: ground.article.rule not in denied for ground in policy.grounds}
        self.ways = {rule: list(self._ways(rule)) for rule in self.wanted}

    def found(self) -> Changes:
        grounds = tuple(
            GroundChanges(plan.article.reference, plan.article.rule, self._said(self.ways[plan.article.rule]))
            for plan in self.policy.grounds
            if self._settled(plan.article.rule, {}) is not self.wanted[plan.article.rule]
        )
        sufficient = [way for way in self._merged(self.outcome) if len(way) <= MANY and self._grants(way)]
        return Changes(grounds, self._said(self._smallest(sufficient)))

    def _said(self, ways: Iterable[Way]) -> tuple[tuple[Change, ...], ...]:
        return tuple(
            tuple(Change(fact, way[fact], self.policy.spec(fact).supposed(way[fact])) for fact in self._in_order(way))
            for way in ways
        )

    def _in_order(self, way: Way) -> list[str]:
        return [fact for fact in self.corpus.facts if fact in way]

    # ---- one ground

    def _ways(self, rule: str) -> Iterator[Way]:
        """Every smallest way to make a ground what the outcome wants of it; nothing when it is so already."""
        if self._settled(rule, {}) is self.wanted[rule]:
            return
        facts, found = self.corpus.facts_read(rule), list[Way]()
        for size in range(1, FEW + 1):
            for subset in combinations(facts, size):
                for options in product(*map(self._options, subset)):
                    way = self._linked(dict(zip(subset, options, strict=True)))
                    if way is None or any(self._covers(other, way) for other in found):
                        continue
                    if self._settled(rule, way) is self.wanted[rule]:
                        found.append(way)
                        yield way

    def _options(self, fact: str) -> list[Values]:
        """What a fact could become, nearest first."""
        kind, known = self.policy.spec(fact).kind, self.known[fact]
        if kind is bool:
            return [(value,) for value in (True, False) if value is not known]
        if kind is not int:
            return [alike for alike in self.policy.alike(fact) if known not in alike]
        low, _ = _ends(known) or self.policy.spec(fact).range
        nearest = [(min(max(low, c.low), c.high),) for c in self.policy.classes(fact, None)]
        return [values for values in sorted(nearest, key=lambda v: self._distance(fact, v)) if values != (known,)]

    def _distance(self, fact: str, values: Values) -> int:
        low, high = _ends(self.known[fact]) or self.policy.spec(fact).range
        return max(low - int(values[0]), int(values[0]) - high, 0)

    def _linked(self, way: dict[str, Values]) -> Way | None:
        """The way with the facts that a link draws along; None when it contradicts itself."""
        for link in self.corpus.links:
            small, great = self._end(way, link.smaller, 0), self._end(way, link.greater, 1)
            if small is None or great is None or small <= great:
                continue
            if link.smaller in way and link.greater in way:
                return None
            drawn, value = (link.greater, small) if link.smaller in way else (link.smaller, great)
            if drawn in way or not {link.smaller, link.greater} & way.keys():
                return None
            way[drawn] = (value,)
        return way

    def _end(self, way: Way, fact: str, which: int) -> int | None:
        if fact in way:
            return int(way[fact][0])
        ends = _ends(self.known[fact])
        return ends[which] if ends else None

    def _covers(self, smaller: Way, way: Way) -> bool:
        """The smaller way changes no other facts, none otherwise, and no number further."""
        return all(fact in way and self._as_near(fact, values, way[fact]) for fact, values in smaller.items())

    def _as_near(self, fact: str, one: Values, other: Values) -> bool:
        number = self.policy.spec(fact).kind is int
        return self._distance(fact, one) <= self._distance(fact, other) if number else one == other

    def _settled(self, rule: str, way: Way) -> bool | None:
        """Whether a ground holds once the facts are changed, in every completion of what stays unknown."""
        try:
            given = self._read({**self.facts, **{fact: values[0] for fact, values in way.items()}})
        except FactRefused:
            return None
        read = self.corpus.facts_read(rule)
        values = {f: given.values[f] if f in read else self._any[f] for f in self.policy.facts}
        holds: bool | None = answer(self.policy, Given(values, given.ranges)).settled[self.policy.columns[rule]]
        return holds

    def _read(self, facts: Mapping[str, object]) -> Given:
        return read_facts(facts, self.policy.law.book.facts, self.policy.law.book.links)

    # ---- the outcome

    def _merged(self, node: Node) -> list[Way]:
        """Ways for the outcome: all branches of an `and` at once, any branch of an `or`."""
        match node:
            case Any(items=items):
                return self._smallest(way for item in items for way in self._merged(item))
            case All(items=items):
                ways: list[Way] = [{}]
                for item in items:
                    pairs = product(ways, self._merged(item))
                    ways = self._smallest(both for one, other in pairs for both in _joined(one, other))
                return ways
            case Rule(name=name) | Not(item=Rule(name=name)):
                return self.ways[name] if self._settled(name, {}) is not self.wanted[name] else [{}]
        return []

    def _smallest(self, ways: Iterable[Way]) -> list[Way]:
        found: list[Way] = []
        for way in sorted(ways, key=len):
            if not any(other.items() <= way.items() for other in found):
                found.append(way)
        return found

    def _grants(self, way: Way) -> bool:
        settled = {rule: self._settled(rule, way) for rule in self.wanted}
        return truth(self.outcome, lambda node: settled[node.name]) is True  # type: ignore[union-attr]


def _ends(known: FactValue) -> Range | None:
    if isinstance(known, Range):
        return known
    return Range(known, known) if isinstance(known, int) else None


def _joined(one: Way, other: Way) -> Iterator[Way]:
    """Both ways at once; where they want another value of one fact, either may turn out to serve both."""
    yield {**one, **other}
    if any(one[fact] != other[fact] for fact in one.keys() & other.keys()):
        yield {**other, **one}
