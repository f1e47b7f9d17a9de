"""Who did or saw what about the citizen, and why, in plain words (dossier B1.24)."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from loopbaankrediet.journal.models import Kind
from loopbaankrediet.journal.queries import JournalLine
from loopbaankrediet.kernel.actors import Capacity, Representation
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.oversight.queries import QuestionView
from loopbaankrediet.oversight.states import QuestionState
from loopbaankrediet.web.act_words import act_words
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.look_words import SOURCE, because, look_words
from loopbaankrediet.web.templatetags.dutch import day, moment

PLATFORM = "het platform zelf"
CAPACITIES = {
    Capacity.CITIZEN: "burger",
    Capacity.COUNSELLOR: "loopbaanbegeleider",
    Capacity.OFFICER: "medewerker van het departement",
    Capacity.SYSTEM: PLATFORM,
}
REPRESENTATIONS = {
    Representation.HELPER: "je helper, in jouw naam",
    Representation.LEGAL_REPRESENTATIVE: "je wettelijke vertegenwoordiger",
    Representation.DESK: "loketmedewerker, voor jou, omdat je contact opnam",
}
FILTERS = {"": ("Alles", None), "inzage": ("Wie keek", Kind.LOOK), "handeling": ("Wie iets deed", Kind.ACT)}


def looks_table(
    lines: Sequence[JournalLine],
    names: Mapping[UUID, str],
    reader: UUID,
    *,
    caption: str = "Wie iets deed of bekeek",
    when_empty: str = "Nog niemand deed of bekeek iets.",
    can_ask: bool = True,
) -> Table:
    """The same look again on one day is one line that says how often. Only the citizen whose data it is can ask."""
    columns = [Column("Wanneer"), Column("Wie"), Column("Wat en waarom"), *([Column("Vraag")] if can_ask else [])]
    rows: list[list[Cell | str]] = []
    for _, same in groupby(lines, key=_sameness):
        several = list(same)
        line = several[0]
        row: list[Cell | str] = [_when(line, len(several)), _who(line, names, reader), _what(line)]
        rows.append([*row, _ask(line, reader)] if can_ask else row)
    return Table(caption, columns, rows, when_empty=when_empty)


def filter_links(chosen: str) -> list[tuple[Cell, bool]]:
    """Each choice with whether it is the one on the screen."""
    address = reverse("citizen:looks")
    return [
        (Cell(label, f"{address}?soort={key}" if key else address), key == chosen)
        for key, (label, _) in FILTERS.items()
    ]


def line_rows(line: JournalLine, names: Mapping[UUID, str], reader: UUID) -> list[SummaryRow]:
    """One line, above the question about it."""
    who = _who(line, names, reader)
    rows = [
        SummaryRow("Wanneer", moment(line.recorded_at)),
        SummaryRow("Wie", f"{who.text}, {who.note}" if who.note else who.text),
        SummaryRow("Wat", _verb(line)),
    ]
    return rows + [SummaryRow(label, text) for label, text in _reasons(line).items()]


def question_rows(view: QuestionView) -> list[SummaryRow]:
    """A question of the citizen, and its answer or until when it comes."""
    line = view.line
    rows = [
        SummaryRow("Je vroeg", view.words),
        SummaryRow("Over", f"{line.looker or PLATFORM}, {day(line.looked_on)}"),
    ]
    if line.state is not QuestionState.CLOSED or view.closed_on is None:
        return [*rows, SummaryRow("Antwoord", f"Je krijgt antwoord ten laatste op {day(line.answer_by)}.")]
    signed = f"{view.closed_by}, functionaris voor gegevensbescherming, {day(view.closed_on)}"
    return [*rows, SummaryRow("Antwoord", view.conclusion), SummaryRow("Van", signed)]


def is_own(line: JournalLine, reader: UUID) -> bool:
    """What the citizen did herself needs no question."""
    return line.actor_id == reader and line.capacity == Capacity.CITIZEN and not line.representation


def _sameness(line: JournalLine) -> tuple[object, ...]:
    on = line.recorded_at.astimezone(BRUSSELS).date()
    own = line.id if line.kind == Kind.ACT else 0
    source = line.subject_type if line.subject_type.startswith(SOURCE) else ""
    what = (line.verb, source, line.purpose, line.dossier)
    return own, line.capacity, line.actor_id, on, line.legal_on, what


def _when(line: JournalLine, times: int) -> Cell:
    """The real moment; with the legal day below it when that is another one (as in the demonstration)."""
    same = line.recorded_at.astimezone(BRUSSELS).date() == line.legal_on
    notes = [f"{times} keer die dag"] if times > 1 else []
    notes += [] if same else [f"wettelijke dag: {day(line.legal_on)}"]
    return Cell(moment(line.recorded_at), note=", ".join(notes))


def _who(line: JournalLine, names: Mapping[UUID, str], reader: UUID) -> Cell:
    if line.subject_type.startswith(SOURCE):
        return Cell(PLATFORM)
    if is_own(line, reader):
        return Cell("Jij")
    capacity = CAPACITIES[Capacity(line.capacity)]
    if line.representation:
        capacity = REPRESENTATIONS[Representation(line.representation)]
    name = names.get(line.actor_id) if line.actor_id else None
    return Cell(name, note=capacity) if name else Cell(capacity)


def _what(line: JournalLine) -> Cell:
    reasons = [text if label == "Waarom" else f"dossier: {text}" for label, text in _reasons(line).items()]
    return Cell(_verb(line), note=", ".join(reasons))


def _reasons(line: JournalLine) -> dict[str, str]:
    found = {"Waarom": because(line.purpose), "Dossier": line.dossier or ""}
    return {label: text for label, text in found.items() if text}


def _verb(line: JournalLine) -> str:
    if line.kind == Kind.LOOK:
        return look_words(line.verb, line.subject_type)
    return act_words(line.verb)


def _ask(line: JournalLine, reader: UUID) -> Cell:
    if is_own(line, reader):
        return Cell("")
    return Cell("Ik begrijp niet waarom", reverse("citizen:ask_look", args=[line.id]))
