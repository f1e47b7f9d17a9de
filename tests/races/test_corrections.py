"""Taking back and handing in at the same moment, and one code however often it is asked for."""

import pytest

from loopbaankrediet.guidance.actions.codes import make_code, open_with_code
from loopbaankrediet.guidance.actions.modules import strike_conversation
from loopbaankrediet.guidance.errors import AlreadyStruck, CodeRefused, ModuleNotFull, NoConversationYet
from loopbaankrediet.guidance.models import AccessCode, Conversation, ConversationStrike, GuidanceModule, Track
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.kernel.errors import WrongState
from loopbaankrediet.ledger.verification import prove
from tests.conftest import AtOnce
from tests.story import Story

pytestmark = pytest.mark.race


@pytest.fixture
def story(committed_database: str) -> Story:
    story = Story()
    story.apply("an")
    return story


@pytest.fixture
def module(story: Story) -> GuidanceModule:
    module = story.module(story.sign("an", "dirk"))
    return story.talk("dirk", module.id)


def test_a_double_click_strikes_once(story: Story, module: GuidanceModule, at_once: AtOnce) -> None:
    talk, act = Conversation.objects.get(), story.act("dirk")
    outcomes = at_once([lambda: strike_conversation(conversation_id=talk.id, reason="Verkeerd", **act)] * 6)
    assert all(isinstance(outcome, GuidanceModule) for outcome in outcomes)
    assert ConversationStrike.objects.count() == 1


def test_two_windows_strike_a_conversation_once(story: Story, module: GuidanceModule, at_once: AtOnce) -> None:
    acts = [story.act("dirk") for _ in range(6)]
    talk = Conversation.objects.get()
    outcomes = at_once(
        [lambda a=a: strike_conversation(conversation_id=talk.id, reason="Verkeerd", **a) for a in acts]  # type: ignore[misc]
    )
    assert sum(isinstance(outcome, AlreadyStruck) for outcome in outcomes) == 5
    assert ConversationStrike.objects.count() == 1


def test_a_report_never_stands_on_a_conversation_that_was_struck(
    story: Story, module: GuidanceModule, at_once: AtOnce
) -> None:
    outcomes = at_once([lambda: story.strike("dirk", module.id), lambda: story.report("dirk", module.id)])
    refused = [outcome for outcome in outcomes if isinstance(outcome, WrongState | NoConversationYet | ModuleNotFull)]
    assert len(refused) == 1
    module.refresh_from_db()
    assert (module.state == "reported") == (minutes_delivered(module) == 120)
    assert prove().breaks == ()


def test_two_windows_get_the_same_code(story: Story, at_once: AtOnce) -> None:
    person, dirk = story.person("an").id, story.counsellor("dirk").id
    acts = [story.act("an") for _ in range(6)]
    outcomes = at_once([lambda a=a: make_code(person_id=person, counsellor_id=dirk, **a) for a in acts])  # type: ignore[misc]
    assert len({outcome.id for outcome in outcomes if isinstance(outcome, AccessCode)}) == 1
    assert AccessCode.objects.count() == 1


def test_a_code_that_is_used_while_it_is_renewed_opens_or_lapses_and_nothing_hangs(
    story: Story, at_once: AtOnce
) -> None:
    person, dirk, text = story.person("an").id, story.counsellor("dirk").id, story.code("an", "dirk")
    by_an, by_dirk = story.act("an"), story.act("dirk")
    outcomes = at_once(
        [
            lambda: make_code(person_id=person, counsellor_id=dirk, renew=True, **by_an),
            lambda: open_with_code(code=text, **by_dirk),
        ]
    )
    assert isinstance(outcomes[1], Track | CodeRefused)
    assert Track.objects.count() == isinstance(outcomes[1], Track)
