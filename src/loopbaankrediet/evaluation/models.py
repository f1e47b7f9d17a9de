"""Who was asked, and what was answered: two tables that no key, day or page joins."""

from uuid import uuid4

from django.db import models

from loopbaankrediet.guidance.models import Track
from loopbaankrediet.people.models import Person


class Wave(models.TextChoices):
    """When a survey is asked."""

    BEFORE = "before", "Bij de start"
    AFTER = "after", "Na de laatste module"
    LATER = "later", "Een tijd later"


class SurveyInvitation(models.Model):
    """One question to one citizen, once for each wave. `is_answered` has no day: it would lead to her answer.

    `salt_sealed` (under her own key) and `key_number` (of the ring of surveys) make her pseudonym, and are the same for
    all her waves: once she is erased, or that key destroyed, nothing leads from her to her answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    wave = models.TextField(choices=Wave.choices)
    salt_sealed = models.BinaryField()
    key_number = models.PositiveSmallIntegerField()
    invited_on = models.DateField()
    until = models.DateField()
    is_answered = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "wave"], name="nobody_is_asked_twice")]


class SurveyRefusal(models.Model):
    """This citizen wants no questions for the evaluation, now or later."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")
    refused_on = models.DateField()


class SurveyAnswer(models.Model):
    """What somebody answered, under a keyed pseudonym. Scores go from 1 to 5; `answered_in` is the first of a month."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    pseudonym = models.BinaryField(max_length=32)
    wave = models.TextField(choices=Wave.choices)
    edition = models.PositiveSmallIntegerField()
    satisfaction = models.PositiveSmallIntegerField(null=True)
    goal = models.PositiveSmallIntegerField(null=True)
    answered_in = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pseudonym", "wave"], name="answered_once"),
            models.CheckConstraint(
                condition=models.Q(satisfaction=None) | models.Q(satisfaction__range=(1, 5)),
                name="satisfaction_in_range",
            ),
            models.CheckConstraint(condition=models.Q(goal=None) | models.Q(goal__range=(1, 5)), name="goal_in_range"),
            models.CheckConstraint(condition=models.Q(answered_in__day=1), name="answered_in_a_month"),
        ]
