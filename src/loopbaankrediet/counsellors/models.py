"""The registration of a counsellor and the account she is paid on."""

from enum import StrEnum
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from loopbaankrediet.counsellors.files.models import CaseEvidence, RegistrationCase
from loopbaankrediet.counsellors.files.states import CASE_TABLE, EVIDENCE_TABLE
from loopbaankrediet.counsellors.measures.models import MEASURE_TABLE, RegistrationEvent, RegistrationMeasure
from loopbaankrediet.counsellors.methods.models import METHOD_TABLE, Method, MethodReview
from loopbaankrediet.counsellors.offer import Access, Language, TargetGroup
from loopbaankrediet.counsellors.organisations.models import OrganisationRole
from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Organisation, Person


class LegalForm(models.TextChoices):
    NATURAL_PERSON = "natural_person", "Natuurlijk persoon"
    OWN_COMPANY = "own_company", "Eigen vennootschap"
    COMPANY = "company_with_employees", "Vennootschap met begeleiders in dienst"
    CENTRE = "career_centre", "Loopbaancentrum"


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


class AccountChangeState(StrEnum):
    ASKED = "asked"
    CHECKED = "checked"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


A = AccountChangeState

ACCOUNT_CHANGE_TABLE = StateTable(
    "account_change",
    A.ASKED,
    (
        Transition(A.ASKED, "check", A.CHECKED),
        Transition(A.ASKED, "withdraw", A.WITHDRAWN),
        Transition(A.ASKED, "refuse", A.REFUSED),
        Transition(A.CHECKED, "put_in_force", A.IN_FORCE),
        Transition(A.CHECKED, "withdraw", A.WITHDRAWN),
        Transition(A.CHECKED, "refuse", A.REFUSED),
    ),
)
STATE_TABLES = (
    REGISTRATION_TABLE,
    ACCOUNT_CHANGE_TABLE,
    CASE_TABLE,
    EVIDENCE_TABLE,
    MEASURE_TABLE,
    METHOD_TABLE,
)
__all__ = [
    "AccountChange",
    "CaseEvidence",
    "Counsellor",
    "Method",
    "MethodReview",
    "OrganisationRole",
    "RegistrationCase",
    "RegistrationDecision",
    "RegistrationEvent",
    "RegistrationMeasure",
]


class Counsellor(models.Model):
    """A registered counsellor: a natural person, or the person behind her own company (default 21).

    An enterprise has one counsellor, unless the rule of the day she was entered let her share it (`org_form_rule`).
    The days say what holds on a day, whatever `state` says: the term, a suspension, and the first day she is out
    (`leaves_on`). `valid_until` is None when no term was set. `state` follows them (`measures.following`).
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
    shares_enterprise = models.BooleanField(default=False, db_default=False)
    valid_until = models.DateField(null=True)
    suspended_from = models.DateField(null=True)
    suspended_until = models.DateField(null=True)
    leaves_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register_number"], name="register_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in R]), name="registration_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    legal_form__in=[LegalForm.OWN_COMPANY, LegalForm.COMPANY, LegalForm.CENTRE],
                    organisation__isnull=False,
                )
                | models.Q(legal_form=LegalForm.NATURAL_PERSON),
                name="a_company_has_an_enterprise_number",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=~models.Q(state=R.DEREGISTERED) & models.Q(shares_enterprise=False),
                name="one_counsellor_per_enterprise",
            ),
            models.CheckConstraint(
                condition=models.Q(suspended_until=None)
                | models.Q(suspended_from__isnull=False, suspended_until__gte=models.F("suspended_from")),
                name="a_suspension_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~models.Q(phone="", email=""), name="a_counsellor_can_be_reached"),
            models.CheckConstraint(
                condition=models.Q(modes__len__gt=0, methods__len__gt=0), name="modes_and_methods_are_named"
            ),
        ]
        indexes = [models.Index(fields=["state", "municipality"], name="register_by_place")]


class RegistrationDecision(models.Model):
    """What the law said when she was registered: the receipt and its words, sealed under her key.

    `undetermined` says that an officer registered her without looking into every condition (default 20).
    """

    counsellor = models.OneToOneField(Counsellor, on_delete=models.PROTECT, primary_key=True, related_name="+")
    outcome = models.TextField()
    law_hash = models.TextField()
    content_sealed = models.BinaryField()
    decided_on = models.DateField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["granted", "undetermined"]), name="nobody_registers_against_the_law"
            ),
        ]


class AccountChange(models.Model):
    """Another account, asked by the counsellor. Kept for ever with the one before: it is her history of accounts.

    It takes force on or after `earliest_on`, once one officer heard from her on the contact in the register that she
    asked it, and another agreed. What officers wrote is sealed under her key.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in A], default=A.ASKED)
    iban_sealed = models.BinaryField()
    iban_end = models.TextField()
    previous_sealed = models.BinaryField()
    previous_end = models.TextField()
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    earliest_on = models.DateField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    checked_at = models.DateTimeField(null=True)
    how_sealed = models.BinaryField(null=True)
    in_force_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    in_force_on = models.DateField(null=True)
    in_force_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    why_sealed = models.BinaryField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counsellor"],
                condition=models.Q(state__in=["asked", "checked"]),
                name="one_account_change_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in A]), name="account_change_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_by__isnull=True) | ~models.Q(in_force_by=models.F("checked_by")),
                name="four_eyes_on_an_account",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="in_force")
                | models.Q(
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                    how_sealed__isnull=False,
                    in_force_by__isnull=False,
                    in_force_at__isnull=False,
                    in_force_on__gte=models.F("earliest_on"),
                ),
                name="no_account_in_force_unchecked_or_early",
            ),
        ]


class Profile(models.Model):
    """What she tells of herself in the register; she changes it herself. Without a row she told nothing.

    `free_from`: the first day on which she has room for somebody new, as she said on `free_said_on`.
    """

    counsellor = models.OneToOneField(Counsellor, on_delete=models.PROTECT, primary_key=True, related_name="+")
    own_words = models.TextField(blank=True)
    target_groups = ArrayField(models.TextField(choices=TargetGroup.choices))
    languages = ArrayField(models.TextField(choices=Language.choices))
    access = ArrayField(models.TextField(choices=Access.choices))
    free_from = models.DateField(null=True)
    free_said_on = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(free_from__isnull=True, free_said_on__isnull=True)
                | models.Q(free_from__isnull=False, free_said_on__isnull=False),
                name="free_from_was_said_on_a_day",
            )
        ]


class SearchText(models.Model):
    """What the register is searched on: her words without capitals, accents and hyphens. The database keeps it."""

    counsellor = models.OneToOneField(Counsellor, on_delete=models.PROTECT, primary_key=True, related_name="+")
    words = models.TextField()
    stems = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["stems"], name="register_by_stem"),
            GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="register_by_letters"),
        ]
