"""Inviting to a survey, answering it, and wanting no surveys (art. 32)."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.evaluation.errors import NothingAnswered, ScoreUnknown, SurveyClosed
from loopbaankrediet.evaluation.models import SurveyAnswer, SurveyInvitation, SurveyRefusal, Wave
from loopbaankrediet.evaluation.policies import answers_herself, check_is_asked
from loopbaankrediet.evaluation.pseudonyms import new_salt, pseudonym_of
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.messages.actions import send
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_is_system

EDITION = 1
SCORES = range(1, 6)


@dataclass(frozen=True)
class Answer:
    """How content she is with her work, and how clear or near her goal is: 1 to 5, or None for no answer."""

    satisfaction: int | None
    goal: int | None


@transaction.atomic
def invite(*, track_id: UUID, wave: Wave, by: Actor, clock: Clock) -> bool:
    """Ask the citizen of this track, once in her life for each wave; False when she was asked or refused before."""
    check_is_system(by)
    track = Track.objects.get(id=track_id)
    person = Person.objects.select_for_update().get(id=track.person_id)
    asked = {row.wave: row for row in SurveyInvitation.objects.filter(person=person).order_by("invited_on")}
    if wave in asked or SurveyRefusal.objects.filter(person=person).exists():
        return False
    earlier = next(iter(asked.values()), None)
    salt, number = (bytes(earlier.salt_sealed), earlier.key_number) if earlier else new_salt(person.id)
    today = clock.today()
    made = SurveyInvitation.objects.create(
        person=person,
        track=track,
        wave=wave,
        salt_sealed=salt,
        key_number=number,
        invited_on=today,
        until=today + timedelta(days=term("survey_answer_days", on=today)),
    )
    key, about = uuid5(made.id, "invite"), Subject("survey", made.id, person.id)
    send("survey_invited", to=person.id, about=about, clock=clock, key=key, values={"until": day(made.until)})
    record_act("invite_to_survey", about, key=key, by=by, clock=clock)
    return True


@transaction.atomic
def answer_survey(*, invitation_id: UUID, answer: Answer, by: Actor, clock: Clock, key: UUID) -> None:
    """Keep the answer apart from everything that names her; of the invitation only that it was answered.

    What was answered stands in no journal and no digest that leads back: the act key is about the invitation alone.
    """
    done = done_before(key, by=by, about=("answer_survey", invitation_id))
    invitation = _locked(invitation_id)
    check_is_asked(by, invitation)
    if done:
        return
    _check_open(invitation, clock)
    _check(answer)
    pseudonym = pseudonym_of(invitation.person_id, bytes(invitation.salt_sealed), invitation.key_number)
    SurveyAnswer.objects.create(
        pseudonym=pseudonym,
        wave=invitation.wave,
        edition=EDITION,
        satisfaction=answer.satisfaction,
        goal=answer.goal,
        answered_in=clock.today().replace(day=1),
    )
    invitation.is_answered = True
    invitation.save(update_fields=["is_answered"])
    subject = Subject("survey", invitation.id, invitation.person_id)
    record_act("answer_survey", subject, key=key, by=by, clock=clock)


@transaction.atomic
def refuse_surveys(*, by: Actor, clock: Clock, key: UUID) -> None:
    """She wants no survey, now or later; what she answered before stays, under its pseudonym."""
    if not answers_herself(by) or by.person_id is None:
        raise NotAllowed
    if done_before(key, by=by, about=("refuse_surveys", by.person_id)):
        return
    SurveyRefusal.objects.get_or_create(person_id=by.person_id, defaults={"refused_on": clock.today()})
    subject = Subject("person", by.person_id, by.person_id)
    record_act("refuse_surveys", subject, key=key, by=by, clock=clock)


def _locked(invitation_id: UUID) -> SurveyInvitation:
    found = SurveyInvitation.objects.select_for_update(of=("self",)).filter(id=invitation_id).first()
    if found is None:
        raise NotFound
    return found


def _check_open(invitation: SurveyInvitation, clock: Clock) -> None:
    refused = SurveyRefusal.objects.filter(person_id=invitation.person_id).exists()
    if invitation.is_answered or refused or clock.today() > invitation.until:
        raise SurveyClosed


def _check(answer: Answer) -> None:
    given = [score for score in (answer.satisfaction, answer.goal) if score is not None]
    if not given:
        raise NothingAnswered
    if any(score not in SCORES for score in given):
        raise ScoreUnknown
