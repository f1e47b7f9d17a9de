"""Who may answer a survey: only who was asked, in her own name. Nobody answers for somebody else."""

from loopbaankrediet.evaluation.models import SurveyInvitation
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.errors import NotFound


def check_is_asked(actor: Actor, invitation: SurveyInvitation) -> None:
    if not answers_herself(actor) or actor.person_id != invitation.person_id:
        raise NotFound


def answers_herself(actor: Actor) -> bool:
    return actor.capacity is Capacity.CITIZEN and actor.represents is None
