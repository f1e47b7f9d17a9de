"""The unknown that matters most is found in a model whose answer is known, and the printed page is that of ours."""

import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from loopbaankrediet.policylab.drawing import Question
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.priors import Prior, priors
from loopbaankrediet.policylab.sensitivity import Ranking, guessed, paths, ranked, sensitivity
from loopbaankrediet.policylab.telling import sensitivity_as_text

PAGE = Path("docs/reference/sensitivity.md")
NUMBER = re.compile(r"[0-9][0-9.]*(?:,[0-9]+)?")


def unknown(name: str) -> Prior:
    return Prior(name, 0.0, 1.0, 2.0, "share", f"Onbekende {name}", "verzonnen")


UNKNOWNS = {name: unknown(name) for name in ("strong", "weak", "falling", "idle")}


def made_up() -> tuple[Ranking, ...]:
    points = paths(UNKNOWNS, 10, seed=4)
    guesses = guessed(UNKNOWNS, points)
    figure = np.array([100 * one["strong"] + one["weak"] - 20 * one["falling"] for one in guesses])
    return ranked(UNKNOWNS, points, {"figure": figure, "still": figure * 0}, seed=4)


def test_a_made_up_model_is_ranked_as_it_was_made() -> None:
    effects = made_up()[0].effects
    assert [one.prior.name for one in effects] == ["strong", "falling", "weak", "idle"]
    assert [one.sign for one in effects] == [1, -1, 1, 0]
    assert effects[0].size == pytest.approx(200, rel=0.25)
    assert effects[-1].size == 0


def test_the_sentence_names_one_unknown_when_it_stands_alone() -> None:
    moved, still = made_up()
    said = moved.sentence("mensen")
    assert said.startswith("Voor 'mensen' telt dit het meest: onbekende strong. Gaat dat van 0 naar 2, dan stijgt het")
    assert "Niet zeker minder belangrijk" not in said
    assert still.sentence("mensen") == "Voor 'mensen' maakt geen enkele onbekende een verschil."


def test_each_unknown_of_the_lab_is_moved_within_what_is_thought_possible() -> None:
    points = paths(priors(), 2, seed=1)
    assert len(points) == 2 * (len(priors()) + 1)
    for guess in guessed(priors(), points):
        assert all(prior.low <= guess[name] <= prior.high for name, prior in priors().items())


def test_one_path_or_far_too_many_are_refused_before_anything_runs() -> None:
    for count in (1, 101):
        with pytest.raises(RunRefused, match="Vraag 2 tot en met 100 paden"):
            sensitivity(Question(("draft",), 1, date(2026, 11, 23), 1, 1), count=count)


def test_the_page_of_unknowns_is_that_of_the_model() -> None:
    page = PAGE.read_text(encoding="utf-8")
    printed = page[page.index("Scenario", page.index("# The same on two paths")) : page.index("Dit model rekent")]
    now = sensitivity_as_text(sensitivity(Question(("draft",), 2, date(2026, 11, 23), 1, 1), count=2))
    assert NUMBER.sub("", printed).split() == NUMBER.sub("", now).split()
    assert numbers(printed) == pytest.approx(numbers(now), rel=0.02, abs=1.1)


def numbers(text: str) -> list[float]:
    return [float(found.replace(".", "").replace(",", ".")) for found in NUMBER.findall(text)]
