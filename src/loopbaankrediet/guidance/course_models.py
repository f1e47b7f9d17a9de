"""What can happen on the way: somebody stops, guidance stands still for a while, a module is not used."""

from uuid import uuid4

from django.db import models

from loopbaankrediet.kernel.actors import Capacity

PARTIES = (Capacity.CITIZEN, Capacity.COUNSELLOR)


class StopKind(models.TextChoices):
    """How an agreement ended before all its modules were given."""

    WITHDRAWN = "withdrawn", "Herroepen binnen de bedenktijd"
    SWITCHED = "switched", "Naar een andere begeleider"
    EARLY = "early", "Vroeger gestopt"
    UNUSED = "unused", "Geen gesprek binnen de termijn"


class StopReason(models.TextChoices):
    """Why, in a category: never in free words, which could tell of somebody's health."""

    GOAL_REACHED = "goal_reached", "Het doel is bereikt"
    OTHER_COUNSELLOR = "other_counsellor", "Liever een andere begeleider"
    NO_CLICK = "no_click", "Het klikte niet"
    NO_TIME = "no_time", "Geen tijd meer"
    TOO_FAR = "too_far", "De plaats of de vorm past niet"
    CIRCUMSTANCES = "circumstances", "Er veranderde iets in het leven of het werk"
    NO_CONTACT = "no_contact", "Geen contact meer"
    OTHER_HELP = "other_help", "Andere hulp is nu beter"
    CANNOT_GO_ON = "cannot_go_on", "De begeleider kan niet verder"


class TrackStop(models.Model):
    """How and why a signed agreement ended early. `reason` is empty for who did not want to say."""

    track = models.OneToOneField("guidance.Track", on_delete=models.PROTECT, primary_key=True, related_name="+")
    kind = models.TextField(choices=StopKind.choices)
    reason = models.TextField(choices=StopReason.choices, blank=True)
    stopped_at = models.DateTimeField()


class TrackPause(models.Model):
    """Guidance stands still, for illness or something else that weighs: why is not asked and not kept.

    `ask_on`: the day on which a long pause asks by itself, once (`asked_on`).
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    track = models.ForeignKey("guidance.Track", on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    started_at = models.DateTimeField()
    started_by = models.TextField(choices=[(party.value, party.value) for party in PARTIES])
    ask_on = models.DateField()
    asked_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["track"], condition=models.Q(ended_on=None), name="one_pause_of_a_track_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_at=None)
                | models.Q(ended_on__gte=models.F("started_on"), ended_at__isnull=False),
                name="pause_ends_after_it_began",
            ),
        ]


class UnusedReminder(models.Model):
    """The citizen was reminded that a module without a conversation comes free again, from `release_on`."""

    module = models.OneToOneField(
        "guidance.GuidanceModule", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    shown_on = models.DateField()
    shown_at = models.DateTimeField()
    release_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(release_on__gt=models.F("shown_on")), name="reminded_before_release"
            )
        ]
