"""Who exists: natural persons, enterprises, and what officers are trusted with."""

from uuid import uuid4

from django.db import models

from loopbaankrediet.kernel.actors import Role


class Person(models.Model):
    """A natural person. The national number is sealed under the person's own key; `national_number_hash` finds it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    given_name = models.TextField()
    family_name = models.TextField()
    national_number_sealed = models.BinaryField()
    national_number_hash = models.BinaryField(max_length=32)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["national_number_hash"], name="one_person_per_national_number"),
            models.CheckConstraint(
                condition=~models.Q(given_name="") & ~models.Q(family_name=""), name="person_has_a_name"
            ),
        ]

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Organisation(models.Model):
    """An enterprise by its number in the Crossroads Bank (KBO), ten digits."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    enterprise_number = models.TextField()
    name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise_number"], name="one_organisation_per_enterprise_number"),
            models.CheckConstraint(condition=models.Q(enterprise_number__regex=r"^[01]\d{9}$"), name="ten_digits"),
        ]


class OfficerRole(models.Model):
    """A role that an officer holds, until it is withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.TextField(choices=[(role.value, role.value) for role in Role])
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="role_held_once")]


class Identity(models.Model):
    """Who a stable number of the Flemish sign-in (vo_id) is. Linked once, by national number, and never moved."""

    vo_id = models.TextField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(vo_id=""), name="identity_has_a_number")]
