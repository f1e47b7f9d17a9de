"""Lines of the bank that wait, gaps between statements and files that were not used, in words."""

from collections.abc import Sequence

from django.urls import reverse

from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.payments.models import LineReason, LineState
from loopbaankrediet.payments.queries import Decided, DecidedLine, Gap, LineView, Refused, Upload
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.templatetags.dutch import day, moment

REASON_WORDS = {
    LineReason.UNKNOWN: "We kennen geen betaling met dit kenmerk",
    LineReason.AMOUNT: "Het bedrag is niet dat van onze betaling",
    LineReason.TWICE: "Deze betaling was al geboekt",
    LineReason.CONTRADICTS: "De bank had deze betaling geweigerd, of ze is nooit verstuurd",
    LineReason.EARLY: "Teruggestort voor we zagen dat ze vertrok",
    LineReason.NO_DETAILS: "Een som zonder de betalingen eronder",
}
ADVICE = {
    LineReason.UNKNOWN: "Zoek op naam en bedrag. Is het geen betaling van ons? Noteer dan wat het wel is.",
    LineReason.AMOUNT: "Bel de bank. Hield ze kosten in? Koppel de boeking dan, en duid aan dat het bedrag verschilt.",
    LineReason.TWICE: "Bel de bank: is er twee keer betaald? Vraag het geld terug en noteer wat je afsprak.",
    LineReason.CONTRADICTS: "Bel de bank. Is er toch betaald? Koppel de boeking dan aan de betaling.",
    LineReason.EARLY: "Wacht op het uittreksel van de dag ervoor. Komt het niet, vraag het dan aan de bank.",
    LineReason.NO_DETAILS: "Wacht op het bericht met de betalingen. Komt het niet, vraag het dan aan de bank.",
}
STATE_WORDS = {
    LineState.OPEN: ("Wacht", "warn"),
    LineState.PROPOSED: ("Wacht op goedkeuring", "info"),
    LineState.MATCHED: ("Vanzelf gekoppeld", "ok"),
    LineState.RESOLVED: ("Beslist", "ok"),
}


def line_table(lines: Sequence[LineView]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(_kind(line), reverse("officer:bank_line", args=[line.id]), note=line.end_to_end_id),
            Cell(day(line.booked_on), note=f"Referte {line.reference}" if line.reference else ""),
            _signed(line.cents),
            REASON_WORDS[LineReason(line.reason)],
            Cell(STATE_WORDS[LineState(line.state)][0], pill=STATE_WORDS[LineState(line.state)][1]),
        ]
        for line in lines
    ]
    columns = [Column("Boeking"), Column("Geboekt"), Column("Bedrag", numeric=True), Column("Waarom ze wacht")]
    nothing = "Er wacht geen boeking op een medewerker."
    return Table("Boekingen die we niet kunnen plaatsen", [*columns, Column("Stand")], rows, nothing)


def _kind(line: LineView) -> str:
    """Who it is from, and what was written, stands on its own page: the journal notes who looked at that."""
    return "Ontvangen" if line.cents > 0 else "Betaald"


def line_rows(line: LineView) -> list[SummaryRow]:
    rows = [
        SummaryRow("Bedrag", f"{_signed(line.cents)} ({'ontvangen' if line.cents > 0 else 'betaald'})"),
        SummaryRow("Geboekt op", day(line.booked_on)),
        SummaryRow("Van of aan wie", line.counterparty or "De bank noemt geen naam"),
        SummaryRow("Mededeling", line.text or "Geen"),
        SummaryRow("Referte van de bank", line.reference or "Geen"),
        SummaryRow("Kenmerk van de betaling", line.end_to_end_id or "Geen: dit is een som van betalingen"),
        SummaryRow("Waarom ze wacht", REASON_WORDS[LineReason(line.reason)]),
    ]
    if line.order:
        rows.append(SummaryRow("Opdracht", line.order))
    if line.payment:
        rows.append(SummaryRow("Voorstel", f"Dit is betaling {line.payment}, volgens {line.proposed_by}"))
        rows += _difference_rows(line)
    elif line.state == LineState.PROPOSED:
        rows.append(SummaryRow("Voorstel", f"Afsluiten met deze notitie, volgens {line.proposed_by}"))
    return [*rows, SummaryRow("Notitie", line.note)] if line.note else rows


def _difference_rows(line: LineView) -> list[SummaryRow]:
    if not line.difference_cents:
        return []
    costs = (line.difference_cents > 0) == (line.cents < 0)
    what = "kost" if costs else "winst"
    return [SummaryRow("Verschil met de betaling", f"{euro(abs(line.difference_cents))} {what}")]


def decided_table(lines: Sequence[DecidedLine]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.counterparty or "Zonder naam", note=f"Referte {line.reference}" if line.reference else ""),
            day(line.booked_on),
            _signed(line.cents),
            Cell(f"Betaling {line.payment}" if line.payment else "Geen betaling van ons", note=line.note),
            Cell(" en ".join(filter(None, (line.proposed_by, line.decided_by))), note=moment(line.decided_at)),
        ]
        for line in lines
    ]
    columns = [Column("Van of aan wie"), Column("Geboekt"), Column("Bedrag", numeric=True), Column("Wat het is")]
    return Table("Boekingen waarover beslist is", [*columns, Column("Door wie")], rows, "Er is nog niets beslist.")


def decided_rows(found: Decided) -> list[SummaryRow]:
    return [
        SummaryRow("Beslist", f"{found.count} boekingen"),
        SummaryRow("Samen ontvangen", euro(found.in_cents)),
        SummaryRow("Samen betaald", euro(found.out_cents)),
    ]


def upload_words(upload: Upload) -> str:
    return (
        f"{upload.name}, {upload.bytes_long} bytes, van {upload.uploaded_by} op {moment(upload.uploaded_at)}. "
        f"Controlesom {upload.sha256[:12]}."
    )


def gap_words(gap: Gap) -> str:
    """What is odd between two statements, and what to do."""
    where = f"Uittreksel {gap.statement_id} van {day(gap.closing_on)}"
    if gap.previous_cents != gap.opening_cents:
        return (
            f"{where} begint met {euro(gap.opening_cents)}, maar uittreksel {gap.previous_id} ervoor eindigt op "
            f"{euro(gap.previous_cents)}. Vraag de bank het uittreksel ertussen."
        )
    return (
        f"{where} heeft nummer {gap.sequence}, maar het uittreksel ervoor ({gap.previous_id}) nummer "
        f"{gap.previous_sequence}. Vraag de bank het uittreksel ertussen."
    )


def refused_words(file: Refused) -> str:
    return f"{file.name}, {moment(file.refused_at)}: {file.why}"


def _signed(cents: int) -> str:
    return f"{'+' if cents > 0 else ''}{euro(cents)}"
