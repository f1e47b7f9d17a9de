"""A scenario: what could be law instead, as data (decree/scenarios). It yields a law like any other.

So everything that asks the law can ask a scenario, and the hash of its law covers the scenario too. Files are read when
a scenario is asked for by name, never at import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files
from itertools import pairwise, zip_longest
from tomllib import TOMLDecodeError, loads
from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args

from loopbaankrediet.decree.dated.choices import ChoiceRecord
from loopbaankrediet.decree.dated.procedure import choices, procedure
from loopbaankrediet.decree.dated.records import DAY, ParameterRecord, Value, read_parameters
from loopbaankrediet.decree.errors import LiftError, ParameterRefused, ScenarioRefused
from loopbaankrediet.decree.language.book import Article, Book
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.tree import Parameter, walk
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import law_in_force
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.saying.dutch import amount
from loopbaankrediet.decree.shapes import Kinds, ShapeRefused, each_of_kind, of_kind, shown, table

DRAFT = "draft"
"""The scenario in which nothing changes."""

TOGETHER, TO = "+", "="
"""In the name of a scenario of one's own: `more_hours+fee_153_82+credit_minutes=480` is both, with another amount."""

_FOLDER = "loopbaankrediet.decree.scenarios"


Kind: TypeAlias = Literal["asked", "reading", "comparison"]
"""Whether the opinion asks for it, this project reads it into the opinion, or it only serves to compare."""


