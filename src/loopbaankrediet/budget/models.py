"""The yearly budget act, as it was voted."""

from uuid import uuid4

from django.db import models


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
