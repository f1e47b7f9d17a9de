"""The journal and the key per person. Both only grow; the application role can add and read, nothing else."""

from django.db import models


class SubjectKey(models.Model):
    """The data key of one person, wrapped under key `key_number` of the ring. Erasing it erases what it sealed.

    Erased: `wrapped_key` is gone, and the row keeps the person from ever getting another.
    """

    subject_id = models.UUIDField(primary_key=True)
    wrapped_key = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    key_number = models.PositiveSmallIntegerField(db_default=1)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped_key__isnull=True, erased_at__isnull=False)
                | models.Q(wrapped_key__isnull=False, erased_at__isnull=True),
                name="erased_has_no_key",
            )
        ]


class ActKey(models.Model):
    """The key of an act, bound to who did it and to what was asked; kept for ever, so that a key is never two acts.

    `digest` is a keyed hash under key `key_number` of the ring of acts.
    """

    key = models.UUIDField(primary_key=True)
    digest = models.BinaryField(max_length=32)
    key_number = models.PositiveSmallIntegerField(db_default=1)


class Kind(models.TextChoices):
    ACT = "act", "handeling"
    LOOK = "look", "inzage"


class Entry(models.Model):
    """One act or one look. `person_id` is the citizen it concerns; `details_sealed` only that person's key opens.

    `representation` and `mandate_id`: on what ground somebody acted for the citizen. `request_id`: the request of the
    page, the same in the log of the database. `purpose` (an entry of the register of processing) and `dossier` (a file
    number) say why somebody looked.
    """

    kind = models.TextField(choices=Kind.choices)
    verb = models.TextField()
    subject_type = models.TextField()
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    capacity = models.TextField()
    actor_id = models.UUIDField(null=True)
    act_key = models.UUIDField(null=True)
    legal_on = models.DateField()
    recorded_at = models.DateTimeField()
    details_sealed = models.BinaryField(null=True)
    representation = models.TextField(null=True)
    mandate_id = models.UUIDField(null=True)
    request_id = models.UUIDField(null=True)
    purpose = models.TextField(null=True)
    dossier = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act_key"], name="act_recorded_once"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="entry_kind_known"),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.LOOK) | models.Q(act_key__isnull=False),
                name="acts_carry_their_key",
            ),
            models.CheckConstraint(
                condition=models.Q(details_sealed__isnull=True) | models.Q(person_id__isnull=False),
                name="details_belong_to_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "recorded_at"], name="entry_by_person"),
            models.Index(fields=["subject_id"], name="entry_by_subject"),
            models.Index(fields=["actor_id", "recorded_at"], name="entry_by_actor"),
        ]
