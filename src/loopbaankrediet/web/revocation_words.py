"""A file about taking back granted minutes in words, the same for the citizen and the officers."""

from collections.abc import Iterator
from datetime import date

from loopbaankrediet.credit.models import RevocationState
from loopbaankrediet.credit.revocations import RevocationView
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.remedy_words import RemedyBlock, case_number, remedy_block
from loopbaankrediet.web.templatetags.dutch import day

STATE_WORDS = {
    RevocationState.OPENED: Cell("Wacht op antwoord", pill="info"),
    RevocationState.HEARD: Cell("Te beslissen", pill="warn"),
    RevocationState.REVOKED: Cell("Ingetrokken", pill="err"),
    RevocationState.KEPT: Cell("Het krediet blijft", pill="ok"),
}


def revocation_rows(found: RevocationView) -> list[SummaryRow]:
    """Why, for how much, what the citizen said, and what was decided."""
    return [*_opening(found), *_hearing(found), *_decision(found)]


def revocation_remedies(found: RevocationView) -> RemedyBlock | None:
    """None while nothing is decided."""
    return remedy_block("revocation", found.id, found.decided_on) if found.decided_on else None


def answer_until_words(until: date | None) -> str:
    return day(until) if until else "De termijn begint als de burger dit leest, of na een telefoon of brief"


def _opening(found: RevocationView) -> Iterator[SummaryRow]:
    yield SummaryRow("Dossiernummer", case_number("revocation", found.id))
    yield SummaryRow("Geopend", f"{day(found.opened_on)}, door {found.opened_by}")
    yield SummaryRow("Grond", found.ground)
    yield SummaryRow("Waarom", found.why)
    yield SummaryRow("Hoogstens in te trekken", duration(found.minutes))


def _hearing(found: RevocationView) -> Iterator[SummaryRow]:
    if found.told_on:
        yield SummaryRow("Gemeld", f"{found.told}, {day(found.told_on)}")
    if found.heard_on:
        who = f"genoteerd door {found.heard_by}" if found.heard_by else "zelf geschreven"
        yield SummaryRow(f"Antwoord van {day(found.heard_on)}, {who}", found.answer)
    elif found.is_running:
        yield SummaryRow("Antwoorden kan tot en met", answer_until_words(found.answer_until))


def _decision(found: RevocationView) -> Iterator[SummaryRow]:
    if not found.decided_on:
        return
    taken = found.revoked_minutes
    yield SummaryRow("Ingetrokken", duration(taken) if taken else "Niets: het krediet blijft zoals het is")
    yield SummaryRow("Reden van de beslissing", found.reasons)
    yield SummaryRow("Beslist", f"{day(found.decided_on)}, door {found.decided_by}")
