"""Codes by which a citizen opens her right for one counsellor, and the question that many wrong ones raise."""

from uuid import uuid4

from django.db import models

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.people.models import Person


class AccessCode(models.Model):
    """A one-time code by which a citizen lets one counsellor open her right. Only its keyed hash is kept.

    `key_number`: of the ring of codes. A code that was withdrawn lapsed at that moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    code_hash = models.BinaryField(max_length=32)
    code_sealed = models.BinaryField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    key_number = models.PositiveSmallIntegerField(db_default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code_hash"], name="code_given_once"),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(withdrawn_at=None), name="used_or_withdrawn"
            ),
            models.CheckConstraint(condition=models.Q(expires_at__gte=models.F("made_at")), name="code_expires"),
        ]


class CodeQuestion(models.Model):
    """So many wrong codes that somebody has to ask why: `limit` was full. A question, not a verdict."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    limit = models.TextField()
    raised_at = models.DateTimeField()
    answer_sealed = models.BinaryField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counsellor"], condition=models.Q(answered_at=None), name="one_open_code_question"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None, answer_sealed=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False, answer_sealed__isnull=False),
                name="answered_by_somebody_in_words",
            ),
        ]
