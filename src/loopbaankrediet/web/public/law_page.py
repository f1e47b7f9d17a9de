"""How we decide: the articles in force with their Dutch text, their amounts, and what is still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.decree.dated import ParameterRecord
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.policy import Policy, policy_on
from loopbaankrediet.decree.procedure import procedure
from loopbaankrediet.web.access import public
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.law_words import STATUS, record_sentence, source_name
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

SHORT_HASH = 12


@dataclass(frozen=True)
class ArticleCard:
    """One article in our own words, with how firm it is."""

    title: str
    text: str
    status: Cell


@dataclass(frozen=True)
class LawPage:
    title: str
    on: date
    short_hash: str
    conditions: tuple[ArticleCard, ...]
    amounts: tuple[ArticleCard, ...]
    parameters: Table
    terms: Table
    facts: Table


@public
@require_safe
def how_we_decide(request: AppRequest) -> HttpResponse:
    return render(request, "web/public/how_we_decide.html", {"law": law_page(request.clock.today())})


def law_page(on: date) -> LawPage:
    """The law of that day, as known that day. Raises NoLawInForce before the first day of any law."""
    policy = policy_on(on, on)
    records = policy.law.book.parameters.values()
    return LawPage(
        title=policy.law.title,
        on=on,
        short_hash=policy.hash.removeprefix("sha256:")[:SHORT_HASH],
        conditions=tuple(_card(ground.article) for ground in policy.grounds),
        amounts=tuple(_card(article) for article in _numbers(policy)),
        parameters=_amounts_table("De bedragen en termijnen", records, on),
        terms=_amounts_table("De termijnen van de procedure", procedure().values(), on),
        facts=_facts(policy),
    )


def _numbers(policy: Policy) -> Iterable[Article]:
    return (article for article in policy.corpus.order if article.unit is not None)


def _card(article: Article) -> ArticleCard:
    title = article.reference.replace("art.", "artikel")
    return ArticleCard(title[:1].upper() + title[1:], article.text, STATUS[article.status])


def _amounts_table(caption: str, records: Iterable[ParameterRecord], on: date) -> Table:
    columns = (Column("Wat"), Column("Artikel"), Column("Hoe vast"))
    return Table(caption, columns, [_amount_row(record, on) for record in records])


def _amount_row(record: ParameterRecord, on: date) -> tuple[Cell | str, ...]:
    found = record.on(on, on)
    said = Cell(record_sentence(record, found.value), note=f"Bron: {found.source}")
    return said, Cell(record.article, note=f"sinds {day(found.since)}"), STATUS[found.status]


def _facts(policy: Policy) -> Table:
    columns = (Column("De vraag"), Column("Wie het weet"))
    specs = [policy.spec(name) for name in policy.facts]
    return Table("De gegevens die tellen", columns, [(spec.question, source_name(spec.source)) for spec in specs])
