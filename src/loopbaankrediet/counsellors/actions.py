"""Registering counsellors (art. 12-14). An officer decides; the register number is given here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from loopbaankrediet.counsellors.contact import parse_email
from loopbaankrediet.counsellors.errors import (
    AlreadyRegistered,
    CompanyHasItsCounsellor,
    CompanyNameMissing,
    CompanyNameUnprintable,
    CompanyNumberMissing,
    ContactMissing,
    MethodsMissing,
    ModesMissing,
    NameUnprintable,
    NumberOfAnother,
)
from loopbaankrediet.counsellors.models import Counsellor, LegalForm, RegistrationState
from loopbaankrediet.decree.dated.procedure import choice
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.identifiers import parse_enterprise_number, parse_iban
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.kernel.phone import parse_phone
from loopbaankrediet.kernel.sepa_text import is_printable
from loopbaankrediet.ledger import accounts
from loopbaankrediet.people.actions import know_organisation, know_person
from loopbaankrediet.people.models import Organisation, Person
from loopbaankrediet.people.policies import check_has_role, check_not_own_case

REGISTER_LOCK = 2027


@dataclass(frozen=True)
class RegistrationFile:
    """What an officer enters about a counsellor; numbers as typed, checked by `register_counsellor`."""

    number: NationalNumber
    given_name: str
    family_name: str
    legal_form: LegalForm
    enterprise_number: str
    organisation_name: str
    iban: str
    municipality: str
    phone: str
    email: str
    modes: Sequence[str]
    methods: Sequence[str]


@transaction.atomic
def register_counsellor(*, file: RegistrationFile, by: Actor, clock: Clock, key: UUID) -> Counsellor:
    """Enter a counsellor in the register and open her accounts. Errors name the field to mend; nothing is half done."""
    officer_id = check_has_role(by, Role.REGISTRAR)
    earlier = done_before(key, by=by, about=("register_counsellor", file))
    if earlier is not None:
        return Counsellor.objects.get(id=earlier)
    _check_offer(file)
    iban, phone, email = parse_iban(file.iban), parse_phone(file.phone), parse_email(file.email)
    person = know_person(number=file.number, given_name=file.given_name, family_name=file.family_name, clock=clock)
    check_not_own_case(by, person.id)
    _check_is_new(person)
    organisation = _organisation_of(file, person, clock.today())
    _check_can_be_paid(file, person)
    counsellor = Counsellor.objects.create(
        person=person,
        organisation=organisation,
        register_number=_next_register_number(clock.today()),
        legal_form=file.legal_form,
        iban_sealed=seal_for(person.id, iban, context="iban"),
        iban_end=iban[-4:],
        municipality=file.municipality,
        phone=phone,
        email=email,
        modes=list(file.modes),
        methods=list(file.methods),
        registered_on=clock.today(),
        registered_at=clock.now(),
        registered_by_id=officer_id,
    )
    accounts.minutes_delivered(counsellor.id).open()
    accounts.payable(counsellor.id).open()
    record_act("register_counsellor", Subject("counsellor", counsellor.id, person.id), key=key, by=by, clock=clock)
    return counsellor


def _organisation_of(file: RegistrationFile, person: Person, on: date) -> Organisation | None:
    """Her enterprise, under its own name: a natural person's is her own. Never somebody else's number."""
    if not file.enterprise_number.strip():
        if file.legal_form is LegalForm.OWN_COMPANY:
            raise CompanyNumberMissing
        return None
    number = parse_enterprise_number(file.enterprise_number).replace(".", "")
    name = file.organisation_name.strip() if file.legal_form is LegalForm.OWN_COMPANY else person.full_name
    if not name:
        raise CompanyNameMissing
    known = know_organisation(enterprise_number=number, name=name)
    organisation = Organisation.objects.select_for_update().get(id=known.id)
    if _plain(organisation.name) != _plain(name):
        raise NumberOfAnother(name=organisation.name)
    _check_works_alone(organisation, on)
    return organisation


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _check_works_alone(organisation: Organisation, on: date) -> None:
    """One counsellor per enterprise (default 21); the database holds it too."""
    rows = Counsellor.objects.filter(organisation=organisation).exclude(state=RegistrationState.DEREGISTERED)
    other = rows.first()
    if other is not None and choice("org_form_rule", on=on) == "solo_only":
        raise CompanyHasItsCounsellor(name=organisation.name, register_number=other.register_number)


def _check_can_be_paid(file: RegistrationFile, person: Person) -> None:
    """The name that a payment goes to must survive in a bank file."""
    if file.legal_form is LegalForm.OWN_COMPANY:
        if not is_printable(file.organisation_name):
            raise CompanyNameUnprintable
    elif not is_printable(person.full_name):
        raise NameUnprintable


def _check_offer(file: RegistrationFile) -> None:
    if not file.modes:
        raise ModesMissing
    if not any(method.strip() for method in file.methods):
        raise MethodsMissing
    if not file.phone.strip() and not file.email.strip():
        raise ContactMissing


def _check_is_new(person: Person) -> None:
    Person.objects.select_for_update().get(id=person.id)
    existing = Counsellor.objects.filter(person=person).first()
    if existing is not None:
        raise AlreadyRegistered(register_number=existing.register_number)


def _next_register_number(today: date) -> str:
    """LB-year-00001 and on, without gaps: one registration at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REGISTER_LOCK])
    prefix = f"LB-{today.year}-"
    last = Counsellor.objects.filter(register_number__startswith=prefix).order_by("register_number").last()
    return f"{prefix}{int(last.register_number[len(prefix) :]) + 1 if last else 1:05d}"
