"""The advice that goes with payments, and the accounts of a counsellor, ready to show."""

import csv
import io
from collections.abc import Sequence

from loopbaankrediet.counsellors.account_history import AccountChangeView
from loopbaankrediet.counsellors.models import AccountChangeState
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.payments.models import Fund, ItemState
from loopbaankrediet.payments.queries import Advice, AdviceLine
from loopbaankrediet.web.bank_words import bank_reason
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.spreadsheets import amount_cell
from loopbaankrediet.web.templatetags.dutch import day

STATES = {
    ItemState.SENT: ("Bij de bank", "info"),
    ItemState.ACCEPTED: ("Aanvaard door de bank", "info"),
    ItemState.SETTLED: ("Betaald", "ok"),
    ItemState.RETURNED: ("Teruggekomen", "err"),
    ItemState.REJECTED: ("Geweigerd door de bank", "err"),
}
CHANGE_WORDS = {
    AccountChangeState.ASKED: ("Gevraagd", "info"),
    AccountChangeState.CHECKED: ("Nagekeken, wacht op goedkeuring", "info"),
    AccountChangeState.IN_FORCE: ("In gebruik genomen", "ok"),
    AccountChangeState.WITHDRAWN: ("Door jou gestopt", "info"),
    AccountChangeState.REFUSED: ("Niet veranderd", "err"),
}
WHAT = {
    Fund.PUBLIC: "Het deel van de overheid",
    Fund.OWN_SHARE: "Eigen bijdragen van je klanten, die zij aan het platform betaalden",
}
HEAD = ("Mededeling", "Kenmerk", "Module", "Bevestigd op", "Minuten", "Bedrag (euro)", "Stand", "Geboekt op")


def advice_rows(advice: Advice) -> list[SummaryRow]:
    return [
        SummaryRow("Aan wie", f"{advice.payee} ({advice.register_number})"),
        SummaryRow("Wat", WHAT[advice.fund]),
        SummaryRow("Op rekening", f"•••• {advice.account_end}"),
        SummaryRow("Opdracht", advice.message_id),
        SummaryRow("De bank betaalt op", day(advice.execution_on)),
        SummaryRow("Samen", euro(advice.total_cents)),
    ]


def advice_table(advice: Advice) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.reference, note=f"Kenmerk {line.end_to_end_id}"),
            Cell(f"Module {line.module_number}", note=f"Bevestigd op {day(line.confirmed_on)}"),
            duration(line.minutes) if line.minutes else "Eigen bijdrage",
            Cell(euro(line.cents), note=f"{euro(line.set_off_cents)} ingehouden" if line.set_off_cents else ""),
            _state(line),
        ]
        for line in advice.lines
    ]
    columns = [Column("Mededeling op je rekening"), Column("Waarvoor"), Column("Uren")]
    return Table("Betalingen", [*columns, Column("Bedrag", numeric=True), Column("Stand")], rows)


def advice_csv(advice: Advice) -> str:
    """The lines of the advice as rows."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEAD)
    for line in advice.lines:
        booked = line.settled_on.isoformat() if line.settled_on else ""
        amount = amount_cell(line.cents)
        # The reference begins with a plus, which a spreadsheet would read as a formula.
        reference = line.reference.strip("+")
        words = STATES[ItemState(line.state)][0]
        module = (line.module_number, line.confirmed_on.isoformat(), line.minutes)
        writer.writerow((reference, line.end_to_end_id, *module, amount, words, booked))
    return text.getvalue()


def history_table(changes: Sequence[AccountChangeView]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            day(change.asked_on),
            f"•••• {change.previous_end}",
            f"•••• {change.new_end}",
            _change_state(change),
        ]
        for change in changes
    ]
    columns = [Column("Gevraagd op"), Column("Van rekening"), Column("Naar rekening"), Column("Stand")]
    return Table("Vroegere vragen", columns, rows, "Je rekening veranderde nog niet.")


def _state(line: AdviceLine) -> Cell:
    text, kind = STATES[ItemState(line.state)]
    if line.state in (ItemState.RETURNED, ItemState.REJECTED):
        return Cell(text, pill=kind, note=f"Reden: {bank_reason(line.reason)}")
    return Cell(text, pill=kind, note=f"Geboekt op {day(line.settled_on)}" if line.settled_on else "")


def _change_state(change: AccountChangeView) -> Cell:
    text, kind = CHANGE_WORDS[AccountChangeState(change.state)]
    if change.why:
        return Cell(text, pill=kind, note=change.why)
    return Cell(text, pill=kind, note=f"Sinds {day(change.in_force_on)}" if change.in_force_on else "")
