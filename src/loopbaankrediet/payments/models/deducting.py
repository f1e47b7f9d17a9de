"""What is kept back from payments, because the counsellor must give back undue money."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.payments.models.paying import Fund, PaymentItem


class Deduction(models.Model):
    """Of what is owed to this counsellor, `cents` in all is not paid out, a part of each payment at a time.

    `reference`: the debt, as the room that knows it names it. Only payments of the same `fund` are kept back. While
    `stopped_at` is empty, every batch takes its part.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    reference = models.UUIDField()
    fund = models.TextField(choices=[(fund.value, fund.value) for fund in Fund], db_default="public")
    cents = models.PositiveIntegerField()
    ordered_on = models.DateField()
    ordered_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=Q(stopped_at=None), name="one_deduction_of_a_debt_at_a_time"
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="deduction_is_of_something"),
            models.CheckConstraint(condition=Q(fund__in=[fund.value for fund in Fund]), name="deduction_fund_known"),
        ]


class SetOff(models.Model):
    """What one payment keeps back for one debt. It counts as long as the payment was not dropped from a draft."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    item = models.ForeignKey(PaymentItem, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    deduction = models.ForeignKey(Deduction, on_delete=models.PROTECT, related_name="+")
    cents = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "deduction"], name="set_off_once_per_payment"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="set_off_is_of_something"),
        ]


class OwnShareDebt(models.Model):
    """Own share that was paid on for hours that turned out undue, and went back to the citizen: the counsellor owes it.

    Its id is the `reference` of the deduction that keeps it back from her next own shares.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    module = models.ForeignKey(GuidanceModule, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    cents = models.PositiveIntegerField()
    noted_on = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(cents__gt=0), name="own_share_debt_is_of_something")]
