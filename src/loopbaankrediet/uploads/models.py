"""A paper somebody handed in, and its sealed pieces. Only the owner's key opens it; the database keeps both apart."""

from enum import StrEnum
from uuid import uuid4

from django.db import models

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class Kind(models.TextChoices):
    """What the file is by its own bytes; the value is the extension of its name."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "Foto (JPEG)"
    PNG = "png", "Foto (PNG)"


class UploadPurpose(models.TextChoices):
    """Why it was handed in. `about_id` is the application, or the counsellor's file."""

    APPLICATION = "application", "Bewijs bij een aanvraag"
    REGISTRATION = "registration", "Bewijs bij een registratie"


class UploadState(StrEnum):
    """UNSCANNED until a scanner said otherwise: without one it stays so, and nobody calls it clean."""

    UNSCANNED = "unscanned"
    CLEAN = "clean"
    INFECTED = "infected"
    WITHDRAWN = "withdrawn"


S = UploadState
NAME = "upload-name"
UPLOAD_STATES = StateTable(
    "upload",
    S.UNSCANNED,
    (
        Transition(S.UNSCANNED, "pass_scan", S.CLEAN),
        Transition(S.UNSCANNED, "fail_scan", S.INFECTED),
        Transition(S.UNSCANNED, "withdraw", S.WITHDRAWN),
        Transition(S.CLEAN, "withdraw", S.WITHDRAWN),
    ),
)
STATE_TABLES = (UPLOAD_STATES,)


class Upload(models.Model):
    """`fingerprint`: of the content as kept, under the owner's key. `size` in bytes. Its name is sealed too."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField(choices=UploadPurpose.choices)
    about_id = models.UUIDField()
    kind = models.TextField(choices=Kind.choices)
    state = models.TextField(choices=[(state.value, state.value) for state in S], default=S.UNSCANNED)
    name_sealed = models.BinaryField()
    size = models.PositiveIntegerField()
    pieces = models.PositiveSmallIntegerField()
    fingerprint = models.BinaryField(max_length=32)
    received_on = models.DateField()
    received_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "purpose", "about_id", "fingerprint"],
                condition=~models.Q(state__in=[S.WITHDRAWN, S.INFECTED]),
                name="one_paper_once",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="upload_kind_known"),
            models.CheckConstraint(condition=models.Q(purpose__in=UploadPurpose.values), name="upload_purpose_known"),
            models.CheckConstraint(condition=models.Q(state__in=[state.value for state in S]), name="upload_known"),
            models.CheckConstraint(condition=models.Q(size__gt=0, pieces__gt=0), name="upload_is_not_empty"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[S.CLEAN, S.INFECTED]) | models.Q(scanned_at__isnull=False),
                name="upload_scanned_at_some_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(state=S.WITHDRAWN, withdrawn_at__isnull=False)
                | (~models.Q(state=S.WITHDRAWN) & models.Q(withdrawn_at=None)),
                name="withdrawn_at_some_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["purpose", "about_id"], name="uploads_about"),
            models.Index(fields=["received_at"], condition=models.Q(state="unscanned"), name="uploads_to_scan"),
        ]

    def context_of(self, number: int) -> str:
        """What a sealed piece is bound to: it opens in this place of this paper only."""
        return f"upload:{self.id}:{number}:{self.pieces}"


class UploadPiece(models.Model):
    """At most 256 KiB of a paper, sealed with its place and the number of pieces; emptied when the paper goes."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="one_piece_per_place")]
