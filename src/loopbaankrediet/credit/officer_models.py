"""What officers do around a decision: questions to the applicant, deviations, second looks; and requests that wait."""

from uuid import uuid4

from django.db import models
from django.db.models import F
from django.db.models import Q as Where

from loopbaankrediet.credit.officer_states import AlikeState, ClarificationState, RedecisionState
from loopbaankrediet.people.models import Person

APPLICATION = "credit.Application"


class Clarification(models.Model):
    """One round: a question to the applicant about one fact. Her words, and the question, are sealed under her key.

    While it is open the term to decide stands still. `answer_sealed`: her choice and her text; it can also come after
    the term. Silence (`lapsed`) decides nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    application = models.ForeignKey(APPLICATION, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    fact = models.TextField()
    state = models.TextField(
        choices=[(state.value, state.value) for state in ClarificationState], default=ClarificationState.ASKED
    )
    question_sealed = models.BinaryField()
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer_until = models.DateField()
    closed_on = models.DateField(null=True)
    answer_sealed = models.BinaryField(null=True)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="clarification_round_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Where(state=ClarificationState.ASKED), name="one_open_clarification"
            ),
            models.CheckConstraint(
                condition=Where(state__in=[state.value for state in ClarificationState]),
                name="clarification_state_known",
            ),
            models.CheckConstraint(
                condition=~Where(state=ClarificationState.ANSWERED)
                | Where(answer_sealed__isnull=False, answered_on__isnull=False, answered_at__isnull=False),
                name="clarification_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Where(state=ClarificationState.ASKED, closed_on=None)
                | ~Where(state=ClarificationState.ASKED) & Where(closed_on__gte=F("asked_on")),
                name="clarification_closed_on_a_day",
            ),
        ]


class ClarificationReminder(models.Model):
    """The applicant was reminded of a question. Only grows."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    reminded_on = models.DateField()
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clarification", "number"], name="clarification_reminded_once"),
        ]


class Instead(models.TextChoices):
    """What an officer does instead of what the law proposes now."""

    POSTPONE = "postpone", "De weigering nog niet ondertekenen"
    INTEND = "intend", "Op het dossier een voornemen tot weigering maken"


class Deviation(models.Model):
    """An officer does otherwise than proposed, with reasons that the applicant reads. Only grows.

    `until`: the last day on which a postponed refusal cannot be signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    application = models.ForeignKey(APPLICATION, on_delete=models.PROTECT, related_name="+")
    instead = models.TextField(choices=Instead.choices)
    until = models.DateField(null=True)
    reasons_sealed = models.BinaryField()
    deviated_on = models.DateField()
    deviated_at = models.DateTimeField()
    deviated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Where(instead=Instead.POSTPONE, until__gt=F("deviated_on"))
                | Where(instead=Instead.INTEND, until=None),
                name="deviation_known_and_dated",
            ),
        ]
        indexes = [models.Index(fields=["application", "deviated_at"], name="deviation_by_application")]


class KeptRequest(models.Model):
    """A request that came while automatic decisions stood still: it keeps its day and is decided when they start."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Where(decided_at=None), name="one_kept_request_per_person"
            ),
        ]


class Again(models.TextChoices):
    """What is done otherwise when alike files are decided again."""

    LAW = "law", "De wet zoals we ze nu kennen (een artikel of bedrag was fout)"
    SOURCE = "source", "De bron opnieuw vragen (een bron gaf iets fout)"


class Redecision(models.Model):
    """A second look at all alike files after an error: which ones, why, and how far it is.

    `selection`: fact, source, rule, law hash and kind of decision, each empty for any; names nobody. `seen_to`: the
    number of the last application that was looked at while counting. `approved_by` is never `made_by`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    state = models.TextField(
        choices=[(state.value, state.value) for state in RedecisionState], default=RedecisionState.COUNTING
    )
    again = models.TextField(choices=Again.choices)
    selection = models.JSONField()
    why = models.TextField()
    seen_to = models.BigIntegerField(default=0)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Where(state__in=[state.value for state in RedecisionState]), name="redecision_state_known"
            ),
            models.CheckConstraint(condition=Where(again__in=Again.values), name="redecision_again_known"),
            models.CheckConstraint(
                condition=Where(approved_by=None) | ~Where(approved_by=F("made_by")), name="four_eyes_on_a_redecision"
            ),
            models.CheckConstraint(
                condition=~Where(state__in=[RedecisionState.APPLYING, RedecisionState.DONE])
                | Where(approved_by__isnull=False, approved_at__isnull=False),
                name="redecision_applied_once_approved",
            ),
        ]


class AlikeFile(models.Model):
    """One application in a second look; once in each. Minutes as decided before, and as the second look has them."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    redecision = models.ForeignKey(Redecision, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(APPLICATION, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in AlikeState], default=AlikeState.FOUND)
    outcome_before = models.TextField()
    minutes_before = models.PositiveIntegerField()
    outcome_after = models.TextField(default="", blank=True)
    minutes_after = models.PositiveIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["redecision", "application"], name="a_file_once_in_a_redecision"),
            models.CheckConstraint(
                condition=Where(state__in=[state.value for state in AlikeState]), name="alike_file_state_known"
            ),
            models.CheckConstraint(
                condition=Where(state=AlikeState.FOUND, decided_at=None)
                | ~Where(state=AlikeState.FOUND) & Where(decided_at__isnull=False),
                name="alike_file_decided_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["redecision", "state"], name="alike_file_by_state")]
