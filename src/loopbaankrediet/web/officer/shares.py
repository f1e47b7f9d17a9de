"""Own contributions and reports of a surcharge as an officer sees them: what waits, and how long."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from loopbaankrediet.contributions.asked_back import RefundLine
from loopbaankrediet.contributions.queries import IncomingView, ReceiptView, ShareView
from loopbaankrediet.contributions.reports import ReportLine, ReportView
from loopbaankrediet.contributions.states import IncomingState
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.payments.queries import OwnShareOwed
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.worklists import age
from loopbaankrediet.web.share_words import REPORT_WORDS
from loopbaankrediet.web.templatetags.dutch import day

INCOMING_WORDS = {
    IncomingState.WAITING: Cell("Voor welke module?", pill="warn"),
    IncomingState.REFUND_DUE: Cell("Terug te storten", pill="warn"),
    IncomingState.PLACED: Cell("Bij een module", pill="ok"),
    IncomingState.SENT_BACK: Cell("Teruggestort", pill="ok"),
}


def refund_table(views: Sequence[ShareView], *, today: date) -> Table:
    columns = (Column("Burger"), Column("Bedrag", numeric=True), Column("Wie betaalt terug?"), Column("Sinds"))
    rows: list[list[Cell | str]] = [
        [
            Cell(view.client, note=f"Module {view.number} bij {view.counsellor}"),
            euro(view.share.back),
            Cell("Wij: noteer het", reverse("officer:refund_share", args=[view.module_id]))
            if view.by_platform
            else view.counsellor,
            Cell(day(view.closed_on), note=age(view.closed_on, today)) if view.closed_on else "",
        ]
        for view in views
    ]
    return Table("Terug te betalen aan burgers", columns, rows, "Niemand wacht op een terugbetaling.")


def unanswered_table(refunds: Sequence[RefundLine], *, today: date) -> Table:
    """Somebody says it was paid back; the citizen says nothing. Whoever reads this can call her."""
    columns = (Column("Burger"), Column("Bedrag", numeric=True), Column("Wie betaalde terug?"), Column("Sinds"))
    rows: list[list[Cell | str]] = [
        [
            Cell(refund.client, note=f"Module {refund.number}"),
            euro(refund.cents),
            refund.payer,
            Cell(day(refund.noted_on), note=age(refund.noted_on, today)),
        ]
        for refund in refunds
    ]
    return Table("Terugbetaald, nog niet bevestigd", columns, rows, "Geen enkele terugbetaling wacht op een antwoord.")


def debt_table(debts: Sequence[OwnShareOwed]) -> Table:
    """What was paid on too early: the citizen has it back, the counsellor does not owe it any longer than needed."""
    columns = (Column("Loopbaanbegeleider"), Column("Nog open", numeric=True), Column("Sinds"))
    rows: list[list[Cell | str]] = [
        [Cell(debt.payee, note=debt.register_number), euro(debt.open_cents), day(debt.since)] for debt in debts
    ]
    return Table("Te veel doorbetaald, we houden het in", columns, rows)


def incoming_table(views: Sequence[IncomingView], *, today: date) -> Table:
    columns = (Column("Storting"), Column("Mededeling"), Column("Bedrag", numeric=True), Column("Te doen"))
    rows: list[list[Cell | str]] = [
        [
            Cell(view.bank_reference, reverse("officer:incoming", args=[view.id]), note=age(view.booked_on, today)),
            view.ogm or "Geen",
            Cell(euro(view.cents), note=f"{euro(view.back)} te veel" if view.placed else ""),
            INCOMING_WORDS[view.state],
        ]
        for view in views
    ]
    return Table("Stortingen die wachten", columns, rows, "Geen enkele storting wacht.")


def incoming_rows(view: IncomingView) -> list[SummaryRow]:
    return [
        SummaryRow("Referentie van de bank", view.bank_reference),
        SummaryRow("Mededeling", view.ogm or "Geen"),
        SummaryRow("Bedrag", euro(view.cents)),
        SummaryRow("Bij een module", euro(view.placed)),
        SummaryRow("Moet terug", euro(view.back)),
        SummaryRow("Geboekt op", day(view.booked_on)),
        SummaryRow("Stand", INCOMING_WORDS[view.state].text),
    ]


def employer_table(receipts: Sequence[ReceiptView]) -> Table:
    columns = (Column("Bewijs"), Column("Burger"), Column("Bedrag", numeric=True), Column("Dag"))
    rows: list[list[Cell | str]] = [
        [
            receipt.entry.receipt,
            Cell(receipt.client, note=f"Module {receipt.module_number} bij {receipt.counsellor}"),
            euro(receipt.entry.cents),
            day(receipt.entry.paid_on),
        ]
        for receipt in receipts
    ]
    return Table("Betaald door een werkgever", columns, rows, "Geen enkele werkgever betaalde.")


def report_table(lines: Sequence[ReportLine], *, today: date) -> Table:
    columns = (Column("Melding"), Column("Over"), Column("Bedrag", numeric=True), Column("Stand"), Column("Ontvangen"))
    rows: list[list[Cell | str]] = [
        [
            Cell(line.what_for, reverse("officer:report", args=[line.id]), note=f"Door {line.client}"),
            line.counsellor,
            euro(line.cents),
            REPORT_WORDS[line.state],
            Cell(day(line.reported_on), note=age(line.reported_on, today)),
        ]
        for line in lines
    ]
    return Table("Meldingen die wachten", columns, rows, "Er wacht geen enkele melding.")


def report_rows(report: ReportView) -> list[SummaryRow]:
    line = report.line
    rows = [
        SummaryRow("Burger", line.client),
        SummaryRow("Loopbaanbegeleider", f"{line.counsellor} ({report.contact})"),
        SummaryRow("Extra gevraagd", euro(line.cents)),
        SummaryRow("Waarvoor", line.what_for),
        SummaryRow("Ontvangen op", day(line.reported_on)),
        SummaryRow("Stand", REPORT_WORDS[line.state].text),
    ]
    if line.answer_until:
        rows.append(SummaryRow("Begeleider kan antwoorden tot en met", day(line.answer_until)))
    return rows
