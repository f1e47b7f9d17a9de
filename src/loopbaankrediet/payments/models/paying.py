"""Claim, batch, item and file. A claim exists once per part of a module; money is never edited."""

import zlib
from collections.abc import Iterator
from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import F, Func, Q, Value

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class Fund(StrEnum):
    """Whose money it is: the department's, or what citizens transferred to the platform as their own share."""

    PUBLIC = "public"
    OWN_SHARE = "own_share"


class ClaimState(StrEnum):
    OPEN = "open"
    BATCHED = "batched"
    SENT = "sent"
    ACCEPTED = "accepted"
    SETTLED = "settled"
    BLOCKED = "blocked"
    WITHDRAWN = "withdrawn"


class ClaimBasis(StrEnum):
    """Why the minutes of a claim stand: the citizen confirmed, she was silent, or an officer decided."""

    CONFIRMED = "confirmed"
    SILENT = "silent"
    DECIDED = "decided"


class BatchState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    ANSWERED = "answered"
    DISCARDED = "discarded"


class ItemState(StrEnum):
    PREPARED = "prepared"
    SENT = "sent"
    ACCEPTED = "accepted"
    SETTLED = "settled"
    RETURNED = "returned"
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
        Transition(C.SENT, "settle", C.SETTLED),
        Transition(C.ACCEPTED, "settle", C.SETTLED),
        Transition(C.SETTLED, "return", C.OPEN),
        Transition(C.OPEN, "block", C.BLOCKED),
        Transition(C.BATCHED, "block", C.BLOCKED),
        Transition(C.SETTLED, "block", C.BLOCKED),
        Transition(C.BLOCKED, "release", C.OPEN),
        Transition(C.BLOCKED, "return", C.OPEN),
        Transition(C.BLOCKED, "settle", C.SETTLED),
        Transition(C.OPEN, "settle", C.SETTLED),
        Transition(C.OPEN, "withdraw", C.WITHDRAWN),
        Transition(C.BATCHED, "withdraw", C.WITHDRAWN),
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
        Transition(N.SENT, "settle", N.SETTLED),
        Transition(N.ACCEPTED, "settle", N.SETTLED),
        Transition(N.REJECTED, "settle", N.SETTLED),
        Transition(N.SETTLED, "return", N.RETURNED),
        Transition(N.RETURNED, "settle", N.SETTLED),
    ),
)
ON_THE_WAY = (N.SENT, N.ACCEPTED)
OVER = (N.RETURNED, N.REJECTED, N.DROPPED)


