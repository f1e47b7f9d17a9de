"""The decision table of one article, for a lawyer's review: generated from the tree, minimal, complete and unique.

A column is something the article tests: a fact or another article, cut into the classes the article can tell apart, or
two quantities compared. Each line says what follows from some classes of each column; every combination of classes
matches exactly one line (DMN's hit policy "unique"), and no table of nested questions has fewer lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.tree import Node
from loopbaankrediet.decree.saying.article_tests import Columns, Reader, TableColumn
from loopbaankrediet.decree.saying.dutch import listed

Row: TypeAlias = tuple[int, ...]
"""One class of every column, by its place."""

Cell: TypeAlias = tuple[int, ...]
"""The classes of one column that a line covers; all of them means that the column does not matter."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """What follows from some classes of each column: the number or yes/no as a tree (`answer`), and in Dutch."""

    cells: tuple[Cell, ...]
    answer: Node
    result: str

    def matches(self, row: Row) -> bool:
        return all(place in cell for place, cell in zip(row, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """The decision table of one article under the amounts of one day."""

    article: str
    rule: str
    text: str
    columns: tuple[TableColumn, ...]
    lines: tuple[TableLine, ...]

    def rows(self) -> Iterator[Row]:
        """Every combination of classes."""
        return product(*(range(len(column.classes)) for column in self.columns))

    def words(self, line: TableLine) -> list[str]:
        """The cells of one line in Dutch; a dash where the column does not matter."""
        pairs = zip(self.columns, line.cells, strict=True)
        return ["–" if len(cell) == len(c.classes) else listed([c.classes[i] for i in cell]) for c, cell in pairs]

    def as_markdown(self) -> str:
        """The table as a lawyer reads it."""
        heads = [*(column.heading for column in self.columns), "dan"]
        lines = [[*self.words(line), f"**{line.result}**"] for line in self.lines]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *lines))


def decision_table(corpus: Corpus, values: Mapping[str, int], rule: str) -> DecisionTable:
    """The decision table of one article, with its amounts filled in. A test that never matters gets no column."""
    article = corpus.articles[rule]
    columns = tuple(Columns(corpus, values, article).found())
    reader = Reader(corpus, values, article, columns)
    free = tuple(tuple(range(len(column.classes))) for column in columns)
    lines = _lines({row: reader.answer(row) for row in product(*free)}, free)
    used = [place for place, cell in enumerate(free) if any(cells[place] != cell for cells, _ in lines)]
    kept = (TableLine(tuple(cells[place] for place in used), answer, reader.words(answer)) for cells, answer in lines)
    return DecisionTable(
        article.reference, article.rule, article.text, tuple(columns[place] for place in used), tuple(kept)
    )


# ---- the fewest lines

Free: TypeAlias = tuple[Cell, ...]
"""The rows that are left while questions are asked: some classes in each column."""


def _lines(answers: Mapping[Row, Node], free: Free) -> list[tuple[Free, Node]]:
    """The fewest lines that ask one column after another, over the rows that are left."""
    found = {answers[row] for row in product(*free)}
    if len(found) == 1:
        return [(free, found.pop())]
    tried = (_split(answers, free, place) for place, cell in enumerate(free) if len(cell) > 1)
    return min((lines for lines in tried if lines), key=len)


def _split(answers: Mapping[Row, Node], free: Free, place: int) -> list[tuple[Free, Node]]:
    """The lines when this column is asked first; its classes that lead to the same stay together."""
    alike: dict[tuple[Node, ...], list[int]] = {}
    for choice in free[place]:
        alike.setdefault(tuple(answers[row] for row in product(*_with(free, place, (choice,)))), []).append(choice)
    if len(alike) == 1:
        return []
    return [line for group in alike.values() for line in _lines(answers, _with(free, place, tuple(group)))]


def _with(free: Free, place: int, cell: Cell) -> Free:
    return (*free[:place], cell, *free[place + 1 :])
