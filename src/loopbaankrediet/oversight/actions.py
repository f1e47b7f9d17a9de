"""Asking about a look, answering why, and closing with a reason."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.clock import BRUSSELS, Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.oversight.errors import AnswerAwaited, AskedBefore, TextMissing, TextTooLong
from loopbaankrediet.oversight.limits import limit
from loopbaankrediet.oversight.models import LookQuestion, Why
from loopbaankrediet.oversight.policies import check_closes, check_is_looker
from loopbaankrediet.oversight.states import QUESTION_TABLE, QuestionState
from loopbaankrediet.people.policies import check_is_citizen

TEXT_CHARACTERS = 2_000
CONTEXT = "look-question"


@transaction.atomic
def ask_about_look(*, entry_id: int, person_id: UUID, words: str, by: Actor, clock: Clock, key: UUID) -> LookQuestion:
    """A citizen does not understand a line about her. Raises NotFound, TextMissing, TextTooLong, or AskedBefore."""
    check_is_citizen(by, person_id, to=Scope.LOOKS, clock=clock)
    done = done_before(key, by=by, about=("ask_about_look", entry_id, words))
    if done:
        return LookQuestion.objects.get(id=done)
    entry = Entry.objects.filter(id=entry_id, person_id=person_id).first()
    if entry is None:
        raise NotFound
    occasion, today = f"citizen:{entry_id}", clock.today()
    if LookQuestion.objects.filter(occasion=occasion).exists():
        raise AskedBefore
    question = LookQuestion.objects.create(
        occasion=occasion,
        why=Why.CITIZEN,
        entry_id=entry_id,
        citizen_id=person_id,
        looker_id=_who_looked(entry, person_id),
        looked_on=entry.recorded_at.astimezone(BRUSSELS).date(),
        words_sealed=seal_for(person_id, _checked(words), context=CONTEXT),
        asked_on=today,
        asked_at=clock.now(),
        answer_by=today + timedelta(days=limit("citizen_answer_days", on=today)),
    )
    _note("ask_about_look", question, by=by, clock=clock, key=key)
    return question


@transaction.atomic
def answer_question(*, question_id: UUID, words: str, by: Actor, clock: Clock, key: UUID) -> LookQuestion:
    """Who looked says why. Raises NotFound for anybody else, WrongState after it was closed."""
    done = done_before(key, by=by, about=("answer_look_question", question_id, words))
    question = _locked(question_id)
    check_is_looker(by, question)
    if done:
        return question
    question.state = QUESTION_TABLE.after(question.state, "answer")
    question.answer_sealed = seal_for(_looker(question), _checked(words), context=CONTEXT)
    question.answered_on, question.answered_at = clock.today(), clock.now()
    question.save(update_fields=["state", "answer_sealed", "answered_on", "answered_at"])
    _note("answer_look_question", question, by=by, clock=clock, key=key)
    return question


@transaction.atomic
def close_question(*, question_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID) -> LookQuestion:
    """The privacy officer closes it with a reason; a citizen reads that reason as the answer.

    Raises OwnLook when it is about oneself, and AnswerAwaited while who is watched can still answer.
    """
    done = done_before(key, by=by, about=("close_look_question", question_id, reason))
    question = _locked(question_id)
    check_closes(by, question)
    if done:
        return question
    if _awaits_answer(question, clock):
        raise AnswerAwaited(until=day(question.answer_by))
    question.state = QUESTION_TABLE.after(question.state, "close")
    question.conclusion_sealed = seal_for(_reader(question), _checked(reason), context=CONTEXT)
    question.closed_by_id, question.closed_on, question.closed_at = by.person_id, clock.today(), clock.now()
    question.save(update_fields=["state", "conclusion_sealed", "closed_by", "closed_on", "closed_at"])
    _note("close_look_question", question, by=by, clock=clock, key=key)
    return question


def _who_looked(entry: Entry, citizen_id: UUID) -> UUID | None:
    """Also a helper or the desk, who act in the capacity of citizen; None for what she or the platform did."""
    is_herself = entry.capacity == Capacity.CITIZEN and entry.actor_id == citizen_id
    return None if is_herself else entry.actor_id


def _awaits_answer(question: LookQuestion, clock: Clock) -> bool:
    """What the watch saw is not closed before the other side could speak; a citizen may be answered at once."""
    is_open = question.state == QuestionState.ASKED and question.why != Why.CITIZEN
    return is_open and clock.today() <= question.answer_by


def _locked(question_id: UUID) -> LookQuestion:
    found = LookQuestion.objects.select_for_update().filter(id=question_id).first()
    if found is None:
        raise NotFound
    return found


def _looker(question: LookQuestion) -> UUID:
    if question.looker_id is None:
        raise NotFound
    return question.looker_id


def _reader(question: LookQuestion) -> UUID:
    """Under whose key the conclusion lies: the citizen who asked, else who was asked."""
    return question.citizen_id or _looker(question)


def _checked(text: str) -> str:
    if not text.strip():
        raise TextMissing
    if len(text) > TEXT_CHARACTERS:
        raise TextTooLong(most=TEXT_CHARACTERS)
    return text.strip()


def _note(verb: str, question: LookQuestion, *, by: Actor, clock: Clock, key: UUID) -> None:
    subject = Subject("look_question", question.id, _reader(question))
    record_act(verb, subject, key=key, by=by, clock=clock)
