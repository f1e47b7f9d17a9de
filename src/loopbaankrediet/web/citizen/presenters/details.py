"""The long half of a decision: every ground, fact, amount and source it rests on (default 26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext

from loopbaankrediet import decree
from loopbaankrediet.credit.models import ApplicationState
from loopbaankrediet.credit.receipts import Receipt
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.saying import dutch
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.sources.ports import SourcedFact
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.law_words import HOLDS, STATUS, fact_sentence, overruled, parameter_sentence, source_name
from loopbaankrediet.web.templatetags.dutch import as_dutch, day

SHORT_HASH = 12
WITHOUT_AMOUNTS = (ApplicationState.INTENDED, ApplicationState.REFUSED)


@dataclass(frozen=True)
class GroundCard:
    """One rule: what it says, how firm it is, what we know about the reader, and whether that fits (`answer`)."""

    article: str
    rule: str
    about_you: str
    status: Cell
    answer: Cell | None = None


@dataclass(frozen=True)
class Details:
    """Amounts, and what only they read, stay out where nothing is given."""

    grounds: tuple[GroundCard, ...]
    amounts: tuple[GroundCard, ...]
    facts: Table
    parameters: Table
    law_line: str


def details_of(receipt: Receipt, state: str) -> Details:
    decision = receipt.decision
    amounts = () if state in WITHOUT_AMOUNTS else decision["amounts"]
    entries = [*decision["grounds"], *amounts]
    status_of = {entry["rule"]: STATUS[entry["status"]] for entry in decision["grounds"]}
    return Details(
        grounds=tuple(_ground(reason, status_of[reason["rule"]]) for reason in receipt.reasons),
        amounts=tuple(_amount(entry) for entry in amounts),
        facts=_facts(receipt, {name for entry in entries for name in entry["facts"]}),
        parameters=_parameters(entries),
        law_line=_law_line(decision["law"]),
    )


def _ground(reason: Mapping[str, Any], status: Cell) -> GroundCard:
    return GroundCard(_title(reason["article"]), reason["text"], reason["sentence"], status, HOLDS[reason["holds"]])


def _amount(entry: Mapping[str, Any]) -> GroundCard:
    article = LAW.versions[entry["rule"]][0]
    if entry["value"] is None or article.unit is None:
        said = article.unknown
    else:
        said = article.says.format(value=dutch.amount(entry["value"], article.unit))
    return GroundCard(_title(entry["article"]), entry["text"], said, STATUS[entry["status"]])


def _title(reference: str) -> str:
    """'art. 3 en art. 43' -> 'Artikel 3 en artikel 43'."""
    title = reference.replace("art.", gettext("artikel")).replace(" en ", gettext(" en "))
    return title[:1].upper() + title[1:]


def _facts(receipt: Receipt, read: set[str]) -> Table:
    columns = (Column(gettext("Wat we weten")), Column(gettext("Wie het ons zei")))
    rows = [_fact_row(name, receipt.facts.get(name)) for name in decree.FACTS if name in read]
    return Table(gettext("De gegevens die we gebruikten"), columns, rows)


def _fact_row(name: str, fact: SourcedFact | None) -> tuple[Cell | str, ...]:
    if fact is None:
        return fact_sentence(name, None), gettext("Geen enkele bron wist dit")
    asked = day(fact.origin.retrieved_at.astimezone(BRUSSELS))
    change = overruled(fact)
    who = Cell(
        source_name(fact.origin.source),
        note=(gettext("op %(asked)s. %(change)s.") % {"asked": asked, "change": change})
        if change
        else (gettext("op %(asked)s") % {"asked": asked}),
    )
    return fact_sentence(name, fact.value), who


def _parameters(entries: list[Mapping[str, Any]]) -> Table:
    used = {name: found for entry in entries for name, found in entry["parameters"].items()}
    columns = (Column(gettext("Bedrag of termijn")), Column(gettext("Artikel")), Column(gettext("Hoe vast")))
    return Table(
        gettext("De bedragen en termijnen die we gebruikten"), columns, [_parameter_row(*one) for one in used.items()]
    )


def _parameter_row(name: str, found: Mapping[str, Any]) -> tuple[Cell | str, ...]:
    since = gettext("sinds %(value)s") % {"value": day(date.fromisoformat(found["since"]))}
    said = Cell(
        parameter_sentence(name, found["value"]), note=format_html(gettext("Bron: {}"), as_dutch(found["source"]))
    )
    return said, Cell(found["article"], note=since), STATUS[found["status"]]


def _law_line(law: Mapping[str, str]) -> str:
    on, known = date.fromisoformat(law["on"]), date.fromisoformat(law["known_on"])
    short = law["hash"].removeprefix("sha256:")[:SHORT_HASH]
    return gettext("%(title)s. Regels van %(on)s, zoals gekend op %(known)s. Kenmerk van deze versie: %(short)s.") % {
        "title": gettext(LAW.title),
        "on": day(on),
        "known": day(known),
        "short": short,
    }
