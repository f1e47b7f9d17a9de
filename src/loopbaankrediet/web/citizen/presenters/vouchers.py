"""Earlier vouchers in plain words: counted or not, why, from which source and of which day."""

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.vouchers.history import Voucher, VoucherHistory
from loopbaankrediet.vouchers.models import ContestState, VoucherStatus
from loopbaankrediet.vouchers.queries import ContestView
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.in_words import amount, duration
from loopbaankrediet.web.law_in_english import law_text
from loopbaankrediet.web.remedy_words import RemedyBlock, remedy_block
from loopbaankrediet.web.templatetags.dutch import as_dutch, day

STATUS_WORDS = {
    VoucherStatus.ORDERED: gettext_noop("Besteld, niet begonnen"),
    VoucherStatus.ACTIVE: gettext_noop("Begonnen"),
    VoucherStatus.FINISHED: gettext_noop("Afgelopen"),
    VoucherStatus.EXPIRED: gettext_noop("Vervallen"),
    VoucherStatus.REFUNDED: gettext_noop("Terugbetaald"),
    VoucherStatus.WITHDRAWN: gettext_noop("Ingetrokken"),
}


def voucher_table(history: VoucherHistory) -> Table:
    rows = [
        (
            Cell(voucher.number, reverse("citizen:voucher", args=[voucher.number])),
            Cell(day(voucher.line.ordered_on), note=voucher.line.centre),
            duration(voucher.line.minutes_paid),
            verdict(voucher),
            Cell(
                "VDAB", note=(gettext("uittreksel van %(extracted_on)s") % {"extracted_on": day(voucher.extracted_on)})
            ),
        )
        for voucher in history.vouchers
    ]
    columns = (
        Column(gettext("Cheque")),
        Column(gettext("Besteld")),
        Column(gettext("Betaald"), numeric=True),
        Column(gettext("Telt mee?")),
        Column(gettext("Bron")),
    )
    return Table(gettext("Je loopbaancheques"), columns, rows, _nothing(history))


def verdict(voucher: Voucher) -> Cell:
    if voucher.contested:
        return Cell(gettext("Wordt nagekeken"), pill="warn")
    if voucher.contest == ContestState.ACCEPTED:
        return Cell(gettext("Telt niet"), pill="ok", note=gettext("Rechtgezet"))
    return Cell(gettext("Telt mee"), pill="info") if voucher.counts else Cell(gettext("Telt niet"), pill="ok")


def total_words(history: VoucherHistory) -> str:
    """How many count, and what that leaves open."""
    certain = amount(history.certain, Unit.VOUCHERS)
    if history.possible > history.certain:
        open_ones = amount(history.possible - history.certain, Unit.VOUCHERS)
        return gettext("Er tellen zeker %(certain)s mee. Over %(open_ones)s is er nog twijfel.") % {
            "certain": certain,
            "open_ones": open_ones,
        }
    return (
        (gettext("Er tellen %(certain)s mee.") % {"certain": certain})
        if history.certain != 1
        else (gettext("Er telt %(certain)s mee.") % {"certain": certain})
    )


def why_words(voucher: Voucher) -> tuple[str, ...]:
    """Why it counts or not, and what follows for a voucher that still ran."""
    if voucher.contest == ContestState.ACCEPTED:
        return (gettext("Een medewerker gaf je gelijk. Deze cheque telt niet mee."),)
    said = tuple(law_text(why) for why in voucher.weighed.why)
    if voucher.weighed.under_way and voucher.old_law:
        until = (
            (gettext(" tot en met %(until)s") % {"until": day(voucher.old_law.until)}) if voucher.old_law.until else ""
        )
        said = (
            *said,
            gettext("Je mag ze afmaken onder de oude regels. We kennen geen einddag."),
            (
                gettext("Dat zijn de regels van %(since)s%(until)s.")
                % {"since": day(voucher.old_law.since), "until": until}
            ),
            as_dutch(f"{voucher.old_law.title}."),
        )
    return said


def voucher_rows(voucher: Voucher) -> list[SummaryRow]:
    line = voucher.line
    told = [
        (gettext("Stand bij VDAB"), STATUS_WORDS[VoucherStatus(line.status)]),
        (gettext("Besteld"), day(line.ordered_on)),
        (gettext("Begonnen"), day(line.activated_on) if line.activated_on else gettext("Nee")),
        (gettext("Eerste uur betaald"), day(line.first_paid_on) if line.first_paid_on else gettext("Nee")),
        (gettext("Laatste uur betaald"), day(line.last_paid_on) if line.last_paid_on else gettext("Nee")),
        (gettext("Betaalde begeleiding"), duration(line.minutes_paid)),
        (gettext("Centrum"), line.centre or gettext("Geen")),
        (
            gettext("Bron"),
            (gettext("VDAB, uittreksel van %(extracted_on)s") % {"extracted_on": day(voucher.extracted_on)}),
        ),
    ]
    if line.version > 1:
        told.append(
            (gettext("Verbeterd"), (gettext("VDAB stuurde deze gegevens %(version)s keer") % {"version": line.version}))
        )
    return [SummaryRow(label, value) for label, value in told]


def contest_remedies(contest: ContestView) -> RemedyBlock | None:
    """For a voucher that was kept; None while nothing is decided, and for who was right."""
    if contest.state != ContestState.KEPT or contest.decided_on is None:
        return None
    return remedy_block("voucher_contest", contest.id, contest.decided_on)


def _nothing(history: VoucherHistory) -> str:
    if history.complete:
        return gettext("VDAB kent geen enkele loopbaancheque van jou.")
    return gettext("VDAB stuurde ons nog geen gegevens over je loopbaancheques.")
