"""Surveys: asked once, answered under a pseudonym that no page joins to a name, refused once for all."""

from uuid import UUID

import pytest
from django.db import connection

from loopbaankrediet.evaluation.actions import Answer, answer_survey, refuse_surveys
from loopbaankrediet.evaluation.errors import NothingAnswered, SurveyClosed
from loopbaankrediet.evaluation.inviting import invite_all
from loopbaankrediet.evaluation.models import SurveyAnswer, SurveyInvitation, Wave
from loopbaankrediet.evaluation.queries import counts, open_surveys, refusals
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.messages.models import Message
from loopbaankrediet.platform.viewing import seen_by
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(name="story")
def story_() -> Story:
    story = Story()
    for citizen, counsellor in (("an", "dirk"), ("fatima", "els")):
        story.apply(citizen)
        story.sign(citizen, counsellor, modules=1)
    return story


def invite(story: Story) -> int:
    return invite_all(by=SYSTEM, clock=story.clock)


def open_for(story: Story, name: str) -> list[tuple[UUID, Wave]]:
    found = open_surveys(by=story.actor(name), today=story.clock.today())
    return [(survey.id, survey.wave) for survey in found]


def deliver(story: Story, citizen: str, counsellor: str) -> None:
    track = SurveyInvitation.objects.get(person=story.person(citizen), wave=Wave.BEFORE).track
    story.deliver(citizen, counsellor, track)


def test_she_is_asked_at_the_start_at_the_end_and_later_each_once(story: Story) -> None:
    assert (invite(story), invite(story)) == (2, 0)
    [(before, wave)] = open_for(story, "an")
    assert wave is Wave.BEFORE
    assert Message.objects.filter(template="survey_invited", about_id=before, person=story.person("an")).count() == 1
    with pytest.raises(NotFound):
        answer_survey(invitation_id=before, answer=Answer(1, 1), **story.act("fatima"))
    with pytest.raises(NothingAnswered):
        answer_survey(invitation_id=before, answer=Answer(None, None), **story.act("an"))
    answer_survey(invitation_id=before, answer=Answer(2, None), **story.act("an"))
    with pytest.raises(SurveyClosed):
        answer_survey(invitation_id=before, answer=Answer(5, 5), **story.act("an"))
    deliver(story, "an", "dirk")
    assert invite(story) == 1
    [(after, wave)] = open_for(story, "an")
    answer_survey(invitation_id=after, answer=Answer(4, 4), **story.act("an"))
    story.pass_days(150)
    assert invite(story) == 0
    story.pass_days(40)
    assert (invite(story), invite(story)) == (1, 0)
    assert [wave for _, wave in open_for(story, "an")] == [Wave.LATER]
    assert len(set(SurveyAnswer.objects.values_list("pseudonym", flat=True))) == 1
    assert [
        (found.wave, found.asked, found.answered, found.satisfaction) for found in counts(today=story.clock.today())
    ] == [
        (Wave.BEFORE, 2, 1, None),
        (Wave.AFTER, 1, 1, None),
        (Wave.LATER, 1, 0, None),
    ]


def test_who_wants_no_surveys_is_never_asked_again(story: Story) -> None:
    refuse_surveys(**story.act("an"))
    refuse_surveys(**story.act("an"))
    assert invite(story) == 1
    refuse_surveys(**story.act("fatima"))
    assert (open_for(story, "an"), open_for(story, "fatima"), refusals()) == ([], [], 2)
    deliver(story, "fatima", "els")
    assert invite(story) == 0


def test_no_column_of_an_answer_leads_to_who_gave_it(story: Story) -> None:
    invite(story)
    [(before, _)] = open_for(story, "an")
    answer_survey(invitation_id=before, answer=Answer(3, 3), **story.act("an"))
    answer = SurveyAnswer.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(asked)::text FROM evaluation_surveyinvitation AS asked")
        invited = " ".join(text for (text,) in cursor.fetchall())
    assert answer.answered_in.day == 1
    assert str(answer.id) not in invited
    assert bytes(answer.pseudonym).hex() not in invited
    with seen_by(story.actor("an")):
        assert SurveyAnswer.objects.count() == 0
        assert SurveyInvitation.objects.count() == 1
