"""What presenters hand to the components: small values, ready to show."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Column:
    """`numeric` columns stand right with figures of equal width."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """Text, as a link (`url`) or as a pill (`pill`: ok, warn, err or info), with a small `note` below."""

    text: str
    url: str = ""
    pill: str = ""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """The first column names the row. A row holds one cell per column; a string is a plain cell."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | str]]
    when_empty: str = _("Er is nog niets om te tonen.")

    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """The rows with each cell beside its column; ValueError when a row has another length."""
        return [list(zip(self.columns, map(_cell, row), strict=True)) for row in self.rows]


@dataclass(frozen=True)
class SummaryRow:
    """One line of a summary list, optionally with a link to change it."""

    label: str
    value: str
    change_url: str = ""


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened (or will: `ahead`); `when` is a day or moment as text."""

    when: str
    title: str
    text: str = ""
    ahead: bool = False
    links: Sequence[Cell] = field(default_factory=tuple)


def _cell(value: Cell | str) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)
