"""The yearly budget act as it was voted, the draws of a cap with their places, and what the department itself costs."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class BudgetAct(models.Model):
    """Commitment and payment appropriation of one year, in cents."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    year = models.PositiveSmallIntegerField()
    commitment_cents = models.BigIntegerField()
    payment_cents = models.BigIntegerField()
    source = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year"], name="one_budget_act_per_year"),
            models.CheckConstraint(
                condition=models.Q(commitment_cents__gt=0, payment_cents__gt=0),
                name="appropriations_are_positive",
            ),
        ]


class DrawState(StrEnum):
    ANNOUNCED = "announced"
    DRAWN = "drawn"


DRAW_TABLE = StateTable("draw", DrawState.ANNOUNCED, (Transition(DrawState.ANNOUNCED, "hold", DrawState.DRAWN),))


class Draw(models.Model):
    """One draw: who came to wait from `starts_on` to `ends_on`, and who waited already.

    `seed_hash` is public from the announcement on, before the first of those days; `seed` from the draw on.
    `month_cents` is None in a lottery, which gives what the year has left. `amount_cents` was there to give,
    `given_cents` of it went to `winners` of `entries`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    state = models.TextField(choices=[(state.value, state.value) for state in DrawState], default=DrawState.ANNOUNCED)
    starts_on = models.DateField(unique=True)
    ends_on = models.DateField()
    month_cents = models.BigIntegerField(null=True)
    carries_over = models.BooleanField()
    longest_wait_first = models.BooleanField()
    seed_hash = models.TextField()
    seed_sealed = models.BinaryField()
    seed = models.BinaryField(null=True)
    announced_on = models.DateField()
    announced_at = models.DateTimeField()
    drawn_on = models.DateField(null=True)
    drawn_at = models.DateTimeField(null=True)
    entries = models.PositiveIntegerField(null=True)
    winners = models.PositiveIntegerField(null=True)
    amount_cents = models.BigIntegerField(null=True)
    given_cents = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DrawState]), name="draw_state_known"
            ),
            models.CheckConstraint(
                condition=Q(announced_on__lt=F("starts_on")), name="a_draw_is_announced_before_it_opens"
            ),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="a_draw_is_about_days"),
            models.CheckConstraint(
                condition=Q(
                    state="announced",
                    seed=None,
                    drawn_on=None,
                    drawn_at=None,
                    entries=None,
                    winners=None,
                    amount_cents=None,
                    given_cents=None,
                )
                | Q(
                    state="drawn",
                    seed__isnull=False,
                    drawn_on__gt=F("ends_on"),
                    drawn_at__isnull=False,
                    winners__lte=F("entries"),
                    given_cents__lte=F("amount_cents"),
                ),
                name="a_draw_that_was_held_shows_everything",
            ),
        ]


class DrawPlace(models.Model):
    """The place of one entry in one draw. Only grows; `entry_id` is the application, known to no stranger."""

    id = models.BigAutoField(primary_key=True)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    entry_id = models.UUIDField()
    ticket = models.TextField()
    draws_waited = models.PositiveIntegerField()
    cents = models.BigIntegerField()
    won = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "place"], name="one_entry_per_place"),
            models.UniqueConstraint(fields=["draw", "ticket"], name="one_place_per_ticket"),
            models.UniqueConstraint(fields=["entry_id"], condition=Q(won=True), name="an_entry_wins_once"),
        ]
        indexes = [models.Index(fields=["entry_id"], name="places_of_an_entry")]


class CostKind(models.TextChoices):
    IT = "it", "IT: bouwen en laten werken"
    STAFF = "staff", "Personeel"


class CostState(StrEnum):
    ENTERED = "entered"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


COST_TABLE = StateTable(
    "department_cost",
    CostState.ENTERED,
    (
        Transition(CostState.ENTERED, "confirm", CostState.CONFIRMED),
        Transition(CostState.ENTERED, "withdraw", CostState.WITHDRAWN),
    ),
)
STATE_TABLES = (DRAW_TABLE, COST_TABLE)


class DepartmentCost(models.Model):
    """What the department itself spends in a year, beside the appropriations; counts once a second officer agrees."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    state = models.TextField(choices=[(state.value, state.value) for state in CostState], default=CostState.ENTERED)
    year = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=CostKind.choices)
    cents = models.BigIntegerField()
    source = models.TextField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()
    entered_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in CostState]), name="cost_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=CostKind.values), name="cost_kind_known"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="a_cost_is_positive"),
            models.CheckConstraint(
                condition=Q(state="entered", ended_by=None, ended_at=None)
                | Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(state="entered"),
                name="a_cost_ends_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(ended_by=F("entered_by")), name="a_cost_is_seen_by_two"
            ),
        ]
        indexes = [models.Index(fields=["year"], name="costs_by_year")]
