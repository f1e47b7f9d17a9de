"""Lists of runs."""

from collections.abc import Iterable

from django.urls import reverse

from loopbaankrediet.kernel.days import moment
from loopbaankrediet.labruns.queries import RunView, run_view, runs
from loopbaankrediet.labruns.states import RunState
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.lab.words import PLATFORM, STATE_WORDS, amount_words, draw_count, scenario_list

MOST_TO_COMPARE = 50
MANY = 3


def run_table(found: Iterable[RunView]) -> Table:
    columns = [Column("Berekening"), Column("Stand"), Column("Gevraagd door"), Column("Gevraagd op")]
    rows = [
        (
            Cell(what(run), reverse("officer:lab_run", args=[run.id]), note=amount_words(run.amounts)),
            state(run),
            run.asked_by or PLATFORM,
            moment(run.asked_at),
        )
        for run in found
    ]
    return Table("Berekeningen", columns, rows, "Er is nog niets gevraagd. Begin met een nieuwe berekening.")


def what(run: RunView) -> str:
    """'Het voorontwerp, Meer uren; 4 jaar, 50 trekkingen'; many scenarios are only counted."""
    names = scenario_list(run.scenarios) if len(run.scenarios) <= MANY else f"{len(run.scenarios)} scenario's"
    return f"{names}; {run.years} jaar, {draw_count(run.draws)}"


def state(run: RunView) -> Cell:
    words = STATE_WORDS[run.state]
    return Cell(words.text, pill=words.pill, note=f"{run.percent} %" if run.state == RunState.RUNNING else "")


def choices_to_compare() -> list[tuple[str, str]]:
    """The newest runs that are done, as choices of a form."""
    done = runs().filter(state=RunState.DONE)[:MOST_TO_COMPARE]
    found = [run_view(run) for run in done]
    return [(str(run.id), f"{what(run)} ({moment(run.asked_at)}) {amount_words(run.amounts)}".strip()) for run in found]
