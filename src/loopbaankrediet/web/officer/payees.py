"""Late payments, stopped payments and changed accounts, in words."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from loopbaankrediet.counsellors.account_history import AccountChangeView
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.payments.models import HoldKind
from loopbaankrediet.payments.queries import HoldView, LateClaim
from loopbaankrediet.web.bank_words import bank_reason
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.worklists import age
from loopbaankrediet.web.pay_words import wait_words, who_follows
from loopbaankrediet.web.templatetags.dutch import day


def late_table(claims: Sequence[LateClaim], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(claim.payee, note=f"{claim.register_number}, {claim.contact}"),
            Cell(f"Module {claim.module_number}", note=f"Betaling {claim.number}"),
            euro(claim.cents),
            Cell(day(claim.due_on), note=age(claim.due_on, today) if claim.due_on < today else "wordt niet gehaald"),
            Cell(wait_words(claim.waiting), note=who_follows(claim.waiting)),
        ]
        for claim in claims
    ]
    columns = [Column("Aan wie"), Column("Waarvoor"), Column("Bedrag", numeric=True), Column("Beloofd tegen")]
    return Table("Betalingen die te laat zijn", [*columns, Column("Waarom")], rows, "Geen enkele betaling is te laat.")


def change_table(changes: Sequence[AccountChangeView], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(change.payee, reverse("officer:account_change", args=[change.id]), note=change.register_number),
            f"•••• {change.previous_end} wordt •••• {change.new_end}",
            Cell(day(change.asked_on), note=age(change.asked_on, today)),
            Cell(f"Vanaf {day(change.earliest_on)}", note=f"Nagekeken door {change.checked_by}")
            if change.is_checked
            else Cell("Na te kijken", pill="warn"),
        ]
        for change in changes
    ]
    columns = [Column("Loopbaanbegeleider"), Column("Rekening"), Column("Gevraagd"), Column("Te doen")]
    return Table("Andere rekeningen", columns, rows, "Niemand vroeg een andere rekening.")


def change_rows(change: AccountChangeView) -> list[SummaryRow]:
    rows = [
        SummaryRow("Loopbaanbegeleider", f"{change.name} ({change.register_number})"),
        SummaryRow("Betaald aan", change.payee),
        SummaryRow("Nu op rekening", f"•••• {change.previous_end}"),
        SummaryRow("Gevraagde rekening", f"•••• {change.new_end}"),
        SummaryRow("Gevraagd op", day(change.asked_on)),
        SummaryRow("Kan ten vroegste op", day(change.earliest_on)),
        SummaryRow("Contact uit het register", change.contact),
    ]
    if change.how:
        rows.append(SummaryRow(f"Nagekeken door {change.checked_by}", change.how))
    if change.in_force_on:
        rows.append(SummaryRow("In gebruik sinds", f"{day(change.in_force_on)}, goedgekeurd door {change.in_force_by}"))
    return [*rows, SummaryRow("Niet veranderd, omdat", change.why)] if change.why else rows


def hold_words(hold: HoldView) -> str:
    """Why and since when the payments of a counsellor stand still."""
    if hold.kind == HoldKind.ACCOUNT:
        return f"Sinds {day(hold.placed_on)}: {bank_reason(hold.code)}. Wacht op een andere rekening."
    return f"Sinds {day(hold.placed_on)} door {hold.placed_by}: {hold.reason}"
