"""The own contribution in words and tables, for citizens, counsellors and officers."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from loopbaankrediet.contributions.models import EntryKind, Payer, VatRegime
from loopbaankrediet.contributions.queries import EntryView, ReceiptView, ShareView
from loopbaankrediet.contributions.states import RefundState, ReportState
from loopbaankrediet.contributions.vat import split
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.templatetags.dutch import day

REFUND_WORDS = {
    RefundState.NOTED: Cell("Nog niet bevestigd", pill="warn"),
    RefundState.CONFIRMED: Cell("Aangekomen", pill="ok"),
    RefundState.DENIED: Cell("Niet aangekomen", pill="err"),
}
REPORT_WORDS = {
    ReportState.RECEIVED: Cell("Ontvangen", pill="info"),
    ReportState.TAKEN_BACK: Cell("Ingetrokken", pill="info"),
    ReportState.LOOKED_AT: Cell("Wordt nagekeken", pill="info"),
    ReportState.FOUNDED: Cell("Klopt: er is te veel gevraagd", pill="warn"),
    ReportState.UNFOUNDED: Cell("Niet gegrond", pill="info"),
    ReportState.PAID_BACK: Cell("Terugbetaald volgens je begeleider", pill="info"),
    ReportState.SETTLED: Cell("Terugbetaald", pill="ok"),
}
NO_SURCHARGE = (
    "Dit bedrag is alles inbegrepen. Een loopbaanbegeleider mag daar niets bovenop vragen (artikel 18 van het ontwerp)."
)


def share_rows(view: ShareView) -> list[SummaryRow]:
    """What a module costs the citizen, what was paid, and what is left either way."""
    rows = [SummaryRow("Eigen bijdrage", euro(view.share.due)), SummaryRow("Al betaald", euro(view.share.balance))]
    if view.share.back:
        return [*rows, SummaryRow("Moet nog terug", euro(view.share.back))]
    return [*rows, SummaryRow("Nog te betalen", euro(view.share.open))]


def entry_table(view: ShareView, receipt_page: str, *, caption: str) -> Table:
    columns = (Column("Bewijs"), Column("Dag"), Column("Bedrag", numeric=True), Column("Hoe"), Column("Stand"))
    rows = [_entry_row(entry, receipt_page) for entry in view.entries]
    return Table(caption, columns, rows, "Er is nog niets betaald.")


def entry_state(entry: EntryView) -> Cell:
    if entry.refund:
        return REFUND_WORDS[entry.refund]
    if entry.is_taken_back:
        return Cell("Rechtgezet: telt niet mee", pill="warn")
    if entry.payer is Payer.EMPLOYER:
        return Cell("Betaald door de werkgever", pill="info")
    return Cell(entry.kind.label, pill="ok" if entry.kind is EntryKind.RECEIVED else "info")


def receipt_title(receipt: ReceiptView) -> str:
    titles = {
        EntryKind.RECEIVED: "Ontvangstbewijs",
        EntryKind.REFUND: "Bewijs van terugbetaling",
        EntryKind.CORRECTION: "Rechtzetting",
    }
    return f"{titles[receipt.entry.kind]} {receipt.entry.receipt}"


def receipt_rows(receipt: ReceiptView) -> list[SummaryRow]:
    """What a receipt says: who, to whom, for what, how much, and the VAT inside for information."""
    number = f", onderneming {receipt.enterprise_number}" if receipt.enterprise_number else ""
    to = "het platform, voor " if receipt.by_platform else ""
    rows = [
        SummaryRow("Klant", receipt.client),
        SummaryRow("Betaald aan", f"{to}{receipt.payee} ({receipt.register_number}{number})"),
        SummaryRow("Loopbaanbegeleider", receipt.counsellor),
        SummaryRow("Voor", f"Eigen bijdrage voor module {receipt.module_number}"),
        SummaryRow("Bedrag", euro(receipt.entry.cents)),
        SummaryRow("Hoe", receipt.entry.way),
        SummaryRow("Betaald door", receipt.entry.payer.label),
        SummaryRow("Dag van de betaling", day(receipt.entry.paid_on)),
        SummaryRow("Genoteerd op", day(receipt.noted_on)),
        SummaryRow("Btw", vat_words(abs(receipt.entry.cents), receipt.vat_percent, on=receipt.entry.paid_on)),
    ]
    if receipt.reverses:
        rows.append(SummaryRow("Neemt terug", f"Bewijs {receipt.reverses}"))
    return [*rows, SummaryRow("Waarom", receipt.reason)] if receipt.reason else rows


def vat_words(cents: int, percent: int | None, *, on: date) -> str:
    """The VAT inside an amount. Nothing of it changes the amount (default 23)."""
    if percent is None:
        return f"Inbegrepen, als de begeleider btw aanrekent: {_inside(cents, term('vat_percent', on=on))}"
    return _inside(cents, percent) if percent else "Geen: de begeleider is vrijgesteld van btw"


def regime_words(counsellor: str, regime: VatRegime | None, parts: Sequence[tuple[str, int]], *, on: date) -> str:
    """For an agreement: what VAT is inside each part (name, cents)."""
    if regime is VatRegime.EXEMPT:
        return f"{counsellor} is vrijgesteld van btw. De bedragen blijven daardoor gelijk."
    percent = term("vat_percent", on=on)
    inside = " en ".join(f"{euro(split(cents, percent).vat)} in {name}" for name, cents in parts)
    if regime is VatRegime.LIABLE:
        return f"In die bedragen zit {percent} % btw: {inside}."
    return f"Rekent {counsellor} btw aan? Dan zit er al {percent} % btw in: {inside}. Je betaalt nooit meer."


def amount_or_nothing(cents: int) -> str:
    return euro(cents) if cents else "-"


def receipt_url(page: str, entry_id: UUID) -> str:
    return reverse(page, args=[entry_id])


def _entry_row(entry: EntryView, receipt_page: str) -> list[Cell | str]:
    return [
        Cell(entry.receipt, receipt_url(receipt_page, entry.id)),
        day(entry.paid_on),
        euro(entry.cents),
        entry.way,
        entry_state(entry),
    ]


def _inside(cents: int, percent: int) -> str:
    found = split(cents, percent)
    return f"{euro(found.vat)} ({percent} %), dus {euro(found.net)} zonder btw"
