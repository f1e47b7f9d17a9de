"""Moments of officers, and the citizens who took one. What she wants to say is sealed under her key."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from loopbaankrediet.people.models import Person

MINUTES_A_DAY = 24 * 60


class Way(models.TextChoices):
    """How they speak."""

    PHONE = "phone", "Bel mij op"
    VISIT = "visit", "Ik kom langs"


class TakenSlot(models.Model):
    """One moment of one officer that somebody has; it names no citizen, so that all can see what is free.

    `starts`: minutes after midnight. `freed_at`: it can be taken again.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    starts = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "held_on", "starts"], condition=Q(freed_at=None), name="one_citizen_per_moment"
            ),
            models.CheckConstraint(condition=Q(starts__lt=MINUTES_A_DAY), name="slot_within_a_day"),
        ]
        indexes = [models.Index(fields=["held_on"], condition=Q(freed_at=None), name="slot_by_day")]


class Appointment(models.Model):
    """A citizen speaks with an officer. `cancelled_by`: she, who helps her, or the officer."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    slot = models.OneToOneField(TakenSlot, on_delete=models.PROTECT, related_name="+")
    way = models.TextField(choices=Way.choices)
    phone_sealed = models.BinaryField(null=True)
    about_sealed = models.BinaryField(null=True)
    booked_on = models.DateField()
    booked_at = models.DateTimeField()
    cancelled_on = models.DateField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="appointment_way_known"),
            models.CheckConstraint(
                condition=~Q(way=Way.PHONE) | Q(phone_sealed__isnull=False), name="a_call_needs_a_number"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None, cancelled_at=None, cancelled_by=None)
                | Q(cancelled_on__isnull=False, cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="cancelled_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["person", "booked_at"], name="appointment_by_person")]
