"""What the department itself costs: entered by one officer, confirmed by another (SERV opinion 1.4)."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.budget.errors import CostNotPositive, CostSourceMissing, SameCostOfficer
from loopbaankrediet.budget.models import COST_TABLE, CostKind, DepartmentCost
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_has_role


@transaction.atomic
def enter_cost(
    *, year: int, kind: CostKind, cents: int, source: str, by: Actor, clock: Clock, key: UUID
) -> DepartmentCost:
    """Note an amount in cents with where it comes from; it counts once a second officer confirms it."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    earlier = done_before(key, by=by, about=("enter_cost", year, kind, cents, source))
    if earlier is not None:
        return DepartmentCost.objects.get(id=earlier)
    if cents <= 0:
        raise CostNotPositive
    if not source.strip():
        raise CostSourceMissing
    cost = DepartmentCost.objects.create(
        year=year,
        kind=kind,
        cents=cents,
        source=source.strip(),
        entered_by_id=officer_id,
        entered_on=clock.today(),
        entered_at=clock.now(),
    )
    record_act("enter_cost", Subject("department_cost", cost.id), key=key, by=by, clock=clock)
    return cost


@transaction.atomic
def confirm_cost(*, cost_id: UUID, by: Actor, clock: Clock, key: UUID) -> DepartmentCost:
    """A second officer agrees. SameCostOfficer for the one who entered it."""
    return _end("confirm", cost_id, by=by, clock=clock, key=key)


@transaction.atomic
def withdraw_cost(*, cost_id: UUID, by: Actor, clock: Clock, key: UUID) -> DepartmentCost:
    """It was wrong and never counted; the line stays to be seen. Either officer may."""
    return _end("withdraw", cost_id, by=by, clock=clock, key=key)


def _end(verb: str, cost_id: UUID, *, by: Actor, clock: Clock, key: UUID) -> DepartmentCost:
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=(f"{verb}_cost", cost_id))
    cost = DepartmentCost.objects.select_for_update().filter(id=cost_id).first()
    if cost is None:
        raise NotFound
    if done is not None:
        return cost
    state = COST_TABLE.after(cost.state, verb)
    if verb == "confirm" and cost.entered_by_id == officer_id:
        raise SameCostOfficer
    cost.state, cost.ended_by_id, cost.ended_at = state, officer_id, clock.now()
    cost.save(update_fields=["state", "ended_by", "ended_at"])
    record_act(f"{verb}_cost", Subject("department_cost", cost.id), key=key, by=by, clock=clock)
    return cost
