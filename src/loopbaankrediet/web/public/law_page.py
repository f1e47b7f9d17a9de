"""How we decide: the articles in force with their Dutch text, their amounts, the open questions and the scenarios."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from loopbaankrediet.decree.dated.procedure import choices, named_days, procedure
from loopbaankrediet.decree.dated.records import ParameterRecord, Status, in_force
from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.saying.open_points import OpenPoint, open_points, points_about, points_of
from loopbaankrediet.decree.saying.show import KINDS
from loopbaankrediet.decree.scenario import DRAFT, Kind, scenarios
from loopbaankrediet.web.access import public
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.law_words import STATUS, record_sentence, source_name
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

SHORT_HASH = 12
UNSETTLED: frozenset[Status] = frozenset({"draft", "open"})


@dataclass(frozen=True)
class ArticleCard:
    """One article in our own words, with how firm it is and what the SERV asks about it while it is not law."""

    title: str
    text: str
    status: Cell
    questions: tuple[str, ...]


@dataclass(frozen=True)
class LawPage:
    """`is_draft` is false on the days of the loopbaancheques; then `terms` is None: no term has a value yet."""

    title: str
    is_draft: bool
    on: date
    short_hash: str
    conditions: tuple[ArticleCard, ...]
    amounts: tuple[ArticleCard, ...]
    parameters: Table
    terms: Table | None
    facts: Table
    open_questions: Table
    remedies: Table


@public
@require_safe
def how_we_decide(request: AppRequest) -> HttpResponse:
    return render(request, "web/public/how_we_decide.html", {"law": law_page(request.clock.today())})


@public
@require_safe
def what_else(request: AppRequest) -> HttpResponse:
    """What the social partners ask instead, as the scenarios have it."""
    wishes = [_wishes(kind, heading) for kind, heading in KINDS.items()]
    return render(request, "web/public/what_else.html", {"wishes": wishes})


def law_page(on: date) -> LawPage:
    """The law of that day, as known that day. Raises NoLawInForce before the first day of any law."""
    policy = policy_on(on, on)
    records = policy.law.book.parameters.values()
    return LawPage(
        title=policy.law.title,
        is_draft=policy.law is LAW,
        on=on,
        short_hash=policy.hash.removeprefix("sha256:")[:SHORT_HASH],
        conditions=tuple(_card(ground.article) for ground in policy.grounds),
        amounts=tuple(_card(article) for article in _numbers(policy)),
        parameters=_amounts_table("De bedragen en termijnen", records, on),
        terms=_amounts_table("De termijnen van de procedure", procedure().values(), on) if policy.law is LAW else None,
        facts=_facts(policy),
        open_questions=_open_questions(max(on, LAW.since)),
        remedies=_remedies(on),
    )


def _numbers(policy: Policy) -> Iterable[Article]:
    return (article for article in policy.corpus.order if article.unit is not None)


def _card(article: Article) -> ArticleCard:
    title = article.reference.replace("art.", "artikel")
    questions = _asked(points_about(article.reference), article.status)
    return ArticleCard(title[:1].upper() + title[1:], article.text, STATUS[article.status], questions)


def _asked(points: Iterable[OpenPoint], status: Status) -> tuple[str, ...]:
    """The questions of the SERV behind what is no law yet."""
    return tuple(f"De SERV vraagt: {point.question}" for point in points if status in UNSETTLED)


def _amounts_table(caption: str, records: Iterable[ParameterRecord], on: date) -> Table:
    columns = (Column("Wat"), Column("Artikel"), Column("Hoe vast"))
    counting = [record for record in records if in_force(record.values, on, on)]
    return Table(caption, columns, [_amount_row(record, on) for record in counting])


def _amount_row(record: ParameterRecord, on: date) -> tuple[Cell | str, ...]:
    found = record.on(on, on)
    notes = (f"Bron: {found.source}", *_asked(points_of(record.name), found.status))
    said = Cell(record_sentence(record, found.value), note=". ".join(notes))
    return said, Cell(record.article, note=f"sinds {day(found.since)}"), STATUS[found.status]


def _facts(policy: Policy) -> Table:
    columns = (Column("De vraag"), Column("Wie het weet"))
    specs = [policy.spec(name) for name in policy.facts]
    return Table("De gegevens die tellen", columns, [(spec.question, source_name(spec.source)) for spec in specs])


def _open_questions(on: date) -> Table:
    columns = (Column("De vraag"), Column("Wat we intussen doen"))
    rows = [(_question(point), " ".join(_meanwhile(point, on))) for point in open_points()]
    return Table("Vragen die nog open staan", columns, rows)


def _question(point: OpenPoint) -> Cell:
    return Cell(f"{point.number}. {point.question}", note=f"SERV-advies, deel {point.section}")


def _meanwhile(point: OpenPoint, on: date) -> Iterator[str]:
    """What we do until somebody decides, a sentence for each record. Raises NoValueInForce, or KeyError."""
    amounts, days = {**LAW.book.parameters, **procedure()}, named_days()
    for name in point.records:
        if name in amounts:
            yield record_sentence(amounts[name], amounts[name].on(on, on).value)
        elif name in days:
            yield days[name].phrase.format(value=day(days[name].on(on, on).value))
        else:
            yield choices()[name].sentence(choices()[name].on(on, on).value)
    if point.note:
        yield point.note


def _wishes(kind: Kind, heading: str) -> Table:
    columns = (Column("Wat anders zou zijn"), Column("Wat het advies zegt"))
    wished = [scenario for scenario in scenarios() if scenario.name != DRAFT and scenario.kind == kind]
    rows = [
        (
            Cell(scenario.title, note=f"SERV-advies, deel {scenario.section}"),
            Cell(scenario.request, note=scenario.effect),
        )
        for scenario in wished
    ]
    return Table(heading, columns, rows)


def _remedies(on: date) -> Table:
    columns = (Column("Wat je kan doen"), Column("Bij wie"), Column("Hoe vast"))
    rows = [
        (Cell(remedy.text, note=f"Bron: {remedy.source}"), capfirst(remedy.body), STATUS[remedy.status])
        for remedy in remedies_for("refused", on, on)
    ]
    return Table("Wat je tegen een beslissing kan doen", columns, rows)
