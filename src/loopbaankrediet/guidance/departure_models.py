"""A counsellor who leaves, and each of her clients until all are handed over (dossier B4.07)."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import Q

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class DepartureState(StrEnum):
    RUNNING = "running"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class HandoverState(StrEnum):
    """What the client knows and chose; whether her guidance is over stands in the track."""

    TO_TELL = "to_tell"
    TOLD = "told"
    CHOSEN = "chosen"


D, H = DepartureState, HandoverState
DEPARTURE_TABLE = StateTable(
    "departure", D.RUNNING, (Transition(D.RUNNING, "close", D.CLOSED), Transition(D.RUNNING, "withdraw", D.WITHDRAWN))
)
HANDOVER_TABLE = StateTable(
    "handover",
    H.TO_TELL,
    (
        Transition(H.TO_TELL, "tell", H.TOLD),
        Transition(H.TOLD, "tell", H.TOLD),
        Transition(H.TO_TELL, "choose", H.CHOSEN),
        Transition(H.TOLD, "choose", H.CHOSEN),
        Transition(H.CHOSEN, "choose", H.CHOSEN),
    ),
)
DEPARTURE_TABLES = (DEPARTURE_TABLE, HANDOVER_TABLE)


class DepartureCause(models.TextChoices):
    STOPS = "stops", "Stopt zelf"
    REMOVED = "removed", "Uit het register"


class HowTold(models.TextChoices):
    TALK = "talk", "In een gesprek"
    PHONE = "phone", "Aan de telefoon"
    LETTER = "letter", "Met een brief of e-mail"


class AfterChoice(models.TextChoices):
    """What the client does with the hours that she keeps in every case."""

    OTHER = "other", "Ik ga verder met iemand anders"
    LATER = "later", "Ik wacht nog even"
    STOP = "stop", "Ik stop met begeleiding"


class Departure(models.Model):
    """A counsellor takes no new clients any more and is out of the register once every client is handed over."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in D], default=D.RUNNING)
    cause = models.TextField(choices=DepartureCause.choices)
    ends_on = models.DateField()
    announced_on = models.DateField()
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in D]), name="departure_state_known"),
            models.CheckConstraint(condition=Q(cause__in=DepartureCause.values), name="departure_cause_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("announced_on")), name="announced_before_it_ends"),
            models.UniqueConstraint(fields=["counsellor"], condition=Q(state=D.RUNNING), name="leaves_once"),
            models.CheckConstraint(
                condition=Q(state=D.RUNNING, closed_on=None, closed_at=None, closed_by=None)
                | (~Q(state=D.RUNNING) & Q(closed_on__isnull=False, closed_at__isnull=False, closed_by__isnull=False)),
                name="departure_closed_by_somebody",
            ),
        ]


class Handover(models.Model):
    """One client of a counsellor who leaves: how she was told, and what she chose."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="+")
    track = models.ForeignKey("guidance.Track", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in H], default=H.TO_TELL)
    told_how = models.TextField(blank=True, choices=HowTold.choices)
    told_on = models.DateField(null=True)
    choice = models.TextField(blank=True, choices=AfterChoice.choices)
    chosen_on = models.DateField(null=True)
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in H]), name="handover_state_known"),
            models.UniqueConstraint(fields=["departure", "track"], name="handed_over_once"),
            models.CheckConstraint(
                condition=Q(told_how="", told_on=None) | Q(told_how__in=HowTold.values, told_on__isnull=False),
                name="told_on_with_how",
            ),
            models.CheckConstraint(
                condition=Q(choice="", chosen_on=None, chosen_at=None)
                | Q(choice__in=AfterChoice.values, chosen_on__isnull=False, chosen_at__isnull=False),
                name="chosen_on_with_choice",
            ),
            models.CheckConstraint(
                condition=(Q(state=H.CHOSEN) & ~Q(choice="")) | (~Q(state=H.CHOSEN) & Q(choice="")),
                name="chosen_when_there_is_a_choice",
            ),
        ]
