"""The result as a PDF of a few pages: tagged, in Dutch, with bookmarks, and what the model cannot say on every page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.population.flips_said import amounts_changed
from loopbaankrediet.decree.saying.dutch import listed
from loopbaankrediet.decree.scenario import DRAFT, scenario_named
from loopbaankrediet.policylab.charts import Chart, bars, fan
from loopbaankrediet.policylab.combining import pairs
from loopbaankrediet.policylab.drawing import FIGURES
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.labels import KINDS, PLACES, decimals, group_said, percent, whole
from loopbaankrediet.policylab.outcomes import CREDIT_STARTS, GROUPS
from loopbaankrediet.policylab.places import PROVINCES
from loopbaankrediet.policylab.priors import priors
from loopbaankrediet.policylab.reports import HEADINGS, LIMITS
from loopbaankrediet.policylab.tables import Levels, Result, contributed, in_province, index
from loopbaankrediet.policylab.winners import Balance, Winners

TITLE = "Het loopbaankrediet, als de wet anders was"
BESIDE = 3
"""How many scenarios stand next to each other in a table."""
INDEXED = ("sex", "schooling", "age", "income")
FANS = ("begin", "public_euro", "counsellors")
PAGES = {"main_page": "52,6 % hooggeschoolde werkenden", "dashboard": "48,4 % hooggeschoolde werkenden"}


def as_pdf(shown: Result, made_on: date) -> bytes:
    """The booklet; the same result on the same day gives the same bytes. Raises RunRefused without the extra `lab`."""
    if find_spec("typst") is None:
        raise RunRefused("De pdf kan niet gemaakt worden. Installeer het met: pip install 'loopbaankrediet[lab]'.")
    import typst

    template = (files("loopbaankrediet.policylab") / "data" / "pack.typ").read_bytes()
    told = json.dumps(contents(shown, made_on), ensure_ascii=False)
    compiler = typst.Compiler(ignore_system_fonts=True)
    made = compiler.compile(
        template,
        format="pdf",
        sys_inputs={"told": told},
        pdf_standards=["ua-1"],
        timestamp=int(datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def contents(shown: Result, made_on: date) -> dict[str, Any]:
    """All that stands in the booklet, as plain values."""
    asked = shown.found.question
    return {
        "title": TITLE,
        "made_on": _day(made_on),
        "facts": [
            ["Jaren", f"{CREDIT_STARTS.year} tot en met {CREDIT_STARTS.year + asked.years - 1}"],
            ["Wet gekend op", _day(asked.known_on)],
            ["Trekkingen", f"{asked.draws}, begin (seed) {asked.seed}"],
            ["Scholing", PAGES[asked.schooling]],
        ],
        "scenarios": [_scenario(shown, name) for name in asked.scenarios],
        "compared": [_compared(shown, names) for names in _few(asked.scenarios)],
        "budget": [_budget(shown, name) for name in asked.scenarios],
        "fans": [_fans(shown, figure) for figure in FANS],
        "index": [_index(shown, name) for name in asked.scenarios],
        "places": [_places(shown, names) for names in _few(asked.scenarios)],
        "together": [_together(shown, *two) for two in pairs(shown.found)],
        "winners": [_winners(one) for one in shown.winners],
        "sensitivity": _sensitivity(shown),
        "priors": [[one.says, *map(_plain, (one.low, one.mode, one.high)), one.source] for one in priors().values()],
        "limits": LIMITS,
        "stamp": f"Seed {asked.seed}. Wet van het eerste scenario: {shown.law(asked.scenarios[0])[:19]}…",
    }


def _scenario(shown: Result, name: str) -> dict[str, str]:
    found = scenario_named(name)
    part = "" if found.section == scenario_named(DRAFT).section else f"SERV-advies, deel {found.section}"
    said = {"title": found.title, "request": found.request, "effect": found.effect, "part": part}
    return {**said, "name": name, "law": shown.law(name)}


def _few(names: Sequence[str]) -> list[Sequence[str]]:
    return [names[start : start + BESIDE] for start in range(0, len(names), BESIDE)]


def _titles(names: Sequence[str]) -> list[str]:
    return [scenario_named(name).title for name in names]


def _compared(shown: Result, names: Sequence[str]) -> dict[str, Any]:
    rows = [[HEADINGS[figure], *(_span(shown.found.interval(name, figure)) for name in names)] for figure in FIGURES]
    return {"head": ["Over alle jaren samen", *_titles(names)], "rows": rows}


def _budget(shown: Result, name: str) -> str:
    """Public money per year against what is foreseen."""
    foreseen = term("yearly_budget_cents", on=CREDIT_STARTS) / 100
    spent = shown.found.interval(name, "public_euro")
    whole_term = foreseen * shown.found.question.years
    low, middle, high = (percent(spent[level] / whole_term) for level in (0.05, 0.5, 0.95))
    millions = decimals(foreseen / 1_000_000)
    title = scenario_named(name).title
    return f"{title}: {middle} van de {millions} miljoen euro per jaar (van {low} tot {high})."


def _fans(shown: Result, figure: str) -> dict[str, Any]:
    names = shown.found.question.scenarios
    charts = [
        _chart(title, fan(f"{HEADINGS[figure]}, {title}", shown.found.by_year(name, figure)))
        for name, title in zip(names, _titles(names), strict=True)
    ]
    return {"heading": _capital(HEADINGS[figure].removesuffix(" op het einde")), "charts": charts}


def _index(shown: Result, name: str) -> dict[str, Any]:
    every = [(kind, group) for kind in INDEXED for group in GROUPS[kind]]
    groups = [(group_said(kind, group), index(shown.found, name, kind, group)) for kind, group in every]
    title = scenario_named(name).title
    return _chart(title, bars(f"de index van gebruik, {title}", groups))


def _chart(title: str, chart: Chart) -> dict[str, Any]:
    return {"title": title, "svg": chart.svg, "alt": chart.alt}


def _places(shown: Result, names: Sequence[str]) -> dict[str, Any]:
    rows = [[PLACES[province], *(_place(shown, name, province) for name in names)] for province in PROVINCES]
    return {"head": ["Begeleiders, en weken wachten", *_titles(names)], "rows": rows}


def _place(shown: Result, name: str, province: str) -> str:
    there, weeks = (in_province(shown.found, name, province, figure) for figure in ("counsellors", "weeks"))
    return f"{whole(there[0.5])} ({_ends(there)})\n{_weeks(weeks[0.5])} ({_ends(weeks)})"


def _weeks(number: float) -> str:
    return "1 week" if round(number) == 1 else f"{whole(number)} weken"


def _together(shown: Result, first: str, second: str) -> dict[str, Any]:
    found = {figure: contributed(shown.found, first, second, figure).values() for figure in FIGURES}
    rows = [[HEADINGS[figure], *map(_span, parts)] for figure, parts in found.items()]
    head = ["Tegenover het voorontwerp", *_titles((first, second)), "alleen doordat ze samen gelden"]
    return {"head": head, "rows": rows}


def _winners(one: Winners) -> dict[str, Any]:
    return {
        "title": scenario_named(one.scenario).title,
        "head": ["Groep", "mensen", "meer", "minder", "gelijk", "uren recht", "eigen euro", "door"],
        "rows": list(_groups(one)),
        "articles": list(_articles(one)),
        "beside": one.beside,
    }


def _groups(one: Winners) -> Iterator[list[str]]:
    kind = ""
    for balance in (one.whole, *one.groups):
        if balance.kind != kind:
            kind = balance.kind
            yield [KINDS[kind]]
        yield _balance(balance)


def _balance(one: Balance) -> list[str]:
    counts = (one.people, one.more, one.less, one.same, one.minutes / 60, one.own_cents / 100)
    return [one.group or "Iedereen", *map(whole, counts), "; ".join(one.articles) or "–"]


def _articles(one: Winners) -> Iterator[str]:
    """Each article that makes a difference, with its words."""
    found = one.whole.found
    for sides in dict.fromkeys(part.sides for part in found.parts):
        amounts = amounts_changed(found, sides)
        changed = f" Bedrag of termijn: {listed(amounts, 'en')}." if amounts else ""
        yield f"{sides.article.reference}: {sides.article.text}{changed}"


def _sensitivity(shown: Result) -> list[str]:
    found = shown.sensitivity
    return [] if found is None else [ranking.sentence(HEADINGS[ranking.figure]) for ranking in found.rankings]


def _span(levels: Levels) -> str:
    return f"{whole(levels[0.5])}\n({_ends(levels)})"


def _ends(levels: Levels) -> str:
    return f"{whole(levels[0.05])} tot {whole(levels[0.95])}"


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
