"""Files of vouchers, their faults and the contests of citizens, in the words of the officers' pages."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.urls import reverse

from loopbaankrediet.vouchers.faults import ADVICE, Fault
from loopbaankrediet.vouchers.models import ContestState, RejectedLine, VoucherFile
from loopbaankrediet.vouchers.queries import ContestLine, ContestView, FaultCount, Reconciliation
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.worklists import age
from loopbaankrediet.web.templatetags.dutch import day, moment

CONTEST_WORDS = {
    ContestState.OPEN: ("Wacht op een beslissing", "warn"),
    ContestState.ACCEPTED: ("Rechtgezet", "ok"),
    ContestState.KEPT: ("Behouden", "info"),
    ContestState.TAKEN_BACK: ("Teruggenomen", "info"),
}
COUNTS = (Column("Nieuw", numeric=True), Column("Verbeterd", numeric=True), Column("Gekend", numeric=True))


def file_table(files: Sequence[VoucherFile]) -> Table:
    rows = [
        (
            Cell(
                file.name, reverse("officer:voucher_file", args=[file.id]), note=f"uittreksel {day(file.extracted_on)}"
            ),
            moment(file.taken_at),
            str(file.lines),
            str(file.added),
            str(file.replaced),
            str(file.known),
            Cell(str(file.rejected), pill="warn" if file.rejected else "ok"),
        )
        for file in files
    ]
    columns = (Column("Bestand"), Column("Gelezen"), Column("Regels", numeric=True), *COUNTS, Column("Niet bruikbaar"))
    return Table("Bestanden van VDAB", columns, rows, "Er kwam nog geen bestand van VDAB.")


def reconciliation_rows(sums: Reconciliation) -> list[SummaryRow]:
    """Every line of every file is in one of the four; the new ones are the vouchers that we hold."""
    placed = sums.added + sums.replaced + sums.known + sums.rejected
    return [
        SummaryRow("Regels in alle bestanden", str(sums.lines)),
        SummaryRow("Nieuw + verbeterd + gekend + niet bruikbaar", f"{placed} ({_fits(placed, sums.lines)})"),
        SummaryRow("Cheques die we kennen", str(sums.vouchers)),
        SummaryRow("Nieuwe regels", f"{sums.added} ({_fits(sums.added, sums.vouchers)})"),
    ]


def file_rows(file: VoucherFile) -> list[SummaryRow]:
    return [
        SummaryRow("Uittreksel van", day(file.extracted_on)),
        SummaryRow("Periode", f"{day(file.period_from)} tot en met {day(file.period_until)}"),
        SummaryRow("Gelezen op", moment(file.taken_at)),
        SummaryRow("Regels", str(file.lines)),
        SummaryRow("Nieuw", str(file.added)),
        SummaryRow("Verbeterd", str(file.replaced)),
        SummaryRow("Al gekend", str(file.known)),
        SummaryRow("Niet bruikbaar", str(file.rejected)),
        SummaryRow("Betaalde minuten", str(file.minutes_paid)),
        SummaryRow("Controlesom (SHA-256)", file.sha256),
    ]


def fault_table(faults: Sequence[FaultCount]) -> Table:
    rows = [(found.advice.what, found.advice.mend, str(found.lines)) for found in faults]
    columns = (Column("Wat er mis is"), Column("Hoe VDAB het rechtzet"), Column("Regels", numeric=True))
    return Table("Waarom regels niet bruikbaar zijn", columns, rows, "Elke regel was bruikbaar.")


def rejected_table(lines: Iterable[RejectedLine]) -> Table:
    rows = [
        (
            str(line.line_number),
            line.voucher_number or "Niet leesbaar",
            Cell(ADVICE[Fault(line.fault)].what, note=line.column),
            ADVICE[Fault(line.fault)].mend,
        )
        for line in lines
    ]
    columns = (Column("Regel"), Column("Cheque"), Column("Wat er mis is"), Column("Hoe VDAB het rechtzet"))
    return Table("Regels die we niet gebruikten", columns, rows, "Elke regel was bruikbaar.")


def refused_words(name: str, why: str, at: datetime) -> str:
    return f"{name}, {moment(at)}: {why}"


def contest_table(contests: Sequence[ContestLine], *, today: date) -> Table:
    rows = [
        (
            Cell(contest.citizen, reverse("officer:voucher_contest", args=[contest.id])),
            contest.voucher_number,
            Cell(day(contest.raised_on), note=age(contest.raised_on, today)),
            Cell(day(contest.decide_by), note="De termijn is voorbij" if today > contest.decide_by else ""),
        )
        for contest in contests
    ]
    columns = (Column("Wie"), Column("Cheque"), Column("Betwist"), Column("Beslissen tegen"))
    return Table("Loopbaancheques die betwist worden", columns, rows, "Er wordt geen enkele cheque betwist.")


def contest_rows(contest: ContestView) -> list[SummaryRow]:
    rows = [
        SummaryRow("Wie", contest.citizen),
        SummaryRow("Betwist op", day(contest.raised_on)),
        SummaryRow("Wat er niet klopt", contest.what),
        SummaryRow("Bewijs", contest.proof or "Geen genoemd"),
    ]
    if contest.decided_on:
        rows += [
            SummaryRow("Beslist", f"{CONTEST_WORDS[ContestState(contest.state)][0]}, op {day(contest.decided_on)}"),
            SummaryRow("Door", contest.decided_by),
            SummaryRow("Reden", contest.reason),
        ]
    return rows


def _fits(found: int, wanted: int) -> str:
    return "klopt" if found == wanted else f"klopt niet: {wanted} verwacht"
