"""Guessing codes at the same moment: never more looks than the limit, whoever sends how many at once."""

from uuid import uuid4

import pytest

from loopbaankrediet.guidance.actions.codes import WRONG_CODES_PER_HOUR, open_with_code
from loopbaankrediet.guidance.errors import CodeRefused, TooManyCodes
from loopbaankrediet.guidance.models import CodeQuestion, Track
from loopbaankrediet.platform.limits import NotCounted
from tests.conftest import AtOnce
from tests.story import Story

HANDS, EACH = 20, 5


def guesses(story: Story, code: str) -> list[type]:
    """Five guesses of one hand, one after the other."""
    found: list[type] = []
    for _ in range(EACH):
        try:
            open_with_code(code=code, **story.act("dirk"))
            found.append(Track)
        except (CodeRefused, TooManyCodes, NotCounted) as error:
            found.append(type(error))
    return found


def test_a_hundred_guesses_at_once_are_looked_at_ten_times(committed_database: str, at_once: AtOnce) -> None:
    story = Story()
    outcomes = at_once([lambda: guesses(story, "AAAA-AAAA")] * HANDS)
    kinds = [kind for found in outcomes if isinstance(found, list) for kind in found]
    assert len(kinds) == HANDS * EACH, outcomes
    assert kinds.count(CodeRefused) == WRONG_CODES_PER_HOUR
    assert kinds.count(TooManyCodes) == HANDS * EACH - WRONG_CODES_PER_HOUR
    assert CodeQuestion.objects.filter(counsellor=story.counsellor("dirk")).count() == 1


def test_without_the_count_every_guess_would_be_looked_at(
    committed_database: str, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same hands, and nobody counts."""
    monkeypatch.setattr("loopbaankrediet.guidance.actions.codes.take", lambda uses, *, at: None)
    story = Story()
    outcomes = at_once([lambda: guesses(story, "AAAA-AAAA")] * HANDS)
    kinds = [kind for found in outcomes if isinstance(found, list) for kind in found]
    assert kinds.count(CodeRefused) == HANDS * EACH


def test_a_right_code_among_the_guesses_opens_once(committed_database: str, at_once: AtOnce) -> None:
    story = Story()
    story.apply("an")
    code = story.code("an", "dirk")
    acts = [{**story.act("dirk"), "key": uuid4()} for _ in range(HANDS)]
    outcomes = at_once([lambda a=a: open_with_code(code=code, **a) for a in acts])  # type: ignore[misc]
    assert sum(isinstance(outcome, Track) for outcome in outcomes) == 1
