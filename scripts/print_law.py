"""Writes the pages of the law (docs/reference/law/) from the articles, their data and their tests."""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from loopbaankrediet.decree.dated.choices import Answers, ChoiceRecord, DatedValue
from loopbaankrediet.decree.dated.procedure import choices, named_days, procedure, sanctions
from loopbaankrediet.decree.dated.records import ParameterRecord, Value
from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.tree import Fact, Parameter, walk
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import every_law
from loopbaankrediet.decree.saying.dutch import amount
from loopbaankrediet.decree.saying.open_points import OpenPoint, open_points, points_about, points_of
from loopbaankrediet.decree.saying.show import KINDS, article_number
from loopbaankrediet.decree.saying.tables import decision_table
from loopbaankrediet.decree.scenario import Kind, Scenario, scenarios

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference" / "law"
TESTS = ROOT / "tests" / "decree"
COMMAND = "`.venv/bin/python scripts/print_law.py`"
STATUS = {"in force": "van kracht", "draft": "voorontwerp", "open": "nog open", "override": "vervangen"}
TESTED_BY = {
    "loopbaankrediet": ("test_known_facts.py", "test_scenarios.py"),
    "loopbaancheques": ("test_vouchers.py",),
}

Row = Sequence[str]


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    found = {f"{law.name}.md": _law_page(law) for law in every_law()}
    found |= {"open-terms.md": _terms_page(), "scenarios.md": _scenarios_page(), "open-points.md": _points_page()}
    return {"README.md": _index(found)} | found


def _page(title: str, intro: str, parts: Iterable[str]) -> str:
    note = f"Generated from `decree/`; do not edit. Renew it with {COMMAND}."
    return "\n\n".join([f"# {title}", note, intro, *parts]) + "\n"


def _index(found: dict[str, str]) -> str:
    titles = {name: page.splitlines()[0].removeprefix("# ") for name, page in found.items()}
    links = "\n".join(f"- [{title}]({name})" for name, title in titles.items())
    intro = (
        "De wet zoals de code ze kent, in onze eigen woorden: niet de tekst van de wet. Elk artikel wordt nagegaan "
        "door een onafhankelijke lezing (`tests/decree/reading*.py`), die ook elke verschrijving in een artikel moet "
        "opmerken (`tests/decree/mutation/`)."
    )
    return _page("De wet, artikel per artikel", intro, [links])


# ---- a law


def _law_page(law: Law) -> str:
    rules = list(dict.fromkeys(article.rule for article in law.book.articles))
    ordered = sorted(law.book.articles, key=lambda a: (article_number(a.reference), rules.index(a.rule), a.since))
    intro = f"Vanaf {law.since} {f'tot en met {law.until}' if law.until else 'zonder einde'}."
    return _page(law.title, intro, (_article(law, article) for article in ordered))


