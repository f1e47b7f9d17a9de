"""Who may: the citizen and the counsellor of the track; officers with their role, never about themselves."""

from loopbaankrediet.contributions.models import SurchargeReport
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.policies import check_is_client, check_is_own_counsellor
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.people.policies import check_has_role, check_not_own_case


def check_reads_share(actor: Actor, track: Track) -> None:
    """Either of the two parties. NotFound for anyone else."""
    if actor.capacity is Capacity.CITIZEN:
        check_is_client(actor, track)
    else:
        check_is_own_counsellor(actor, track)


def check_judges(actor: Actor, report: SurchargeReport) -> None:
    """A case officer who is neither of the two parties. Raises NotAllowed, or OwnCase."""
    check_has_role(actor, Role.CASE_OFFICER)
    check_not_own_case(actor, report.track.person_id)
    check_not_own_case(actor, report.track.counsellor.person_id)
