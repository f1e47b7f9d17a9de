"""Claim, batch, item, file and answer. A claim exists once per part of a module; money is never edited."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import F, Func, Q, Value

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class ClaimState(StrEnum):
    OPEN = "open"
    BATCHED = "batched"
    SENT = "sent"
    ACCEPTED = "accepted"
    BLOCKED = "blocked"


class BatchState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    ANSWERED = "answered"
    DISCARDED = "discarded"


class ItemState(StrEnum):
    PREPARED = "prepared"
    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DROPPED = "dropped"


C, B, N = ClaimState, BatchState, ItemState

CLAIM_TABLE = StateTable(
    "claim",
    C.OPEN,
    (
        Transition(C.OPEN, "batch", C.BATCHED),
        Transition(C.BATCHED, "drop", C.OPEN),
        Transition(C.BATCHED, "send", C.SENT),
        Transition(C.SENT, "accept", C.ACCEPTED),
        Transition(C.SENT, "reject", C.OPEN),
        Transition(C.ACCEPTED, "reject", C.OPEN),
        Transition(C.OPEN, "block", C.BLOCKED),
        Transition(C.BLOCKED, "release", C.OPEN),
    ),
)
BATCH_TABLE = StateTable(
    "batch",
    B.DRAFT,
    (
        Transition(B.DRAFT, "approve", B.APPROVED),
        Transition(B.DRAFT, "discard", B.DISCARDED),
        Transition(B.APPROVED, "answer", B.ANSWERED),
        Transition(B.ANSWERED, "answer", B.ANSWERED),
    ),
)
ITEM_TABLE = StateTable(
    "payment_item",
    N.PREPARED,
    (
        Transition(N.PREPARED, "drop", N.DROPPED),
        Transition(N.PREPARED, "send", N.SENT),
        Transition(N.SENT, "accept", N.ACCEPTED),
        Transition(N.ACCEPTED, "accept", N.ACCEPTED),
        Transition(N.SENT, "reject", N.REJECTED),
        Transition(N.ACCEPTED, "reject", N.REJECTED),
    ),
)
STATE_TABLES = (CLAIM_TABLE, BATCH_TABLE, ITEM_TABLE)


class Claim(models.Model):
    """What the department owes a counsellor for confirmed minutes. `number` is the reference on the bank statement."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.BigIntegerField(db_default=Func(Value("claim_number"), function="nextval"))
    module = models.ForeignKey(GuidanceModule, on_delete=models.PROTECT, related_name="+")
    part = models.PositiveSmallIntegerField(default=1)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in C], default=C.OPEN)
    minutes = models.PositiveSmallIntegerField()
    public_cents = models.PositiveIntegerField()
    own_cents = models.PositiveIntegerField()
    arisen_on = models.DateField()
    arisen_at = models.DateTimeField()
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "part"], name="one_claim_per_part_of_a_module"),
            models.UniqueConstraint(fields=["number"], name="claim_number_once"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in C]), name="claim_state_known"),
            models.CheckConstraint(condition=Q(minutes__gt=0, public_cents__gt=0), name="claim_is_for_something"),
        ]
        indexes = [
            models.Index(fields=["counsellor", "arisen_on"], name="claim_by_counsellor"),
            models.Index(fields=["state", "due_on"], name="claim_to_pay"),
        ]


class PaymentBatch(models.Model):
    """A set of claims paid together: made by one officer, approved by another, never the same person."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    state = models.TextField(choices=[(state.value, state.value) for state in B], default=B.DRAFT)
    message_id = models.TextField()
    count = models.PositiveIntegerField()
    total_cents = models.BigIntegerField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    approved_on = models.DateField(null=True)
    approved_at = models.DateTimeField(null=True)
    execution_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message_id"], name="message_id_once"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in B]), name="batch_state_known"),
            models.CheckConstraint(condition=Q(count__gt=0, total_cents__gt=0), name="batch_pays_something"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")), name="four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_on=None, approved_at=None, execution_on=None)
                | Q(
                    approved_by__isnull=False,
                    approved_on__isnull=False,
                    approved_at__isnull=False,
                    execution_on__isnull=False,
                ),
                name="approved_by_with_approved_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[B.APPROVED, B.ANSWERED]) | Q(approved_by__isnull=False),
                name="nothing_leaves_without_approval",
            ),
        ]


class PaymentItem(models.Model):
    """One attempt to pay one claim."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField()
    end_to_end_id = models.TextField()
    state = models.TextField(choices=[(state.value, state.value) for state in N], default=N.PREPARED)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "attempt"], name="attempt_once"),
            models.UniqueConstraint(fields=["end_to_end_id"], name="end_to_end_id_once"),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state__in=[N.PREPARED, N.SENT, N.ACCEPTED]),
                name="a_claim_is_paid_once",
            ),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in N]), name="item_state_known"),
        ]


class PaymentFile(models.Model):
    """The bank file of a batch, byte for byte as it was written. `delivered_at`: handed to the bank."""

    batch = models.OneToOneField(PaymentBatch, on_delete=models.PROTECT, primary_key=True, related_name="+")
    content = models.BinaryField()
    sha256 = models.TextField()
    written_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)


class BankAnswer(models.Model):
    """One status report of the bank; the same file twice is one answer."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="+")
    sha256 = models.TextField()
    message_id = models.TextField()
    accepted = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256"], name="answer_taken_once")]
