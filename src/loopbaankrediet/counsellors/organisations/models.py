"""Roles of persons in an enterprise. Whoever guides is a counsellor of the register, and stands there."""

from uuid import uuid4

from django.db import models

from loopbaankrediet.people.models import Organisation, Person


class OrganisationPart(models.TextChoices):
    REPRESENTATIVE = "representative", "Vertegenwoordiger: ziet wie er begeleidt en wat betaald is"
    MANAGER = "manager", "Beheerder: ziet wat betaald is"


class OrganisationRole(models.Model):
    """What somebody may do for an enterprise, from a day until it is ended. It never opens what a client told."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.TextField(choices=OrganisationPart.choices)
    since_on = models.DateField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "part"],
                condition=models.Q(ended_on=None),
                name="organisation_role_held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_by=None)
                | models.Q(ended_by__isnull=False, ended_on__gte=models.F("since_on")),
                name="organisation_role_ended_by_somebody",
            ),
        ]
