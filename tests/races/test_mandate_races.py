"""Two hands on one code, a stop against an act under way, and many guesses at once."""

import threading
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connections, transaction

from loopbaankrediet.credit.actions import submit_application
from loopbaankrediet.flows.mandates import take_up_mandate
from loopbaankrediet.guidance.actions.codes import make_code
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import know_person
from loopbaankrediet.people.mandates import policies
from loopbaankrediet.people.mandates.actions.giving import end_mandate
from loopbaankrediet.people.mandates.errors import (
    CallStillOpen,
    MandateCodeRefused,
    MandateOver,
    TooManyMandateCodes,
)
from loopbaankrediet.people.mandates.models import DeskCall, Mandate
from loopbaankrediet.people.mandates.states import MandateState
from tests.conftest import AtOnce
from tests.people.mandating import called, helped, offered
from tests.story import Story

pytestmark = pytest.mark.race
WAIT_SECONDS = 20


@pytest.fixture
def story(committed_database: str) -> Story:
    return Story()


def other_de_smet(story: Story) -> Actor:
    number = NationalNumber.parse("98651421337", allow_test=True)
    person = know_person(number=number, given_name="Tom", family_name="De Smet", clock=story.clock)
    return replace(story.actor("mia"), person_id=person.id)


def test_one_code_in_two_windows_starts_one_mandate(story: Story, at_once: AtOnce) -> None:
    _, code = offered(story)
    acts = [story.act("mia") for _ in range(4)]
    outcomes = at_once([lambda a=a: take_up_mandate(code=code, **a) for a in acts])  # type: ignore[misc]
    assert sum(isinstance(outcome, Mandate) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, MandateCodeRefused) for outcome in outcomes) == 3
    assert Mandate.objects.filter(state=MandateState.ACTIVE).count() == 1


def test_one_code_in_two_hands_is_used_by_one_of_them(story: Story, at_once: AtOnce) -> None:
    _, code = offered(story)
    acts = [story.act("mia"), story.act("mia") | {"by": other_de_smet(story)}]
    outcomes = at_once([lambda a=a: take_up_mandate(code=code, **a) for a in acts])  # type: ignore[misc]
    assert sum(isinstance(outcome, Mandate) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, MandateCodeRefused) for outcome in outcomes) == 1


def test_a_double_click_on_a_code_is_one_act(story: Story, at_once: AtOnce) -> None:
    _, code = offered(story)
    act = story.act("mia")
    outcomes = at_once([lambda: take_up_mandate(code=code, **act)] * 4)
    assert len({outcome.id for outcome in outcomes if isinstance(outcome, Mandate)}) == 1


def test_many_guesses_at_once_do_not_slip_past_the_count(story: Story, at_once: AtOnce) -> None:
    acts = [story.act("mia") for _ in range(9)]
    outcomes = at_once([lambda a=a: take_up_mandate(code="ABCDEFGHJKMN", **a) for a in acts])  # type: ignore[misc]
    assert sum(isinstance(outcome, MandateCodeRefused) for outcome in outcomes) == 5
    assert sum(isinstance(outcome, TooManyMandateCodes) for outcome in outcomes) == 4


def test_two_calls_opened_at_once_are_one_call(story: Story, at_once: AtOnce) -> None:
    outcomes = at_once([lambda: called(story, "an"), lambda: called(story, "bart")])
    assert sum(isinstance(outcome, DeskCall) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, CallStillOpen) for outcome in outcomes) == 1


def stop_while_an_act_is_under_way(story: Story) -> bool:
    """Mia made a code but it is not committed, and An stops the mandate: whether the stop waited for it."""
    story.apply("an")
    mandate, mia = helped(story)
    counsellor_id = story.counsellor("dirk").id
    done, go_on, stopped = threading.Event(), threading.Event(), threading.Event()

    def act_slowly() -> None:
        act = story.act("an") | {"by": mia}
        with transaction.atomic():
            make_code(person_id=mandate.person_id, counsellor_id=counsellor_id, **act)
            done.set()
            go_on.wait(WAIT_SECONDS)
        connections.close_all()

    def stop() -> None:
        end_mandate(mandate_id=mandate.id, **story.act("an"))
        stopped.set()
        connections.close_all()

    hands = [threading.Thread(target=act_slowly), threading.Thread(target=stop)]
    hands[0].start()
    assert done.wait(WAIT_SECONDS)
    hands[1].start()
    waited = not stopped.wait(1)
    go_on.set()
    for hand in hands:
        hand.join()
    return waited


def test_a_stop_waits_for_the_act_under_way_and_no_act_comes_after_it(story: Story) -> None:
    assert stop_while_an_act_is_under_way(story)
    verbs = list(Entry.objects.filter(kind="act").order_by("id").values_list("verb", flat=True))
    assert verbs.index("make_code") < verbs.index("end_mandate")


def test_without_the_hold_a_stop_would_pass_an_act_under_way(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "hold_ground", lambda actor: None)
    assert not stop_while_an_act_is_under_way(story)


def test_stop_and_act_at_once_end_in_one_of_two_orders(story: Story, at_once: AtOnce) -> None:
    mandate, mia = helped(story)
    stop = story.act("an")
    outcomes = at_once(
        [
            lambda: submit_application(person_id=mandate.person_id, by=mia, clock=story.clock, key=uuid4()),
            lambda: end_mandate(mandate_id=mandate.id, **stop),
        ]
    )
    assert isinstance(outcomes[1], Mandate)
    assert isinstance(outcomes[0], MandateOver) or not isinstance(outcomes[0], Exception)
