"""Requests to look again and complaints in words, the same for the citizen and the officers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse

from loopbaankrediet.credit.models import DecisionKind
from loopbaankrediet.kernel.actors import Representation
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.objections.contestable import Contestable
from loopbaankrediet.objections.models import Kind, Outcome
from loopbaankrediet.objections.queries import ObjectionLine, ObjectionView
from loopbaankrediet.objections.states import ObjectionState
from loopbaankrediet.objections.steps import OUTCOME_OF_REMEDY
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.remedy_words import RemedyBlock, remedy_block
from loopbaankrediet.web.templatetags.dutch import day

WHAT = {
    DecisionKind.GRANT: "De beslissing dat je {minutes} krijgt",
    DecisionKind.TARIFF: "De beslissing over je prijs",
    DecisionKind.REFUSAL: "De weigering van je aanvraag",
    "revocation": "De beslissing om {minutes} in te trekken",
}
CONTESTED = {
    DecisionKind.GRANT: "De toekenning",
    DecisionKind.TARIFF: "De prijs",
    DecisionKind.REFUSAL: "De weigering",
    "revocation": "De intrekking van krediet",
}
KINDS = {Kind.RECONSIDERATION: "Opnieuw bekijken", Kind.COMPLAINT: "Klacht"}
PILLS = {
    Outcome.WELL_FOUNDED: "ok",
    Outcome.PARTLY: "ok",
    Outcome.UNFOUNDED: "info",
    Outcome.INADMISSIBLE: "info",
}
FOR_OFFICER = {
    Outcome.WELL_FOUNDED: "Gegrond",
    Outcome.PARTLY: "Deels gegrond",
    Outcome.UNFOUNDED: "Niet gegrond",
    Outcome.INADMISSIBLE: "Niet te behandelen",
}
THROUGH = {
    Representation.HELPER: "door een helper",
    Representation.LEGAL_REPRESENTATIVE: "door een wettelijke vertegenwoordiger",
    Representation.DESK: "aan het loket of aan de telefoon",
}


def what(found: Contestable) -> str:
    """'De weigering van je aanvraag'."""
    return WHAT[found.kind].format(minutes=duration(found.minutes))


def state_cell(line: ObjectionLine, today: date) -> Cell:
    """Where it stands, with who has it, and whether the answer is late."""
    if line.state is ObjectionState.DECIDED and line.outcome:
        on = f"Antwoord van {day(line.decided_on)}" if line.decided_on else ""
        return Cell(line.outcome.label, pill=PILLS[line.outcome], note=on)
    if line.state is ObjectionState.WITHDRAWN:
        return Cell("Je trok dit in", pill="info")
    text = f"In behandeling bij {line.handler}" if line.handler else "Ontvangen"
    if line.is_overdue(today):
        return Cell(text, pill="err", note=f"Het antwoord is te laat: het moest er zijn op {day(line.answer_by)}")
    return Cell(text, pill="info", note=f"Antwoord ten laatste op {day(line.answer_by)}")


def own_table(lines: Sequence[ObjectionLine], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.reference, reverse("citizen:disagreement", args=[line.id]), note=KINDS[line.kind]),
            day(line.submitted_on),
            state_cell(line, today),
        ]
        for line in lines
    ]
    columns = [Column("Nummer"), Column("Gevraagd op"), Column("Stand")]
    return Table("Wat je vroeg of meldde", columns, rows, "Je vroeg of meldde nog niets.")


def officer_table(lines: Sequence[ObjectionLine], *, caption: str, when_empty: str, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.citizen, reverse("officer:disagreement", args=[line.id]), note=line.reference),
            Cell(KINDS[line.kind], note="Na de termijn gevraagd" if line.came_late else ""),
            day(line.submitted_on),
            officer_state(line, today),
        ]
        for line in lines
    ]
    columns = [Column("Burger"), Column("Soort"), Column("Gekregen op"), Column("Stand")]
    return Table(caption, columns, rows, when_empty)


def rows_of(found: ObjectionView) -> list[SummaryRow]:
    """What is contested, what she wrote, and what was answered."""
    line = found.line
    rows = [SummaryRow("Nummer", line.reference), SummaryRow("Gekregen op", _received(found))]
    if found.contested_on:
        signed = f", ondertekend door {found.contested_by}" if found.contested_by else ", door het platform"
        rows.append(SummaryRow("Gaat over", f"{CONTESTED[found.contested_kind]} van {day(found.contested_on)}{signed}"))
    if found.topic:
        rows.append(SummaryRow("Gaat over", found.topic.label))
    rows.append(SummaryRow("In eigen woorden", found.words))
    if line.last_day:
        late = " Dit kwam later." if line.came_late else ""
        rows.append(SummaryRow("Vragen kon tot en met", f"{day(line.last_day)}.{late}"))
    if found.taken_on:
        rows.append(SummaryRow("In behandeling", f"bij {line.handler}, sinds {day(found.taken_on)}"))
    if line.is_running:
        rows.append(SummaryRow("Antwoord ten laatste op", day(line.answer_by)))
    if line.decided_on and line.outcome:
        rows.append(SummaryRow("Antwoord", f"{line.outcome.label} ({line.handler}, {day(line.decided_on)})"))
        rows.append(SummaryRow("Waarom", found.grounds))
    return rows


def recourse_of(found: ObjectionView) -> RemedyBlock | None:
    """What one can still do; None while nothing is answered."""
    line = found.line
    if line.decided_on is None:
        return None
    block = remedy_block(OUTCOME_OF_REMEDY[line.kind], line.id, line.decided_on)
    title = f"Ben je het niet eens met ons antwoord van {day(line.decided_on)}?"
    return replace(block, title=title, file_number=line.reference)


def _received(found: ObjectionView) -> str:
    through = THROUGH[Representation(found.through)] if found.through else ""
    return f"{day(found.line.submitted_on)}, {through}" if through else day(found.line.submitted_on)


def officer_state(line: ObjectionLine, today: date) -> Cell:
    if line.state is ObjectionState.DECIDED and line.outcome:
        return Cell(FOR_OFFICER[line.outcome], pill="ok", note=f"Door {line.handler}")
    if line.state is ObjectionState.WITHDRAWN:
        return Cell("Ingetrokken door de burger", pill="info")
    text = f"Bij {line.handler}" if line.handler else "Nog niet toegewezen"
    if line.is_overdue(today):
        return Cell(text, pill="err", note=f"Te laat sinds {day(line.answer_by)}")
    return Cell(text, pill="info" if line.handler else "warn", note=f"Ten laatste op {day(line.answer_by)}")
