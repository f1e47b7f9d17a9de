"""Recovery, what was said about it, the plan to pay back, and what came by transfer. Texts are sealed."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Func, Q, Value

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.payments.models import BankLine, Claim
from loopbaankrediet.people.models import Person
from loopbaankrediet.recovery.states import (
    PLAN_TABLE,
    RECEIPT_TABLE,
    RECOVERY_TABLE,
    PlanState,
    ReceiptState,
    RecoveryGround,
    RecoveryState,
)

STATE_TABLES = (RECOVERY_TABLE, PLAN_TABLE, RECEIPT_TABLE)
DECIDED = (RecoveryState.DECIDED, RecoveryState.NOTIFIED, RecoveryState.REPAYING, RecoveryState.SETTLED)
ENDED_EARLY = (RecoveryState.WAIVED, RecoveryState.TIME_BARRED)


class ClaimRecovered(models.Model):
    """What of one claim was found undue so far: its row lock puts two recoveries behind each other, its checks keep
    the sum within the claim. Amounts in cents."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="+")
    claim_minutes = models.PositiveSmallIntegerField()
    claim_cents = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField(default=0)
    cents = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__lte=F("claim_minutes")), name="undue_minutes_within_claim"),
            models.CheckConstraint(condition=Q(cents__lte=F("claim_cents")), name="undue_cents_within_claim"),
        ]


class Recovery(models.Model):
    """Minutes of a claim that were paid and not due. Amounts in cents, at the claim's own tariff.

    `paid_on`: the day the bank booked the payment; limitation counts from it, or from `notified_on`. `undue_transfer`
    and `interest_transfer`: what the ledger moved to what is receivable; empty until the bank booked the payment.
    `hours_back`: the minutes go back to the citizen's credit; of what is `held` only with the decision. `own_cents`:
    the own contribution for these minutes. `held`: the claim had not left; this part waits outside of it.
    `told_by`: how the decision reached the counsellor, who knows of it since `notified_on`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.BigIntegerField(db_default=Func(Value("recovery_number"), function="nextval"))
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(
        choices=[(state.value, state.value) for state in RecoveryState], default=RecoveryState.INTENTION
    )
    ground = models.TextField(choices=[(ground.value, ground.value) for ground in RecoveryGround])
    minutes = models.PositiveSmallIntegerField()
    cents = models.PositiveIntegerField()
    own_cents = models.PositiveIntegerField()
    interest_cents = models.PositiveIntegerField(default=0)
    hours_back = models.BooleanField()
    held = models.BooleanField(default=False)
    reason_sealed = models.BinaryField(null=True)
    paid_on = models.DateField(null=True)
    undue_transfer = models.BigIntegerField(null=True)
    interest_transfer = models.BigIntegerField(null=True)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answer_until = models.DateField()
    decision_sealed = models.BinaryField(null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    notified_on = models.DateField(null=True)
    notified_at = models.DateTimeField(null=True)
    notified_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    told_by = models.TextField(default="", blank=True)
    pay_until = models.DateField(null=True)
    set_off_on = models.DateField(null=True)
    waived_cents = models.PositiveIntegerField(default=0)
    end_sealed = models.BinaryField(null=True)
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    act_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="recovery_number_once"),
            models.UniqueConstraint(fields=["claim", "ground"], name="one_recovery_of_a_claim_per_ground"),
            models.UniqueConstraint(fields=["act_key"], name="recovery_key_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RecoveryState]), name="recovery_state_known"
            ),
            models.CheckConstraint(
                condition=Q(ground__in=[ground.value for ground in RecoveryGround]), name="recovery_ground_known"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0, cents__gt=0), name="recovery_is_of_something"),
            models.CheckConstraint(
                condition=Q(waived_cents__lte=F("cents") + F("interest_cents")), name="waived_within_recovery"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(opened_by=None) | ~Q(decided_by=F("opened_by")),
                name="four_eyes_on_a_recovery",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_at=None, decided_by=None, decision_sealed=None)
                | Q(decided_on__isnull=False, decided_at__isnull=False, decided_by__isnull=False)
                & Q(decision_sealed__isnull=False)
                & (Q(state=RecoveryState.CORRECTED) | Q(paid_on__isnull=False, undue_transfer__isnull=False)),
                name="decided_by_somebody_with_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in DECIDED]) | Q(decided_by__isnull=False),
                name="nothing_is_owed_without_decision",
            ),
            models.CheckConstraint(
                condition=Q(held=False) | Q(paid_on=None, undue_transfer=None), name="what_is_held_was_never_paid"
            ),
            models.CheckConstraint(condition=Q(told_by__in=["", "phone", "letter"]), name="recovery_told_by_known"),
            models.CheckConstraint(
                condition=Q(notified_on=None, notified_at=None, notified_by=None, pay_until=None)
                | Q(notified_on__isnull=False, notified_at__isnull=False)
                & Q(notified_by__isnull=False, pay_until__isnull=False),
                name="notified_by_with_notified_at",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecoveryState.WAIVED) | Q(end_sealed__isnull=False, ended_by__isnull=False),
                name="waived_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in ENDED_EARLY]) | Q(ended_on__isnull=False),
                name="ended_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["counsellor", "opened_on"], name="recovery_by_counsellor")]


class Forgone(models.Model):
    """What a decided dispute asked to recover and nothing could recover any more, with the reason of who closed it."""

    module = models.OneToOneField(GuidanceModule, on_delete=models.PROTECT, primary_key=True, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    reason_sealed = models.BinaryField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField()
    closed_at = models.DateTimeField()


class GivenBack(models.Model):
    """What a counsellor paid back of a payment that the bank brought back after all: it is owed to her again, in cents.

    `year`: the year that counted it as recovered.
    """

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    cents = models.PositiveIntegerField()
    given_on = models.DateField()


class RecoveryAnswer(models.Model):
    """What the counsellor answered; `noted_by`: the officer who heard it by phone, empty when she wrote it herself."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answered_on = models.DateField()
    answered_at = models.DateTimeField()


class RepaymentPlan(models.Model):
    """The instalments that a counsellor proposes for what is still open; an officer agrees or says why not."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in PlanState], default=PlanState.PROPOSED)
    cents = models.PositiveIntegerField()
    proposed_on = models.DateField()
    proposed_at = models.DateTimeField()
    why_sealed = models.BinaryField(null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recovery"], condition=Q(state__in=["proposed", "agreed"]), name="one_plan_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PlanState]), name="plan_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "refused"]) | Q(decided_by__isnull=False),
                name="plan_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(why_sealed__isnull=False), name="plan_refused_with_a_reason"
            ),
        ]


class Instalment(models.Model):
    """One date of a plan and what is paid on it, in cents."""

    plan = models.ForeignKey(RepaymentPlan, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    cents = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="one_instalment_a_day"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="instalment_is_of_something"),
        ]


class Repayment(models.Model):
    """A line of our account that pays a recovery back: recognised by one officer, agreed by another."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(
        choices=[(state.value, state.value) for state in ReceiptState], default=ReceiptState.PROPOSED
    )
    cents = models.PositiveIntegerField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=~Q(state="refused"), name="a_line_pays_back_one_recovery"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ReceiptState]), name="repayment_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="four_eyes_on_a_repayment",
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="repayment_is_of_something"),
        ]
