"""Two officers and one piece of work: one has it, and the other is told who."""

from functools import partial

import pytest

from loopbaankrediet.flows import work
from loopbaankrediet.office.errors import WorkTaken
from loopbaankrediet.office.models import Assignment
from tests.conftest import AtOnce
from tests.story import Story

pytestmark = pytest.mark.race


def test_two_officers_never_take_one_file(committed_database: str, at_once: AtOnce) -> None:
    story = Story()
    chantal = story.apply("chantal")
    for _ in range(5):
        acts = [story.act(name) for name in ("omar", "lot", "omar", "lot")]
        outcomes = at_once([partial(work.take, kind="gegeven", subject_id=chantal.id, **act) for act in acts])
        held = Assignment.objects.get(subject_id=chantal.id, ended_at=None)
        taken = [outcome for outcome in outcomes if isinstance(outcome, Assignment)]
        refused = [outcome for outcome in outcomes if isinstance(outcome, WorkTaken)]
        assert {one.officer_id for one in taken} == {held.officer_id}
        assert (len(taken), len(refused)) == (2, 2)
        holder = next(act for act in acts if act["by"].person_id == held.officer_id)
        work.give_back(kind="gegeven", subject_id=chantal.id, **(story.act("omar") | {"by": holder["by"]}))
