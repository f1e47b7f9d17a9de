"""Who has which work, what is stopped in an incident, and the versions of the text blocks of letters."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from loopbaankrediet.office.states import INCIDENT_TABLE, TEMPLATE_TABLE, IncidentState, TemplateState
from loopbaankrediet.people.models import Person

STATE_TABLES = (INCIDENT_TABLE, TEMPLATE_TABLE)


class Assignment(models.Model):
    """An officer has a piece of work, from `taken_at` to `ended_at`. `subject_id`: the file, report or claim itself.

    `given_by`: the colleague who gave it; empty for who took it herself. Reasons are about work, and name no citizen.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.TextField()
    subject_id = models.UUIDField()
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.TextField(default="", blank=True)
    taken_on = models.DateField()
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    ended_reason = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=Q(ended_at=None), name="one_officer_has_the_work"
            ),
            models.CheckConstraint(
                condition=Q(given_by=None, reason="") | Q(given_by__isnull=False) & ~Q(reason=""),
                name="work_given_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="work_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["officer"], condition=Q(ended_at=None), name="work_of_officer")]


class Stops(models.TextChoices):
    """What an incident can stop."""

    DECISIONS = "decisions", "Automatisch beslissen"
    PAYMENTS = "payments", "Betalen"
    CITIZEN_SIGN_IN = "citizen_sign_in", "Aanmelden als burger"
    COUNSELLOR_SIGN_IN = "counsellor_sign_in", "Aanmelden als loopbaanbegeleider"


class Incident(models.Model):
    """A switch that one officer sets at once, and two take away. `told`: what those concerned read on every page.

    `why` is for colleagues. The officer who proposes to lift is never the one who lifts.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    stops = models.TextField(choices=Stops.choices)
    state = models.TextField(choices=[(s.value, s.value) for s in IncidentState], default=IncidentState.STOPPED)
    told = models.TextField()
    why = models.TextField()
    stopped_on = models.DateField()
    stopped_at = models.DateTimeField()
    stopped_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    mended = models.TextField(default="", blank=True)
    lifted_on = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stops"], condition=~Q(state=IncidentState.LIFTED), name="one_running_incident_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in IncidentState]), name="incident_state_known"
            ),
            models.CheckConstraint(condition=Q(stops__in=Stops.values), name="incident_stops_known"),
            models.CheckConstraint(
                condition=~Q(state=IncidentState.LIFTED) | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="incident_lifted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | Q(proposed_by__isnull=False) & ~Q(lifted_by=F("proposed_by")),
                name="two_officers_lift_an_incident",
            ),
        ]
        indexes = [models.Index(fields=["-stopped_at"], name="incident_newest")]


class Letter(models.TextChoices):
    """The letters about an application that carry text blocks of ours around the computed grounds."""

    INTENTION = "intention", "Voornemen om te weigeren"
    REFUSAL = "refusal", "Weigering"
    GRANT = "grant", "Toekenning"


class LetterTemplate(models.Model):
    """One version of the text blocks of a letter, in force from a day on once a colleague approved it.

    Approved before its first day is over, so that no letter of before ever reads otherwise.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    letter = models.TextField(choices=Letter.choices)
    version = models.PositiveIntegerField()
    state = models.TextField(choices=[(s.value, s.value) for s in TemplateState], default=TemplateState.DRAFT)
    opening = models.TextField()
    closing = models.TextField()
    why = models.TextField()
    from_on = models.DateField()
    made_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "version"], name="template_version_once"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in TemplateState]), name="template_state_known"
            ),
            models.CheckConstraint(condition=Q(letter__in=Letter.values), name="template_letter_known"),
            models.CheckConstraint(
                condition=~Q(state=TemplateState.APPROVED)
                | Q(decided_by__isnull=False, decided_at__isnull=False, decided_on__lte=F("from_on"))
                & ~Q(decided_by=F("made_by")),
                name="four_eyes_on_a_template",
            ),
        ]