class Step(NamedTuple):
    """A value that a scenario gives to a parameter, from a day until its next step."""

    value: int
    since: date


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario: what the opinion says (`section`, `request`), what changes (`effect`), and the changes themselves.

    `continues` is the day whose law goes on after the start of the draft. Hashable; two equal scenarios are one.
    """

    name: str
    title: str
    section: str
    kind: Kind
    request: str
    effect: str
    parameters: tuple[tuple[str, tuple[Step, ...]], ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    articles: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    continues: date | None = None

    @property
    def source(self) -> str:
        """What stands as the source of a value that the scenario replaces."""
        return f"Scenario '{self.title}' (SERV-advies, {self.section})"

    def canonical(self) -> dict[str, object]:
        """All that makes this scenario another law, as plain values."""
        plain = asdict(self)
        return {
            "name": self.name,
            "parameters": [[name, [[s.value, s.since.isoformat()] for s in steps]] for name, steps in self.parameters],
            "choices": plain["choices"],
            "articles": plain["articles"],
            "results": plain["results"],
            "continues": self.continues.isoformat() if self.continues else None,
        }

    def term(self, name: str, *, on: date) -> int:
        """A term of the procedure under this scenario. Raises NoValueInForce, or KeyError."""
        return _replaced(procedure()[name], dict(self.parameters).get(name), self.source).on(on, on).value

    def choice(self, name: str, *, on: date) -> tuple[str, ...]:
        """The answers that hold for a choice under this scenario. Raises NoValueInForce, or KeyError."""
        return dict(self.choices).get(name) or choices()[name].on(on, on).value

    def law_on(self, on: date, known_on: date) -> tuple[Law, Corpus, date]:
        """The law that decides on a day under this scenario, its articles, and the day whose amounts count.

        Raises NoLawInForce.
        """
        if self.continues and on >= LAW.since:
            law, corpus = law_in_force(self.continues, known_on)
            return _named(law, self), corpus, self.continues
        law = law_of(self)
        found = law.corpus(on, known_on)
        return (law, found, on) if found else (*law_in_force(on, known_on), on)


def scenario_names() -> list[str]:
    """Every scenario by name, the draft first."""
    found = [entry.name for entry in files(_FOLDER).iterdir()]
    names = {name.removesuffix(".toml") for name in found if name.endswith(".toml")}
    return [DRAFT, *sorted(names - {DRAFT})]


def scenarios() -> list[Scenario]:
    """Every scenario, the draft first."""
    return [scenario_named(name) for name in scenario_names()]


@cache
def scenario_named(name: str) -> Scenario:
    """One scenario by its file, or of one's own: names of scenarios and then amounts, with a plus between them.

    Raises ScenarioRefused for an unknown name, ParameterRefused for an amount that cannot be, LiftError for a file that
    does not fit the law or two that clash.
    """
    if TOGETHER in name:
        return _composed(name)
    if name not in scenario_names():
        raise ScenarioRefused(name, scenario_names())
    return scenario_from(name, files(_FOLDER).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


# ---- of one's own


def own_name(base: str, amounts: Mapping[str, int]) -> str:
    """The name of a scenario with other amounts from the first day of the draft; the same amounts, the same name."""
    return TOGETHER.join((base, *(f"{key}{TO}{value}" for key, value in sorted(amounts.items()))))


def changeable() -> dict[str, ParameterRecord]:
    """Every amount and term that a scenario can change."""
    return {**procedure(), **LAW.book.parameters, **_only_here()}


def _composed(name: str) -> Scenario:
    parts = name.split(TOGETHER)
    named = [scenario_named(part) for place, part in enumerate(parts) if not place or TO not in part]
    changes = [part for part in parts[1:] if TO in part]
    alone = [one.title for one in named if one.continues]
    if alone:
        raise LiftError(f"scenario '{alone[0]}' zet een vroegere wet voort: er kan niets anders bij")
    named = [one for one in named if one.name != DRAFT] or named[:1]
    found = replace(_combined(name, named) if named[1:] else named[0], name=name)
    own = dict(map(_amount_of, changes))
    if not own:
        return found
    parameters = tuple((dict(found.parameters) | own).items())
    effect = _own_effect(own) if named[0].name == DRAFT else f"{found.effect} {_own_effect(own)}"
    return replace(found, title=f"{found.title}, met eigen getallen", effect=effect, parameters=parameters)


def _own_effect(own: Mapping[str, tuple[Step, ...]]) -> str:
    records = changeable()
    said = (
        records[name].phrase.format(value=amount(steps[0].value, records[name].unit)) for name, steps in own.items()
    )
    return f"Eigen getallen: {' '.join(said)}"


def _amount_of(change: str) -> tuple[str, tuple[Step, ...]]:
    name, _, text = change.partition(TO)
    if not (text.removeprefix("-").isdecimal() and text.isascii()):
        raise ParameterRefused(name, f"{shown(text)} is geen geheel getal. Schrijf bijvoorbeeld {name}{TO}480.")
    return name, _steps(name, int(text))


# ---- reading


_TEXTS: Kinds = dict.fromkeys(("title", "section", "kind", "request", "effect"), str)
_CHANGES: Kinds = {
    "parameters": dict,
    "choices": dict,
    "articles": list,
    "results": list,
    "together": list,
    "continues": date,
}


def scenario_from(name: str, text: str) -> Scenario:
    """The scenario that a text in TOML describes. Raises LiftError, naming the file and what to mend."""
    where = f"scenarios/{name}.toml"
    try:
        return _read(name, table(loads(text), _TEXTS, _CHANGES))
    except TOMLDecodeError as error:
        raise LiftError(f"{where}: geen TOML ({error}).") from error
    except (ShapeRefused, ParameterRefused) as error:
        raise LiftError(f"{where} is onvolledig of verkeerd: {error}") from error


def _read(name: str, raw: Mapping[str, Any]) -> Scenario:
    parts = [_part(name, part) for part in raw.get("together", ())]
    own = _own(name, raw)
    return own if not parts else together(own, parts)


def _part(name: str, part: object) -> Scenario:
    """A part stands on its own, so that no scenario is a part of itself."""
    of_kind("een deel van 'together'", part, str)
    if part == name or part not in scenario_names():
        raise ShapeRefused(f"'together' noemt {shown(part)}: dat is geen ander scenario.")
    text = files(_FOLDER).joinpath(f"{part}.toml").read_text(encoding="utf-8")
    if "together" in loads(text):
        raise ShapeRefused(f"'together' noemt {shown(part)}, dat zelf uit delen bestaat. Noem die delen.")
    return scenario_named(str(part))


def _own(name: str, raw: Mapping[str, Any]) -> Scenario:
    for key in ("articles", "results"):
        each_of_kind(key, raw.get(key, ()), str)
    return Scenario(
        name=name,
        **{text: raw[text] for text in _TEXTS if text != "kind"},
        kind=_kind(raw["kind"]),
        parameters=tuple((key, _steps(key, value)) for key, value in raw.get("parameters", {}).items()),
        choices=tuple((key, _choice(key).checked(value)) for key, value in raw.get("choices", {}).items()),
        articles=tuple(map(_module, raw.get("articles", ()))),
        results=tuple(raw.get("results", ())),
        continues=_continued(raw.get("continues")),
    )


def _kind(kind: str) -> Kind:
    if kind not in get_args(Kind):
        raise ShapeRefused(f"'kind' is {shown(kind)}. Wel: {', '.join(get_args(Kind))}.")
    return cast(Kind, kind)


def _choice(name: str) -> ChoiceRecord:
    if name not in choices():
        raise ParameterRefused.unknown(name, choices())
    return choices()[name]


def _module(name: str) -> str:
    if not (name.isidentifier() and name.startswith("articles_") and files(_FOLDER).joinpath(f"{name}.py").is_file()):
        raise ShapeRefused(f"'articles' noemt {shown(name)}: dat is geen module van decree/scenarios.")
    return name


def _continued(day: date | None) -> date | None:
    if day and day >= LAW.since:
        raise ShapeRefused(f"'continues' is {day}: dat is geen dag van voor {LAW.since}.")
    return day


def _steps(name: str, raw: object) -> tuple[Step, ...]:
    records = changeable()
    if name not in records:
        raise ParameterRefused.unknown(name, records)
    of_kind(f"'{name}'", raw, (int, list))
    steps = tuple(map(_step, raw)) if isinstance(raw, list) else (Step(cast(int, raw), LAW.since),)
    for step in steps:
        if not records[name].minimum <= step.value <= records[name].maximum:
            low, high = records[name].minimum, records[name].maximum
            raise ParameterRefused(name, f"{shown(step.value)} ligt buiten {low} tot en met {high}.")
    days = [step.since for step in steps]
    if days[:1] != [LAW.since] or any(day >= later for day, later in pairwise(days)):
        raise ParameterRefused(name, f"de stappen beginnen op {LAW.since}, en staan van vroeg naar laat.")
    return steps


def _step(raw: object) -> Step:
    found = table(raw, {"value": int, "from": date})
    return Step(found["value"], found["from"])


def together(own: Scenario, parts: list[Scenario]) -> Scenario:
    """All parts at once, under the name of `own`. Raises LiftError when two of them contradict each other."""
    everything = [*parts, own]
    return replace(
        own,
        parameters=_agreed(own.name, (pair for part in everything for pair in part.parameters)),
        choices=_agreed(own.name, (pair for part in everything for pair in part.choices)),
        articles=tuple(dict.fromkeys(module for part in everything for module in part.articles)),
        results=tuple(dict.fromkeys(result for part in everything for result in part.results)),
    )


def _agreed(name: str, pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if found.setdefault(key, value) != value:
            raise LiftError(f"scenario '{name}': zijn delen spreken elkaar tegen over '{key}'")
    return tuple(found.items())


def _combined(name: str, parts: list[Scenario]) -> Scenario:
    """Several scenarios of the folder at once, said with the words of each."""
    joined = {"title": " + ", "section": ", ", "request": " ", "effect": " "}
    words = (sign.join(getattr(part, text) for part in parts) for text, sign in joined.items())
    title, section, request, effect = words
    found = together(Scenario(name, title, section, "comparison", request, effect), parts)
    law_of(found)
    return found


# ---- the law it yields


@cache
def law_of(scenario: Scenario, law: Law = LAW) -> Law:
    """The draft as this scenario would have it: the credit, or another law of the draft.

    Raises LiftError when its articles do not fit together.
    """
    added = _articles(scenario, law)
    replaced = {article.rule for article in added}
    kept = [article for article in law.book.articles if article.rule not in replaced]
    records = _records(scenario, added, law)
    results = (*law.results, *_results(scenario, law, replaced))
    book = Book(facts=law.book.facts, links=law.book.links, parameters=records, articles=[*kept, *added])
    try:
        return replace(_named(law, scenario), book=book, amounts=_amounts(records), results=results)
    except LiftError as error:
        raise LiftError(f"scenario '{scenario.name}': {error}") from error


def _results(scenario: Scenario, law: Law, added: set[str]) -> tuple[str, ...]:
    """A result is of the law for which its article is written; without such an article, of the credit."""
    of_others = {article.rule for book in _books(scenario) for article in book.articles} - added
    return tuple(rule for rule in scenario.results if rule in added or (law is LAW and rule not in of_others))


def _books(scenario: Scenario) -> list[Book]:
    return [import_module(f"{_FOLDER}.{module}").article for module in scenario.articles]


def _amounts(names: Iterable[str]) -> Callable[..., tuple[int, ...]]:
    return cast("Callable[..., tuple[int, ...]]", NamedTuple("Amounts", [(name, int) for name in names]))


@cache
def _named(law: Law, scenario: Scenario) -> Law:
    return replace(law, name=f"{law.name}/{scenario.name}", title=f"{law.title}. Scenario: {scenario.title}")


def _articles(scenario: Scenario, law: Law) -> list[Article]:
    """The articles of a module are for the law whose facts they read."""
    found: list[Article] = []
    for book in _books(scenario):
        for article in book.articles if book.facts is law.book.facts else ():
            if article.rule in {other.rule for other in found}:
                raise LiftError(f"scenario '{scenario.name}': twee artikelen voor '{article.rule}'")
            found.append(article)
    return found


def _records(scenario: Scenario, added: list[Article], law: Law) -> dict[str, ParameterRecord]:
    steps = dict(scenario.parameters)
    read = {node.name for article in added for node in walk(article.tree) if isinstance(node, Parameter)}
    extra = {name: record for name, record in _only_here().items() if name in read}
    return {
        name: _replaced(record, steps.get(name), scenario.source)
        for name, record in {**law.book.parameters, **extra}.items()
    }


@cache
def _only_here() -> dict[str, ParameterRecord]:
    """The amounts that only scenarios know."""
    return read_parameters("scenarios.toml")


def _replaced(record: ParameterRecord, steps: tuple[Step, ...] | None, source: str) -> ParameterRecord:
    if steps is None:
        return record
    known_since = min(value.known_since for value in record.values)
    ends = [step.since - DAY for step in steps[1:]]
    values = [Value(s.value, s.since, end, known_since, source, "override") for s, end in zip_longest(steps, ends)]
    return replace(record, values=tuple(values))
