"""Who may not do what, though the act itself is right: one's own case, another's key, a stop that was made."""

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.story import Story

from loopbaankrediet.counsellors.actions import register_counsellor
from loopbaankrediet.credit.actions import record_fact, submit_application
from loopbaankrediet.credit.errors import OwnRegisterDecides
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.demo.seed import registration_file
from loopbaankrediet.guidance.actions.codes import make_code
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.errors import AfterTheStop
from loopbaankrediet.journal.errors import KeyReused
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.errors import OwnCase

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    story = Story()
    story.apply("an")
    return story


def test_nobody_decides_about_herself(story: Story) -> None:
    omar = story.person("omar")
    number = NationalNumber.parse(BY_KEY["omar"].national_number, allow_test=True)
    citizen = Actor(Capacity.CITIZEN, omar.id)
    application = submit_application(person_id=omar.id, by=citizen, clock=story.clock, key=uuid4())
    with pytest.raises(OwnCase):
        record_fact(
            application_id=application.id,
            name="residence",
            value="flanders",
            proof="Mijn identiteitskaart",
            **story.act("omar"),
        )
    rita = replace(registration_file(BY_KEY["noor"]), number=number)
    registrar = replace(story.actor("rita"), person_id=omar.id)
    with pytest.raises(OwnCase):
        register_counsellor(file=rita, by=registrar, clock=story.clock, key=uuid4())


def test_what_was_granted_is_read_from_the_ledger_and_never_typed(story: Story) -> None:
    application = story.apply("chantal")
    with pytest.raises(OwnRegisterDecides):
        record_fact(
            application_id=application.id,
            name="credit_minutes_granted",
            value=0,
            proof="Een heel goede reden",
            **story.act("omar"),
        )


def test_who_stopped_can_go_on_elsewhere_while_the_first_counsellor_still_owes_a_report(story: Story) -> None:
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id, 15)
    end_track(track_id=track.id, **story.act("an"))
    story.pass_days(1)
    with pytest.raises(AfterTheStop):
        story.talk("dirk", module.id, 15)
    story.sign("an", "els", modules=1)
    assert (story.balance("an").available, story.balance("an").held) == (120, 240)
    story.report("dirk", module.id)
    story.confirm("an", module.id)
    assert (story.balance("an").available, story.balance("an").held) == (225, 120)


def test_a_key_of_another_person_or_another_question_is_never_this_act(story: Story) -> None:
    act = story.act("an")
    dirk, els = story.counsellor("dirk").id, story.counsellor("els").id
    make_code(person_id=story.person("an").id, counsellor_id=dirk, **act)
    with pytest.raises(KeyReused):
        make_code(person_id=story.person("an").id, counsellor_id=els, **act)
    story.apply("fatima")
    with pytest.raises(KeyReused):
        make_code(person_id=story.person("fatima").id, counsellor_id=dirk, **story.act("fatima") | {"key": act["key"]})
