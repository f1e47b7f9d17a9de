"""A statement as a file for spreadsheets, as they are set in Belgium."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.queries import Statement
from loopbaankrediet.web.officer.ledger_places import Place
from loopbaankrediet.web.officer.ledger_words import act_words, kind_words
from loopbaankrediet.web.officer.statements import Line, held_after
from loopbaankrediet.web.spreadsheets import amount_cell, plain_text

UNITS = {"minutes": "minuten", "cents": "euro"}
COLUMNS = (
    "Boeking",
    "Geldt voor",
    "Geboekt op",
    "Wat gebeurde er",
    "Soort",
    "Andere rekening",
    "Code",
    "Bedrag ({})",
    "Vrij daarna ({})",
    "Gereserveerd daarna ({})",
    "Handeling",
    "Gebruikt reservering",
    "Draait boeking terug",
    "Reden",
)


def spreadsheet(
    lines: Sequence[Line], page: Statement, account: Account, places: Mapping[str, Place], more: str
) -> str:
    """The rows of a statement.

    `more`: the address of the part that follows, when these are not all lines; empty when they are.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(column.format(UNITS[account.unit]) for column in COLUMNS)
    writer.writerow(_edge("Beginsaldo", page.opening, page.opening_held, account.unit))
    writer.writerows(_cells(line, account.unit, places) for line in lines)
    closing = "Eindsaldo van dit deel" if more else "Eindsaldo"
    writer.writerow(_edge(closing, page.closing, held_after(page, lines), account.unit))
    if more:
        writer.writerow(["", "", "", "Er volgen nog bewegingen. Het volgende deel:", more])
    return text.getvalue()


def _edge(label: str, free: int, held: int, unit: str) -> list[str]:
    return ["", "", "", label, "", "", "", "", _number(free, unit), _number(held, unit), "", "", "", ""]


def _cells(line: Line, unit: str, places: Mapping[str, Place]) -> Iterator[str]:
    movement = line.movement
    place = places.get(movement.other_account)
    yield str(movement.id)
    yield movement.effective_on.isoformat()
    yield f"{movement.recorded_at.astimezone(BRUSSELS):%Y-%m-%d %H:%M:%S}"
    yield plain_text(act_words(movement.act))
    yield plain_text(kind_words(movement.kind, line.side, None))
    yield plain_text(place.title if place else "")
    yield plain_text(movement.other_account)
    yield _number(line.shown, unit)
    yield _number(line.free, unit)
    yield _number(line.held, unit)
    yield str(movement.act_key)
    yield str(movement.hold_id or "")
    yield str(movement.reverses_id or "")
    yield plain_text(movement.reason or "")


def _number(amount: int, unit: str) -> str:
    return str(amount) if unit == "minutes" else amount_cell(amount)
