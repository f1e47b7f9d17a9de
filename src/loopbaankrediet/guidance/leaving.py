"""Whether a counsellor is leaving: then she takes no new clients."""

from uuid import UUID

from loopbaankrediet.guidance.departure_models import Departure, DepartureState
from loopbaankrediet.guidance.errors import CounsellorLeaves
from loopbaankrediet.kernel.days import day


def departure_of(counsellor_id: UUID) -> Departure | None:
    """The one that runs."""
    return Departure.objects.filter(counsellor_id=counsellor_id, state=DepartureState.RUNNING).first()


def check_takes_clients(counsellor_id: UUID) -> None:
    """CounsellorLeaves from the day on which she said that she stops."""
    leaving = departure_of(counsellor_id)
    if leaving is not None:
        raise CounsellorLeaves(ends_on=day(leaving.ends_on))
