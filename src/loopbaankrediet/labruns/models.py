"""Runs and results. A result belongs to its question, so that two people who ask the same share one."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from loopbaankrediet.labruns.states import RUN_TABLE, RunState
from loopbaankrediet.people.models import Person

STATE_TABLES = (RUN_TABLE,)
FILE_KINDS = ("parquet", "pdf")


class LabResult(models.Model):
    """What a question gave, as JSON in bytes. `key`: sha256 of the question, the law and the model it ran on."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    key = models.TextField(unique=True)
    law_hash = models.TextField()
    content = models.BinaryField()
    made_on = models.DateField()
    made_at = models.DateTimeField()


class LabFile(models.Model):
    """A result to take away, as a file: `kind` is the ending of its name."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    result = models.ForeignKey(LabResult, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind, kind) for kind in FILE_KINDS])
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result", "kind"], name="one_file_of_a_kind")]


class LabRun(models.Model):
    """One request. `asked_by`: an officer; empty for the standard scenarios, which everybody may read.

    `amounts`: pairs of a name and a number that the analyst puts in the place of what the law says. `done`: draws so
    far. `attempt` counts who took it up, so that a worker that was given up for dead writes nothing any more;
    `seen_at` is its last sign of life, and `silences` how often that stayed away since the run was asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    state = models.TextField(choices=[(s.value, s.value) for s in RunState], default=RunState.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    key = models.TextField()
    law_hash = models.TextField()
    scenarios = ArrayField(models.TextField())
    amounts = models.JSONField()
    years = models.PositiveSmallIntegerField()
    draws = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    schooling = models.TextField()
    known_on = models.DateField()
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=0)
    silences = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.TextField(default="", blank=True)
    result = models.ForeignKey(LabResult, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(state="running"), name="one_worker_per_question"),
            models.CheckConstraint(condition=Q(done__lte=F("draws")), name="no_more_draws_than_asked"),
            models.CheckConstraint(
                condition=Q(state="done", result__isnull=False) | ~Q(state="done") & Q(result__isnull=True),
                name="a_result_exactly_when_done",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(failure="") | ~Q(state="failed") & Q(failure=""),
                name="a_failed_run_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False),
                name="a_run_ends_when_it_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "asked_at"], name="lab_run_by_state"),
            models.Index(fields=["key", "state"], name="lab_run_by_key"),
            models.Index(fields=["-asked_at"], name="lab_run_newest"),
        ]
