"""What a citizen says against a counsellor's declaration, and the answer."""

from uuid import uuid4

from django.db import models


class DeclarationObjection(models.Model):
    """The citizen says that what the counsellor declared about family and staff does not hold."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    track = models.ForeignKey("guidance.Track", on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField()
    objected_on = models.DateField()
    objected_at = models.DateTimeField()


class ObjectionAnswer(models.Model):
    """What the registrar found, for the citizen to read: the objection is handled."""

    objection = models.OneToOneField(DeclarationObjection, on_delete=models.PROTECT, primary_key=True, related_name="+")
    text_sealed = models.BinaryField()
    answered_on = models.DateField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
