"""Runs of the lab for tests of pages: a result in the form of a real one, without its minutes of work."""

from collections.abc import Callable
from datetime import date
from typing import Any

from loopbaankrediet.decree.scenario import DRAFT
from loopbaankrediet.labruns.actions import ask_run, ask_standard
from loopbaankrediet.labruns.models import LabRun
from loopbaankrediet.labruns.questions import LabQuestion, question_of
from loopbaankrediet.labruns.working import Computed, work_once
from tests.story import Story

HEADINGS = {"begin": "mensen die beginnen", "public_euro": "euro van de overheid", "waiting_weeks": "weken wachten"}
GROUP = {"kind": "", "group": "", "people": 1_000, "more": 600, "less": 0, "same": 400, "articles": ["art. 3"]}
LIMITS = "Dit model rekent met een verzonnen bevolking."


def question(story: Story, *scenarios: str, **change: Any) -> LabQuestion:
    """The draft and more hours, unless other scenarios are named."""
    asked: dict[str, Any] = {"amounts": (), "years": 2, "draws": 3, "seed": 1, "schooling": "main_page"} | change
    return question_of(scenarios or ("draft", "more_hours"), known_on=story.clock.today(), **asked)


def made(question: LabQuestion, told: Callable[[int, int], None], made_on: date) -> Computed:
    """Bigger by a tenth for each scenario that comes later, but for the second, which the model does not tell apart."""
    told(1, question.draws)
    results = {name: _scenario(name, place if place > 1 else 0, question) for place, name in enumerate(question.names)}
    asked = {"years": question.years, "draws": question.draws, "seed": question.seed}
    winners = {name: [GROUP, GROUP | {"kind": "sex", "group": "vrouwen"}] for name in question.names if name != DRAFT}
    unknowns = {figure: f"Voor '{said}' telt de bekendheid het meest." for figure, said in HEADINGS.items()}
    content = {"question": asked, "results": results, "limits": LIMITS, "headings": HEADINGS}
    return Computed(content | {"winners": winners, "unknowns": unknowns}, {"pdf": b"%PDF-1.7", "parquet": b"PAR1"})


def _scenario(name: str, place: int, question: LabQuestion) -> dict[str, object]:
    sizes = {"begin": 12_345.6, "public_euro": 10_700_000.0, "waiting_weeks": 0.25}
    levels = {
        figure: {f"p{level:02d}": size * (1 + place / 10) * (0.5 + level / 100) for level in (5, 25, 50, 75, 95)}
        for figure, size in sizes.items()
    }
    years = [str(2027 + number) for number in range(question.years)]
    return {
        "title": f"Scenario {name}",
        "totals": levels,
        "by_year": {figure: dict.fromkeys(years, found) for figure, found in levels.items()},
        "index": {"sex": {"man": 0.8, "woman": 1.2}, "age": {"20": 1.0, "30": 1.4}},
    }


def asked(story: Story, asked: LabQuestion, who: str = "pelin") -> LabRun:
    return ask_run(question=asked, **story.act(who))


def standard(story: Story) -> LabRun:
    """The standard scenarios, computed."""
    run = ask_standard(draws=3, clock=story.clock)
    finish(story)
    run.refresh_from_db()
    return run


def finish(story: Story) -> None:
    """The worker computes all that waits."""
    while work_once(clock=story.clock, compute=made):
        pass
