"""The worklists of an officer: what waits, how long already, and until when."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import ApplicationState, RevocationState
from loopbaankrediet.credit.queries import WorkItem
from loopbaankrediet.credit.revocations import RevocationLine
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.payments.models import BatchState, ItemState
from loopbaankrediet.payments.queries import BatchView
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.revocation_words import STATE_WORDS
from loopbaankrediet.web.templatetags.dutch import day

BATCH_WORDS = {
    BatchState.DRAFT: ("Wacht op goedkeuring", "warn"),
    BatchState.APPROVED: ("Bij de bank", "info"),
    BatchState.ANSWERED: ("Beantwoord door de bank", "ok"),
    BatchState.DISCARDED: ("Weggegooid", "info"),
}
ITEM_WORDS = {
    ItemState.PREPARED: ("Klaar", "info"),
    ItemState.SENT: ("Bij de bank", "info"),
    ItemState.ACCEPTED: ("Aanvaard", "info"),
    ItemState.SETTLED: ("Betaald", "ok"),
    ItemState.RETURNED: ("Teruggestort", "err"),
    ItemState.REJECTED: ("Geweigerd", "err"),
    ItemState.DROPPED: ("Niet betaald", "info"),
}


def application_table(items: Sequence[WorkItem], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(
                item.applicant,
                reverse("officer:application", args=[item.application_id]),
                note=file_number(item.number),
            ),
            _what(item, today),
            Cell(day(item.applied_on), note=age(item.applied_on, today)),
            Cell("Ja" if item.replied else "Nee", note="Wil gebeld worden" if item.asks_to_talk else ""),
        ]
        for item in items
    ]
    columns = [Column("Aanvrager"), Column("Te doen"), Column("Aangevraagd"), Column("Antwoord gekregen")]
    return Table("Aanvragen die op jou wachten", columns, rows, "Er wacht geen enkele aanvraag.")


def revocation_table(lines: Sequence[RevocationLine], *, caption: str, when_empty: str) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(
                line.applicant, reverse("officer:revocation", args=[line.id]), note=f"Geopend op {day(line.opened_on)}"
            ),
            duration(line.minutes),
            day(line.answer_until) if line.answer_until else "Nog niet gelezen",
            STATE_WORDS[RevocationState(line.state)],
        ]
        for line in lines
    ]
    columns = [Column("Burger"), Column("Hoogstens"), Column("Antwoorden tot en met"), Column("Stand")]
    return Table(caption, columns, rows, when_empty)


def batch_table(batches: Sequence[BatchView], *, caption: str, when_empty: str) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(batch.message_id, reverse("officer:batch", args=[batch.id]), note=f"Gemaakt op {day(batch.made_on)}"),
            str(batch.count),
            euro(batch.total_cents),
            batch_state(batch),
            Cell(batch.made_by, note=f"Goedgekeurd door {batch.approved_by}" if batch.approved_by else ""),
        ]
        for batch in batches
    ]
    columns = [Column("Betaalopdracht"), Column("Betalingen", numeric=True), Column("Bedrag", numeric=True)]
    return Table(caption, [*columns, Column("Stand"), Column("Gemaakt door")], rows, when_empty)


def batch_state(batch: BatchView) -> Cell:
    text, kind = BATCH_WORDS[BatchState(batch.state)]
    if batch.state != BatchState.ANSWERED:
        return Cell(text, pill=kind)
    wrong = batch.rejected + batch.returned
    return Cell(text, pill="err" if wrong else kind, note=outcome_words(batch))


def outcome_words(batch: BatchView) -> str:
    """'3 aanvaard, 1 geweigerd; op het uittreksel 2 betaald, 1 teruggestort'."""
    words = f"{batch.accepted} aanvaard, {batch.rejected} geweigerd"
    if not (batch.settled or batch.returned):
        return words
    return f"{words}; op het uittreksel {batch.settled} betaald, {batch.returned} teruggestort"


def age(since: date, today: date) -> str:
    days = (today - since).days
    return "vandaag" if days <= 0 else "1 dag geleden" if days == 1 else f"{days} dagen geleden"


def _what(item: WorkItem, today: date) -> Cell:
    if item.state == ApplicationState.UNDETERMINED:
        return Cell("Bewijs aanvullen", pill="info", note="Er ontbreekt een gegeven")
    if item.answer_until is None or today <= item.answer_until:
        until = day(item.answer_until) if item.answer_until else ""
        return Cell("Termijn loopt", pill="info", note=f"Antwoorden kan tot en met {until}")
    return Cell("Weigering ondertekenen", pill="warn", note=f"De termijn eindigde op {day(item.answer_until)}")
