"""Who exists: natural persons, enterprises, and what officers are trusted with."""

from enum import StrEnum
from uuid import uuid4

from django.db import models

from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.mandates.models import DeskCall, Mandate
from loopbaankrediet.people.mandates.states import MANDATE_TABLE


class Person(models.Model):
    """A natural person. The national number is sealed under the person's own key; `national_number_hash` finds it.

    That hash is made with key `key_number` of the ring of numbers. `history_hash` stands in the lines of VDAB's files,
    which only grow: its key never changes. Erased: no name, no hash that leads to the person (`key_number` empty).
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    given_name = models.TextField()
    family_name = models.TextField()
    national_number_sealed = models.BinaryField()
    national_number_hash = models.BinaryField(max_length=32)
    key_number = models.PositiveSmallIntegerField(null=True, db_default=1)
    history_hash = models.BinaryField(max_length=32, null=True)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["national_number_hash"], name="one_person_per_national_number"),
            models.UniqueConstraint(fields=["history_hash"], name="one_person_per_history"),
            models.CheckConstraint(
                condition=~models.Q(given_name="") & ~models.Q(family_name=""), name="person_has_a_name"
            ),
        ]

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class ErasureState(StrEnum):
    """ADVISED: the data protection officer said what she thinks, and decides nothing.

    DECIDED stands: it is carried out, and again after every restore. ERASED: nothing of the person can be read."""

    PROPOSED = "proposed"
    ADVISED = "advised"
    DECIDED = "decided"
    ERASED = "erased"
    WITHDRAWN = "withdrawn"


E = ErasureState
ERASURE_TABLE = StateTable(
    "erasure",
    E.PROPOSED,
    (
        Transition(E.PROPOSED, "advise", E.ADVISED),
        Transition(E.ADVISED, "decide", E.DECIDED),
        Transition(E.PROPOSED, "withdraw", E.WITHDRAWN),
        Transition(E.ADVISED, "withdraw", E.WITHDRAWN),
        Transition(E.DECIDED, "carry_out", E.ERASED),
    ),
)
STATE_TABLES = (MANDATE_TABLE, ERASURE_TABLE)


class Advice(models.TextChoices):
    """What the data protection officer thinks of it; her reasons stand in the dossier."""

    FOR = "for", "Wissen is in orde"
    AGAINST = "against", "Beter niet wissen"


class Erasure(models.Model):
    """That a person's key and name are destroyed, agreed by two. `dossier`: the number of the written decision.

    Case officers propose and decide; the data protection officer advises before (GDPR art. 38, 39).
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in E], default=E.PROPOSED)
    dossier = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    advice = models.TextField(choices=Advice.choices, default="", blank=True)
    advised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    advised_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~models.Q(state=E.WITHDRAWN), name="one_erasure_per_person"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in E]), name="erasure_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(dossier__regex=r"^(?=.*[0-9])[A-Z0-9][A-Z0-9/.-]{2,39}$"), name="dossier_is_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="four_eyes_on_an_erasure",
            ),
            models.CheckConstraint(
                condition=models.Q(advice="", advised_by=None, advised_at=None)
                | models.Q(advice__in=Advice.values, advised_by__isnull=False, advised_at__isnull=False),
                name="advice_of_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(advised_by=None)
                | ~models.Q(advised_by=models.F("proposed_by"))
                & (models.Q(decided_by=None) | ~models.Q(advised_by=models.F("decided_by"))),
                name="who_advises_decides_nothing",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[E.ADVISED, E.DECIDED, E.ERASED]) | models.Q(advised_by__isnull=False),
                name="erasure_advised_first",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[E.DECIDED, E.ERASED])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="erasure_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(state=E.ERASED, erased_at__isnull=False)
                | (~models.Q(state=E.ERASED) & models.Q(erased_at=None)),
                name="erased_has_a_moment",
            ),
        ]


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


__all__ = ["DeskCall", "Identity", "Mandate", "OfficerRole", "Organisation", "Person"]
