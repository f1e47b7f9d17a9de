"""Unpaid minutes, drafts of a conversation, and what administration costs. Nothing here is ever paid."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.guidance.models import GuidanceModule, Track

MOST_MINUTES = 600
MOST_SECONDS = 36_000


class WorkKind(models.TextChoices):
    """Work that the fee does not pay (default 18)."""

    INTAKE = "intake", "Kennismaking"
    CLOSING = "closing", "Slotgesprek"
    AFTERCARE = "aftercare", "Nazorg"
    REPORTING = "reporting", "Verslag en administratie"
    COMPLEX = "complex", "Extra zorg voor deze klant"


class UnpaidWork(models.Model):
    """Minutes of unpaid work for one client, as the counsellor told them. `taken_back_at`: it was a mistake."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=WorkKind.choices)
    minutes = models.PositiveSmallIntegerField()
    done_on = models.DateField()
    noted_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(1, MOST_MINUTES)), name="unpaid_minutes_in_range"),
            models.CheckConstraint(condition=Q(kind__in=WorkKind.values), name="unpaid_kind_known"),
        ]
        indexes = [models.Index(fields=["counsellor", "done_on"], name="unpaid_by_counsellor")]


class TalkDraft(models.Model):
    """What the counsellor typed and did not send, sealed under the citizen's key; None once it was sent."""

    module = models.OneToOneField(GuidanceModule, on_delete=models.PROTECT, primary_key=True, related_name="+")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    typed_sealed = models.BinaryField(null=True)
    saved_at = models.DateTimeField()


class BurdenChoice(models.Model):
    """Whether she takes part in measuring administration; her last choice counts.

    `old_minutes`: what two hours of guidance cost her in the time of the vouchers, by her own estimate.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    takes_part = models.BooleanField()
    old_minutes = models.PositiveSmallIntegerField(null=True)
    chosen_on = models.DateField()
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(old_minutes=None) | Q(old_minutes__range=(1, MOST_MINUTES)), name="old_minutes_in_range"
            )
        ]


class BurdenWay(models.TextChoices):
    TIMED = "timed", "Gemeten op het scherm"
    TOLD = "told", "Zelf opgegeven"


class BurdenMeasure(models.Model):
    """Seconds of administration for one module. Wiped (`seconds` None) when she stops taking part."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(GuidanceModule, on_delete=models.PROTECT, related_name="+")
    way = models.TextField(choices=BurdenWay.choices)
    seconds = models.PositiveIntegerField(null=True)
    measured_on = models.DateField()
    measured_at = models.DateTimeField()
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=BurdenWay.values), name="burden_way_known"),
            models.CheckConstraint(
                condition=Q(wiped_at=None, seconds__range=(1, MOST_SECONDS))
                | Q(wiped_at__isnull=False, seconds__isnull=True),
                name="burden_measured_or_wiped",
            ),
        ]
        indexes = [models.Index(fields=["counsellor", "module"], name="burden_by_counsellor")]
