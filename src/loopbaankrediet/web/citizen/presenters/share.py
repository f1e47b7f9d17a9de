"""What a citizen pays herself: per module, with receipts, and what she reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from loopbaankrediet.contributions.asked_back import RefundLine
from loopbaankrediet.contributions.queries import EntryView, ShareView
from loopbaankrediet.contributions.reports import ReportView
from loopbaankrediet.contributions.request import PaymentRequest, payment_request
from loopbaankrediet.contributions.states import RefundState, ReportState
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.web.citizen.presenters.overview import Task
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.share_words import REPORT_WORDS, amount_or_nothing, entry_table, share_rows
from loopbaankrediet.web.templatetags.dutch import day


@dataclass(frozen=True)
class OwnShare:
    """The section 'Je eigen bijdrage' of one module. `answers`: refunds that she must confirm or deny.

    `late`: refunds that she said did not come, and that can still come. `given_back`: hours that a recovery gave back.
    """

    lead: str
    given_back: str
    rows: list[SummaryRow]
    table: Table
    request_rows: list[SummaryRow]
    qr: SafeString
    answers: list[EntryView]
    late: list[EntryView]


def own_share(view: ShareView) -> OwnShare:
    table = entry_table(view, "citizen:share_receipt", caption="Je betalingen en bewijzen")
    answers = [entry for entry in view.entries if entry.waits_for_citizen]
    request = payment_request(view)
    qr = SafeString(request.qr if request else "")
    late = [entry for entry in view.entries if entry.refund is RefundState.DENIED and entry.amount <= view.share.back]
    given_back = duration(view.given_back) if view.given_back else ""
    return OwnShare(_lead(view), given_back, share_rows(view), table, _request_rows(request), qr, answers, late)


def refund_tasks(refunds: Iterable[RefundLine]) -> tuple[Task, ...]:
    """Money that a counsellor says she gave back: only the citizen knows whether it came."""
    return tuple(
        Task(
            f"Kreeg je {euro(refund.cents)} terug?",
            f"{refund.payer} noteerde op {day(refund.noted_on)} dat dit geld aan jou is terugbetaald.",
            "Antwoord",
            reverse("citizen:module", args=[refund.track_id, refund.number]),
        )
        for refund in refunds
    )


def share_table(views: Sequence[ShareView]) -> Table:
    columns = (
        Column("Module"),
        Column("Eigen bijdrage", numeric=True),
        Column("Betaald", numeric=True),
        Column("Nog te betalen", numeric=True),
        Column("Krijg je terug", numeric=True),
    )
    rows: list[list[Cell | str]] = [
        [
            Cell(
                f"Module {view.number} bij {view.counsellor}",
                reverse("citizen:module", args=[view.track_id, view.number]),
                note=_how_many(view.entries),
            ),
            euro(view.share.due),
            euro(view.share.balance),
            amount_or_nothing(view.share.open),
            _back(view),
        ]
        for view in views
    ]
    return Table("Wat je zelf betaalt", columns, rows, "Je hebt nog geen module. Je moet nu niets betalen.")


def report_table(reports: Sequence[ReportView]) -> Table:
    columns = (Column("Melding"), Column("Bedrag", numeric=True), Column("Stand"), Column("Ons antwoord"))
    rows: list[list[Cell | str]] = [
        [
            Cell(f"{report.line.what_for}, bij {report.line.counsellor}", note=day(report.line.reported_on)),
            euro(report.line.cents),
            REPORT_WORDS[report.line.state],
            _outcome(report),
        ]
        for report in reports
    ]
    return Table("Je meldingen", columns, rows, "Je meldde niets.")


def _outcome(report: ReportView) -> Cell:
    """The reason, and what follows from it."""
    if not report.reason:
        return Cell("" if report.line.state is ReportState.TAKEN_BACK else "Nog geen antwoord")
    by = f"Door {report.decided_by}. "
    if report.line.state is ReportState.PAID_BACK and report.line.paid_back_on:
        said = f"{report.line.counsellor} zegt dat je het terugkreeg op {day(report.line.paid_back_on)}."
        return Cell(report.reason, note=f"{by}{said}")
    if report.line.state is not ReportState.FOUNDED:
        return Cell(report.reason, note=by)
    owed = f"{report.line.counsellor} moet je {euro(report.line.cents)} teruggeven"
    return Cell(report.reason, note=f"{by}{owed}, als je dat betaalde. Krijg je het niet? Bel gratis 1700.")


def _request_rows(request: PaymentRequest | None) -> list[SummaryRow]:
    if request is None:
        return []
    return [
        SummaryRow("Naar", request.name),
        SummaryRow("Rekening", request.iban),
        SummaryRow("Bedrag", euro(request.cents)),
        SummaryRow("Mededeling", request.reference),
    ]


def _back(view: ShareView) -> Cell | str:
    asked = sum(entry.amount for entry in view.entries if entry.waits_for_citizen)
    if not asked:
        return amount_or_nothing(view.share.back)
    note = f"nog {euro(view.share.back)}" if view.share.back else ""
    return Cell(f"Kreeg je {euro(asked)}?", reverse("citizen:module", args=[view.track_id, view.number]), note=note)


def _lead(view: ShareView) -> str:
    to = "aan het platform" if view.by_platform else f"aan {view.counsellor}"
    if view.share.back:
        return f"Je betaalde {euro(view.share.back)} te veel, voor uren die niet tellen. Dat krijg je terug."
    if view.state is ModuleState.DISPUTED and view.share.balance > view.share.due:
        return "Een medewerker beslist over de uren. Betaalde je te veel, dan krijg je dat terug."
    if view.share.open == 0:
        return "Je hebt alles betaald." if view.share.due else "Voor deze module moet je niets betalen."
    return f"Je betaalt nog {euro(view.share.open)} {to}. Betaal je later? Dan gaat je begeleiding gewoon door."


def _how_many(entries: Sequence[EntryView]) -> str:
    return "" if not entries else "1 bewijs" if len(entries) == 1 else f"{len(entries)} bewijzen"
