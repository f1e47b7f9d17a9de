"""A result as values for a page: which scenario and figure are looked at, tables, drawings, and what it cannot say."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.scenario import DRAFT
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.labruns.queries import ResultView
from loopbaankrediet.policylab.labels import KINDS, decimals, group_said, percent, whole
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.lab.drawings import BarChart, FanChart, Range
from loopbaankrediet.web.lab.words import SAME, disputed, number, rough, scenario_title
from loopbaankrediet.web.spreadsheets import file_download, plain_text

LEVELS = ("p05", "p25", "p50", "p75", "p95")
HEADS = ("laag (5 van 100)", "25 van 100", "midden", "75 van 100", "hoog (95 van 100)")
MOST_IN_SIGHT = 6
AT_THE_END = ("counsellors", "waiting_weeks")
BALANCE = {"people": "Mensen", "more": "Meer recht", "less": "Minder recht", "same": "Gelijk"}
FILE_TYPES = {"parquet": "application/vnd.apache.parquet", "pdf": "application/pdf"}
INTERVAL = "De balk loopt tot het midden. De lijn gaat van laag tot hoog: 90 van de 100 trekkingen liggen ertussen."
BANDS = "De lijn is het midden. In de donkere band liggen 50 van de 100 trekkingen, in de lichte 90."


@dataclass(frozen=True)
class Choice:
    """A link to another view of the same result; `is_chosen` for the one that is open."""

    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class ScenarioView:
    """One scenario: what the opinion says, its figures, the chosen one over the years, and who uses it."""

    title: str
    source: str
    sentence: str
    same: str
    totals: Table
    budget: str
    fan: FanChart
    groups: Table
    winners: Table | None


@dataclass(frozen=True)
class ResultPage:
    """`one` is empty while all scenarios stand beside each other. `limits` and `rough` stand on each.

    `unknown`: what nobody measured and matters most for the chosen figure.
    """

    limits: str
    rough: str
    figures: tuple[Choice, ...]
    scenarios: tuple[Choice, ...]
    bars: BarChart
    one: ScenarioView | None
    period: str
    unknown: str

    @property
    def is_short(self) -> bool:
        """Few enough scenarios to choose from a list that stands open."""
        return len(self.scenarios) <= MOST_IN_SIGHT


def result_page(found: ResultView, query: Mapping[str, str]) -> ResultPage:
    """What `?scenario=` and `?cijfer=` of the address ask. Raises NotFound for what this result does not have."""
    content = found.content
    name, figure = query.get("scenario", ""), query.get("cijfer") or next(iter(content["headings"]))
    if figure not in content["headings"] or (name and name not in content["results"]):
        raise NotFound
    headings, results = content["headings"], content["results"]
    figures = (Choice(label, _to(name, key), key == figure) for key, label in headings.items())
    others = (Choice(_title(content, key), _to(key, figure), key == name) for key in results)
    return ResultPage(
        content["limits"],
        rough(content["question"]["draws"]),
        tuple(figures),
        (Choice("Alle scenario's naast elkaar", _to("", figure), not name), *others),
        bars(
            headings[figure], figure, [(Cell(_title(content, key), _to(key, figure)), results[key]) for key in results]
        ),
        _one(content, name, figure) if name else None,
        _period(content),
        content["unknowns"][figure],
    )


def bars(heading: str, figure: str, scenarios: Sequence[tuple[Cell, Any]]) -> BarChart:
    """One figure of several scenarios, numbered as in the table below it; a cell names each, and may lead to it."""
    found = [(named, one["totals"][figure]) for named, one in scenarios]
    ranges = [_range(str(place), levels) for place, (_, levels) in enumerate(found, start=1)]
    rows: list[tuple[Cell | str, ...]] = [
        (Cell(f"{place}. {named.text}", named.url), *(number(levels[key], figure) for key in ("p05", "p50", "p95")))
        for place, (named, levels) in enumerate(found, start=1)
    ]
    columns = (Column("Scenario"), *(Column(HEADS[place], numeric=True) for place in (0, 2, 4)))
    title = _capital(heading)
    text = f"{title}, per scenario. De nummers staan in de tabel hieronder. {INTERVAL}"
    return BarChart(title, text, ranges, Table(f"{title} per scenario", columns, rows))


def spreadsheet(found: ResultView) -> str:
    """Every number of a result: the figures over all years together, and year by year."""
    content, text = found.content, io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Scenario", "Titel", "Cijfer", "Jaar", *HEADS])
    for name, one in content["results"].items():
        start = [plain_text(name), plain_text(_title(content, name))]
        for figure, heading in content["headings"].items():
            together = "einde" if figure in AT_THE_END else "samen"
            for year, levels in {together: one["totals"][figure], **one["by_year"][figure]}.items():
                writer.writerow([*start, plain_text(heading), year, *(_decimal(levels[key]) for key in LEVELS)])
    writer.writerows([[], ["Wat het model niet zegt", plain_text(content["limits"])], ["Kenmerk", found.key]])
    return text.getvalue()


def pack_download(key: str, kind: str, content: bytes) -> HttpResponse:
    return file_download(f"beleidslab-{key[:12]}.{kind}", content, FILE_TYPES[kind])


def _one(content: dict[str, Any], name: str, figure: str) -> ScenarioView:
    one = content["results"][name]
    source, sentence = disputed(name)
    return ScenarioView(
        _title(content, name),
        source,
        sentence,
        SAME if same_as_draft(content, name) else "",
        _totals(content, name),
        _budget(content, name),
        _fan(content["headings"][figure], figure, one["by_year"][figure]),
        _groups(one["index"]),
        _winners(content["winners"][name]) if name in content["winners"] else None,
    )


def same_as_draft(content: dict[str, Any], name: str) -> bool:
    """Whether the model computes the same for this scenario as for the draft, in every year and figure."""
    results = content["results"]
    return name != DRAFT and DRAFT in results and bool(results[name]["by_year"] == results[DRAFT]["by_year"])


def _totals(content: dict[str, Any], name: str) -> Table:
    """All figures of a scenario, beside the middle of the draft when that ran too."""
    results, headings = content["results"], content["headings"]
    draft = results.get(DRAFT) if name != DRAFT else None
    columns = [Column("Cijfer"), *(Column(HEADS[place], numeric=True) for place in (0, 2, 4))]
    if draft:
        columns.append(Column("Midden van het voorontwerp", numeric=True))
    rows = []
    for figure, heading in headings.items():
        levels = [number(results[name]["totals"][figure][key], figure) for key in ("p05", "p50", "p95")]
        beside = [number(draft["totals"][figure]["p50"], figure)] if draft else []
        rows.append((_capital(heading), *levels, *beside))
    return Table(f"Alle cijfers, {_period(content)}", columns, rows)


def _budget(content: dict[str, Any], name: str) -> str:
    """Public money per year against what is foreseen."""
    foreseen = term("yearly_budget_cents", on=LAW.since) / 100
    spent = content["results"][name]["totals"]["public_euro"]
    whole_term = foreseen * content["question"]["years"]
    low, middle, high = (percent(spent[level] / whole_term) for level in ("p05", "p50", "p95"))
    millions = decimals(foreseen / 1_000_000)
    return f"Per jaar gebruikt dit {middle} van de {millions} miljoen euro die voorzien is ({low} tot {high})."


def _fan(heading: str, figure: str, by_year: dict[str, dict[str, float]]) -> FanChart:
    ranges = [_range(year, levels) for year, levels in by_year.items()]
    rows = [(year, *(number(levels[key], figure) for key in LEVELS)) for year, levels in by_year.items()]
    columns = (Column("Jaar"), *(Column(head, numeric=True) for head in HEADS))
    title = f"{_capital(heading)} per jaar"
    return FanChart(title, f"{title}. {BANDS}", ranges, Table(f"{title}, in getallen", columns, rows))


def _groups(index: dict[str, dict[str, float]]) -> Table:
    """How often each group is found among who begins, against working people: 1 is as often."""
    rows = [
        (f"{KINDS[kind]}: {group_said(kind, group)}", f"{share:.2f}".replace(".", ","))
        for kind, groups in index.items()
        for group, share in groups.items()
    ]
    return Table("Wie begint (1 is even vaak als onder alle werkenden)", (Column("Groep"), Column("Index", True)), rows)


def _winners(groups: Sequence[Mapping[str, Any]]) -> Table:
    """How many people get more, less or the same by one application, and the articles that make the difference."""
    columns = (Column("Groep"), *(Column(head, numeric=True) for head in BALANCE.values()), Column("Door"))
    rows = [
        (
            f"{KINDS[one['kind']]}: {one['group']}" if one["kind"] else "Iedereen",
            *(whole(one[name]) for name in BALANCE),
            ", ".join(one["articles"]) or "-",
        )
        for one in groups
    ]
    return Table("Wie wint en wie verliest tegenover het voorontwerp", columns, rows)


def _range(label: str, levels: dict[str, float]) -> Range:
    return Range(label, *(levels[key] for key in LEVELS))


def _title(content: dict[str, Any], name: str) -> str:
    return scenario_title(name, content["results"][name]["title"])


def _period(content: dict[str, Any]) -> str:
    years = content["question"]["years"]
    return "in 2027" if years == 1 else f"van 2027 tot en met {2026 + years}"


def _to(name: str, figure: str) -> str:
    return f"?{urlencode({key: value for key, value in (('scenario', name), ('cijfer', figure)) if value})}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
