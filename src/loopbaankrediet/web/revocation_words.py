"""A file about taking back granted minutes in words, the same for the citizen and the officers."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.credit.models import RevocationState
from loopbaankrediet.credit.revocations import RevocationView
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.in_words import duration
from loopbaankrediet.web.remedy_words import RemedyBlock, case_number, remedy_block
from loopbaankrediet.web.templatetags.dutch import day

STATE_WORDS = {
    RevocationState.OPENED: Cell(gettext_noop("Wacht op antwoord"), pill="info"),
    RevocationState.HEARD: Cell(gettext_noop("Te beslissen"), pill="warn"),
    RevocationState.REVOKED: Cell(gettext_noop("Ingetrokken"), pill="err"),
    RevocationState.KEPT: Cell(gettext_noop("Het krediet blijft"), pill="ok"),
}


def revocation_rows(found: RevocationView) -> list[SummaryRow]:
    """Why, for how much, what the citizen said, and what was decided."""
    return [*_opening(found), *_hearing(found), *_decision(found)]


def revocation_remedies(found: RevocationView) -> RemedyBlock | None:
    """None while nothing is decided."""
    return remedy_block("revocation", found.id, found.decided_on) if found.decided_on else None


def answer_until_words(until: date | None) -> str:
    return day(until) if until else gettext("De termijn begint als de burger dit leest, of na een telefoon of brief")


def _opening(found: RevocationView) -> Iterator[SummaryRow]:
    yield SummaryRow(gettext("Dossiernummer"), case_number("revocation", found.id))
    yield SummaryRow(
        gettext("Geopend"),
        (
            gettext("%(opened_on)s, door %(opened_by)s")
            % {"opened_on": day(found.opened_on), "opened_by": found.opened_by}
        ),
    )
    yield SummaryRow(gettext("Grond"), found.ground)
    yield SummaryRow(gettext("Waarom"), found.why)
    yield SummaryRow(gettext("Hoogstens in te trekken"), duration(found.minutes))


def _hearing(found: RevocationView) -> Iterator[SummaryRow]:
    if found.told_on:
        yield SummaryRow(gettext("Gemeld"), f"{found.told}, {day(found.told_on)}")
    if found.heard_on:
        who = (
            (gettext("genoteerd door %(heard_by)s") % {"heard_by": found.heard_by})
            if found.heard_by
            else gettext("zelf geschreven")
        )
        yield SummaryRow(
            (gettext("Antwoord van %(heard_on)s, %(who)s") % {"heard_on": day(found.heard_on), "who": who}),
            found.answer,
        )
    elif found.is_running:
        yield SummaryRow(gettext("Antwoorden kan tot en met"), answer_until_words(found.answer_until))


def _decision(found: RevocationView) -> Iterator[SummaryRow]:
    if not found.decided_on:
        return
    taken = found.revoked_minutes
    yield SummaryRow(
        gettext("Ingetrokken"), duration(taken) if taken else gettext("Niets: het krediet blijft zoals het is")
    )
    yield SummaryRow(gettext("Reden van de beslissing"), found.reasons)
    yield SummaryRow(
        gettext("Beslist"),
        (
            gettext("%(decided_on)s, door %(decided_by)s")
            % {"decided_on": day(found.decided_on), "decided_by": found.decided_by}
        ),
    )
