"""The career question (loopbaanvraag): optional, changeable until the last module, for her and her counsellor alone.

It is in no decision: empty or badly put, it delays, refuses and sanctions nothing (default 10; B6.09).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.queries import wallet_balance, wallet_of
from loopbaankrediet.guidance.career_models import CareerQuestion
from loopbaankrediet.guidance.errors import CareerQuestionClosed, CareerQuestionTooLong
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.policies import check_is_own_counsellor
from loopbaankrediet.guidance.states import ACTIVE_STATES
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for, text_opener_for
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_is_citizen

CONTEXT = "career-question"
CHARACTERS = 3_000


@dataclass(frozen=True)
class CareerQuestionView:
    """`changed_on` is empty as long as she wrote nothing."""

    text: str
    changed_on: date | None


NOTHING = CareerQuestionView("", None)


@transaction.atomic
def write_career_question(*, person_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> None:
    """Keep the words in place of the earlier ones; empty takes them away.

    CareerQuestionClosed once the last module is over, CareerQuestionTooLong.
    """
    check_is_citizen(by, person_id, to=Scope.CONTENT, clock=clock)
    if done_before(key, by=by, about=("write_career_question", person_id, text)) is not None:
        return
    Person.objects.select_for_update(no_key=True).get(id=person_id)
    words = text.strip()
    if len(words) > CHARACTERS:
        raise CareerQuestionTooLong(most=CHARACTERS)
    if not can_change(person_id):
        raise CareerQuestionClosed
    sealed = seal_for(person_id, words, context=CONTEXT) if words else None
    CareerQuestion.objects.update_or_create(
        person_id=person_id,
        defaults={"text_sealed": sealed, "changed_on": clock.today(), "changed_at": clock.now()},
    )
    record_act("write_career_question", Subject("career_question", person_id, person_id), key=key, by=by, clock=clock)


def can_change(person_id: UUID) -> bool:
    """Until the last module is over: also before she has any credit."""
    wallet = wallet_of(person_id)
    if wallet is None:
        return True
    balance = wallet_balance(wallet)
    return bool(balance.available or balance.held or not balance.received)


def own_career_question(person_id: UUID, *, by: Actor) -> CareerQuestionView:
    """What she wrote. NotFound for anybody but herself, or who may read what is confidential for her."""
    if by.capacity is not Capacity.CITIZEN or by.citizen_id != person_id or not by.may(Scope.CONTENT):
        raise NotFound
    return _read(person_id)


def career_question_for(track_id: UUID, *, by: Actor) -> CareerQuestionView:
    """What the counsellor whom she chose reads, as long as they work together; nothing after. NotFound for others."""
    track = Track.objects.filter(id=track_id).first()
    if track is None:
        raise NotFound
    check_is_own_counsellor(by, track)
    return _read(track.person_id) if track.state in ACTIVE_STATES else NOTHING


def _read(person_id: UUID) -> CareerQuestionView:
    row = CareerQuestion.objects.filter(person_id=person_id).first()
    if row is None or row.text_sealed is None:
        return NOTHING
    return CareerQuestionView(text_opener_for(person_id, context=CONTEXT)(row.text_sealed), row.changed_on)
