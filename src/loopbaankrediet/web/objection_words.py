"""Requests to look again and complaints in words, the same for the citizen and the officers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.credit.models import DecisionKind
from loopbaankrediet.kernel.actors import Representation
from loopbaankrediet.objections.contestable import Contestable
from loopbaankrediet.objections.models import Kind, Outcome
from loopbaankrediet.objections.queries import ObjectionLine, ObjectionView
from loopbaankrediet.objections.states import ObjectionState
from loopbaankrediet.objections.steps import OUTCOME_OF_REMEDY
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.in_words import duration
from loopbaankrediet.web.remedy_words import RemedyBlock, remedy_block
from loopbaankrediet.web.templatetags.dutch import day

WHAT = {
    DecisionKind.GRANT: gettext_noop("De beslissing dat je {minutes} krijgt"),
    DecisionKind.TARIFF: gettext_noop("De beslissing over je prijs"),
    DecisionKind.REFUSAL: gettext_noop("De weigering van je aanvraag"),
    "revocation": gettext_noop("De beslissing om {minutes} in te trekken"),
}
CONTESTED = {
    DecisionKind.GRANT: gettext_noop("De toekenning"),
    DecisionKind.TARIFF: gettext_noop("De prijs"),
    DecisionKind.REFUSAL: gettext_noop("De weigering"),
    "revocation": gettext_noop("De intrekking van krediet"),
}
KINDS = {Kind.RECONSIDERATION: gettext_noop("Opnieuw bekijken"), Kind.COMPLAINT: gettext_noop("Klacht")}
PILLS = {
    Outcome.WELL_FOUNDED: "ok",
    Outcome.PARTLY: "ok",
    Outcome.UNFOUNDED: "info",
    Outcome.INADMISSIBLE: "info",
}
FOR_OFFICER = {
    Outcome.WELL_FOUNDED: gettext_noop("Gegrond"),
    Outcome.PARTLY: gettext_noop("Deels gegrond"),
    Outcome.UNFOUNDED: gettext_noop("Niet gegrond"),
    Outcome.INADMISSIBLE: gettext_noop("Niet te behandelen"),
}
THROUGH = {
    Representation.HELPER: gettext_noop("door een helper"),
    Representation.LEGAL_REPRESENTATIVE: gettext_noop("door een wettelijke vertegenwoordiger"),
    Representation.DESK: gettext_noop("aan het loket of aan de telefoon"),
}


def what(found: Contestable) -> str:
    """'De weigering van je aanvraag'."""
    return gettext(WHAT[found.kind]).format(minutes=duration(found.minutes))


def state_cell(line: ObjectionLine, today: date) -> Cell:
    """Where it stands, with who has it, and whether the answer is late."""
    if line.state is ObjectionState.DECIDED and line.outcome:
        on = (gettext("Antwoord van %(decided_on)s") % {"decided_on": day(line.decided_on)}) if line.decided_on else ""
        return Cell(line.outcome.label, pill=PILLS[line.outcome], note=on)
    if line.state is ObjectionState.WITHDRAWN:
        return Cell(gettext("Je trok dit in"), pill="info")
    text = (
        (gettext("In behandeling bij %(handler)s") % {"handler": line.handler})
        if line.handler
        else gettext("Ontvangen")
    )
    if line.is_overdue(today):
        return Cell(
            text,
            pill="err",
            note=(
                gettext("Het antwoord is te laat: het moest er zijn op %(answer_by)s")
                % {"answer_by": day(line.answer_by)}
            ),
        )
    return Cell(
        text, pill="info", note=(gettext("Antwoord ten laatste op %(answer_by)s") % {"answer_by": day(line.answer_by)})
    )


def own_table(lines: Sequence[ObjectionLine], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.reference, reverse("citizen:disagreement", args=[line.id]), note=KINDS[line.kind]),
            day(line.submitted_on),
            state_cell(line, today),
        ]
        for line in lines
    ]
    columns = [Column(gettext("Nummer")), Column(gettext("Gevraagd op")), Column(gettext("Stand"))]
    return Table(gettext("Wat je vroeg of meldde"), columns, rows, gettext("Je vroeg of meldde nog niets."))


def officer_table(lines: Sequence[ObjectionLine], *, caption: str, when_empty: str, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.citizen, reverse("officer:disagreement", args=[line.id]), note=line.reference),
            Cell(KINDS[line.kind], note=gettext("Na de termijn gevraagd") if line.came_late else ""),
            day(line.submitted_on),
            officer_state(line, today),
        ]
        for line in lines
    ]
    columns = [
        Column(gettext("Burger")),
        Column(gettext("Soort")),
        Column(gettext("Gekregen op")),
        Column(gettext("Stand")),
    ]
    return Table(caption, columns, rows, when_empty)


def rows_of(found: ObjectionView) -> list[SummaryRow]:
    """What is contested, what she wrote, and what was answered."""
    line = found.line
    rows = [SummaryRow(gettext("Nummer"), line.reference), SummaryRow(gettext("Gekregen op"), _received(found))]
    if found.contested_on:
        signed = (
            (gettext(", ondertekend door %(contested_by)s") % {"contested_by": found.contested_by})
            if found.contested_by
            else gettext(", door het platform")
        )
        rows.append(
            SummaryRow(
                gettext("Gaat over"),
                (
                    gettext("%(value)s van %(contested_on)s%(signed)s")
                    % {
                        "value": gettext(CONTESTED[found.contested_kind]),
                        "contested_on": day(found.contested_on),
                        "signed": signed,
                    }
                ),
            )
        )
    if found.topic:
        rows.append(SummaryRow(gettext("Gaat over"), found.topic.label))
    rows.append(SummaryRow(gettext("In eigen woorden"), found.words))
    if line.last_day:
        late = gettext(" Dit kwam later.") if line.came_late else ""
        rows.append(SummaryRow(gettext("Vragen kon tot en met"), f"{day(line.last_day)}.{late}"))
    if found.taken_on:
        rows.append(
            SummaryRow(
                gettext("In behandeling"),
                (
                    gettext("bij %(handler)s, sinds %(taken_on)s")
                    % {"handler": line.handler, "taken_on": day(found.taken_on)}
                ),
            )
        )
    if line.is_running:
        rows.append(SummaryRow(gettext("Antwoord ten laatste op"), day(line.answer_by)))
    if line.decided_on and line.outcome:
        rows.append(SummaryRow(gettext("Antwoord"), f"{line.outcome.label} ({line.handler}, {day(line.decided_on)})"))
        rows.append(SummaryRow(gettext("Waarom"), found.grounds))
    return rows


def recourse_of(found: ObjectionView) -> RemedyBlock | None:
    """What one can still do; None while nothing is answered."""
    line = found.line
    if line.decided_on is None:
        return None
    block = remedy_block(OUTCOME_OF_REMEDY[line.kind], line.id, line.decided_on)
    title = gettext("Ben je het niet eens met ons antwoord van %(decided_on)s?") % {"decided_on": day(line.decided_on)}
    return replace(block, title=title, file_number=line.reference)


def _received(found: ObjectionView) -> str:
    through = THROUGH[Representation(found.through)] if found.through else ""
    return f"{day(found.line.submitted_on)}, {through}" if through else day(found.line.submitted_on)


def officer_state(line: ObjectionLine, today: date) -> Cell:
    if line.state is ObjectionState.DECIDED and line.outcome:
        return Cell(
            FOR_OFFICER[line.outcome], pill="ok", note=(gettext("Door %(handler)s") % {"handler": line.handler})
        )
    if line.state is ObjectionState.WITHDRAWN:
        return Cell(gettext("Ingetrokken door de burger"), pill="info")
    text = (gettext("Bij %(handler)s") % {"handler": line.handler}) if line.handler else gettext("Nog niet toegewezen")
    if line.is_overdue(today):
        return Cell(
            text, pill="err", note=(gettext("Te laat sinds %(answer_by)s") % {"answer_by": day(line.answer_by)})
        )
    return Cell(
        text,
        pill="info" if line.handler else "warn",
        note=(gettext("Ten laatste op %(answer_by)s") % {"answer_by": day(line.answer_by)}),
    )
