"""What went wrong on the way to the bank, or was lost after it went."""

from uuid import uuid4

from django.db import models

from loopbaankrediet.payments.models.banking import RefusedFile
from loopbaankrediet.payments.models.paying import PaymentBatch
from loopbaankrediet.people.models import Person


class FailedDelivery(models.Model):
    """The last time that a file could not be handed to the bank, and why; over once `delivered_at` of the file is set.

    `since`: the first time.
    """

    batch = models.OneToOneField(PaymentBatch, on_delete=models.PROTECT, primary_key=True, related_name="+")
    why = models.TextField()
    since = models.DateTimeField()
    failed_at = models.DateTimeField()


class RecoveredOrder(models.Model):
    """An order of before a restore that this database took back from its kept file, as far as it knows the claims."""

    message_id = models.TextField(primary_key=True)
    sha256 = models.TextField()
    count = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    recovered_at = models.DateTimeField()


class LostPayment(models.Model):
    """A payment of a recovered order of which the claim was lost: it was paid, and its hours may be confirmed again."""

    end_to_end_id = models.TextField(primary_key=True)
    order = models.ForeignKey(RecoveredOrder, on_delete=models.PROTECT, related_name="+")
    payee = models.TextField()
    account_end = models.TextField()
    cents = models.BigIntegerField()


class SolvedRefusal(models.Model):
    """A refused file that needs nothing more: an officer said so, or (`solved_by` absent) the file came again."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    refused = models.OneToOneField(RefusedFile, on_delete=models.PROTECT, related_name="+")
    solved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    solved_at = models.DateTimeField()
