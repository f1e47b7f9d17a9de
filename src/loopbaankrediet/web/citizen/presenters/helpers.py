"""Powers of attorney in words: what a helper may, how long, and what was done."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.journal.queries import JournalLine
from loopbaankrediet.kernel.actors import Representation, Scope
from loopbaankrediet.people.mandates.queries import MandateLine
from loopbaankrediet.people.mandates.scopes import NEVER, WORDS, WORDS_FOR_WHO_ACTS, scopes_of
from loopbaankrediet.web.citizen.presenters.looks import looks_table
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.templatetags.dutch import day

KINDS = {
    Representation.HELPER: gettext_noop("Volmacht"),
    Representation.LEGAL_REPRESENTATIVE: gettext_noop("Wettelijke vertegenwoordiger"),
}


def helpers_table(lines: Sequence[MandateLine]) -> Table:
    columns = (
        Column(gettext("Wie")),
        Column(gettext("Wat")),
        Column(gettext("Hoe lang")),
        Column(gettext("Hoe staat het")),
    )
    rows = [
        (
            Cell(line.helper, url=reverse("citizen:helper", args=[line.id])),
            KINDS[line.kind],
            _how_long(line),
            _stands(line),
        )
        for line in lines
    ]
    return Table(
        gettext("Wie voor jou mag handelen"), columns, rows, when_empty=gettext("Niemand mag nu voor jou handelen.")
    )


def may_and_may_not(line: MandateLine, *, for_who_acts: bool = False) -> tuple[list[str], list[str]]:
    """What this mandate allows, and what it does not, in words for the citizen, or for who acts for her."""
    scopes, words = scopes_of(line.kind, list(line.ticked)), WORDS_FOR_WHO_ACTS if for_who_acts else WORDS
    return [words[scope] for scope in words if scope in scopes], [
        words[scope] for scope in words if scope not in scopes
    ]


def never() -> list[str]:
    return [WORDS[scope] for scope in NEVER]


def always(representation: Representation) -> list[str]:
    allowed = scopes_of(representation, [])
    return [WORDS[scope] for scope in Scope if scope in allowed]


def summary(line: MandateLine) -> list[SummaryRow]:
    rows = [
        SummaryRow(gettext("Voor wie"), line.citizen),
        SummaryRow(gettext("Wie mag handelen"), line.helper),
        SummaryRow(gettext("Soort"), KINDS[line.kind]),
        SummaryRow(gettext("Gegeven op"), day(line.offered_on)),
        SummaryRow(gettext("Hoe lang"), _how_long(line)),
    ]
    return rows + ([SummaryRow(gettext("Gestopt op"), day(line.ended_on))] if line.ended_on else [])


def done_table(lines: Sequence[JournalLine], names: Mapping[UUID, str], reader: UUID, *, can_ask: bool) -> Table:
    """What was done and seen under one mandate, newest first."""
    caption, empty = gettext("Wat ermee gebeurde"), gettext("Er gebeurde nog niets mee.")
    return looks_table(lines, names, reader, caption=caption, when_empty=empty, can_ask=can_ask)


def _how_long(line: MandateLine) -> str:
    if line.valid_from is None:
        if line.code_until is None:
            return gettext("de brief met de code komt nog") if line.waits else ""
        return gettext("code te gebruiken tot en met %(code_until)s") % {"code_until": day(line.code_until)}
    until = (
        (gettext(" tot en met %(valid_until)s") % {"valid_until": day(line.valid_until)})
        if line.valid_until
        else gettext(", zonder einddatum")
    )
    return gettext("vanaf %(valid_from)s%(until)s") % {"valid_from": day(line.valid_from), "until": until}


def _stands(line: MandateLine) -> Cell:
    if line.holds:
        return Cell(gettext("geldt nu"), pill="ok")
    if line.waits:
        return Cell(gettext("wacht op de code"), pill="info")
    if not line.is_confirmed and line.kind is Representation.LEGAL_REPRESENTATIVE and not line.ended_on:
        return Cell(gettext("wacht op een tweede medewerker"), pill="info")
    return Cell("gestopt" if line.ended_on else gettext("geldt niet"), pill="warn")
