"""Files of vouchers, their lines with every earlier version, lines that were refused, and what a citizen contests.

A line belongs to the keyed hash of a national number, as in `people`: a file tells of many who never come here.
"""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import Q

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class VoucherStatus(StrEnum):
    """Where a voucher stands at VDAB; WITHDRAWN is a voucher that VDAB takes back from its earlier files."""

    ORDERED = "ordered"
    ACTIVE = "active"
    FINISHED = "finished"
    EXPIRED = "expired"
    REFUNDED = "refunded"
    WITHDRAWN = "withdrawn"


class ContestState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    KEPT = "kept"
    TAKEN_BACK = "taken_back"


C = ContestState
CONTEST_TABLE = StateTable(
    "voucher_contest",
    C.OPEN,
    (
        Transition(C.OPEN, "accept", C.ACCEPTED),
        Transition(C.OPEN, "keep", C.KEPT),
        Transition(C.OPEN, "take_back", C.TAKEN_BACK),
    ),
)
STATE_TABLES = (CONTEST_TABLE,)


class VoucherFile(models.Model):
    """One file that was taken; the same file twice is one file. The counts are of its lines, the minutes those read.

    `added` lines are new, `replaced` ones took the place of an earlier line, `known` ones said nothing new.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    sha256 = models.TextField()
    name = models.TextField()
    period_from = models.DateField()
    period_until = models.DateField()
    extracted_on = models.DateField()
    lines = models.PositiveIntegerField()
    minutes_paid = models.BigIntegerField()
    added = models.PositiveIntegerField()
    replaced = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    taken_on = models.DateField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="voucher_file_taken_once"),
            models.CheckConstraint(
                condition=Q(lines=models.F("added") + models.F("replaced") + models.F("known") + models.F("rejected")),
                name="every_line_is_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["extracted_on"], name="voucher_file_by_day")]


class RefusedVoucherFile(models.Model):
    """A file that was not used, and why."""

    id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    why = models.TextField()
    refused_at = models.DateTimeField()


class VoucherLine(models.Model):
    """One voucher as one file tells it. Only grows: the highest `version` of a number is what holds."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(VoucherFile, on_delete=models.PROTECT, related_name="+")
    line_number = models.PositiveIntegerField()
    voucher_number = models.TextField()
    version = models.PositiveSmallIntegerField()
    person_key = models.BinaryField(max_length=32)
    ordered_on = models.DateField()
    activated_on = models.DateField(null=True)
    first_paid_on = models.DateField(null=True)
    last_paid_on = models.DateField(null=True)
    minutes_paid = models.PositiveIntegerField()
    centre = models.TextField()
    status = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voucher_number", "version"], name="one_version_of_a_voucher"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in VoucherStatus]), name="voucher_status_known"
            ),
        ]
        indexes = [models.Index(fields=["person_key"], name="voucher_line_by_person")]


class RejectedLine(models.Model):
    """A line that could not be used: where it stands and what is wrong. `person_key` only when it could be read."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(VoucherFile, on_delete=models.PROTECT, related_name="+")
    line_number = models.PositiveIntegerField()
    fault = models.TextField()
    column = models.TextField()
    voucher_number = models.TextField()
    person_key = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "line_number"], name="line_rejected_once")]
        indexes = [
            models.Index(fields=["person_key"], name="rejected_line_by_person", condition=Q(person_key__isnull=False))
        ]


class VoucherContest(models.Model):
    """A citizen says that a line is wrong. Her words and the answer are sealed under her own key.

    An accepted contest holds for that voucher number, whatever later files say of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(VoucherLine, on_delete=models.PROTECT, related_name="+")
    voucher_number = models.TextField()
    state = models.TextField(choices=[(state.value, state.value) for state in C], default=C.OPEN)
    text_sealed = models.BinaryField()
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "voucher_number"], condition=Q(state=C.OPEN), name="one_open_contest_of_a_voucher"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in C]), name="voucher_contest_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[C.ACCEPTED, C.KEPT])
                | Q(decided_by__isnull=False, decided_on__isnull=False, reason_sealed__isnull=False),
                name="a_contest_is_decided_by_a_named_officer_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "raised_on"], name="voucher_contest_worklist")]
