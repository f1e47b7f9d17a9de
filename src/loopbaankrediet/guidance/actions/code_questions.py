"""A burst of wrong codes: the question that it raises, and the officer's answer. Nothing follows by itself."""

from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.guidance.errors import AnswerOfQuestionMissing
from loopbaankrediet.guidance.models import CodeQuestion
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.people.policies import check_has_role, check_not_own_case

CONTEXT = "code-question"


@transaction.atomic
def raise_question(counsellor_id: UUID, limit: str, *, clock: Clock) -> CodeQuestion:
    """One open question per counsellor, however many codes follow."""
    question, is_new = CodeQuestion.objects.get_or_create(
        counsellor_id=counsellor_id, answered_at=None, defaults={"limit": limit, "raised_at": clock.now()}
    )
    if is_new:
        subject = Subject("code_question", question.id, question.counsellor.person_id)
        record_act("raise_code_question", subject, key=uuid5(question.id, "raised"), by=SYSTEM, clock=clock)
    return question


@transaction.atomic
def answer_question(*, question_id: UUID, answer: str, by: Actor, clock: Clock, key: UUID) -> CodeQuestion:
    """A registrar says what was found; only the counsellor's key opens it. WrongState when it was answered."""
    officer = check_has_role(by, Role.REGISTRAR)
    earlier = done_before(key, by=by, about=("answer_code_question", question_id, answer))
    rows = CodeQuestion.objects.select_for_update(of=("self",)).select_related("counsellor")
    question = rows.filter(id=question_id).first()
    if question is None:
        raise NotFound
    if earlier is not None:
        return question
    check_not_own_case(by, question.counsellor.person_id)
    if question.answered_at is not None:
        raise WrongState
    if not answer.strip():
        raise AnswerOfQuestionMissing
    question.answer_sealed = seal_for(question.counsellor.person_id, answer.strip(), context=CONTEXT)
    question.answered_by_id, question.answered_at = officer, clock.now()
    question.save(update_fields=["answer_sealed", "answered_by", "answered_at"])
    subject = Subject("code_question", question.id, question.counsellor.person_id)
    record_act("answer_code_question", subject, key=key, by=by, clock=clock)
    return question
