"""What a citizen wants to talk about, in her own words."""

from django.db import models


class CareerQuestion(models.Model):
    """One box per citizen, sealed under her key; `text_sealed` is empty when she emptied it (default 10)."""

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, primary_key=True, related_name="+")
    text_sealed = models.BinaryField(null=True)
    changed_on = models.DateField()
    changed_at = models.DateTimeField()
