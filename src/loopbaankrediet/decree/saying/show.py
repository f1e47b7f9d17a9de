"""Show the law of a day: its articles in Dutch, what each reads, and every amount with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from re import findall

from loopbaankrediet.decree.deciding.policy import Parameter, Policy, policy_of, policy_on
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.saying.dutch import amount
from loopbaankrediet.decree.scenario import DRAFT, Kind, Scenario, scenarios

KINDS: Mapping[Kind, str] = {
    "asked": "Wat het SERV-advies vraagt",
    "reading": "Hoe dit project het SERV-advies leest",
    "comparison": "Om te vergelijken",
}
"""Whose idea the scenarios are, as a heading over those of each kind."""

_STATUS = {"in force": "van kracht", "draft": "voorontwerp", "open": "nog open", "override": "vervangen"}


def law_as_dict(on: date, known_on: date, scenario: str = DRAFT, law: Law | None = None) -> dict[str, object]:
    """The law of a day as plain values: the one that decides on a right, or another that is given as it is.

    Raises NoLawInForce, NoValueInForce, ScenarioRefused.
    """
    policy = policy_of(law, on, known_on) if law else policy_on(on, known_on, (), scenario)
    return {
        "law": {
            "name": policy.law.name,
            "title": policy.law.title,
            "on": on.isoformat(),
            "known_on": known_on.isoformat(),
            "hash": policy.hash,
        },
        "articles": [_article(policy, article) for article in _by_number(policy)],
        "parameters": {name: p.as_dict() | {"unit": p.unit} for name, p in policy.parameters.items()},
        "facts": [
            {"name": name, "question": policy.spec(name).question, "source": policy.spec(name).source}
            for name in policy.facts
        ],
    }


def article_number(reference: str) -> list[int]:
    """The number of the article that comes first, to sort by; within one article the order of the law is kept."""
    return [int(number) for number in findall(r"\d+", reference)[:1]]


def _by_number(policy: Policy) -> list[Article]:
    return sorted(policy.corpus.order, key=lambda article: article_number(article.reference))


def _article(policy: Policy, article: Article) -> dict[str, object]:
    grounds = {plan.article.rule: plan.conditions for plan in policy.grounds}
    shown: dict[str, object] = {
        "article": article.reference,
        "rule": article.rule,
        "text": article.text,
        "since": article.since.isoformat(),
        "known_since": article.known_since.isoformat(),
        "status": article.status,
        "source": article.source,
        "facts": list(policy.corpus.facts_read(article.rule)),
        "parameters": list(policy.corpus.parameters_read(article.rule)),
    }
    if article.rule in grounds:
        shown["conditions"] = [text for text, _ in grounds[article.rule]]
    return shown


def law_as_text(on: date, known_on: date, scenario: str = DRAFT, law: Law | None = None) -> str:
    """The same, to read on a screen. Raises NoLawInForce, NoValueInForce, ScenarioRefused."""
    policy = policy_of(law, on, known_on) if law else policy_on(on, known_on, (), scenario)
    return "\n".join(_lines(policy, on, known_on))


def _lines(policy: Policy, on: date, known_on: date) -> Iterator[str]:
    yield policy.law.title
    if policy.scenario:
        yield f"{policy.scenario.request} {policy.scenario.effect}"
    yield f"op {on}, zoals gekend op {known_on}"
    yield policy.hash
    yield "\nArtikelen (eigen omschrijving, niet de tekst van de wet)"
    for article in _by_number(policy):
        yield f"- {article.reference} ({_STATUS[article.status]}, vanaf {article.since}): {article.text}"
    yield "\nBedragen en termijnen"
    yield from (_parameter_line(parameter) for parameter in policy.parameters.values())


def _parameter_line(parameter: Parameter) -> str:
    value = amount(parameter.value, parameter.unit)
    origin = f"{parameter.article}, {_STATUS[parameter.status]}, vanaf {parameter.since}; {parameter.source}"
    return f"- {parameter.name}: {value} ({origin})"


def scenarios_as_dicts() -> list[dict[str, object]]:
    """Every scenario as plain values: what the opinion says, whose idea it is, and what changes."""
    return [_scenario(scenario) for scenario in scenarios()]


def _scenario(scenario: Scenario) -> dict[str, object]:
    return {
        "title": scenario.title,
        "section": scenario.section,
        "kind": scenario.kind,
        "request": scenario.request,
        "effect": scenario.effect,
        **scenario.canonical(),
    }


def scenarios_as_text() -> str:
    """Every scenario to read on a screen, those that the opinion asks for first."""
    return "\n\n".join("\n".join([heading, *_told(kind)]) for kind, heading in KINDS.items())


def _told(kind: Kind) -> Iterator[str]:
    yield from (f"- {s.name}: {s.title} (SERV-advies, {s.section}). {s.effect}" for s in scenarios() if s.kind == kind)
