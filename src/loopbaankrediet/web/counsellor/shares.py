"""The own contributions of a counsellor's clients, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from loopbaankrediet.contributions.models import EntryKind, Payer
from loopbaankrediet.contributions.queries import EntryView, ShareView
from loopbaankrediet.contributions.reports import ReportView
from loopbaankrediet.contributions.states import ReportState
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.counsellor.share_forms import PaymentForm, RefundForm
from loopbaankrediet.web.share_words import REPORT_WORDS, amount_or_nothing, entry_table, share_rows
from loopbaankrediet.web.templatetags.dutch import day


@dataclass(frozen=True)
class ShareCard:
    """One module of a client: how it stands, what was noted, and a form when money must go back."""

    title: str
    number: int
    module_id: str
    rows: list[SummaryRow]
    table: Table
    by_platform: bool
    wrong: list[EntryView]
    refund_form: RefundForm | None


def share_cards(views: Sequence[ShareView], today: date, bound: RefundForm | None, bound_id: object) -> list[ShareCard]:
    """`bound`: the refund form of module `bound_id` that came back with an error."""
    return [
        ShareCard(
            f"Module {view.number}",
            view.number,
            str(view.module_id),
            share_rows(view),
            entry_table(view, "counsellor:share_receipt", caption=f"Betalingen voor module {view.number}"),
            view.by_platform,
            [] if view.by_platform else [entry for entry in view.entries if _can_be_wrong(entry)],
            bound if bound and bound_id == view.module_id else refund_form(view, today),
        )
        for view in views
    ]


def refund_form(view: ShareView, today: date) -> RefundForm | None:
    """For what must go back; None when nothing must, or the platform does it."""
    if not view.share.back or view.by_platform:
        return None
    return RefundForm(module_id=view.module_id, initial={"cents": view.share.back, "paid_on": today})


def payment_form(views: Sequence[ShareView], today: date, data: Any = None) -> PaymentForm | None:
    """None when there is nothing that the counsellor can still receive; what was sent stays among the choices."""
    sent = data.get("module") if data else None
    payable = [view for view in views if not view.by_platform and (view.share.open or str(view.number) == sent)]
    if not payable:
        return None
    first = payable[0]
    initial = {"module": first.number, "cents": first.share.open, "paid_on": today, "payer": Payer.CITIZEN}
    modules = [(view.number, f"Module {view.number}: nog {euro(view.share.open)}") for view in payable]
    return PaymentForm(data, modules=modules, initial=initial)


def open_table(views: Sequence[ShareView]) -> Table:
    """Every module of which something must still come in, or go back."""
    columns = (
        Column("Klant"),
        Column("Eigen bijdrage", numeric=True),
        Column("Ontvangen", numeric=True),
        Column("Nog te krijgen", numeric=True),
        Column("Terug te geven", numeric=True),
    )
    rows: list[list[Cell | str]] = [
        [
            Cell(view.client, reverse("counsellor:share", args=[view.track_id]), note=_note(view)),
            euro(view.share.due),
            euro(view.share.balance),
            amount_or_nothing(view.share.open),
            Cell(euro(view.share.back), pill="warn") if view.share.back else "-",
        ]
        for view in views
        if view.share.open or view.share.back
    ]
    return Table("Wat nog open staat", columns, rows, "Alles is betaald. Er staat niets open.")


def report_table(reports: Sequence[ReportView]) -> Table:
    columns = (Column("Melding"), Column("Bedrag", numeric=True), Column("Stand"), Column("Jouw antwoord"))
    rows: list[list[Cell | str]] = [
        [
            Cell(
                f"{report.line.what_for}, door {report.line.client}",
                reverse("counsellor:surcharge", args=[report.line.id]),
                note=f"Gemeld op {day(report.line.reported_on)}",
            ),
            euro(report.line.cents),
            REPORT_WORDS[report.line.state],
            "Gegeven" if report.replies else _until(report),
        ]
        for report in reports
    ]
    return Table("Meldingen dat je te veel vroeg", columns, rows, "Er is geen melding over jou.")


def _until(report: ReportView) -> Cell | str:
    if report.line.state != ReportState.LOOKED_AT or report.line.answer_until is None:
        return "Geen"
    return Cell(f"Kan tot en met {day(report.line.answer_until)}", pill="warn")


def _can_be_wrong(entry: EntryView) -> bool:
    return entry.kind is EntryKind.RECEIVED and not entry.is_taken_back


def _note(view: ShareView) -> str:
    to = ", betaalt aan het platform" if view.by_platform else ""
    return f"Module {view.number}{to}"
