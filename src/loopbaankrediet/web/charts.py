"""Lines over time as values for `components/chart.html`: drawn on the server, with a table that holds the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from loopbaankrediet.web.components import Table

WIDTH, HEIGHT = 720, 320
LEFT, RIGHT, TOP, BOTTOM = 110, 20, 20, 40


@dataclass(frozen=True)
class Series:
    """One line. `kind`: 'solid', 'dashed', 'limit' or 'range' (a band between its first and last point)."""

    label: str
    kind: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Line:
    """A series laid out: `path` as an SVG polyline takes it, and where its label stands."""

    label: str
    kind: str
    path: str


@dataclass(frozen=True)
class Tick:
    """A mark on an axis at a place in the drawing."""

    at: str
    label: str


@dataclass(frozen=True)
class Chart:
    """`text` says in words what the lines show; `table` has every number. Ticks are (value, label)."""

    title: str
    text: str
    series: Sequence[Series]
    across: Sequence[tuple[float, str]]
    up: Sequence[tuple[float, str]]
    table: Table

    @property
    def id(self) -> str:
        return f"grafiek-{slugify(self.title)}"

    @property
    def lines(self) -> list[Line]:
        return [
            Line(one.label, one.kind, " ".join(f"{self._x(x)},{self._y(y)}" for x, y in one.points))
            for one in self.series
            if one.points
        ]

    @property
    def x_ticks(self) -> list[Tick]:
        return [Tick(self._x(value), label) for value, label in self.across]

    @property
    def y_ticks(self) -> list[Tick]:
        return [Tick(self._y(value), label) for value, label in self.up]

    def _x(self, value: float) -> str:
        last = max(tick for tick, _ in self.across) or 1
        return f"{LEFT + value / last * (WIDTH - LEFT - RIGHT):.1f}"

    def _y(self, value: float) -> str:
        top = max(tick for tick, _ in self.up) or 1
        return f"{HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM):.1f}"


def round_steps(highest: int, parts: int = 4) -> list[int]:
    """From nought to at least `highest` in equal steps of 1, 2 or 5 times a power of ten."""
    step = 1
    while step * parts < highest:
        step = next(step * factor // base for base, factor in _next(step))
    return [step * number for number in range(parts + 1)]


def _next(step: int) -> list[tuple[int, int]]:
    """1 -> 2, 2 -> 5, 5 -> 10, at any power of ten."""
    return [(2, 5)] if str(step)[0] == "2" else [(1, 2)]
