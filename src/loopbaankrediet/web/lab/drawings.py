"""Two drawings of a range, as SVG: bars beside each other, and a fan over the years. Each has a table with the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from django.utils.text import slugify

from loopbaankrediet.web.charts import Tick, round_steps
from loopbaankrediet.web.components import Table

WIDTH = 720
ROW, BAR = 34, 16
LEFT, RIGHT, TOP, BOTTOM = 110, 44, 24, 40
FAN_HEIGHT = 320
MILLION = 1_000_000


@dataclass(frozen=True)
class Range:
    """One thing with what 90, 50 and half of 100 draws say about it; `label` is a year or the number of a scenario."""

    label: str
    low: float
    lower: float
    middle: float
    upper: float
    high: float


@dataclass(frozen=True)
class LaidBar:
    """A bar to the middle with its range as a line; places in the drawing."""

    label: str
    y: int
    text_y: int
    width: str
    low: str
    high: str
    line_y: int
    foot: int


@dataclass(frozen=True)
class BarChart:
    """`text` says in words what the bars show."""

    title: str
    text: str
    ranges: Sequence[Range]
    table: Table

    @property
    def id(self) -> str:
        return f"staven-{slugify(self.title)}"

    @property
    def height(self) -> int:
        return TOP + BOTTOM + ROW * len(self.ranges)

    @property
    def foot(self) -> int:
        return self.height - BOTTOM

    @property
    def tick_y(self) -> int:
        return self.height - 14

    @cached_property
    def steps(self) -> list[int]:
        return _steps(self.ranges)

    @property
    def ticks(self) -> list[Tick]:
        return [Tick(self._x(value), short(value)) for value in self.steps]

    @property
    def bars(self) -> list[LaidBar]:
        return [self._bar(place, one) for place, one in enumerate(self.ranges)]

    def _bar(self, place: int, one: Range) -> LaidBar:
        y = TOP + ROW * place
        middle = self._x(one.middle)
        width = f"{max(float(middle) - LEFT, 0):.1f}"
        low, high = self._x(one.low), self._x(one.high)
        return LaidBar(one.label, y, y + BAR - 2, width, low, high, y + BAR // 2, y + BAR)

    def _x(self, value: float) -> str:
        return f"{LEFT + value / self.steps[-1] * (WIDTH - LEFT - RIGHT):.1f}"


@dataclass(frozen=True)
class Whisker:
    """A year in the fan: where it stands, its range and its middle."""

    x: str
    low: str
    high: str
    middle: str
    label: str


@dataclass(frozen=True)
class FanChart:
    """Bands of 90 and 50 of 100 draws over the years, and their middle as a line. `text` says it in words."""

    title: str
    text: str
    ranges: Sequence[Range]
    table: Table

    @property
    def id(self) -> str:
        return f"waaier-{slugify(self.title)}"

    @cached_property
    def steps(self) -> list[int]:
        return _steps(self.ranges)

    @property
    def ticks(self) -> list[Tick]:
        return [Tick(self._y(value), short(value)) for value in self.steps]

    @property
    def years(self) -> list[Whisker]:
        return [
            Whisker(self._x(place), self._y(one.low), self._y(one.high), self._y(one.middle), one.label)
            for place, one in enumerate(self.ranges)
        ]

    @property
    def wide(self) -> str:
        return self._band([one.low for one in self.ranges], [one.high for one in self.ranges])

    @property
    def narrow(self) -> str:
        return self._band([one.lower for one in self.ranges], [one.upper for one in self.ranges])

    @property
    def middle(self) -> str:
        return self._points(_placed([one.middle for one in self.ranges]))

    def _band(self, under: Sequence[float], above: Sequence[float]) -> str:
        """Along the lower edge, and back along the upper one."""
        return self._points([*_placed(under), *reversed(_placed(above))])

    def _points(self, points: Sequence[tuple[int, float]]) -> str:
        return " ".join(f"{self._x(place)},{self._y(value)}" for place, value in points)

    def _x(self, place: int) -> str:
        """One year stands in the middle."""
        last = len(self.ranges) - 1
        share = place / last if last else 0.5
        return f"{LEFT + 30 + share * (WIDTH - LEFT - RIGHT - 60):.1f}"

    def _y(self, value: float) -> str:
        return f"{FAN_HEIGHT - BOTTOM - value / self.steps[-1] * (FAN_HEIGHT - TOP - BOTTOM):.1f}"


def _placed(values: Sequence[float]) -> list[tuple[int, float]]:
    return list(enumerate(values))


def short(value: int) -> str:
    """A mark on an axis: 40.000, 12 mln."""
    if value >= MILLION:
        return f"{value / MILLION:.1f} mln".replace(".", ",").replace(",0 ", " ")
    return f"{value:,}".replace(",", ".")


def _steps(ranges: Sequence[Range]) -> list[int]:
    return round_steps(ceil(max((one.high for one in ranges), default=0)))
