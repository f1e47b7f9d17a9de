"""Payments of one counsellor that wait: because an officer decided so, or because the account takes no money."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import Q

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.payments.models.paying import PaymentItem
from loopbaankrediet.people.models import Person


class HoldKind(StrEnum):
    OFFICER = "officer"
    ACCOUNT = "account"


class PaymentHold(models.Model):
    """While it lasts no batch takes a claim of this counsellor. What an officer wrote is sealed under her key.

    `item` and `code`: the payment that the bank refused and its reason, when the platform placed the hold itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in HoldKind])
    item = models.ForeignKey(PaymentItem, on_delete=models.PROTECT, related_name="+", null=True)
    code = models.TextField(blank=True, default="")
    reason_sealed = models.BinaryField(null=True)
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    placed_on = models.DateField()
    placed_at = models.DateTimeField()
    release_sealed = models.BinaryField(null=True)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    released_on = models.DateField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counsellor", "kind"], condition=Q(released_at=None), name="one_hold_of_a_kind_at_a_time"
            ),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in HoldKind]), name="hold_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="account") | Q(placed_by__isnull=False, reason_sealed__isnull=False),
                name="an_officer_holds_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None, released_on=None, released_at=None)
                | Q(released_by__isnull=False, released_on__isnull=False, released_at__isnull=False),
                name="released_by_with_released_at",
            ),
        ]
