"""The answer to what a citizen says against a counsellor's declaration."""

from django.db import models


class ObjectionAnswer(models.Model):
    """What the registrar found, for the citizen to read: the objection is handled."""

    objection = models.OneToOneField(
        "guidance.DeclarationObjection", on_delete=models.PROTECT, primary_key=True, related_name="answer"
    )
    text_sealed = models.BinaryField()
    answered_on = models.DateField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
