"""Two runs beside each other: what was asked otherwise, and one figure of every scenario of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.labruns.queries import ResultView, RunView
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.lab.drawings import BarChart
from loopbaankrediet.web.lab.result import Choice, bars
from loopbaankrediet.web.lab.words import rough, run_rows, scenario_title

Side = tuple[RunView, ResultView]
SIDES = ("Eerste", "Tweede")
NOT_COUNTED = ("Gevraagd door", "Gevraagd op")


@dataclass(frozen=True)
class Comparison:
    """`warning`: why the figures cannot be laid beside each other as they are; empty when they can."""

    limits: str
    rough: str
    warning: str
    asked: Table
    figures: tuple[Choice, ...]
    bars: BarChart


def comparison(one: Side, other: Side, query: Mapping[str, str]) -> Comparison:
    """Raises NotFound for a figure that one of both does not have."""
    headings = one[1].content["headings"]
    figure = query.get("cijfer") or next(iter(headings))
    if any(figure not in side[1].content["headings"] for side in (one, other)):
        raise NotFound
    kept = {"een": str(one[0].id), "ander": str(other[0].id)}
    choices = (
        Choice(label, f"?{urlencode({**kept, 'cijfer': key})}", key == figure) for key, label in headings.items()
    )
    scenarios = [
        (Cell(f"{name}: {scenario_title(key, found['title'])}"), found)
        for name, (_, result) in zip(SIDES, (one, other), strict=True)
        for key, found in result.content["results"].items()
    ]
    years = "De twee rekenen een ander aantal jaren samen." if one[0].years != other[0].years else ""
    return Comparison(
        one[1].content["limits"],
        rough(min(one[0].draws, other[0].draws)),
        years,
        _asked(one[0], other[0]),
        tuple(choices),
        bars(headings[figure], figure, scenarios),
    )


def _asked(one: RunView, other: RunView) -> Table:
    """Only what differs; who asked and when says nothing about the figures."""
    values = [{row.label: row.value for row in run_rows(run) if row.label not in NOT_COUNTED} for run in (one, other)]
    labels = dict.fromkeys((*values[0], *values[1]))
    pairs = [(label, *(side.get(label, "geen") for side in values)) for label in labels]
    rows = [pair for pair in pairs if pair[1] != pair[2]]
    columns = (Column("Wat"), *map(Column, SIDES))
    return Table("Wat anders gevraagd is", columns, rows, "Er is hetzelfde gevraagd.")
