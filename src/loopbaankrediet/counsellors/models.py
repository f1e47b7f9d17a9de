"""The registration of a counsellor and the account she is paid on."""

from enum import StrEnum
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Organisation, Person


class LegalForm(models.TextChoices):
    NATURAL_PERSON = "natural_person", "Natuurlijk persoon"
    OWN_COMPANY = "own_company", "Eigen vennootschap"


class Mode(models.TextChoices):
    IN_PERSON = "in_person", "Op kantoor"
    ONLINE = "online", "Online"


class RegistrationState(StrEnum):
    REGISTERED = "registered"
    SUSPENDED = "suspended"
    DEREGISTERED = "deregistered"


R = RegistrationState

REGISTRATION_TABLE = StateTable(
    "registration",
    R.REGISTERED,
    (
        Transition(R.REGISTERED, "suspend", R.SUSPENDED),
        Transition(R.SUSPENDED, "reinstate", R.REGISTERED),
        Transition(R.REGISTERED, "deregister", R.DEREGISTERED),
        Transition(R.SUSPENDED, "deregister", R.DEREGISTERED),
    ),
)
STATE_TABLES = (REGISTRATION_TABLE,)


class Counsellor(models.Model):
    """A registered counsellor: a natural person, or the person behind her own company (default 21).

    An enterprise has one counsellor while `org_form_rule` is `solo_only`; another rule drops that constraint.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.TextField(choices=[(state.value, state.value) for state in R], default=R.REGISTERED)
    register_number = models.TextField()
    legal_form = models.TextField(choices=LegalForm.choices)
    iban_sealed = models.BinaryField()
    iban_end = models.TextField()
    municipality = models.TextField()
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    modes = ArrayField(models.TextField(choices=Mode.choices))
    methods = ArrayField(models.TextField())
    registered_on = models.DateField()
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register_number"], name="register_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in R]), name="registration_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(legal_form=LegalForm.OWN_COMPANY, organisation__isnull=False)
                | models.Q(legal_form=LegalForm.NATURAL_PERSON),
                name="a_company_has_an_enterprise_number",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=~models.Q(state=R.DEREGISTERED),
                name="one_counsellor_per_enterprise",
            ),
            models.CheckConstraint(condition=~models.Q(phone="", email=""), name="a_counsellor_can_be_reached"),
            models.CheckConstraint(
                condition=models.Q(modes__len__gt=0, methods__len__gt=0), name="modes_and_methods_are_named"
            ),
        ]
        indexes = [models.Index(fields=["state", "municipality"], name="register_by_place")]
