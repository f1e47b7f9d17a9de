"""The letter of a decision as one document: text blocks of its version, a plain half page, all grounds, remedies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loopbaankrediet.credit.clarifications import DeviationView
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import DecisionKind
from loopbaankrediet.credit.queries import ApplicationView
from loopbaankrediet.credit.receipts import Receipt, make_receipt
from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.office.models import Letter
from loopbaankrediet.office.templates import TemplateView, filled, template_for
from loopbaankrediet.sources.ports import Origin, SourcedFact
from loopbaankrediet.web.citizen.presenters.decision import remedy_until
from loopbaankrediet.web.citizen.presenters.details import Details, details_of
from loopbaankrediet.web.law_words import WhyNot, why_not
from loopbaankrediet.web.templatetags.dutch import day

LETTERS = {
    DecisionKind.INTENTION: Letter.INTENTION,
    DecisionKind.REFUSAL: Letter.REFUSAL,
    DecisionKind.GRANT: Letter.GRANT,
}
STATES = {Letter.INTENTION: "intended", Letter.REFUSAL: "refused", Letter.GRANT: "granted"}
DEMO: Mapping[str, bool | int | str] = {
    "residence": "flanders",
    "employment_contract": True,
    "seniority_months": 72,
    "schooling": "high",
    "vouchers_used": 0,
    "credit_minutes_granted": 0,
}
DEMO_GRANTED: Mapping[str, bool | int | str] = {**DEMO, "seniority_months": 144}


@dataclass(frozen=True)
class LetterPage:
    """One letter. `opening` and `closing` are filled text blocks; `version` says which they are."""

    title: str
    addressee: str
    number: str
    decided_on: date
    opening: str
    closing: str
    version: int
    why_not: tuple[WhyNot, ...]
    on_file: tuple[str, ...]
    answer: str
    signed_by: str
    details: Details
    remedies: tuple[str, ...]
    remedy_until: date | None
    answer_until: date | None


def letter_of(view: ApplicationView, deviations: tuple[DeviationView, ...] = ()) -> LetterPage | None:
    """The letter of the latest decision; None where there is none (a question, a turn, a price)."""
    decision = view.decision
    letter = LETTERS.get(DecisionKind(decision.kind))
    if letter is None:
        return None
    template = template_for(letter, on=decision.decided_on, at=decision.decided_at)
    values = _values(view, decision.minutes, decision.answer_until)
    return LetterPage(
        title=letter.label,
        addressee=view.applicant,
        number=file_number(view.number),
        decided_on=decision.decided_on,
        version=template.version,
        opening=filled(template.opening, values),
        closing=filled(template.closing, values),
        on_file=tuple(one.reasons for one in deviations if one.until is None),
        answer=decision.answer,
        signed_by=decision.signed_by or "",
        **_computed(decision.receipt, letter, decision.decided_on),
        answer_until=decision.answer_until,
    )


def preview(template: TemplateView, *, on: date, at: datetime) -> LetterPage:
    """The letter as it would read for an invented case; nothing is stored."""
    letter = Letter(template.letter)
    facts = DEMO_GRANTED if letter is Letter.GRANT else DEMO
    origin = Origin("Voorbeeld", "voorbeeld", at)
    receipt = make_receipt({name: SourcedFact(name, value, origin) for name, value in facts.items()}, on=on)
    until = on if letter is Letter.INTENTION else None
    values = {
        "naam": "Voorbeeld D'Hondt-Lefèvre",
        "dossiernummer": file_number(100_001),
        "aanvraagdag": day(on),
        "uren": duration(receipt.proof.results.get("minutes") or 0),
        "antwoorddag": day(on),
    }
    return LetterPage(
        title=letter.label,
        addressee=values["naam"],
        number=values["dossiernummer"],
        decided_on=on,
        version=template.version,
        opening=filled(template.opening, values),
        closing=filled(template.closing, values),
        on_file=(),
        answer="",
        signed_by="Voorbeeld van een medewerker" if letter is Letter.REFUSAL else "",
        **_computed(receipt, letter, on),
        answer_until=until,
    )


def _values(view: ApplicationView, minutes: int, until: date | None) -> dict[str, str]:
    return {
        "naam": view.applicant,
        "dossiernummer": file_number(view.number),
        "aanvraagdag": day(view.applied_on),
        "uren": duration(minutes) if minutes else "",
        "antwoorddag": day(until) if until else "",
    }


def _computed(receipt: Receipt, letter: Letter, decided_on: date) -> Any:
    """What the law says, whatever the text blocks are; an intention can be answered, not contested yet."""
    outcome = "granted" if letter is Letter.GRANT else "refused"
    is_final = letter is not Letter.INTENTION
    remedies = tuple(remedy.text for remedy in remedies_for(outcome, decided_on, decided_on)) if is_final else ()
    return {
        "why_not": tuple(why_not(receipt.reasons, receipt.decision["grounds"])),
        "details": details_of(receipt, STATES[letter]),
        "remedies": remedies,
        "remedy_until": remedy_until(outcome, decided_on) if is_final else None,
    }
