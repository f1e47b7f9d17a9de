"""Files of the bank that an officer gave by hand, and what officers decided on payments that a restore lost."""

import zlib
from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.payments.models.delivering import LostPayment
from loopbaankrediet.people.models import Person


class UploadState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


U = UploadState
UPLOAD_TABLE = StateTable(
    "uploaded_file",
    U.WAITING,
    (Transition(U.WAITING, "accept", U.ACCEPTED), Transition(U.WAITING, "refuse", U.REFUSED)),
)


class UploadedFile(models.Model):
    """A file of the bank given by hand, packed: it does nothing until another officer accepts it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    state = models.TextField(choices=[(state.value, state.value) for state in U], default=U.WAITING)
    name = models.TextField()
    packed = models.BinaryField()
    sha256 = models.TextField()
    bytes_long = models.BigIntegerField()
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256"], condition=Q(state="waiting"), name="upload_waits_once"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in U]), name="upload_state_known"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("uploaded_by"))),
                name="four_eyes_on_an_upload",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | (~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="upload_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="upload_by_digest")]

    @property
    def content(self) -> bytes:
        return zlib.decompress(bytes(self.packed))


class SolvedLoss(models.Model):
    """An officer made sure that this lost payment is not paid a second time, and wrote how."""

    payment = models.OneToOneField(LostPayment, on_delete=models.PROTECT, primary_key=True, related_name="+")
    note = models.TextField()
    solved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    solved_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="loss_solved_with_a_note")]