class Claim(models.Model):
    """What the department owes a counsellor for minutes that stand. `number` is the reference on the bank statement.

    `part` counts the claims of a module: hours that were disputed are claimed apart, and a claim that is withdrawn
    before it left is claimed again for less. The transfers posted its minutes and cents (None: before they were kept).
    `sampled`: drawn to be looked into, because nobody confirmed. A claim of `fund` own_share passes on what a citizen
    paid for the module to the platform: `public_cents` is that amount, and it stands for no minutes of its own.

    No index holds the state: PostgreSQL then changes a hundred thousand of them in a tenth of the time (half of each
    page is left free for it). The foreign keys need no index of their own: others begin with the same column.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.BigIntegerField(db_default=Func(Value("claim_number"), function="nextval"))
    module = models.ForeignKey(GuidanceModule, on_delete=models.PROTECT, related_name="+", db_index=False)
    part = models.PositiveSmallIntegerField(default=1)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(choices=[(state.value, state.value) for state in C], default=C.OPEN)
    minutes = models.PositiveSmallIntegerField()
    public_cents = models.PositiveIntegerField()
    own_cents = models.PositiveIntegerField()
    arisen_on = models.DateField()
    arisen_at = models.DateTimeField()
    due_on = models.DateField()
    basis = models.TextField(choices=[(basis.value, basis.value) for basis in ClaimBasis], db_default="confirmed")
    sampled = models.BooleanField(db_default=False)
    fund = models.TextField(choices=[(fund.value, fund.value) for fund in Fund], db_default="public")
    minutes_transfer = models.BigIntegerField(null=True)
    cents_transfer = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(basis__in=[basis.value for basis in ClaimBasis]), name="basis_known"),
            models.CheckConstraint(condition=Q(sampled=False) | Q(basis=ClaimBasis.SILENT), name="sample_of_silence"),
            models.CheckConstraint(
                condition=Q(minutes_transfer=None, cents_transfer=None)
                | Q(minutes_transfer__isnull=False, cents_transfer__isnull=False),
                name="minutes_and_cents_posted",
            ),
            models.UniqueConstraint(fields=["module", "part"], name="one_claim_per_part_of_a_module"),
            models.UniqueConstraint(fields=["number"], name="claim_number_once"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in C]), name="claim_state_known"),
            models.CheckConstraint(
                condition=Q(public_cents__gt=0)
                & (Q(fund="public", minutes__gt=0) | Q(fund="own_share", minutes=0, own_cents=0, basis="confirmed")),
                name="claim_is_for_something",
            ),
        ]
        indexes = [
            models.Index(fields=["counsellor", "arisen_on"], name="claim_by_counsellor"),
            models.Index(fields=["arisen_at"], condition=Q(sampled=True), name="claim_sampled"),
        ]


class PaymentBatch(models.Model):
    """A set of claims on one fund paid together: made by one officer, approved by another, never the same person."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    state = models.TextField(choices=[(state.value, state.value) for state in B], default=B.DRAFT)
    fund = models.TextField(choices=[(fund.value, fund.value) for fund in Fund], db_default="public")
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
            models.CheckConstraint(condition=Q(fund__in=[fund.value for fund in Fund]), name="batch_fund_known"),
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
    """One attempt to pay one claim, to the account of the payee when the batch was made.

    The transfers are what the ledger moved, so that it can be moved back: what was owed, from which appropriation, and
    what the bank booked. `settled_by` and `returned_by`: the line of the bank that says so. `is_over`: this attempt
    paid nothing, another may follow; apart from the state, so that an index on it leaves most changes cheap.
    `set_off_cents`: what of the claim is not paid out, because the counsellor owes it back (art. 23-25).

    Items are only made from the claims themselves, in one statement with their batch, and nothing is ever removed: the
    database need not look up a hundred thousand of them again.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    attempt = models.PositiveSmallIntegerField()
    end_to_end_id = models.TextField()
    state = models.TextField(choices=[(state.value, state.value) for state in N], default=N.PREPARED)
    reason = models.TextField(blank=True, default="")
    account_end = models.TextField()
    set_off_cents = models.PositiveIntegerField(db_default=0)
    owed_transfer = models.BigIntegerField(null=True)
    spent_transfer = models.BigIntegerField(null=True)
    settled_transfer = models.BigIntegerField(null=True)
    settled_by = models.ForeignKey(
        "payments.BankLine", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    returned_by = models.ForeignKey(
        "payments.BankLine", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    is_over = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "attempt"], name="attempt_once"),
            models.UniqueConstraint(fields=["end_to_end_id"], name="end_to_end_id_once"),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(is_over=False),
                name="a_claim_is_paid_once",
            ),
            models.CheckConstraint(
                condition=Q(is_over=True, state__in=["returned", "rejected", "dropped"])
                | Q(is_over=False, state__in=["prepared", "sent", "accepted", "settled"]),
                name="over_when_nothing_is_paid",
            ),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in N]), name="item_state_known"),
        ]


class PaymentFile(models.Model):
    """The bank file of a batch, packed; unpacked it is byte for byte what was written (`sha256`, `bytes_long`).

    `delivered_at`: handed to the bank.
    """

    batch = models.OneToOneField(PaymentBatch, on_delete=models.PROTECT, primary_key=True, related_name="+")
    packed = models.BinaryField()
    sha256 = models.TextField()
    bytes_long = models.BigIntegerField()
    written_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    @property
    def content(self) -> bytes:
        """All of the file at once."""
        return b"".join(self.chunks())

    def chunks(self, size: int = 1 << 20) -> Iterator[bytes]:
        """The file in pieces of at most `size` bytes."""
        unpacker, waiting = zlib.decompressobj(), bytes(self.packed)
        while piece := unpacker.decompress(waiting, size):
            waiting = unpacker.unconsumed_tail
            yield piece
