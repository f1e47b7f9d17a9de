"""Two people never get one moment of one officer, however many ask at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections

from loopbaankrediet.appointments.actions import book_appointment, cancel_appointment
from loopbaankrediet.appointments.errors import AppointmentStands, SlotTaken
from loopbaankrediet.appointments.models import Appointment, TakenSlot
from loopbaankrediet.appointments.slots import free_slots, offered
from tests.conftest import AtOnce
from tests.story import Story

pytestmark = pytest.mark.race
CITIZENS = ("an", "bart", "chantal", "fatima", "zoe", "hanne", "willem", "mia")
OFFICERS = 2


@pytest.fixture
def story(committed_database: str) -> Story:
    return Story()


def books(story: Story, name: str) -> Callable[[], Appointment]:
    slot, asked = offered(story.clock.today())[0], story.act(name)
    where: dict[str, Any] = {"held_on": slot.held_on, "starts": slot.starts, "way": "visit"}
    return partial(book_appointment, person_id=story.person(name).id, **where, **asked)


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control-without-the-index"])
def test_of_eight_who_want_one_moment_only_as_many_get_it_as_there_are_officers(
    story: Story, at_once: AtOnce, guarded: bool
) -> None:
    """The control shows the race: without the unique index one officer has several people at once."""
    if not guarded:
        with connections["owner"].cursor() as cursor:
            cursor.execute("DROP INDEX one_citizen_per_moment")
    outcomes = at_once([books(story, name) for name in CITIZENS])
    got = [one for one in outcomes if isinstance(one, Appointment)]
    assert len(got) + sum(isinstance(one, SlotTaken) for one in outcomes) == len(CITIZENS)
    assert (len(got) == OFFICERS == TakenSlot.objects.count()) is guarded
    assert len({one.slot.officer_id for one in got}) == OFFICERS if guarded else len(got) > OFFICERS


def test_two_tabs_of_one_person_give_one_appointment_and_a_cancelled_moment_is_free_again(
    story: Story, at_once: AtOnce
) -> None:
    outcomes = at_once([books(story, "an"), books(story, "an")])
    (one,) = (outcome for outcome in outcomes if isinstance(outcome, Appointment))
    assert sum(isinstance(outcome, AppointmentStands) for outcome in outcomes) == 1
    books(story, "bart")()
    first = offered(story.clock.today())[0]
    assert first not in free_slots(story.clock.today(), for_person=story.person("zoe").id)
    cancel_appointment(appointment_id=one.id, **story.act("an"))
    assert first in free_slots(story.clock.today(), for_person=story.person("zoe").id)
    assert books(story, "zoe")().slot.officer_id == one.slot.officer_id
