"""The database's own copy of the transition tables, and the demonstration's legal clock."""

from django.db import models


class StateTransition(models.Model):
    """One allowed move of one state machine; a trigger refuses every other. Synchronised by `transitions.sync`."""

    machine = models.TextField()
    source = models.TextField()
    target = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["machine", "source", "target"], name="transition_once")]


class RingKey(models.Model):
    """A key of a ring whose number stands with rows of this database. `mark` tells whether a folder holds that key."""

    purpose = models.TextField()
    number = models.PositiveSmallIntegerField()
    mark = models.BinaryField(max_length=8)
    made_at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "number"], name="key_number_once")]


class LegalClock(models.Model):
    """The legal day of the demonstration, as days away from the system clock; one row at most."""

    singleton = models.BooleanField(primary_key=True, default=True)
    shift_days = models.IntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(singleton=True), name="one_legal_clock")]
