"""A batch, its payments and the budget in words."""

from collections.abc import Sequence

from loopbaankrediet.budget.queries import YearBudget
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.payments.models import Fund, ItemState
from loopbaankrediet.payments.queries import BatchView, ItemView, Returned
from loopbaankrediet.web.bank_words import bank_reason
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.worklists import ITEM_WORDS, outcome_words
from loopbaankrediet.web.templatetags.dutch import day, moment

FUND_WORDS = {
    Fund.PUBLIC: "Geld van de overheid",
    Fund.OWN_SHARE: "Eigen bijdragen die burgers aan ons betaalden",
}


def batch_rows(batch: BatchView) -> list[SummaryRow]:
    rows = [
        SummaryRow("Waarvan", FUND_WORDS[batch.fund]),
        SummaryRow("Bedrag", f"{euro(batch.total_cents)} voor {batch.count} betaling{'en' if batch.count > 1 else ''}"),
        SummaryRow("Gemaakt door", f"{batch.made_by} op {day(batch.made_on)}"),
        SummaryRow("Goedgekeurd door", batch.approved_by or "Nog niemand"),
    ]
    if batch.execution_on:
        rows.append(SummaryRow("De bank betaalt op", day(batch.execution_on)))
        sent = f"Ja, op {moment(batch.delivered_at)}" if batch.delivered_at else "Nog niet. We proberen het elke minuut"
        rows.append(SummaryRow("Bestand bij de bank", sent))
    if batch.accepted or batch.rejected:
        rows.append(SummaryRow("Antwoord van de bank", outcome_words(batch)))
    if batch.settled:
        rows.append(SummaryRow("Van onze rekening geboekt", euro(batch.settled_cents)))
    return rows


def item_table(items: Sequence[ItemView]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(item.payee, note=f"{item.counsellor}, {item.register_number}"),
            Cell(f"•••• {item.iban_end}", note=f"Kenmerk {item.end_to_end_id}{attempt_words(item)}"),
            Cell(f"Module {item.module_number}", note=f"Bevestigd op {day(item.confirmed_on)}"),
            duration(item.minutes) if item.minutes else "Eigen bijdrage",
            Cell(euro(item.cents), note=f"{euro(item.set_off_cents)} ingehouden" if item.set_off_cents else ""),
            _state(item),
        ]
        for item in items
    ]
    columns = [Column("Aan wie"), Column("Rekening"), Column("Waarvoor"), Column("Uren")]
    return Table("Betalingen in deze opdracht", [*columns, Column("Bedrag", numeric=True), Column("Stand")], rows)


def attempt_words(item: ItemView) -> str:
    """Why this is not the first time: '. 2e poging: de vorige werd teruggestort ...'; empty for a first attempt."""
    if not item.earlier:
        return ""
    last = item.earlier[-1]
    how = "werd teruggestort" if last.state == ItemState.RETURNED else "werd geweigerd"
    hand = f", volgens een bestand van {last.given_by}" if last.given_by else ""
    return f". {len(item.earlier) + 1}e poging: de vorige {how} ({bank_reason(last.reason)}{hand})"


def returned_words(found: Sequence[Returned]) -> list[str]:
    """Per payment that came back: whom it was for, why, and how to reach her."""
    return [
        f"{item.payee} ({item.register_number}), module {item.module_number}, {euro(item.cents)}: "
        f"{bank_reason(item.reason)}. Contact: {' of '.join(text for text in (item.phone, item.email) if text)}."
        for item in found
    ]


def returned_title(found: Sequence[Returned]) -> str:
    """'1 betaling kwam terug'; empty when none did."""
    if not found:
        return ""
    return "1 betaling kwam terug" if len(found) == 1 else f"{len(found)} betalingen kwamen terug"


def budget_rows(budget: YearBudget) -> list[SummaryRow]:
    rows = [
        SummaryRow("Goedgekeurd", euro(budget.voted)),
        SummaryRow("Vastgelegd: gereserveerd of te betalen", euro(budget.committed)),
        SummaryRow("Nog vrij", euro(budget.free)),
        SummaryRow("Betaald of onderweg", euro(budget.paid)),
    ]
    return [*rows, SummaryRow("Vereffeningskrediet nog vrij", euro(budget.payment_free))]


def _state(item: ItemView) -> Cell:
    text, kind = ITEM_WORDS[ItemState(item.state)]
    if item.state in (ItemState.REJECTED, ItemState.RETURNED):
        return Cell(text, pill=kind, note=f"Reden: {bank_reason(item.reason)}")
    return Cell(text, pill=kind, note=f"Geboekt op {day(item.settled_on)}" if item.settled_on else "")
