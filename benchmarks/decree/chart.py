"""The charts of the README, drawn from benchmarks/results: `python -m benchmarks.decree.chart`. Plain SVG."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from benchmarks.decree._machine import MEGABYTE, ROOT

RESULTS = ROOT / "benchmarks" / "results"
PICTURES = ROOT / "docs" / "pictures"
WIDTH, LEFT, RIGHT, TOP, LINE = 760, 200, 90, 62, 24
OURS, BY_HAND, OTHERS = "#0b5cad", "#8a8f98", "#b4530a"
KINDS = {OURS: "ours", BY_HAND: "by hand", OTHERS: "other frameworks"}
CURVES = ("#0b5cad", "#b4530a", "#2f7d4f", "#7a3b9a")
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1c2024}.t{font-size:16px;font-weight:600}.s{fill:#565c66;font-size:12px}"
)


class Bar(NamedTuple):
    """A line of the chart."""

    label: str
    value: float
    colour: str


class Curve(NamedTuple):
    """Points of one line: seconds, and megabytes."""

    label: str
    points: Sequence[tuple[float, float]]


def svg(height: int, title: str, description: str, body: Sequence[str]) -> str:
    """A picture with its words for who cannot see it."""
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            ' role="img" aria-labelledby="title description">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(description)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            f'<text class="t" x="16" y="26">{escape(title)}</text>',
            *body,
            "</svg>\n",
        )
    )


def bars(title: str, under: str, unit: str, lines: Sequence[Bar]) -> str:
    """Horizontal bars from zero, longest first, each with its value."""
    ordered = sorted(lines, key=lambda bar: -bar.value)
    height = TOP + LINE * (len(ordered) + 1) + 16
    said = "; ".join(f"{bar.label}: {bar.value:.0f}" for bar in ordered)
    body = [f'<text class="s" x="16" y="46">{escape(under)}</text>', *_bars(ordered), *_legend(ordered, height - 14)]
    return svg(height, title, f"{unit}. {said}.", body)


def _bars(ordered: Sequence[Bar]) -> Iterator[str]:
    scale = (WIDTH - LEFT - RIGHT) / ordered[0].value
    for at, (label, value, colour) in enumerate(ordered):
        top = TOP + LINE * at
        long = max(1.0, value * scale)
        yield f'<text x="{LEFT - 8}" y="{top + 14}" text-anchor="end">{escape(label)}</text>'
        yield f'<rect x="{LEFT}" y="{top}" width="{long:.1f}" height="{LINE - 6}" fill="{colour}"/>'
        yield f'<text x="{LEFT + long + 6:.1f}" y="{top + 14}">{value:.0f}</text>'


def _legend(ordered: Sequence[Bar], y: int) -> Iterator[str]:
    found = [(colour, kind) for colour, kind in KINDS.items() if any(bar.colour == colour for bar in ordered)]
    for at, (colour, kind) in enumerate(found):
        x = LEFT + 150 * at
        yield _key(x, y, colour, kind)


def _key(x: float, y: float, colour: str, label: str) -> str:
    square = f'<rect x="{x}" y="{y - 11}" width="12" height="12" fill="{colour}"/>'
    return f'{square}<text class="s" x="{x + 18}" y="{y}">{escape(label)}</text>'


def curves(title: str, under: str, lines: Sequence[Curve]) -> str:
    """Lines over the seconds of a run; both axes from zero."""
    height, bottom = 360, 300
    across = _round(max(x for curve in lines for x, _ in curve.points))
    high = _round(max(y for curve in lines for _, y in curve.points))
    body = [f'<text class="s" x="16" y="46">{escape(under)}</text>', *_axes(across, high, bottom)]
    for at, curve in enumerate(lines):
        body += _curve(curve, CURVES[at % len(CURVES)], across, high, bottom)
        x, y = 64 + 340 * (at % 2), bottom + 34 + 18 * (at // 2)
        body.append(_key(x, y, CURVES[at % len(CURVES)], curve.label))
    said = "; ".join(f"{one.label}: at most {max(y for _, y in one.points):.0f} MB" for one in lines)
    return svg(height, title, f"Megabytes over seconds. {said}.", body)


def _round(most: float) -> float:
    """The end of an axis: four round steps, the smallest that reach so far."""
    scale = 10.0 ** math.floor(math.log10(most / 4))
    return next(4 * step * scale for step in (1, 2, 3, 4, 5, 10) if 4 * step * scale >= most)


def _axes(across: float, high: float, bottom: int) -> Iterator[str]:
    for part in range(5):
        y = bottom - (bottom - TOP) * part / 4
        x = 64 + (WIDTH - 88) * part / 4
        yield f'<line x1="64" x2="{WIDTH - 24}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d8dbe0"/>'
        yield f'<text class="s" x="58" y="{y + 4:.1f}" text-anchor="end">{high * part / 4:.0f} MB</text>'
        yield f'<text class="s" x="{x:.1f}" y="{bottom + 14}" text-anchor="middle">{across * part / 4:.0f} s</text>'


def _curve(curve: Curve, colour: str, across: float, high: float, bottom: int) -> list[str]:
    places = (f"{64 + (WIDTH - 88) * x / across:.1f},{bottom - (bottom - TOP) * y / high:.1f}" for x, y in curve.points)
    return [f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{" ".join(places)}"/>']


def result(name: str) -> dict[str, Any]:
    """What a run kept."""
    found: dict[str, Any] = json.loads((RESULTS / f"{name}.json").read_text())
    return found


def _named(kept: Mapping[str, Any]) -> str:
    machine = kept["machine"]
    return f"{machine['processors']} cores, {machine['processor']}; commit {kept['commit']}, {kept['date'][:10]}"


def draw_population() -> None:
    """Persons per second of every cell."""
    kept = result("population")
    lines = [Bar(cell["label"], cell["persons_per_second"] / 1e6, _colour(cell)) for cell in kept["cells"]]
    under = f"million persons per second, {kept['persons']:,} persons, six answers each; {_named(kept)}"
    (PICTURES / "population.svg").write_text(
        bars("A whole population decided", under, "Million persons per second", lines)
    )


def _colour(cell: Mapping[str, Any]) -> str:
    if cell["label"].startswith("ours"):
        return OURS
    return OTHERS if cell["label"].endswith("-core") else BY_HAND


def draw_memory() -> None:
    """Memory of the long stream beside the short one."""
    kept = result("stream")
    lines = [
        Curve(run["label"], [(seconds, taken / MEGABYTE) for seconds, taken in run["curve"]])
        for run in kept["runs"]
        if run["ours"]
    ]
    under = f"megabytes above the process at rest; {_named(kept)}"
    (PICTURES / "memory.svg").write_text(curves("Memory of a streamed population", under, lines))


def main() -> None:
    """Draw what was measured."""
    for name, draw in (("population", draw_population), ("stream", draw_memory)):
        if (RESULTS / f"{name}.json").exists():
            draw()
            sys.stdout.write(f"docs/pictures of {name} drawn\n")


if __name__ == "__main__":
    main()
