"""The second look before a refusal is signed: who has the file, whether it was postponed, and what the law says now."""

from datetime import date

from loopbaankrediet.credit.clarifying import WORK
from loopbaankrediet.credit.deviating import check_not_postponed, was_intended_on_file
from loopbaankrediet.credit.errors import ClarificationRuns, ProposalChanged
from loopbaankrediet.credit.models import Application, Clarification, ClarificationState
from loopbaankrediet.credit.proposals import proposal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.office.assignments import check_not_with_another


def check_second_look(application: Application, by: Actor, *, today: date) -> None:
    """Raises when a colleague has the file, a question runs, it was postponed, or the law no longer says no."""
    check_not_with_another(WORK, application.id, by)
    check_not_postponed(application, today=today)
    if Clarification.objects.filter(application=application, state=ClarificationState.ASKED).exists():
        raise ClarificationRuns
    verb = proposal_for(application).verb
    if verb != "intend" and not (verb == "ask" and was_intended_on_file(application.id)):
        raise ProposalChanged
