"""The wish of somebody who does not qualify yet: tell me on the day that I do."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from loopbaankrediet.people.models import Person


class Wish(models.Model):
    """`due_on`: the first day on which she would qualify, as it was computed. It ends told, or taken back."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    wished_on = models.DateField()
    wished_at = models.DateTimeField()
    revoked_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(told_on=None, revoked_on=None), name="one_open_wish_per_person"
            ),
            models.CheckConstraint(
                condition=(Q(told_on=None, told_at=None) | Q(told_on__isnull=False, told_at__isnull=False))
                & (Q(revoked_on=None, revoked_at=None) | Q(revoked_on__isnull=False, revoked_at__isnull=False)),
                name="wish_days_have_moments",
            ),
            models.CheckConstraint(condition=Q(told_on=None) | Q(revoked_on=None), name="wish_told_or_taken_back"),
            models.CheckConstraint(
                condition=Q(told_on=None) | Q(told_on__gte=models.F("due_on")), name="wish_told_when_due"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(told_on=None, revoked_on=None), name="wish_due")]
