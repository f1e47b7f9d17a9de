"""Say the difference between two laws in Dutch, and give it as plain values.

"art. 4 (anciënniteit): 7 jaar (84 maanden) wordt 1 jaar (12 maanden): 1.234 mensen krijgen er recht op, ..."
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loopbaankrediet.decree.deciding.policy import Parameter, Policy
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.tree import Rule, serial, walk
from loopbaankrediet.decree.population.flips import Differences, Part, Sides
from loopbaankrediet.decree.population.forms import MINUTES
from loopbaankrediet.decree.population.uncounted import uncounted
from loopbaankrediet.decree.saying.dutch import Unit, amount, listed

_KINDS: Mapping[str, tuple[str, str]] = {
    "granted": ("krijgt er recht op", "krijgen er recht op"),
    "refused": ("verliest het recht", "verliezen het recht"),
    "more": ("krijgt meer minuten", "krijgen meer minuten"),
    "less": ("krijgt minder minuten", "krijgen minder minuten"),
}
PAID = {
    "public_cents": "van de overheid",
    "own_cents": "van de mensen zelf",
    "incentive_cents": "aanmoediging van de overheid",
}
_PRICES = {
    "public_cents": "de bijdrage van de overheid",
    "own_cents": "de eigen bijdrage",
    "incentive_cents": "de aanmoediging van de overheid",
}


def differences_as_text(found: Differences, before: str, after: str) -> str:
    """The difference to read on a screen; `before` and `after` are the names of the two laws."""
    return "\n".join(_lines(found, before, after))


def differences_as_dict(found: Differences) -> dict[str, object]:
    """The difference as plain values."""
    return {
        "people": found.people,
        "sums": found.sums,
        "parts": [
            {
                "rule": part.sides.article.rule,
                "article": part.sides.article.reference,
                "kind": part.kind,
                "people": part.people,
                "sums": dict(part.sums),
                "also": [
                    {"rule": sides.article.rule, "article": sides.article.reference, "people": people}
                    for sides, people in part.also
                ],
                "amounts": amounts_changed(found, part.sides),
                "articles": articles_changed(found, part.sides),
            }
            for part in found.parts
        ],
        "uncounted": uncounted(found.before, found.after),
    }


def amounts_changed(found: Differences, sides: Sides) -> list[str]:
    """The amounts and terms of an article that differ: "7 jaar (84 maanden) wordt 1 jaar (12 maanden)"."""
    old, new = _parameters(found.before, sides.before), _parameters(found.after, sides.after)
    pairs = [(old[name], new[name]) for name in old if name in new]
    return [f"{_said(one)} wordt {_said(other)}" for one, other in pairs if one.value != other.value]


def articles_changed(found: Differences, sides: Sides) -> list[str]:
    """What differs in the text of an article, and of those it leans on."""
    old, new = (
        {article.rule: article for article in _below(policy, side)}
        for policy, side in ((found.before, sides.before), (found.after, sides.after))
    )
    changes = (_change(old.get(rule), new.get(rule)) for rule in dict.fromkeys((*old, *new)))
    return [change for change in changes if change]


def _change(old: Article | None, new: Article | None) -> str:
    if new is None:
        return f"vervalt: {old.reference}: {old.text}" if old else ""
    if old is None:
        return f"nieuw: {new.reference}: {new.text}"
    if serial(old.tree) == serial(new.tree):
        return ""
    if old.text == new.text:
        return f"anders: {new.reference}"
    return f"{old.reference} wordt{f' {new.reference}' if old.reference != new.reference else ''}: {new.text}"


def _below(policy: Policy, article: Article | None) -> Iterator[Article]:
    """The article and those it reads; an amount is not followed into its conditions."""
    if article is None:
        return
    yield article
    for node in walk(article.tree):
        if isinstance(node, Rule) and (article.kind is bool or node.kind is int):
            yield from _below(policy, policy.corpus.articles[node.name])


def _parameters(policy: Policy, article: Article | None) -> Mapping[str, Parameter]:
    grounds = {plan.article: plan.parameters for plan in policy.grounds}
    amounts = {plan.article: plan.parameters for plan in policy.amounts}
    return (grounds | amounts).get(article, {}) if article else {}


def _said(parameter: Parameter) -> str:
    return amount(parameter.value, parameter.unit)


# ---- lines


def _lines(found: Differences, before: str, after: str) -> Iterator[str]:
    yield f"Van {before} naar {after}"
    told: set[str] = set()
    for part in found.parts:
        changes = articles_changed(found, part.sides)
        yield f"- {_part(found, part, rewritten=bool(changes))}"
        yield from (f"    {_also(sides, people)}" for sides, people in part.also)
        yield from (f"    {change}" for change in changes if change not in told)
        told.update(changes)
    yield _together(found)
    others = uncounted(found.before, found.after)
    if others:
        yield "Ook dit wijzigt. Dat telt deze kubus niet."
        yield from (f"    {sentence}" for sentence in others)


def _together(found: Differences) -> str:
    if not found.parts:
        return "Voor niemand verandert het recht of het bedrag."
    said = f"Samen: {_people(found.people, ('krijgt', 'krijgen'))} een ander antwoord{_sums(found.sums)}"
    twice = sum(part.people for part in found.parts) > found.people
    return f"{said}. Wie bij meer artikelen staat, telt hier één keer." if twice else said


def _part(found: Differences, part: Part, *, rewritten: bool) -> str:
    """A single changed amount is what does it; of several, or beside another text, nobody knows which."""
    heading, changed = part.sides.article.reference, amounts_changed(found, part.sides)
    said = f"{_effect(part)}{_sums(part.sums)}"
    if len(changed) == 1 and not rewritten:
        return f"{heading}: {changed[0]}: {said}"
    return f"{heading}: {said}" + (f" (gewijzigd in dit artikel: {listed(changed, 'en')})" if changed else "")


def _effect(part: Part) -> str:
    if part.kind != "price":
        return _people(part.people, _KINDS[part.kind])
    name = next((name for name, value in part.sums.items() if value), "")
    return f"voor {_people(part.people, ('verandert', 'verandert'))} {_PRICES.get(name, 'het bedrag')}"


def _also(sides: Sides, people: int) -> str:
    return f"bij {_grouped(people)} van hen verandert ook de uitkomst van {sides.article.reference}"


def _people(number: int, verbs: tuple[str, str]) -> str:
    return f"{_grouped(number)} {'mens' if number == 1 else 'mensen'} {verbs[number != 1]}"


def _sums(sums: Mapping[str, int]) -> str:
    return "".join(f", {_signed(name, value)}" for name, value in sums.items() if value)


def _signed(name: str, value: int) -> str:
    sign = "-" if value < 0 else "+"
    if name == MINUTES:
        return f"{sign} {_grouped(abs(value))} {'minuut' if abs(value) == 1 else 'minuten'}"
    return f"{sign} {amount(abs(value), Unit.CENTS)} {PAID.get(name, name)}"


def _grouped(value: int) -> str:
    return amount(value, Unit.COUNT)
