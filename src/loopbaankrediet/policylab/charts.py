"""Charts drawn as vectors (SVG): a fan with its intervals, and bars with theirs. Each says in words what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10
from typing import NamedTuple
from xml.sax.saxutils import escape

from loopbaankrediet.policylab.labels import decimals, whole

Levels = Mapping[float, float]

WIDTH, HEIGHT = 300, 150
LEFT, RIGHT, TOP, BOTTOM = 54, 8, 8, 22
INK, OUTER, INNER, GRID = "#14304d", "#cfe0f0", "#8fb6da", "#d5d5d5"
ROW, NAMES = 18, 92
FONT = "font-family='Libertinus Serif' font-size='11'"


class Chart(NamedTuple):
    """The drawing, and in Dutch what it shows, for who cannot see it."""

    svg: str
    alt: str


def fan(name: str, years: Mapping[int, Levels]) -> Chart:
    """A band from 5 to 95 and one from 25 to 75 of 100 draws, and the middle as a line. One year is drawn as dots."""
    top = _round_up(max(levels[0.95] for levels in years.values()))
    xs = [LEFT + 12 + place * (WIDTH - LEFT - RIGHT - 24) / max(1, len(years) - 1) for place in range(len(years))]
    rows = list(years.values())
    parts = [*_scale(top), *_bands(xs, rows, top), *_middle(xs, rows, top)]
    parts += [_text(x, HEIGHT - 6, str(year), "middle") for x, year in zip(xs, years, strict=True)]
    said = "; ".join(f"{year}: {_interval(levels)}" for year, levels in years.items())
    return Chart(_svg(HEIGHT, parts), f"Waaier van {name}. {said}.")


def bars(name: str, groups: Sequence[tuple[str, Levels]]) -> Chart:
    """A bar to the middle, and a line from 5 to 95 of 100 draws. A dotted line stands at 1."""
    top = max(1.0, *(levels[0.95] for _, levels in groups)) * 1.02
    wide = WIDTH - NAMES - 40
    parts: list[str] = []
    for place, (group, levels) in enumerate(groups):
        parts += _bar(place * ROW + 4, group, levels, wide / top)
    one = NAMES + wide / top
    bottom = len(groups) * ROW + 4
    parts.append(f"<line x1='{one:.1f}' y1='0' x2='{one:.1f}' y2='{bottom}' stroke='{INK}' stroke-dasharray='2 2'/>")
    said = "; ".join(f"{group}: {_interval(levels, 2)}" for group, levels in groups)
    return Chart(_svg(bottom + 4, parts), f"Balken van {name}. {said}.")


def _bar(top: float, group: str, levels: Levels, scale: float) -> Iterator[str]:
    low, middle, high = (NAMES + levels[level] * scale for level in (0.05, 0.5, 0.95))
    line = top + ROW / 2 - 2
    yield _text(NAMES - 8, line + 4, group, "end")
    yield f"<rect x='{NAMES}' y='{top}' width='{middle - NAMES:.1f}' height='{ROW - 6}' fill='{INNER}'/>"
    yield f"<line x1='{low:.1f}' y1='{line}' x2='{high:.1f}' y2='{line}' stroke='{INK}' stroke-width='1.5'/>"
    yield _text(WIDTH - RIGHT, line + 4, decimals(levels[0.5], 2), "end")


def _scale(top: float) -> Iterator[str]:
    for step in range(5):
        value = top * step / 4
        y = _y(value, top)
        yield f"<line x1='{LEFT}' y1='{y:.1f}' x2='{WIDTH - RIGHT}' y2='{y:.1f}' stroke='{GRID}' stroke-width='0.6'/>"
        yield _text(LEFT - 6, y + 4, _short(value, top), "end")


def _bands(xs: Sequence[float], rows: Sequence[Levels], top: float) -> Iterator[str]:
    for low, high, colour in ((0.05, 0.95, OUTER), (0.25, 0.75, INNER)):
        edge = [(x, levels[high]) for x, levels in zip(xs, rows, strict=True)]
        edge += [(x, levels[low]) for x, levels in reversed(list(zip(xs, rows, strict=True)))]
        points = " ".join(f"{x:.1f},{_y(value, top):.1f}" for x, value in edge)
        yield f"<polygon points='{points}' fill='{colour}' stroke='{colour}' stroke-width='3'/>"


def _middle(xs: Sequence[float], rows: Sequence[Levels], top: float) -> Iterator[str]:
    points = [(x, _y(levels[0.5], top)) for x, levels in zip(xs, rows, strict=True)]
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f"<polyline points='{joined}' fill='none' stroke='{INK}' stroke-width='2'/>"
    yield from (f"<circle cx='{x:.1f}' cy='{y:.1f}' r='2.6' fill='{INK}'/>" for x, y in points)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top


def _round_up(value: float) -> float:
    """To a round number of which a quarter is round too."""
    if value <= 0:
        return 1.0
    step = 10.0 ** floor(log10(value)) * 0.4
    return ceil(value / step) * step


def _short(value: float, top: float) -> str:
    if top >= 2_000_000:
        return f"{decimals(value / 1_000_000)} mln."
    return whole(value) if top >= 8 else decimals(value)


def _interval(levels: Levels, places: int = 0) -> str:
    low, middle, high = ((decimals(levels[at], places) if places else whole(levels[at])) for at in (0.05, 0.5, 0.95))
    return f"{middle} (van {low} tot {high})"


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' fill='{INK}' {FONT}>{escape(text)}</text>"


def _svg(height: float, parts: Sequence[str]) -> str:
    box = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height:g}' width='{WIDTH}' height='{height:g}'"
    return f"<svg {box}>{''.join(parts)}</svg>"
