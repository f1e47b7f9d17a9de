"""What a citizen pays herself: per module, with receipts, and what she reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from loopbaankrediet.contributions.asked_back import RefundLine
from loopbaankrediet.contributions.queries import EntryView, ShareView
from loopbaankrediet.contributions.reports import ReportView
from loopbaankrediet.contributions.request import PaymentRequest, payment_request
from loopbaankrediet.contributions.states import RefundState, ReportState
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.web.citizen.presenters.overview import Task
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.in_words import duration, euro
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
    table = entry_table(view, "citizen:share_receipt", caption=gettext("Je betalingen en bewijzen"))
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
            (gettext("Kreeg je %(cents)s terug?") % {"cents": euro(refund.cents)}),
            (
                gettext("%(payer)s noteerde op %(noted_on)s dat dit geld aan jou is terugbetaald.")
                % {"payer": refund.payer, "noted_on": day(refund.noted_on)}
            ),
            gettext("Antwoord"),
            reverse("citizen:module", args=[refund.track_id, refund.number]),
        )
        for refund in refunds
    )


def share_table(views: Sequence[ShareView]) -> Table:
    columns = (
        Column(gettext("Module")),
        Column(gettext("Eigen bijdrage"), numeric=True),
        Column(gettext("Betaald"), numeric=True),
        Column(gettext("Nog te betalen"), numeric=True),
        Column(gettext("Krijg je terug"), numeric=True),
    )
    rows: list[list[Cell | str]] = [
        [
            Cell(
                (
                    gettext("Module %(number)s bij %(counsellor)s")
                    % {"number": view.number, "counsellor": view.counsellor}
                ),
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
    return Table(
        gettext("Wat je zelf betaalt"), columns, rows, gettext("Je hebt nog geen module. Je moet nu niets betalen.")
    )


def report_table(reports: Sequence[ReportView]) -> Table:
    columns = (
        Column(gettext("Melding")),
        Column(gettext("Bedrag"), numeric=True),
        Column(gettext("Stand")),
        Column(gettext("Ons antwoord")),
    )
    rows: list[list[Cell | str]] = [
        [
            Cell(
                (
                    gettext("%(what_for)s, bij %(counsellor)s")
                    % {"what_for": report.line.what_for, "counsellor": report.line.counsellor}
                ),
                note=day(report.line.reported_on),
            ),
            euro(report.line.cents),
            REPORT_WORDS[report.line.state],
            _outcome(report),
        ]
        for report in reports
    ]
    return Table(gettext("Je meldingen"), columns, rows, gettext("Je meldde niets."))


def _outcome(report: ReportView) -> Cell:
    """The reason, and what follows from it."""
    if not report.reason:
        return Cell("" if report.line.state is ReportState.TAKEN_BACK else gettext("Nog geen antwoord"))
    by = gettext("Door %(decided_by)s. ") % {"decided_by": report.decided_by}
    if report.line.state is ReportState.PAID_BACK and report.line.paid_back_on:
        said = gettext("%(counsellor)s zegt dat je het terugkreeg op %(paid_back_on)s.") % {
            "counsellor": report.line.counsellor,
            "paid_back_on": day(report.line.paid_back_on),
        }
        return Cell(report.reason, note=f"{by}{said}")
    if report.line.state is not ReportState.FOUNDED:
        return Cell(report.reason, note=by)
    owed = gettext("%(counsellor)s moet je %(cents)s teruggeven") % {
        "counsellor": report.line.counsellor,
        "cents": euro(report.line.cents),
    }
    return Cell(
        report.reason,
        note=(
            gettext("%(by)s%(owed)s, als je dat betaalde. Krijg je het niet? Bel gratis 1700.")
            % {"by": by, "owed": owed}
        ),
    )


def _request_rows(request: PaymentRequest | None) -> list[SummaryRow]:
    if request is None:
        return []
    return [
        SummaryRow(gettext("Naar"), request.name),
        SummaryRow(gettext("Rekening"), request.iban),
        SummaryRow(gettext("Bedrag"), euro(request.cents)),
        SummaryRow(gettext("Mededeling"), request.reference),
    ]


def _back(view: ShareView) -> Cell | str:
    asked = sum(entry.amount for entry in view.entries if entry.waits_for_citizen)
    if not asked:
        return amount_or_nothing(view.share.back)
    note = (gettext("nog %(back)s") % {"back": euro(view.share.back)}) if view.share.back else ""
    return Cell(
        (gettext("Kreeg je %(asked)s?") % {"asked": euro(asked)}),
        reverse("citizen:module", args=[view.track_id, view.number]),
        note=note,
    )


def _lead(view: ShareView) -> str:
    to = (
        gettext("aan het platform")
        if view.by_platform
        else (gettext("aan %(counsellor)s") % {"counsellor": view.counsellor})
    )
    if view.share.back:
        return gettext("Je betaalde %(back)s te veel, voor uren die niet tellen. Dat krijg je terug.") % {
            "back": euro(view.share.back)
        }
    if view.state is ModuleState.DISPUTED and view.share.balance > view.share.due:
        return gettext("Een medewerker beslist over de uren. Betaalde je te veel, dan krijg je dat terug.")
    if view.share.open == 0:
        return (
            gettext("Je hebt alles betaald.") if view.share.due else gettext("Voor deze module moet je niets betalen.")
        )
    return gettext("Je betaalt nog %(open)s %(to)s. Betaal je later? Dan gaat je begeleiding gewoon door.") % {
        "open": euro(view.share.open),
        "to": to,
    }


def _how_many(entries: Sequence[EntryView]) -> str:
    return (
        ""
        if not entries
        else gettext("1 bewijs")
        if len(entries) == 1
        else (gettext("%(entries)s bewijzen") % {"entries": len(entries)})
    )
