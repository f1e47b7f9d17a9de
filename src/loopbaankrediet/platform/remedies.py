"""No decision leaves without what one can do against it: without that, the term to appeal starts months later."""

from datetime import date

from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.kernel.errors import DomainError


class NoWayToContest(DomainError):
    message = "Deze beslissing kan niet weg: we weten niet wat men ertegen kan doen. Vul dat eerst aan."


def check_can_be_contested(outcome: str, *, on: date) -> None:
    """Raises NoWayToContest when no remedy is known for such a decision of that day."""
    if not remedies_for(outcome, on, on):
        raise NoWayToContest
