"""What a citizen asks for herself: to be told when she qualifies, to be understood, to speak with somebody."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.story import Story

from loopbaankrediet.appointments.actions import book_appointment, cancel_appointment
from loopbaankrediet.appointments.errors import AppointmentOver, SlotNotOffered
from loopbaankrediet.appointments.queries import appointments_of, coming_at_desk
from loopbaankrediet.appointments.slots import desk_officers, free_slots, offered
from loopbaankrediet.credit.errors import NoDayKnown, WishStands
from loopbaankrediet.credit.wishes import due_wishes, open_wish, take_back_wish, told_wish, wish_to_be_told
from loopbaankrediet.flows.tell_wishes import tell_wishes
from loopbaankrediet.guidance.career_question import (
    NOTHING,
    can_change,
    career_question_for,
    own_career_question,
    write_career_question,
)
from loopbaankrediet.guidance.errors import CareerQuestionClosed
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.kernel.phone import PhoneRefused
from loopbaankrediet.messages.models import Message
from loopbaankrediet.messages.queries import view_of

pytestmark = pytest.mark.django_db
QUESTION = "Ik wil weten of onderwijs iets voor mij is. 'k Twijfel: José zei van wel."


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def test_who_does_not_qualify_yet_is_told_once_on_the_day_that_she_does(story: Story) -> None:
    bart, application = story.person("bart").id, story.apply("bart")
    wish = wish_to_be_told(application_id=application.id, **story.act("bart"))
    with pytest.raises(WishStands):
        wish_to_be_told(application_id=application.id, **story.act("bart"))
    with pytest.raises(NotAllowed):
        take_back_wish(wish_id=wish.id, **story.act("an"))
    take_back_wish(wish_id=wish.id, **story.act("bart"))
    again = wish_to_be_told(application_id=application.id, **story.act("bart"))
    assert open_wish(bart) == again
    story.pass_days((again.due_on - story.clock.today()).days - 1)
    assert (due_wishes(on=story.clock.today()), tell_wishes(clock=story.clock)) == ((), ())
    story.pass_days(1)
    assert [due.person_id for due in due_wishes(on=story.clock.today())] == [bart]
    assert tell_wishes(clock=story.clock) == (again.id,)
    assert tell_wishes(clock=story.clock) == ()
    (message,) = Message.objects.filter(person_id=bart, template="qualifies_now")
    assert f"Vanaf {day(again.due_on)} kan je recht hebben" in view_of(message).paragraphs[0]
    assert (open_wish(bart), told_wish(bart)) == (None, again)
    with pytest.raises(WrongState):
        take_back_wish(wish_id=again.id, **story.act("bart"))
    granted = story.apply("an")
    with pytest.raises(NoDayKnown):
        wish_to_be_told(application_id=granted.id, **story.act("an"))


def test_the_career_question_is_for_her_and_the_counsellor_she_works_with_and_closes_with_the_last_module(
    story: Story,
) -> None:
    an = story.person("an").id
    write_career_question(person_id=an, text="Eerst dit.", **story.act("an"))
    story.apply("an")
    track = story.sign("an", "dirk")
    write_career_question(person_id=an, text=QUESTION, **story.act("an"))
    assert own_career_question(an, by=story.actor("an")).text == QUESTION
    assert career_question_for(track.id, by=story.actor("dirk")).text == QUESTION
    for stranger in ("els", "omar", "fatima"):
        with pytest.raises(NotFound):
            career_question_for(track.id, by=story.actor(stranger))
        with pytest.raises(NotFound):
            own_career_question(an, by=story.actor(stranger))
    for number in (1, 2, 3):
        assert can_change(an)
        story.deliver("an", "dirk", track, number)
    assert career_question_for(track.id, by=story.actor("dirk")) == NOTHING
    with pytest.raises(CareerQuestionClosed):
        write_career_question(person_id=an, text="Te laat.", **story.act("an"))


def test_an_appointment_names_an_officer_and_a_day_and_is_cancelled_by_either_side(story: Story) -> None:
    an, today = story.person("an").id, story.clock.today()
    moments = offered(today)
    assert (len(moments), moments[0].held_on, moments[0].time) == (60, date(2027, 3, 3), "9 uur")
    assert all(moment.held_on.weekday() < 5 for moment in moments)
    when: dict[str, Any] = {"held_on": moments[1].held_on, "starts": moments[1].starts}
    with pytest.raises(PhoneRefused):
        book_appointment(person_id=an, way="phone", **when, **story.act("an"))
    with pytest.raises(SlotNotOffered):
        book_appointment(person_id=an, way="visit", held_on=today, starts=540, **story.act("an"))
    calls: dict[str, Any] = {"way": "phone", "phone": "0470 12 34 56", "about": "Mijn prijs"}
    booked = book_appointment(person_id=an, **calls, **when, **story.act("an"))
    (own,) = appointments_of(an)
    assert (own.officer_id in desk_officers(but=an), own.slot.time, own.phone) == (True, "9.30 uur", "0470 12 34 56")
    assert [line.about for line in coming_at_desk(today)] == ["Mijn prijs"]
    with pytest.raises(NotAllowed):
        cancel_appointment(appointment_id=booked.id, **story.act("bart"))
    with pytest.raises(NotAllowed):
        cancel_appointment(appointment_id=booked.id, **story.act("omar"))
    cancel_appointment(appointment_id=booked.id, **story.act("desi"))
    with pytest.raises(AppointmentOver):
        cancel_appointment(appointment_id=booked.id, **story.act("an"))
    assert (coming_at_desk(today), len(free_slots(today, for_person=an))) == ((), 60)
    booked = book_appointment(person_id=an, **calls, **when, **story.act("an"))
    story.clock.day += timedelta(days=30)
    with pytest.raises(AppointmentOver):
        cancel_appointment(appointment_id=booked.id, **story.act("an"))
