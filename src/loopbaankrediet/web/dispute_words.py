"""A dispute about hours in words, the same for everybody who may read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.models import DisputeCause
from loopbaankrediet.guidance.open_hours import DisputeView
from loopbaankrediet.guidance.states import DisputeState
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.remedy_words import RemedyBlock, case_number, remedy_block
from loopbaankrediet.web.templatetags.dutch import day

STATE_WORDS = {
    DisputeState.OPEN: Cell("Wacht op antwoord", pill="info"),
    DisputeState.ANSWERED: Cell("Te beslissen", pill="warn"),
    DisputeState.TO_RECOVER: Cell("Terug te vorderen", pill="err"),
    DisputeState.DECIDED: Cell("Beslist", pill="ok"),
}


@dataclass(frozen=True)
class Sides:
    """What the two parties are called for who reads."""

    client: str
    counsellor: str


FOR_ALL = Sides("de klant", "de begeleider")
FOR_CITIZEN = Sides("jou", "je begeleider")


def dispute_rows(dispute: DisputeView, sides: Sides = FOR_ALL) -> list[SummaryRow]:
    """What both said, what was paid meanwhile, and who decides by when."""
    return [*_claims(dispute, sides), *_waits(dispute, sides), *_decision(dispute)]


def dispute_remedies(dispute: DisputeView) -> RemedyBlock | None:
    """None while nothing is decided."""
    return remedy_block("dispute", dispute.module_id, dispute.decided_on) if dispute.decided_on else None


def said_by_citizen(dispute: DisputeView) -> str:
    """How long it was according to the citizen; that she said nothing, when she did not."""
    if dispute.given_minutes is None:
        return "Geen antwoord op onze vraag"
    return duration(dispute.given_minutes)


def _claims(dispute: DisputeView, sides: Sides) -> Iterator[SummaryRow]:
    yield SummaryRow("Dossiernummer", case_number("dispute", dispute.module_id))
    yield SummaryRow(f"Genoteerd door {sides.counsellor}", duration(dispute.reported_minutes))
    yield SummaryRow(f"Volgens {sides.client}", said_by_citizen(dispute))
    if dispute.why:
        yield SummaryRow(f"Waarom, volgens {sides.client}", dispute.why)
    if dispute.answer:
        yield SummaryRow(f"Antwoord van {sides.counsellor}", dispute.answer)
    if dispute.cause != DisputeCause.AFTER_SILENCE or not dispute.is_decided:
        yield SummaryRow("Niet betwist", _agreed(dispute))
    yield SummaryRow("Betwist", duration(dispute.disputed_minutes))


def _agreed(dispute: DisputeView) -> str:
    """With why it can be less than she said."""
    said = duration(dispute.agreed_minutes)
    if dispute.given_minutes in (None, dispute.agreed_minutes):
        return said
    return f"{said}. Tijd telt per volle {term('billing_step_minutes', on=dispute.opened_on)} minuten."


def _waits(dispute: DisputeView, sides: Sides) -> Iterator[SummaryRow]:
    yield SummaryRow("Betwist sinds", day(dispute.opened_on))
    if dispute.is_decided:
        return
    if dispute.state == DisputeState.OPEN:
        yield SummaryRow(f"{sides.counsellor.capitalize()} antwoordt", f"ten laatste op {day(dispute.answer_by)}")
    yield SummaryRow("Een medewerker beslist", f"ten laatste op {day(dispute.decide_by)}")


def _decision(dispute: DisputeView) -> Iterator[SummaryRow]:
    if dispute.decided_on is None or dispute.decided_minutes is None:
        return
    yield SummaryRow("Beslist", f"op {day(dispute.decided_on)} door {dispute.decided_by}")
    yield SummaryRow("Zoveel tijd was het", duration(dispute.decided_minutes))
    yield SummaryRow("Waarom", dispute.reasons)
    if dispute.recover_minutes:
        yield SummaryRow("Wat al betaald was", _recovered(dispute))


def _recovered(dispute: DisputeView) -> str:
    said = f"{duration(dispute.recover_minutes)} was al betaald, of onderweg. We vorderen dat terug."
    return f"{said} Daarna komen de uren terug." if dispute.state == DisputeState.TO_RECOVER else said
