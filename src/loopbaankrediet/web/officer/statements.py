"""A statement of one account: lines with what is free and held after each, and the pages before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core import signing

from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.queries import Movement, Statement
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.ledger_places import Place
from loopbaankrediet.web.officer.ledger_words import (
    act_url,
    act_words,
    amount_words,
    change_words,
    kind_words,
    place_cell,
)
from loopbaankrediet.web.templatetags.dutch import day, moment

MOVES = ("direct", "post", "reverse")
STEPS_BACK = 20


@dataclass(frozen=True)
class Line:
    """A movement with what is free and held after it, and what it changed to the held part."""

    movement: Movement
    free: int
    held: int
    held_change: int

    @property
    def side(self) -> str:
        return "debit" if self.movement.amount < 0 else "credit"

    @property
    def shown(self) -> int:
        """Signed when it went from one account to the other; a hold and a void only set aside and give back."""
        return self.movement.amount if self.movement.kind in MOVES else abs(self.movement.amount)


@dataclass(frozen=True)
class Trail:
    """After which transfer the pages so far begin, this one last; signed, so that nobody writes another."""

    starts: tuple[int, ...] = (0,)

    @property
    def here(self) -> int:
        return self.starts[-1]

    def onward(self, start: int) -> "Trail":
        return Trail((*self.starts, start)[-STEPS_BACK:])

    def back(self) -> "Trail | None":
        return Trail(self.starts[:-1]) if len(self.starts) > 1 else None

    def signed(self, account: Account) -> str:
        return signing.dumps(self.starts, salt=account.code, compress=True)


def read_trail(text: str, account: Account) -> Trail:
    """The trail in an address; NotFound when it was changed or belongs to another account."""
    if not text:
        return Trail()
    try:
        return Trail(tuple(signing.loads(text, salt=account.code)))
    except signing.BadSignature as error:
        raise NotFound from error


def lines_of(page: Statement) -> list[Line]:
    lines, free, held = [], page.opening, page.opening_held
    for movement in page.lines:
        moved = movement.amount if movement.kind in MOVES else 0
        free, held = free + movement.change, held + moved - movement.change
        lines.append(Line(movement, free, held, moved - movement.change))
    return lines


def held_after(page: Statement, lines: Sequence[Line]) -> int:
    return lines[-1].held if lines else page.opening_held


def statement_table(lines: Sequence[Line], account: Account, places: Mapping[str, Place]) -> Table:
    columns = [Column("Dag"), Column("Wat"), Column("Andere rekening"), Column("Bedrag", numeric=True)]
    columns += [Column("Vrij daarna", numeric=True), Column("Gereserveerd daarna", numeric=True)]
    rows = [_row(line, account.unit, places) for line in lines]
    return Table("Elke beweging, de oudste eerst", columns, rows, "Op deze rekening bewoog nog niets.")


def edge_rows(label: str, free: int, held: int, unit: str) -> list[SummaryRow]:
    """What was free and held before the first or after the last line of the page."""
    words = f"{amount_words(free, unit)} vrij, {amount_words(held, unit)} gereserveerd"
    return [SummaryRow(label, words)]


def _row(line: Line, unit: str, places: Mapping[str, Place]) -> list[Cell | str]:
    movement = line.movement
    recorded_on = movement.recorded_at.astimezone(BRUSSELS).date()
    late = f"Geboekt op {moment(movement.recorded_at)}" if recorded_on != movement.effective_on else ""
    return [
        Cell(day(movement.effective_on), note=late),
        Cell(
            act_words(movement.act),
            act_url(movement.act_key),
            note=kind_words(movement.kind, line.side, movement.reason),
        ),
        place_cell(movement.other_account, places),
        amount_words(line.shown, unit),
        Cell(amount_words(line.free, unit), note=change_words(movement.change, unit)),
        Cell(amount_words(line.held, unit), note=change_words(line.held_change, unit)),
    ]
