"""The one place of this room that loads the engine: only the worker imports it."""

from collections.abc import Callable
from datetime import date
from importlib.util import find_spec

from loopbaankrediet.labruns.questions import LabQuestion
from loopbaankrediet.labruns.working import Computed
from loopbaankrediet.policylab.booklet import as_pdf
from loopbaankrediet.policylab.drawing import Question, draw
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.reports import HEADINGS, as_dict
from loopbaankrediet.policylab.sensitivity import USUAL_PATHS, Sensitivity, sensitivity
from loopbaankrediet.policylab.tables import Result, as_parquet, result
from loopbaankrediet.policylab.telling import winners_as_dict

Told = Callable[[int, int], None]


def computed(question: LabQuestion, told: Told, made_on: date) -> Computed:
    """The result with the Dutch name of each figure, who wins, which unknown matters most, and the files to take away.

    What `told` raises ends the run there.

    Raises RunRefused when the lab is not installed, and what the decree refuses.
    """
    if find_spec("scipy") is None:
        raise RunRefused("Het beleidslab is niet geïnstalleerd op deze server. Vraag het aan wie de server beheert.")
    asked = Question(
        question.names,
        question.years,
        question.known_on,
        question.draws,
        question.seed,
        "dashboard" if question.schooling == "dashboard" else "main_page",
    )
    found = draw(asked, told=told)
    moved = sensitivity(asked, count=_paths(asked), told=lambda *_: told(asked.draws, asked.draws))
    shown = result(found, moved)
    told(asked.draws, asked.draws)
    return Computed(_content(shown, moved), {"parquet": as_parquet(shown), "pdf": as_pdf(shown, made_on)})


def _paths(asked: Question) -> int:
    """As many as draws, at least two: who asks little wants a quick answer."""
    return min(USUAL_PATHS, max(2, asked.draws))


def _content(shown: Result, moved: Sensitivity) -> dict[str, object]:
    winners = {one.scenario: winners_as_dict(one)["groups"] for one in shown.winners}
    sentences = {one.figure: one.sentence(HEADINGS[one.figure]) for one in moved.rankings}
    return as_dict(shown.found) | {"headings": HEADINGS, "winners": winners, "unknowns": sentences}
