"""Registering counsellors (art. 12-14). An officer decides; the register number is given here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from loopbaankrediet import decree
from loopbaankrediet.counsellors.conditions import (
    NOTHING_SHOWN,
    Shown,
    colleague_in,
    decide_registration,
    keep_decision,
    stated_facts,
)
from loopbaankrediet.counsellors.contact import parse_email
from loopbaankrediet.counsellors.errors import (
    AlreadyRegistered,
    CompanyHasItsCounsellor,
    CompanyNameMissing,
    CompanyNameUnprintable,
    CompanyNumberMissing,
    ConditionsNotMet,
    ContactMissing,
    MethodsMissing,
    ModesMissing,
    NameUnprintable,
    NumberOfAnother,
)
from loopbaankrediet.counsellors.models import Counsellor, LegalForm
from loopbaankrediet.counsellors.places import official_name
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
    """What an officer enters about a counsellor; numbers as typed, checked by `register_counsellor`.

    `shown` is what she saw proof of.
    """

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
    shown: Shown = NOTHING_SHOWN


@transaction.atomic
def register_counsellor(*, file: RegistrationFile, by: Actor, clock: Clock, key: UUID) -> Counsellor:
    """Enter a counsellor in the register and open her accounts. Errors name the field to mend; nothing is half done.

    Nobody is registered against the law. What the officer did not look into, she answers for: the decision says it.
    """
    officer_id = check_has_role(by, Role.REGISTRAR)
    earlier = done_before(key, by=by, about=("register_counsellor", file))
    if earlier is not None:
        return Counsellor.objects.get(id=earlier)
    _check_offer(file)
    iban, phone, email = parse_iban(file.iban), parse_phone(file.phone), parse_email(file.email)
    person = know_person(number=file.number, given_name=file.given_name, family_name=file.family_name, clock=clock)
    check_not_own_case(by, person.id)
    _check_is_new(person)
    organisation = _organisation_of(file, person)
    _check_can_be_paid(file, person)
    colleague = colleague_in(organisation)
    facts = stated_facts(file.shown, legal_form=file.legal_form, methods=file.methods, colleague=colleague)
    decision = decide_registration(facts, on=clock.today())
    _check_not_refused(decision, colleague)
    counsellor = Counsellor.objects.create(
        person=person,
        organisation=organisation,
        register_number=_next_register_number(clock.today()),
        legal_form=file.legal_form,
        iban_sealed=seal_for(person.id, iban, context="iban"),
        iban_end=iban[-4:],
        municipality=official_name(file.municipality),
        phone=phone,
        email=email,
        modes=list(file.modes),
        methods=list(file.methods),
        registered_on=clock.today(),
        registered_at=clock.now(),
        registered_by_id=officer_id,
    )
    keep_decision(counsellor, decision, facts, clock=clock)
    accounts.minutes_delivered(counsellor.id).open()
    accounts.payable(counsellor.id).open()
    record_act("register_counsellor", Subject("counsellor", counsellor.id, person.id), key=key, by=by, clock=clock)
    return counsellor


def _organisation_of(file: RegistrationFile, person: Person) -> Organisation | None:
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
    return organisation


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _check_not_refused(decision: decree.Decision, colleague: Counsellor | None) -> None:
    """Where a field can mend it, the error is at that field; else it tells every condition that does not hold."""
    if decision.outcome is not decree.Outcome.REFUSED:
        return
    if "several_methods" in decision.decisive:
        raise MethodsMissing
    if colleague is not None and colleague.organisation is not None and "works_alone" in decision.decisive:
        raise CompanyHasItsCounsellor(name=colleague.organisation.name, register_number=colleague.register_number)
    raise ConditionsNotMet(why=" ".join(reason.sentence for reason in decision.why() if reason.holds is False))


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
