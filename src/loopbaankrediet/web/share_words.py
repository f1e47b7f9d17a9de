"""The own contribution in words and tables, for citizens, counsellors and officers."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.contributions.models import EntryKind, Payer, VatRegime
from loopbaankrediet.contributions.queries import EntryView, ReceiptView, ShareView
from loopbaankrediet.contributions.states import RefundState, ReportState
from loopbaankrediet.contributions.vat import split
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.in_words import euro
from loopbaankrediet.web.templatetags.dutch import day

REFUND_WORDS = {
    RefundState.NOTED: Cell(gettext_noop("Nog niet bevestigd"), pill="warn"),
    RefundState.CONFIRMED: Cell(gettext_noop("Aangekomen"), pill="ok"),
    RefundState.DENIED: Cell(gettext_noop("Niet aangekomen"), pill="err"),
}
REPORT_WORDS = {
    ReportState.RECEIVED: Cell(gettext_noop("Ontvangen"), pill="info"),
    ReportState.TAKEN_BACK: Cell(gettext_noop("Ingetrokken"), pill="info"),
    ReportState.LOOKED_AT: Cell(gettext_noop("Wordt nagekeken"), pill="info"),
    ReportState.FOUNDED: Cell(gettext_noop("Klopt: er is te veel gevraagd"), pill="warn"),
    ReportState.UNFOUNDED: Cell(gettext_noop("Niet gegrond"), pill="info"),
    ReportState.PAID_BACK: Cell(gettext_noop("Terugbetaald volgens je begeleider"), pill="info"),
    ReportState.SETTLED: Cell(gettext_noop("Terugbetaald"), pill="ok"),
}
NO_SURCHARGE = gettext_noop(
    "Dit bedrag is alles inbegrepen. Een loopbaanbegeleider mag daar niets bovenop vragen (artikel 18 van het ontwerp)."
)


def share_rows(view: ShareView) -> list[SummaryRow]:
    """What a module costs the citizen, what was paid, and what is left either way."""
    rows = [
        SummaryRow(gettext("Eigen bijdrage"), euro(view.share.due)),
        SummaryRow(gettext("Al betaald"), euro(view.share.balance)),
    ]
    if view.share.back:
        return [*rows, SummaryRow(gettext("Moet nog terug"), euro(view.share.back))]
    return [*rows, SummaryRow(gettext("Nog te betalen"), euro(view.share.open))]


def entry_table(view: ShareView, receipt_page: str, *, caption: str) -> Table:
    columns = (
        Column(gettext("Bewijs")),
        Column(gettext("Dag")),
        Column(gettext("Bedrag"), numeric=True),
        Column(gettext("Hoe")),
        Column(gettext("Stand")),
    )
    rows = [_entry_row(entry, receipt_page) for entry in view.entries]
    return Table(caption, columns, rows, gettext("Er is nog niets betaald."))


def entry_state(entry: EntryView) -> Cell:
    if entry.refund:
        return REFUND_WORDS[entry.refund]
    if entry.is_taken_back:
        return Cell(gettext("Rechtgezet: telt niet mee"), pill="warn")
    if entry.payer is Payer.EMPLOYER:
        return Cell(gettext("Betaald door de werkgever"), pill="info")
    return Cell(entry.kind.label, pill="ok" if entry.kind is EntryKind.RECEIVED else "info")


def receipt_title(receipt: ReceiptView) -> str:
    titles = {
        EntryKind.RECEIVED: gettext("Ontvangstbewijs"),
        EntryKind.REFUND: gettext("Bewijs van terugbetaling"),
        EntryKind.CORRECTION: gettext("Rechtzetting"),
    }
    return f"{titles[receipt.entry.kind]} {receipt.entry.receipt}"


def receipt_rows(receipt: ReceiptView) -> list[SummaryRow]:
    """What a receipt says: who, to whom, for what, how much, and the VAT inside for information."""
    number = (
        (gettext(", onderneming %(enterprise_number)s") % {"enterprise_number": receipt.enterprise_number})
        if receipt.enterprise_number
        else ""
    )
    to = gettext("het platform, voor ") if receipt.by_platform else ""
    rows = [
        SummaryRow(gettext("Klant"), receipt.client),
        SummaryRow(gettext("Betaald aan"), f"{to}{receipt.payee} ({receipt.register_number}{number})"),
        SummaryRow(gettext("Loopbaanbegeleider"), receipt.counsellor),
        SummaryRow(
            gettext("Voor"),
            (gettext("Eigen bijdrage voor module %(module_number)s") % {"module_number": receipt.module_number}),
        ),
        SummaryRow(gettext("Bedrag"), euro(receipt.entry.cents)),
        SummaryRow(gettext("Hoe"), receipt.entry.way),
        SummaryRow(gettext("Betaald door"), receipt.entry.payer.label),
        SummaryRow(gettext("Dag van de betaling"), day(receipt.entry.paid_on)),
        SummaryRow(gettext("Genoteerd op"), day(receipt.noted_on)),
        SummaryRow(gettext("Btw"), vat_words(abs(receipt.entry.cents), receipt.vat_percent, on=receipt.entry.paid_on)),
    ]
    if receipt.reverses:
        rows.append(
            SummaryRow(gettext("Neemt terug"), (gettext("Bewijs %(reverses)s") % {"reverses": receipt.reverses}))
        )
    return [*rows, SummaryRow(gettext("Waarom"), receipt.reason)] if receipt.reason else rows


def vat_words(cents: int, percent: int | None, *, on: date) -> str:
    """The VAT inside an amount. Nothing of it changes the amount (default 23)."""
    if percent is None:
        return gettext("Inbegrepen, als de begeleider btw aanrekent: %(cents)s") % {
            "cents": _inside(cents, term("vat_percent", on=on))
        }
    return _inside(cents, percent) if percent else gettext("Geen: de begeleider is vrijgesteld van btw")


def regime_words(counsellor: str, regime: VatRegime | None, parts: Sequence[tuple[str, int]], *, on: date) -> str:
    """For an agreement: what VAT is inside each part (name, cents)."""
    if regime is VatRegime.EXEMPT:
        return gettext("%(counsellor)s is vrijgesteld van btw. De bedragen blijven daardoor gelijk.") % {
            "counsellor": counsellor
        }
    percent = term("vat_percent", on=on)
    inside = gettext(" en ").join(
        (gettext("%(vat)s in %(name)s") % {"vat": euro(split(cents, percent).vat), "name": name})
        for name, cents in parts
    )
    if regime is VatRegime.LIABLE:
        return gettext("In die bedragen zit %(percent)s %% btw: %(inside)s.") % {"percent": percent, "inside": inside}
    return gettext(
        "Rekent %(counsellor)s btw aan? Dan zit er al %(percent)s %% btw in: %(inside)s. Je betaalt nooit meer."
    ) % {"counsellor": counsellor, "percent": percent, "inside": inside}


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
    return gettext("%(vat)s (%(percent)s %%), dus %(net)s zonder btw") % {
        "vat": euro(found.vat),
        "percent": percent,
        "net": euro(found.net),
    }
