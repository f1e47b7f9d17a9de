"""A decision on a plain half page, with every ground, fact, amount and source below it (default 26)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from loopbaankrediet import decree
from loopbaankrediet.credit.models import ApplicationState, Wallet
from loopbaankrediet.credit.queries import ApplicationView, ReplyView
from loopbaankrediet.credit.receipts import Receipt
from loopbaankrediet.decree.dutch import amount
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.web.citizen.presenters.price import Price, price_for
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.law_words import HOLDS, STATUS, fact_sentence, parameter_sentence
from loopbaankrediet.web.templatetags.dutch import day

PROOFS = {
    "residence": "een bewijs van de gemeente waar je woont",
    "workplace": "een attest van je werkgever met de plaats waar je werkt",
    "employment_contract": "je arbeidscontract of een loonbrief",
    "under_authority": "een attest van je werkgever",
    "self_employed": "een attest van je sociaal verzekeringsfonds",
    "fund_affiliated": "een attest van je sociaal verzekeringsfonds",
    "seniority_months": "een attest van een vroegere werkgever, een oud contract of een buitenlands pensioenoverzicht",
    "vouchers_used": "een brief van VDAB over je loopbaancheques",
}
SHORT_HASH = 12


@dataclass(frozen=True)
class GroundCard:
    """One rule: what it says, what we know about the reader, and whether that fits. `answer` is a pill."""

    article: str
    rule: str
    about_you: str
    answer: Cell | None = None


@dataclass(frozen=True)
class MissingFact:
    """A fact that decides and that no source knows in full; `proof` is what could show it."""

    name: str
    question: str
    known: str
    proof: str


@dataclass(frozen=True)
class DecisionPage:
    """All that the page says; what does not apply to the state of this application is empty."""

    state: str
    applicant: str
    file_number: str
    applied_on: date
    decided_on: date
    minutes: int
    price: Price | None
    declares_schooling: bool
    declared_later: bool
    why_not: tuple[str, ...]
    missing: tuple[MissingFact, ...]
    qualifies_from: date | None
    answer_until: date | None
    term_over: bool
    replies: tuple[ReplyView, ...]
    signed_by: str | None
    remedies: tuple[str, ...]
    grounds: tuple[GroundCard, ...]
    amounts: tuple[GroundCard, ...]
    facts: Table
    parameters: Table
    law_line: str


def decision_page(view: ApplicationView, wallet: Wallet | None, today: date) -> DecisionPage:
    decision, receipt = view.decision, view.decision.receipt
    granted = view.state == ApplicationState.GRANTED
    schooling = wallet.schooling if wallet and granted else None
    return DecisionPage(
        state=view.state,
        applicant=view.applicant,
        file_number=file_number(view),
        applied_on=view.applied_on,
        decided_on=decision.decided_on,
        minutes=decision.minutes,
        price=price_for(schooling, view.applied_on),
        declares_schooling=schooling is None and needs_schooling(view),
        declared_later=schooling is not None and needs_schooling(view),
        why_not=tuple(reason["sentence"] for reason in receipt.reasons if reason["holds"] is False),
        missing=tuple(_missing(receipt)) if view.state == ApplicationState.UNDETERMINED else (),
        qualifies_from=receipt.qualifies_from,
        answer_until=decision.answer_until,
        term_over=bool(decision.answer_until and today > decision.answer_until),
        replies=view.replies,
        signed_by=decision.signed_by,
        remedies=tuple(receipt.decision["remedies"]),
        grounds=tuple(_ground(reason) for reason in receipt.reasons),
        amounts=tuple(_amount(entry) for entry in receipt.decision["amounts"]),
        facts=_facts(receipt),
        parameters=_parameters(receipt),
        law_line=_law_line(receipt.decision["law"]),
    )


def file_number(view: ApplicationView) -> str:
    return str(view.id)[:8].upper()


def needs_schooling(view: ApplicationView) -> bool:
    """Whether the citizen is the one who can say what her schooling is: no source knew it, and it matters."""
    missing = {entry["fact"] for entry in view.decision.receipt.decision["missing"]}
    return "schooling" in missing


def _missing(receipt: Receipt) -> Iterator[MissingFact]:
    for entry in receipt.decision["missing"]:
        name, sourced = entry["fact"], receipt.facts.get(entry["fact"])
        known = fact_sentence(name, sourced.value if sourced else None)
        yield MissingFact(name, decree.FACTS[name].question, known, PROOFS.get(name, "een document waaruit dit blijkt"))


def _ground(reason: Mapping[str, Any]) -> GroundCard:
    return GroundCard(_title(reason["article"]), reason["text"], reason["sentence"], HOLDS[reason["holds"]])


def _amount(entry: Mapping[str, Any]) -> GroundCard:
    article = LAW.versions[entry["rule"]][0]
    if entry["value"] is None or article.unit is None:
        said = article.unknown
    else:
        said = article.says.format(value=amount(entry["value"], article.unit))
    return GroundCard(_title(entry["article"]), entry["text"], said)


def _title(reference: str) -> str:
    return reference.replace("art.", "artikel")[:1].upper() + reference.replace("art.", "artikel")[1:]


def _facts(receipt: Receipt) -> Table:
    columns = (Column("Wat we weten"), Column("Wie het ons zei"))
    return Table("De gegevens die we gebruikten", columns, [_fact_row(name, receipt) for name in _names(receipt)])


def _names(receipt: Receipt) -> list[str]:
    read = {name for part in ("grounds", "amounts") for entry in receipt.decision[part] for name in entry["facts"]}
    return [name for name in decree.FACTS if name in read]


def _fact_row(name: str, receipt: Receipt) -> tuple[Cell | str, ...]:
    sourced = receipt.facts.get(name)
    if sourced is None:
        return fact_sentence(name, None), "Geen enkele bron wist dit"
    asked = sourced.origin.retrieved_at.astimezone(BRUSSELS)
    return fact_sentence(name, sourced.value), Cell(sourced.origin.source, note=f"op {day(asked)}")


def _parameters(receipt: Receipt) -> Table:
    used: dict[str, Mapping[str, Any]] = {}
    for part in ("grounds", "amounts"):
        for entry in receipt.decision[part]:
            used |= entry["parameters"]
    columns = (Column("Bedrag of termijn"), Column("Artikel"), Column("Hoe vast"))
    return Table("De bedragen en termijnen die we gebruikten", columns, [_parameter_row(*one) for one in used.items()])


def _parameter_row(name: str, found: Mapping[str, Any]) -> tuple[Cell | str, ...]:
    since = f"sinds {day(date.fromisoformat(found['since']))}"
    said = Cell(parameter_sentence(name, found["value"]), note=f"Bron: {found['source']}")
    return said, Cell(found["article"], note=since), STATUS[found["status"]]


def _law_line(law: Mapping[str, str]) -> str:
    on, known = date.fromisoformat(law["on"]), date.fromisoformat(law["known_on"])
    short = law["hash"].removeprefix("sha256:")[:SHORT_HASH]
    return f"{LAW.title}. Regels van {day(on)}, zoals gekend op {day(known)}. Kenmerk van deze versie: {short}."
