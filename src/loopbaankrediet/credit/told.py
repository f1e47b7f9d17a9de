"""The message with every decision: its row is written together with the decision itself."""

from uuid import UUID

from loopbaankrediet.credit.models import Application, Decision, DecisionKind
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.messages.actions import Seal, compose
from loopbaankrediet.messages.models import Message

MESSAGES = {
    DecisionKind.GRANT: "decision_granted",
    DecisionKind.QUESTION: "decision_question",
    DecisionKind.INTENTION: "decision_intention",
    DecisionKind.REFUSAL: "decision_refused",
    DecisionKind.TURN: "decision_waiting",
}


def message_of(
    decision: Decision,
    application: Application,
    *,
    clock: Clock,
    key: UUID,
    seal: Seal | None = None,
) -> Message:
    """What the applicant is told of this decision; its term, where she can answer."""
    values = {"until": day(decision.answer_until)} if decision.answer_until else None
    subject = Subject("application", application.id, application.person_id)
    name = MESSAGES[DecisionKind(decision.kind)]
    return compose(name, to=application.person_id, about=subject, clock=clock, key=key, values=values, seal=seal)
