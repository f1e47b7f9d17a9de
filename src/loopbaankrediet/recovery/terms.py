"""Terms and amounts around a recovery, as the law of the day has them. Pure."""

from collections.abc import Sequence
from datetime import date

from loopbaankrediet.decree.dated.procedure import choices_of, procedure, term
from loopbaankrediet.decree.dated.records import Value
from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.decree.deciding.decide import months_later
from loopbaankrediet.kernel.amounts import half_up
from loopbaankrediet.recovery.errors import NoRemedy
from loopbaankrediet.recovery.states import RecoveryGround

DAYS_A_YEAR = 365


def last_day_to_recover(since: date, *, on: date) -> date:
    """The last day on which undue money can be asked back; the term is that of the day `on`.

    `since`: the payment, or later the notified decision, from which the term runs anew.
    """
    return months_later(since, term("recovery_limitation_months", on=on))


def check_remedy(on: date) -> None:
    """NoRemedy while nobody could say how a decision of that day is contested."""
    if not remedies_for("recovery", on, on):
        raise NoRemedy


def hours_go_back(ground: RecoveryGround, *, on: date) -> bool:
    """Whether the citizen gets the minutes back in her credit (defaults 9 and 16)."""
    return ground in choices_of("recovered_hours_back", on=on)


def interest_on(cents: int, *, since: date, on: date) -> int:
    """Interest in cents from the payment to that day; nothing while the rate is no law (default 27)."""
    return interest(cents, days=(on - since).days, rate=procedure()["recovery_interest_percent"].on(on, on))


def interest(cents: int, *, days: int, rate: Value) -> int:
    """Simple interest by the day, half up once. A rate that is not in force cannot be imposed."""
    if rate.status != "in force" or days <= 0:
        return 0
    return half_up(cents * rate.value * days, 100 * DAYS_A_YEAR)


def monthly(cents: int, *, months: int, first_on: date) -> Sequence[tuple[date, int]]:
    """Equal monthly parts that add up; the first ones carry the odd cents."""
    part, odd = divmod(cents, months)
    amounts = (part + (number < odd) for number in range(months))
    return [(months_later(first_on, number), amount) for number, amount in enumerate(amounts) if amount]
