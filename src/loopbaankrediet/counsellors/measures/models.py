"""What happened to a registration, and the files by which one is suspended or ended."""

from enum import StrEnum
from uuid import uuid4

from django.db import models

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class EventKind(models.TextChoices):
    REGISTERED = "registered", "Geregistreerd"
    RENEWED = "renewed", "Verlengd"
    SUSPENDED = "suspended", "Geschorst"
    REINSTATED = "reinstated", "Schorsing opgeheven"
    DEREGISTERED = "deregistered", "Geschrapt"
    LEFT = "left", "Op eigen vraag gestopt"


class RegistrationEvent(models.Model):
    """One line of the history of a registration; it only grows. `until_on`: the last day, None when none was set."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey("counsellors.Counsellor", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=EventKind.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="registration_event_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["counsellor", "noted_at"], name="registration_history")]


class MeasureKind(models.TextChoices):
    SUSPENSION = "suspension", "Schorsing"
    DEREGISTRATION = "deregistration", "Schrapping"


class MeasureGround(models.TextChoices):
    """By the names of the choice `deregistration_grounds`."""

    CONDITIONS_LOST = "conditions_lost", "Een voorwaarde is niet meer vervuld"
    SANCTION = "sanction", "Een sanctie"
    DEATH = "death", "Overlijden"


class MeasureState(StrEnum):
    """HEARD: the counsellor answered. DROPPED: nothing happens. LIFTED: an imposed suspension ended early."""

    OPENED = "opened"
    HEARD = "heard"
    IMPOSED = "imposed"
    DROPPED = "dropped"
    LIFTED = "lifted"


M = MeasureState
MEASURE_TABLE = StateTable(
    "registration_measure",
    M.OPENED,
    (
        Transition(M.OPENED, "hear", M.HEARD),
        Transition(M.OPENED, "impose", M.IMPOSED),
        Transition(M.OPENED, "drop", M.DROPPED),
        Transition(M.HEARD, "impose", M.IMPOSED),
        Transition(M.HEARD, "drop", M.DROPPED),
        Transition(M.IMPOSED, "lift", M.LIFTED),
    ),
)


class RegistrationMeasure(models.Model):
    """A suspension or deregistration: one officer opens it, the counsellor is heard, a colleague decides."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey("counsellors.Counsellor", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=MeasureKind.choices)
    ground = models.TextField(choices=MeasureGround.choices)
    state = models.TextField(choices=[(state.value, state.value) for state in M], default=M.OPENED)
    why_sealed = models.BinaryField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    answer_until = models.DateField()
    answer_sealed = models.BinaryField(null=True)
    heard_on = models.DateField(null=True)
    reasons_sealed = models.BinaryField(null=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    lifted_on = models.DateField(null=True)
    lift_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in M]), name="registration_measure_state_known"
            ),
            models.UniqueConstraint(
                fields=["counsellor"],
                condition=models.Q(state__in=[M.OPENED, M.HEARD]),
                name="one_open_registration_measure",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("opened_by")),
                name="four_eyes_on_a_registration_measure",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[M.IMPOSED, M.LIFTED])
                | models.Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    reasons_sealed__isnull=False,
                    from_on__gte=models.F("decided_on"),
                ),
                name="registration_measure_imposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on"), kind="suspension"),
                name="registration_measure_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(state=M.LIFTED, lifted_by__isnull=False, lifted_on__isnull=False)
                | ~models.Q(state=M.LIFTED) & models.Q(lifted_by=None, lifted_on=None),
                name="registration_measure_lifted_by_somebody",
            ),
        ]
