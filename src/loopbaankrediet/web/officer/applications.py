"""An application in words: its stand, its reasons, its facts with their origin, and what is missing."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import ApplicationState
from loopbaankrediet.credit.queries import ApplicationView
from loopbaankrediet.decree import FACTS, FactSpec, Range
from loopbaankrediet.sources.ports import FactValue
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.law_words import overruled
from loopbaankrediet.web.templatetags.dutch import day, moment

OWN_REGISTER = "credit_minutes_granted"
CAN_CHANGE = (ApplicationState.UNDETERMINED, ApplicationState.INTENDED)
STATE_WORDS: dict[str, tuple[str, str]] = {
    ApplicationState.SUBMITTED: ("Ingediend", "info"),
    ApplicationState.GRANTED: ("Toegekend", "ok"),
    ApplicationState.UNDETERMINED: ("Nog niet beslist: er ontbreekt een gegeven", "warn"),
    ApplicationState.INTENDED: ("Voornemen om te weigeren", "warn"),
    ApplicationState.WAITING: ("Heeft recht, wacht op een plaats in het budget", "info"),
    ApplicationState.REFUSED: ("Geweigerd", "err"),
}
HOLDS = {True: ("Voldaan", "ok"), False: ("Niet voldaan", "err"), None: ("Nog niet bekend", "warn")}


@dataclass(frozen=True)
class MissingFact:
    """A fact to ask for, with the page where an officer enters it."""

    question: str
    effect: str
    url: str


def application_rows(found: ApplicationView) -> list[SummaryRow]:
    decision = found.decision
    rows = [
        SummaryRow("Dossiernummer", file_number(found.number)),
        SummaryRow("Aangevraagd op", day(found.applied_on)),
        SummaryRow("Laatste beslissing op", day(decision.decided_on)),
    ]
    if decision.answer_until:
        rows.append(SummaryRow("Antwoorden kan tot en met", day(decision.answer_until)))
    if decision.receipt.qualifies_from and found.state != ApplicationState.UNDETERMINED:
        rows.append(SummaryRow("Zou wel kunnen vanaf", day(decision.receipt.qualifies_from)))
    if decision.signed_by:
        rows.append(SummaryRow("Ondertekend door", decision.signed_by))
    return rows


def can_sign(found: ApplicationView, today: date) -> bool:
    until = found.decision.answer_until
    return found.state == ApplicationState.INTENDED and until is not None and today > until


def missing_facts(found: ApplicationView) -> list[MissingFact]:
    """In the order in which they help most; none once the application is closed."""
    if found.state not in CAN_CHANGE:
        return []
    return [
        MissingFact(FACTS[entry["fact"]].question, _effect(entry["changes"]), _record_url(found, entry["fact"]))
        for entry in found.decision.receipt.decision["missing"]
    ]


def reasons_table(found: ApplicationView) -> Table:
    rows: list[list[Cell | str]] = [
        [Cell(reason["text"], note=reason["article"]), reason["sentence"], _holds(reason["holds"])]
        for reason in found.decision.receipt.reasons
    ]
    columns = [Column("Voorwaarde"), Column("Wat we weten"), Column("Voldaan?")]
    return Table("Gronden", columns, rows)


def facts_table(found: ApplicationView) -> Table:
    """Every known fact with its origin; an officer may correct one from proof while nothing is final."""
    known = found.decision.receipt.facts
    rows: list[list[Cell | str]] = [
        [
            Cell(spec.label[0].upper() + spec.label[1:], _change_url(found, name)),
            known_sentence(found, spec),
            Cell(known[name].origin.source, note=_asked(found, name)),
        ]
        for name, spec in FACTS.items()
        if name in known
    ]
    columns = [Column("Gegeven"), Column("Wat we weten"), Column("Bron")]
    return Table("Gegevens en hun herkomst", columns, rows, "Geen enkele bron kende een gegeven.")


def known_sentence(found: ApplicationView, spec: FactSpec) -> str:
    fact = found.decision.receipt.facts.get(spec.name)
    return spec.sentence(_as_known(spec, fact.value) if fact else None)


def _as_known(spec: FactSpec, value: FactValue) -> bool | int | str | Range:
    if isinstance(value, dict):
        return Range(value.get("min", spec.low), value.get("max", spec.high))
    return value


def _asked(found: ApplicationView, name: str) -> str:
    fact = found.decision.receipt.facts[name]
    change = overruled(fact)
    asked = f"{fact.origin.service}, {moment(fact.origin.retrieved_at)}"
    return f"{asked}. {change}." if change else asked


def _holds(holds: bool | None) -> Cell:
    text, kind = HOLDS[holds]
    return Cell(text, pill=kind)


def _change_url(found: ApplicationView, name: str) -> str:
    return _record_url(found, name) if found.state in CAN_CHANGE and name != OWN_REGISTER else ""


def _record_url(found: ApplicationView, name: str) -> str:
    return reverse("officer:record_fact", args=[found.id, name])


def _effect(changes: list[str]) -> str:
    if "outcome" in changes:
        return "Dit bepaalt of het recht er is."
    return "Het recht staat vast. Dit bepaalt de prijs of het aantal uren."
