"""Applications that wait for their place in the budget: taking a turn, the draw, and the grant of those who won.

The decision of the law is made at once, whatever the cap (art. 4, 34); only the grant waits. Nobody is refused here.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from loopbaankrediet import decree
from loopbaankrediet.budget.caps import cap_in_force
from loopbaankrediet.budget.drawing import Entry
from loopbaankrediet.budget.draws import has_won, hold_draw, lock_due_draw
from loopbaankrediet.budget.models import Draw, DrawPlace, DrawState
from loopbaankrediet.credit.granting import Grant, fill_wallets
from loopbaankrediet.credit.models import (
    APPLICATION_TABLE,
    Application,
    ApplicationState,
    Decision,
    DecisionKind,
    Turn,
)
from loopbaankrediet.journal.actions import Subject, record_acts
from loopbaankrediet.journal.keys import look_up_hash
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.messages.actions import compose
from loopbaankrediet.messages.models import Message
from loopbaankrediet.office.incidents import is_stopped
from loopbaankrediet.office.models import Stops

AT_ONCE = 500
TICKET_BYTES = 10
CostOf = Callable[[int, str | None], int]


def must_wait(application_id: UUID, *, granted_before: bool, on: date) -> bool:
    """Whether a cap in force holds this grant back. Who drew a place keeps it, whatever happened since."""
    cap = cap_in_force(on)
    if not cap.must_wait(granted_before=granted_before, place_drawn=False):
        return False
    return cap.must_wait(granted_before=granted_before, place_drawn=has_won(application_id))


def take_turn(application: Application, minutes: int, schooling: str | None, *, clock: Clock) -> None:
    """Wait from today; who waited before keeps her day and her ticket. Part of a larger act."""
    turn = Turn(
        application=application,
        ticket=ticket_of(application.id),
        minutes=minutes,
        schooling=schooling,
        waits_since=clock.today(),
        waits_since_at=clock.now(),
    )
    kept: dict[str, Any] = {"update_fields": ["minutes", "schooling"], "unique_fields": ["application"]}
    Turn.objects.bulk_create([turn], update_conflicts=True, **kept)


def ticket_of(application_id: UUID) -> str:
    """The lot number of an application: nobody can choose it, and only the platform can tell whose it is."""
    return look_up_hash(str(application_id), purpose="ticket")[:TICKET_BYTES].hex()


@transaction.atomic
def hold_next_draw(*, clock: Clock) -> Draw | None:
    """Hold the oldest draw that is due, or do nothing; a second hand waits and then finds it held. NoBudget."""
    draw = None if is_stopped(Stops.DECISIONS) else lock_due_draw(clock.today())
    return hold_draw(draw, entries_of(draw, on=clock.today()), clock=clock) if draw else None


def entries_of(draw: Draw, *, on: date) -> list[Entry]:
    """Everybody who waits since a day of this draw or before, without a place yet.

    Who comes to wait late, for want of a fact, counts the draws since her application as waited for.
    """
    held = list(Draw.objects.filter(state=DrawState.DRAWN).order_by("ends_on").values_list("ends_on", flat=True))
    turns = _waiting(has_place=False).filter(waits_since__lte=draw.ends_on).order_by("ticket")
    rows = turns.values_list("application_id", "ticket", "application__applied_on", "minutes", "schooling")
    cost = _cost_on(on)
    return [
        Entry(
            application_id,
            ticket,
            len(held) - bisect_left(held, applied_on) if draw.longest_wait_first else 0,
            cost(minutes, schooling),
        )
        for application_id, ticket, applied_on, minutes, schooling in rows.iterator()
    ]


@transaction.atomic
def grant_next(*, clock: Clock) -> int:
    """Grant some hundreds of those who need not wait any more; returns how many. Several hands share the work."""
    turns = [] if is_stopped(Stops.DECISIONS) else list(_grantable(clock.today())[:AT_ONCE])
    if turns:
        _grant(turns, clock)
    return len(turns)


def _grantable(on: date) -> QuerySet[Turn]:
    """Those who won; everybody once no cap is in force any more. Oldest first."""
    turns = _waiting(has_place=True) if cap_in_force(on).in_force else _waiting()
    locked = turns.select_for_update(of=("application",), skip_locked=True).select_related("application")
    return locked.order_by("waits_since", "ticket")


def _grant(turns: Sequence[Turn], clock: Clock) -> None:
    """The grants that the law decided on when the turns were taken, each with that receipt."""
    applications = [turn.application for turn in turns]
    decided = Decision.objects.filter(application__in=applications, kind=DecisionKind.TURN).order_by("id")
    latest = {decision.application_id: decision for decision in decided}
    Decision.objects.bulk_create([_as_grant(latest[turn.application_id], turn.minutes, clock) for turn in turns])
    keys = {turn.application_id: uuid5(turn.application_id, "loopbaankrediet:grant") for turn in turns}
    grants = [
        Grant(turn.application.person_id, turn.minutes, turn.schooling, keys[turn.application_id]) for turn in turns
    ]
    fill_wallets(grants, clock=clock)
    state = APPLICATION_TABLE.after(ApplicationState.WAITING, "grant")
    Application.objects.filter(id__in=keys).update(state=state)
    subjects = [(Subject("application", row.id, row.person_id), keys[row.id]) for row in applications]
    record_acts("grant_in_turn", subjects, by=SYSTEM, clock=clock)
    told = [
        compose("decision_granted", to=row.person_id, about=subject, clock=clock, key=keys[row.id])
        for row, (subject, _) in zip(applications, subjects, strict=True)
    ]
    Message.objects.bulk_create(told)


def _as_grant(decided: Decision, minutes: int, clock: Clock) -> Decision:
    return Decision(
        application_id=decided.application_id,
        kind=DecisionKind.GRANT,
        decided_on=clock.today(),
        decided_at=clock.now(),
        law_hash=decided.law_hash,
        minutes=minutes,
        receipt_sealed=decided.receipt_sealed,
    )


def _waiting(*, has_place: bool | None = None) -> QuerySet[Turn]:
    turns = Turn.objects.filter(application__state=ApplicationState.WAITING)
    if has_place is None:
        return turns
    won = Exists(DrawPlace.objects.filter(entry_id=OuterRef("application_id"), won=True))
    return turns.filter(won if has_place else ~won)


def _cost_on(on: date) -> CostOf:
    """The full public share of a number of minutes at the tariff of a day; the dearest while schooling is unknown."""

    @cache
    def cost(minutes: int, schooling: str | None) -> int:
        levels = [schooling] if schooling else list(decree.Schooling)
        prices = (decree.tariff(level, on=on, known_on=on).public_cents_per_hour for level in levels)
        return cents_for(minutes, max(prices))

    return cost
