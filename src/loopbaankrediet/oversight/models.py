"""A question about looks. Words are sealed under the key of the person who wrote or reads them."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from loopbaankrediet.oversight.states import QUESTION_TABLE, QuestionState
from loopbaankrediet.people.models import Person


class Why(models.TextChoices):
    """Why the question is there: a citizen asked it, or what the watch saw."""

    CITIZEN = "citizen", "een burger begrijpt een inzage niet"
    MUCH = "much", "veel meer dossiers geopend dan collega's"
    NO_FILE = "no_file", "gegevens bekeken zonder dossier"
    COLLEAGUE = "colleague", "gegevens van een collega of van zichzelf bekeken"
    SAME_NAME = "same_name", "gegevens bekeken van iemand met dezelfde familienaam"
    LATE_HOURS = "late_hours", "gekeken buiten de werkuren"


class LookQuestion(models.Model):
    """`occasion` makes it unique: the watch asks once per occasion. `entry_id`: the line of the journal it is about.

    `looker`: who looked, and is asked why; empty when the platform did. `citizen`: who asked. `counted` against
    `usual`: how many people were looked at, and how many are usual among colleagues.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    occasion = models.TextField()
    why = models.TextField(choices=Why.choices)
    state = models.TextField(choices=[(s.value, s.value) for s in QuestionState], default=QuestionState.ASKED)
    entry_id = models.BigIntegerField(null=True)
    citizen = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    looker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    looked_on = models.DateField()
    counted = models.PositiveIntegerField(default=1)
    usual = models.PositiveIntegerField(null=True)
    words_sealed = models.BinaryField(null=True)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answer_sealed = models.BinaryField(null=True)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    conclusion_sealed = models.BinaryField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    closed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion"], name="question_asked_once_per_occasion"),
            models.CheckConstraint(condition=Q(why__in=Why.values), name="question_why_known"),
            models.CheckConstraint(
                condition=Q(why="citizen", citizen__isnull=False, entry_id__isnull=False, words_sealed__isnull=False)
                | Q(~Q(why="citizen"), citizen__isnull=True, looker__isnull=False),
                name="question_from_a_citizen_or_about_a_looker",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answer_sealed__isnull=False, answered_on__isnull=False),
                name="question_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_by__isnull=False, closed_on__isnull=False, conclusion_sealed__isnull=False),
                name="question_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(looker__isnull=True) | ~Q(closed_by=models.F("looker")),
                name="nobody_closes_about_himself",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "asked_on"], name="question_by_state"),
            models.Index(fields=["looker", "state"], name="question_by_looker"),
        ]


STATE_TABLES = (QUESTION_TABLE,)
