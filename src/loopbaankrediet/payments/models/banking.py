"""What the bank tells us, kept once: reports on orders, statements with their lines, and what waits for a person."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.payments.models.paying import PaymentBatch, PaymentItem
from loopbaankrediet.people.models import Person


class LineReason(StrEnum):
    """Why a line of the bank has no place of itself. EARLY, TWICE and NO_DETAILS may still find one later."""

    UNKNOWN = "unknown"
    AMOUNT = "amount"
    TWICE = "twice"
    CONTRADICTS = "contradicts"
    EARLY = "early"
    NO_DETAILS = "no_details"


class LineState(StrEnum):
    OPEN = "open"
    PROPOSED = "proposed"
    MATCHED = "matched"
    RESOLVED = "resolved"


L = LineState

LINE_TABLE = StateTable(
    "unmatched_line",
    L.OPEN,
    (
        Transition(L.OPEN, "match", L.MATCHED),
        Transition(L.OPEN, "note", L.RESOLVED),
        Transition(L.OPEN, "propose", L.PROPOSED),
        Transition(L.PROPOSED, "match", L.MATCHED),
        Transition(L.PROPOSED, "refuse", L.OPEN),
        Transition(L.PROPOSED, "approve", L.RESOLVED),
        Transition(L.RESOLVED, "match", L.MATCHED),
    ),
)
WAITING = (L.OPEN, L.PROPOSED)


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


class StatementFile(models.Model):
    """One file with statements or notifications; the same file twice is one file. The counts are of its lines."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    sha256 = models.TextField()
    settled = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    queued = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256"], name="statement_file_taken_once")]


class BankStatement(models.Model):
    """The head of one statement (with balances, in cents) or notification (without)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    file = models.ForeignKey(StatementFile, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    statement_id = models.TextField()
    sequence = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    opening_cents = models.BigIntegerField(null=True)
    closing_cents = models.BigIntegerField(null=True)
    closing_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "statement_id"], name="statement_once_per_file")]
        indexes = [models.Index(fields=["kind", "closing_on", "sequence"], name="statement_in_order")]


class BankLine(models.Model):
    """One booking of one payment, or of a sum of payments without details (`end_to_end_id` is then "").

    The same booking told again, in a notification and in a statement, is the same line. `occurrence` tells lines apart
    that say the same within one statement. `order`: the message id of ours that the bank repeats.
    """

    id = models.BigAutoField(primary_key=True)
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="+")
    reference = models.TextField()
    end_to_end_id = models.TextField()
    direction = models.TextField()
    cents = models.BigIntegerField()
    booked_on = models.DateField()
    occurrence = models.PositiveIntegerField()
    order = models.TextField()
    code = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "end_to_end_id", "direction", "booked_on", "cents", "occurrence"],
                name="bank_line_taken_once",
            ),
            models.CheckConstraint(condition=Q(direction__in=["CRDT", "DBIT"]), name="bank_line_direction_known"),
        ]


class UnmatchedLine(models.Model):
    """A line of the bank that waits for a person, or for a later file. Money moves only after two officers agreed.

    A proposal with `item` says which payment it is; without, the note says what else it is. `difference_cents`: what
    the bank booked more (less: below zero) than was paid; two officers agree that it is a cost (or a gain) of ours.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    line = models.OneToOneField(BankLine, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in L], default=L.OPEN)
    reason = models.TextField(choices=[(reason.value, reason.value) for reason in LineReason])
    counterparty = models.TextField()
    text = models.TextField()
    queued_on = models.DateField()
    queued_at = models.DateTimeField()
    item = models.ForeignKey(PaymentItem, on_delete=models.PROTECT, related_name="+", null=True)
    difference_cents = models.BigIntegerField(db_default=0)
    note = models.TextField(blank=True, default="")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in L]), name="line_state_known"),
            models.CheckConstraint(
                condition=Q(reason__in=[reason.value for reason in LineReason]), name="line_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="four_eyes_on_a_line",
            ),
            models.CheckConstraint(
                condition=~Q(state="resolved") | (~Q(note="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="resolved_by_somebody_with_a_note",
            ),
            models.CheckConstraint(
                condition=Q(difference_cents=0) | Q(item__isnull=False), name="a_difference_with_a_payment"
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed")
                | (Q(proposed_by__isnull=False, proposed_at__isnull=False) & ~Q(note="")),
                name="proposed_by_somebody_with_a_note",
            ),
        ]
        indexes = [models.Index(fields=["state", "queued_at"], name="unmatched_in_order")]


class RefusedFile(models.Model):
    """A file of the bank that could not be used, and why; it lies in the folder `refused`."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.TextField()
    why = models.TextField()
    refused_at = models.DateTimeField()
