"""Who may: the citizen and the counsellor of the track; officers with their role, never about themselves."""

from loopbaankrediet.contributions.models import SurchargeReport
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.policies import check_reads_track
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.people.policies import check_has_role, check_not_own_case


def check_reads_share(actor: Actor, track: Track) -> None:
    """Either of the two parties. NotFound for anyone else."""
    check_reads_track(actor, track)


def check_judges(actor: Actor, report: SurchargeReport) -> None:
    """A case officer who is neither of the two parties. Raises NotAllowed, or OwnCase."""
    check_has_role(actor, Role.CASE_OFFICER)
    check_not_own_case(actor, report.track.person_id)
    check_not_own_case(actor, report.track.counsellor.person_id)
