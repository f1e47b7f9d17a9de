"""The verbs of a request to look again and of a complaint: ask, withdraw, take, hand back, close."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.objections.contestable import Contestable, contestable_decision, contestable_revocation
from loopbaankrediet.objections.errors import AskedAlready, WordsMissing, WordsTooLong
from loopbaankrediet.objections.models import Kind, Objection, Topic
from loopbaankrediet.objections.policies import check_can_take, check_handles
from loopbaankrediet.objections.states import RUNNING
from loopbaankrediet.objections.steps import CONTEXT, lock_objection, move, note
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_is_citizen

CHARACTERS = 5_000
ANSWER_TERMS = {Kind.RECONSIDERATION: "reconsideration_answer_days", Kind.COMPLAINT: "complaint_answer_days"}


@transaction.atomic
def contest_decision(*, decision_id: int, words: str, by: Actor, clock: Clock, key: UUID) -> Objection:
    """Ask to look at a decision about the credit again (default 25). AskedAlready while one runs.

    Who is late may still ask: the day it was asked is kept, and the officer weighs it.
    """
    return _contest(contestable_decision(decision_id), words, by=by, clock=clock, key=key)


@transaction.atomic
def contest_revocation(*, revocation_id: UUID, words: str, by: Actor, clock: Clock, key: UUID) -> Objection:
    """As `contest_decision`, against credit that was taken back."""
    return _contest(contestable_revocation(revocation_id), words, by=by, clock=clock, key=key)


@transaction.atomic
def complain(*, person_id: UUID, topic: str, words: str, by: Actor, clock: Clock, key: UUID) -> Objection:
    """A complaint about how she was treated; it changes no decision and may be made any time."""
    check_is_citizen(by, person_id, to=Scope.APPLY, clock=clock)
    earlier = done_before(key, by=by, about=("complain", person_id, topic, words))
    if earlier is not None:
        return Objection.objects.get(id=earlier)
    objection = _new(Kind.COMPLAINT, person_id, words, by=by, clock=clock)
    objection.topic = Topic(topic)
    objection.save(force_insert=True)
    note("complain", objection, by=by, clock=clock, key=key)
    return objection


@transaction.atomic
def withdraw_objection(*, objection_id: UUID, by: Actor, clock: Clock, key: UUID) -> Objection:
    """The citizen lets it go, until it is decided."""
    done, objection = done_before(key, by=by, about=("withdraw_objection", objection_id)), lock_objection(objection_id)
    check_is_citizen(by, objection.person_id, to=Scope.APPLY, clock=clock)
    if not done:
        move(objection, "withdraw")
        note("withdraw_objection", objection, by=by, clock=clock, key=key)
    return objection


@transaction.atomic
def take_objection(*, objection_id: UUID, by: Actor, clock: Clock, key: UUID) -> Objection:
    """An officer who decided nothing of it makes it hers; the citizen reads her name."""
    done, objection = done_before(key, by=by, about=("take_objection", objection_id)), lock_objection(objection_id)
    officer_id = check_can_take(objection, by)
    if not done:
        objection.handler_id, objection.taken_on, objection.taken_at = officer_id, clock.today(), clock.now()
        move(objection, "take", "handler", "taken_on", "taken_at")
        note("take_objection", objection, by=by, clock=clock, key=key)
    return objection


@transaction.atomic
def hand_back_objection(*, objection_id: UUID, by: Actor, clock: Clock, key: UUID) -> Objection:
    """Back in the queue for a colleague, for instance because a complaint is about who took it."""
    done, objection = done_before(key, by=by, about=("hand_back_objection", objection_id)), lock_objection(objection_id)
    if done:
        return objection
    check_handles(objection, by)
    objection.handler_id, objection.taken_on, objection.taken_at = None, None, None
    move(objection, "hand_back", "handler", "taken_on", "taken_at")
    note("hand_back_objection", objection, by=by, clock=clock, key=key)
    return objection


def _contest(found: Contestable, words: str, *, by: Actor, clock: Clock, key: UUID) -> Objection:
    check_is_citizen(by, found.person_id, to=Scope.APPLY, clock=clock)
    about = {"decision_id": found.decision_id, "revocation_id": found.revocation_id}
    earlier = done_before(key, by=by, about=("contest_decision", *about.values(), words))
    if earlier is not None:
        return Objection.objects.get(id=earlier)
    Person.objects.select_for_update(no_key=True).get(id=found.person_id)
    if Objection.objects.filter(state__in=RUNNING, **about).exists():
        raise AskedAlready
    objection = _new(Kind.RECONSIDERATION, found.person_id, words, by=by, clock=clock)
    objection.decision_id, objection.revocation_id = found.decision_id, found.revocation_id
    objection.contested_by_id, objection.last_day = found.signed_by_id, found.last_day
    objection.save(force_insert=True)
    note("contest_decision", objection, by=by, clock=clock, key=key)
    return objection


def _new(kind: Kind, person_id: UUID, words: str, *, by: Actor, clock: Clock) -> Objection:
    today = clock.today()
    return Objection(
        person_id=person_id,
        kind=kind,
        text_sealed=seal_for(person_id, _checked(words), context=CONTEXT),
        through=by.representation or "",
        submitted_on=today,
        submitted_at=clock.now(),
        answer_by=today + timedelta(days=term(ANSWER_TERMS[kind], on=today)),
    )


def _checked(words: str) -> str:
    if not words.strip():
        raise WordsMissing
    if len(words) > CHARACTERS:
        raise WordsTooLong(most=CHARACTERS)
    return words.strip()
