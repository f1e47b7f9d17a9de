"""The public register, and what other rooms need to know of a counsellor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from loopbaankrediet.counsellors.errors import NotRegistered, NumberUnknown
from loopbaankrediet.counsellors.models import AccountChange, Counsellor, LegalForm, Mode, RegistrationState
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.keys import openers_for, unseal_for

OUTSIDE_AT_MOST = 100


@dataclass(frozen=True)
class RegisterEntry:
    """What everyone may see of a counsellor. No account number, no national number."""

    id: UUID
    name: str
    register_number: str
    legal_form: str
    organisation: str | None
    enterprise_number: str | None
    municipality: str
    phone: str
    email: str
    modes: tuple[str, ...]
    methods: tuple[str, ...]
    registered_on: date


def person_behind(counsellor_id: UUID) -> UUID:
    """NotRegistered when there is no such counsellor."""
    found = Counsellor.objects.filter(id=counsellor_id).values_list("person_id", flat=True).first()
    if found is None:
        raise NotRegistered
    return found


def registered_entry(counsellor_id: UUID, *, on: date | None = None) -> RegisterEntry:
    """NotRegistered when this counsellor may not take new clients on that day."""
    row = registered(on).filter(id=counsellor_id).first()
    if row is None:
        raise NotRegistered
    return entry(row)


def entry_of(counsellor_id: UUID) -> RegisterEntry:
    """This counsellor whatever the state of the registration: for what was agreed before. NotRegistered if unknown."""
    row = Counsellor.objects.filter(id=counsellor_id).select_related("person", "organisation").first()
    if row is None:
        raise NotRegistered
    return entry(row)


@dataclass(frozen=True)
class Contact:
    """A counsellor by name, and how to reach her."""

    name: str
    phone: str
    email: str


def contact_of(counsellor: Counsellor) -> Contact:
    return Contact(counsellor.person.full_name, counsellor.phone, counsellor.email)


def names(counsellor_ids: set[UUID]) -> dict[UUID, str]:
    rows = Counsellor.objects.filter(id__in=counsellor_ids).select_related("person").order_by("id")
    return {row.id: row.person.full_name for row in rows}


def organisation_of(counsellor_id: UUID) -> UUID | None:
    """The enterprise she works from, when she has one."""
    return Counsellor.objects.values_list("organisation_id", flat=True).get(id=counsellor_id)


def counsellor_of(person_id: UUID) -> Counsellor | None:
    """The registration of this person, whatever its state."""
    return Counsellor.objects.filter(person_id=person_id).select_related("person", "organisation").first()


def id_of_register_number(number: str) -> UUID:
    """The counsellor with this number, whatever the state of the registration. NumberUnknown when there is none."""
    row = Counsellor.objects.filter(register_number=number.strip().upper()).order_by("id").first()
    if row is None:
        raise NumberUnknown
    return row.id


def check_registered(counsellor_id: UUID, *, on: date) -> None:
    """NotRegistered when this counsellor may not take new clients on that day."""
    registered_entry(counsellor_id, on=on)


@dataclass(frozen=True)
class Payee:
    """Whom a payment goes to, and on which account (compact IBAN)."""

    name: str
    iban: str


def payees(counsellor_ids: Iterable[UUID]) -> dict[UUID, Payee]:
    """The payees behind these counsellors. Erased when the account of one of them was wiped."""
    rows = list(
        Counsellor.objects.filter(id__in=list(counsellor_ids)).select_related("person", "organisation").order_by("id")
    )
    openers = openers_for((row.person_id for row in rows), context="iban")
    if len(openers) < len(rows):
        raise Erased
    return {row.id: Payee(payee_name(row), openers[row.person_id](row.iban_sealed)) for row in rows}


def account_since(counsellor_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Since when each of these is paid on another account than at registration; the others are absent."""
    changes = AccountChange.objects.filter(counsellor_id__in=list(counsellor_ids), in_force_at__isnull=False)
    rows = changes.order_by("in_force_at").values_list("counsellor_id", "in_force_at")
    return {counsellor_id: in_force_at for counsellor_id, in_force_at in rows if in_force_at}


def payee(counsellor: Counsellor) -> tuple[str, str]:
    """Name and IBAN for a payment: the company when there is one, else the person."""
    return payee_name(counsellor), unseal_for(counsellor.person_id, counsellor.iban_sealed, context="iban")


def payee_name(counsellor: Counsellor) -> str:
    """The name a payment goes to, as the bank file has it."""
    company = counsellor.organisation if counsellor.legal_form != LegalForm.NATURAL_PERSON else None
    return company.name if company else counsellor.person.full_name


def registered(on: date | None = None) -> QuerySet[Counsellor]:
    """Who may take new clients on a day; without a day, by the state that follows the days."""
    rows = Counsellor.objects.filter(state=RegistrationState.REGISTERED)
    if on is not None:
        rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=on), Q(leaves_on=None) | Q(leaves_on__gt=on))
        rows = rows.exclude(Q(suspended_until=None) | Q(suspended_until__gte=on), suspended_from__lte=on)
    return rows.select_related("person", "organisation")


def ending_between(first: date, last: date) -> tuple[tuple[RegisterEntry, date], ...]:
    """Whose term ends on a day of this period, the first to end first, and who stays in the register until then."""
    rows = registered(first).filter(valid_until__lte=last).order_by("valid_until", "register_number")
    return tuple((entry(row), row.valid_until) for row in rows if row.valid_until)


def outside_register(on: date) -> tuple[tuple[RegisterEntry, str], ...]:
    """Who was registered and may take no new clients on that day, with the state; newest first, for the registrar."""
    inside = registered(on).values("id")
    rows = Counsellor.objects.exclude(id__in=inside).select_related("person", "organisation")
    return tuple((entry(row), row.state) for row in rows.order_by("-registered_at")[:OUTSIDE_AT_MOST])


def entry(row: Counsellor) -> RegisterEntry:
    return RegisterEntry(
        row.id,
        row.person.full_name,
        row.register_number,
        LegalForm(row.legal_form).label,
        row.organisation.name if row.organisation else None,
        row.organisation.enterprise_number if row.organisation else None,
        row.municipality,
        row.phone,
        row.email,
        tuple(Mode(mode).label for mode in row.modes),
        tuple(row.methods),
        row.registered_on,
    )
