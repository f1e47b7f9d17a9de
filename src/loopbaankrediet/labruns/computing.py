"""The one place of this room that loads the engine: only the worker imports it."""

from collections.abc import Callable
from importlib.util import find_spec

from loopbaankrediet.labruns.questions import LabQuestion
from loopbaankrediet.policylab.drawing import Question, draw
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.reports import HEADINGS, as_dict

Told = Callable[[int, int], None]


def computed(question: LabQuestion, told: Told) -> dict[str, object]:
    """The result as plain values, with the Dutch name of each figure. What `told` raises ends the run there.

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
    return as_dict(draw(asked, told=told)) | {"headings": HEADINGS}
