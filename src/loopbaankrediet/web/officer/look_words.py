"""Questions about looks as tables and rows."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from loopbaankrediet.oversight.models import Why
from loopbaankrediet.oversight.queries import LookedAt, QuestionLine, QuestionView
from loopbaankrediet.oversight.states import QuestionState
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.look_words import WHY, because
from loopbaankrediet.web.templatetags.dutch import day

STATES = {
    QuestionState.ASKED: ("Wacht op antwoord", "warn"),
    QuestionState.ANSWERED: ("Beantwoord door wie keek", "info"),
    QuestionState.CLOSED: ("Afgesloten", "ok"),
}
PLATFORM = "Het platform zelf"


def question_table(lines: Sequence[QuestionLine], caption: str, page: str, *, today: date) -> Table:
    """`page`: the address that opens one."""
    rows: list[list[Cell | str]] = [
        [
            Cell(WHY[line.why], reverse(page, args=[line.id]), note=f"Gevraagd op {day(line.asked_on)}"),
            Cell(line.looker or PLATFORM, note=f"Keek op {day(line.looked_on)}"),
            _how_much(line),
            _state(line, today),
        ]
        for line in lines
    ]
    columns = [Column("Vraag"), Column("Wie keek"), Column("Hoeveel mensen", numeric=True), Column("Stand")]
    return Table(caption, columns, rows, "Er zijn geen vragen.")


def question_rows(found: QuestionView, *, to_looker: bool = False) -> list[SummaryRow]:
    """Everything that is known of it; `to_looker` leaves out who asked and in which words."""
    line = found.line
    rows = [SummaryRow("Waarover", WHY[line.why]), SummaryRow("Wanneer gekeken", day(line.looked_on))]
    if not to_looker:
        rows.append(SummaryRow("Wie keek", line.looker or PLATFORM))
        rows += [SummaryRow("Gevraagd door", line.citizen)] if line.citizen else []
        rows += [SummaryRow("De vraag", found.words)] if found.words else []
    if line.why is Why.MUCH:
        rows.append(SummaryRow("Hoeveel mensen", _comparison(line)))
    rows += _about(found.about) if found.about else []
    rows.append(SummaryRow("Antwoorden kan tot en met", day(line.answer_by)))
    if found.answer and found.answered_on:
        rows.append(SummaryRow("Antwoord van wie keek", f"{found.answer} ({day(found.answered_on)})"))
    if found.closed_on and not (to_looker and line.citizen_id):
        rows.append(SummaryRow("Besluit", f"{found.conclusion} ({found.closed_by}, {day(found.closed_on)})"))
    return rows


def _about(about: LookedAt) -> list[SummaryRow]:
    rows = [SummaryRow("Doel", because(about.purpose))] if about.purpose else []
    return [*rows, SummaryRow("Dossier", about.dossier or "Geen dossier genoemd")]


def _comparison(line: QuestionLine) -> str:
    compared = "Er zijn te weinig collega's om te vergelijken."
    if line.usual is not None:
        compared = f"Collega's met dezelfde rol openden er gewoonlijk {line.usual}."
    return f"{line.counted} in de laatste dagen. {compared}"


def _how_much(line: QuestionLine) -> Cell:
    return Cell(str(line.counted), note=f"Gewoonlijk {line.usual}" if line.usual is not None else "")


def _state(line: QuestionLine, today: date) -> Cell:
    text, kind = STATES[line.state]
    if line.state is QuestionState.CLOSED:
        return Cell(text, pill=kind)
    until = day(line.answer_by)
    if today > line.answer_by:
        return Cell(text, pill="err", note=f"Te laat sinds {until}")
    return Cell(text, pill=kind, note=f"Ten laatste op {until}")