def _article(law: Law, article: Article) -> str:
    read = dict.fromkeys(node.name for node in walk(article.tree) if isinstance(node, Parameter))
    parts = [
        f"## {article.reference}: `{article.rule}`, vanaf {article.since}",
        f"> {article.text}",
        _dates(article),
        f"```python\n{inspect.getsource(article.function).strip()}\n```",
        _records(law.book.parameters[name] for name in read),
        _decision_table(law, article),
        _tests(law, article),
        _points("Wat open is", points_about(article.reference)) if article.status != "in force" else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _dates(article: Article) -> str:
    until = f" tot en met {article.until}" if article.until else ""
    source = f" Bron: {article.source}." if article.source else ""
    return (
        f"Geldt vanaf {article.since}{until}, gekend sinds {article.known_since}, {STATUS[article.status]}.{source} "
        f"Code: `{article.function.__module__.removeprefix('loopbaankrediet.')}`."
    )


def _records(records: Iterable[ParameterRecord]) -> str:
    rows = [
        [f"`{record.name}`", amount(v.value, record.unit), record.article, *_value(v)]
        for record in records
        for v in record.values
    ]
    return _table(["bedrag of termijn", "waarde", "artikel", *VALUE_HEADS], rows) if rows else ""


def _decision_table(law: Law, article: Article) -> str:
    policy, since = _last_policy(law, article)
    table = decision_table(policy.corpus, policy.values, article.rule)
    return f"Beslissingstabel, met de bedragen vanaf {since}:\n\n{table.as_markdown()}"


def _last_policy(law: Law, article: Article) -> tuple[Policy, date]:
    """The last edition in which this version of the article counts."""
    in_force = [e for e in editions(law, date.max) if e.policy.corpus.articles.get(article.rule) == article]
    return in_force[-1].policy, in_force[-1].since


# ---- tests


def _tests(law: Law, article: Article) -> str:
    """The tests of answers that name the article, an amount or a fact it reads; the grid covers every article."""
    nodes = (node for node in walk(article.tree) if isinstance(node, Fact | Parameter))
    names = "|".join([article.rule, *dict.fromkeys(node.name for node in nodes)])
    files = TESTED_BY.get(law.name, ("test_counselling.py",))
    found = [name for file in files for name, text in _functions(file) if re.search(rf"\b({names})\b", text)]
    told = "\n".join(f"- {name.removeprefix('test_').replace('_', ' ')}" for name in found)
    return f"Tests:\n\n- every person on the boundaries, against the independent reading\n{told}".strip()


def _functions(file: str) -> Iterator[tuple[str, str]]:
    text = (TESTS / file).read_text(encoding="utf-8")
    functions = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    for node in functions:
        if node.name.startswith("test_"):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield node.name, "\n".join(text.splitlines()[first - 1 : node.end_lineno])


# ---- what is open


VALUE_HEADS = ["status", "vanaf", "tot en met", "gekend sinds", "bron"]


def _value(value: Value | DatedValue[Answers] | DatedValue[date]) -> list[str]:
    days = (str(day or "") for day in (value.since, value.until, value.known_since))
    return [STATUS[value.status], *days, value.source]


def _terms_page() -> str:
    intro = "Wat het voorontwerp aan uitvoeringsbesluiten overlaat. Elke waarde is één regel in `decree/parameters/`."
    days = (_record(day.name, day.article, _days(day.values)) for day in named_days().values())
    parts = [
        "## Termijnen en bedragen",
        *map(_term, procedure().values()),
        "## Keuzes",
        *map(_choice, choices().values()),
        "## Dagen",
        *days,
        "## Maatregelen",
        _sanctions(),
    ]
    return _page("Termijnen, keuzes en dagen", intro, parts)


def _term(record: ParameterRecord) -> str:
    rows = [[record.phrase.format(value=amount(v.value, record.unit)), *_value(v)] for v in record.values]
    return _record(record.name, record.article, rows)


def _choice(record: ChoiceRecord) -> str:
    rows = [[record.sentence(v.value), *_value(v)] for v in record.values]
    other = "Mogelijk: " + "; ".join(f"`{name}` ({words})" for name, words in record.allowed.items()) + "."
    return _record(record.name, record.article, rows) + f"\n\n{other}"


def _days(values: Iterable[DatedValue[date]]) -> list[Row]:
    return [[str(value.value), *_value(value)] for value in values]


def _record(name: str, article: str, rows: Sequence[Row]) -> str:
    points = _points("SERV-advies", points_of(name))
    table = _table(["wat geldt", *VALUE_HEADS], rows)
    return "\n\n".join(part for part in (f"### `{name}`: {article}", table, points) if part)


def _sanctions() -> str:
    rows = [[row.says, ", ".join(row.measures), row.article, STATUS[row.status]] for row in sanctions(date.max)]
    return _table(["inbreuk", "maatregelen", "artikel", "status"], rows)


def _points(title: str, points: Sequence[OpenPoint]) -> str:
    if not points:
        return ""
    lines = [f"- {p.question} (SERV-advies {p.section}, vraag {p.number}){_meanwhile(p)}" for p in points]
    return f"{title}:\n\n" + "\n".join(lines)


def _meanwhile(point: OpenPoint) -> str:
    chosen = ", ".join(f"`{name}`" for name in point.records)
    default = f" ([standaard {point.default}](../../defaults.md))" if point.default else ""
    return f". Voorlopig: {chosen}{default}."


def _points_page() -> str:
    rows = [
        [str(p.number), p.section, p.question, ", ".join(p.articles), ", ".join(f"`{n}`" for n in p.records), p.note]
        for p in open_points()
    ]
    intro = (
        "De vragen van het SERV-advies die openblijven, in onze eigen woorden, en waar ons voorlopige antwoord staat."
    )
    heads = ["nr.", "advies", "vraag", "artikel", "voorlopig antwoord", "opmerking"]
    return _page("Open vragen", intro, [_table(heads, rows)])


# ---- scenarios


def _scenarios_page() -> str:
    intro = (
        "Wat in de plaats van het voorontwerp kan komen. Gebruik: `loopbaankrediet decide FEITEN.json --scenario NAAM`."
    )
    return _page("Scenario's", intro, (_scenarios(kind, heading) for kind, heading in KINDS.items()))


def _scenarios(kind: Kind, heading: str) -> str:
    return "\n\n".join([f"## {heading}", *(_scenario(s) for s in scenarios() if s.kind == kind)])


def _scenario(scenario: Scenario) -> str:
    changes = [f"- `{name}`: {_steps(steps)}" for name, steps in scenario.parameters]
    changes += [f"- `{name}`: {', '.join(answers)}" for name, answers in scenario.choices]
    changes += [f"- artikelen: `scenarios/{module}.py`" for module in scenario.articles]
    changes += [f"- de wet van {scenario.continues} loopt door"] if scenario.continues else []
    head = f"### `{scenario.name}`: {scenario.title}"
    said = f"Advies {scenario.section}: {scenario.request}"
    return "\n\n".join(part for part in (head, said, f"Gevolg: {scenario.effect}", "\n".join(changes)) if part)


def _steps(steps: Iterable[tuple[int, date]]) -> str:
    return ", ".join(f"{value} vanaf {since}" for value, since in steps)


def _table(heads: Row, rows: Iterable[Row]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows))


def main() -> None:
    """Write the pages and remove those that are no longer made."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in found:
            path.unlink()
    for name, text in found.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
