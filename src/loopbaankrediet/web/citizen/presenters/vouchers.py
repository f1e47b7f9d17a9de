"""Earlier vouchers in plain words: counted or not, why, from which source and of which day."""

from django.urls import reverse

from loopbaankrediet.decree.saying.dutch import Unit, amount
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.vouchers.history import Voucher, VoucherHistory
from loopbaankrediet.vouchers.models import ContestState, VoucherStatus
from loopbaankrediet.vouchers.queries import ContestView
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.remedy_words import RemedyBlock, remedy_block
from loopbaankrediet.web.templatetags.dutch import day

STATUS_WORDS = {
    VoucherStatus.ORDERED: "Besteld, niet begonnen",
    VoucherStatus.ACTIVE: "Begonnen",
    VoucherStatus.FINISHED: "Afgelopen",
    VoucherStatus.EXPIRED: "Vervallen",
    VoucherStatus.REFUNDED: "Terugbetaald",
    VoucherStatus.WITHDRAWN: "Ingetrokken",
}


def voucher_table(history: VoucherHistory) -> Table:
    rows = [
        (
            Cell(voucher.number, reverse("citizen:voucher", args=[voucher.number])),
            Cell(day(voucher.line.ordered_on), note=voucher.line.centre),
            duration(voucher.line.minutes_paid),
            verdict(voucher),
            Cell("VDAB", note=f"uittreksel van {day(voucher.extracted_on)}"),
        )
        for voucher in history.vouchers
    ]
    columns = (
        Column("Cheque"),
        Column("Besteld"),
        Column("Betaald", numeric=True),
        Column("Telt mee?"),
        Column("Bron"),
    )
    return Table("Je loopbaancheques", columns, rows, _nothing(history))


def verdict(voucher: Voucher) -> Cell:
    if voucher.contested:
        return Cell("Wordt nagekeken", pill="warn")
    if voucher.contest == ContestState.ACCEPTED:
        return Cell("Telt niet", pill="ok", note="Rechtgezet")
    return Cell("Telt mee", pill="info") if voucher.counts else Cell("Telt niet", pill="ok")


def total_words(history: VoucherHistory) -> str:
    """How many count, and what that leaves open."""
    certain = amount(history.certain, Unit.VOUCHERS)
    if history.possible > history.certain:
        open_ones = amount(history.possible - history.certain, Unit.VOUCHERS)
        return f"Er tellen zeker {certain} mee. Over {open_ones} is er nog twijfel."
    return f"Er tellen {certain} mee." if history.certain != 1 else f"Er telt {certain} mee."


def why_words(voucher: Voucher) -> tuple[str, ...]:
    """Why it counts or not, and what follows for a voucher that still ran."""
    if voucher.contest == ContestState.ACCEPTED:
        return ("Een medewerker gaf je gelijk. Deze cheque telt niet mee.",)
    said = voucher.weighed.why
    if voucher.weighed.under_way and voucher.old_law:
        until = f" tot en met {day(voucher.old_law.until)}" if voucher.old_law.until else ""
        said = (
            *said,
            "Je mag ze afmaken onder de oude regels. We kennen geen einddag.",
            f"Dat zijn de regels van {day(voucher.old_law.since)}{until}.",
            f"{voucher.old_law.title}.",
        )
    return said


def voucher_rows(voucher: Voucher) -> list[SummaryRow]:
    line = voucher.line
    told = [
        ("Stand bij VDAB", STATUS_WORDS[VoucherStatus(line.status)]),
        ("Besteld", day(line.ordered_on)),
        ("Begonnen", day(line.activated_on) if line.activated_on else "Nee"),
        ("Eerste uur betaald", day(line.first_paid_on) if line.first_paid_on else "Nee"),
        ("Laatste uur betaald", day(line.last_paid_on) if line.last_paid_on else "Nee"),
        ("Betaalde begeleiding", duration(line.minutes_paid)),
        ("Centrum", line.centre or "Geen"),
        ("Bron", f"VDAB, uittreksel van {day(voucher.extracted_on)}"),
    ]
    if line.version > 1:
        told.append(("Verbeterd", f"VDAB stuurde deze gegevens {line.version} keer"))
    return [SummaryRow(label, value) for label, value in told]


def contest_remedies(contest: ContestView) -> RemedyBlock | None:
    """For a voucher that was kept; None while nothing is decided, and for who was right."""
    if contest.state != ContestState.KEPT or contest.decided_on is None:
        return None
    return remedy_block("voucher_contest", contest.id, contest.decided_on)


def _nothing(history: VoucherHistory) -> str:
    if history.complete:
        return "VDAB kent geen enkele loopbaancheque van jou."
    return "VDAB stuurde ons nog geen gegevens over je loopbaancheques."
