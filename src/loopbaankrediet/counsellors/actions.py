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
from loopbaankrediet.counsellors.measures.history import note_event, term_end
from loopbaankrediet.counsellors.measures.models import EventKind
from loopbaankrediet.counsellors.models import Counsellor, LegalForm
from loopbaankrediet.counsellors.places import official_name
from loopbaankrediet.decree.archive import receipts
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


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a counsellor brings to the register; numbers as typed, checked by `enter`. `shown` is what is proven."""

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


@dataclass(frozen=True, kw_only=True)
class RegistrationFile(Offer):
    """What an officer enters about a counsellor, checked by `register_counsellor`."""

    number: NationalNumber
    given_name: str
    family_name: str


@dataclass(frozen=True)
class Weighed:
    """What the law says of an offer, on which facts, and who else guides from the same enterprise."""

    decision: decree.Decision
    facts: dict[str, receipts.Stated]
    organisation: Organisation | None
    colleague: Counsellor | None


@transaction.atomic
def register_counsellor(*, file: RegistrationFile, by: Actor, clock: Clock, key: UUID) -> Counsellor:
    """Enter a counsellor in the register and open her accounts. Errors name the field to mend; nothing is half done.

    Nobody is registered against the law. What the officer did not look into, she answers for: the decision says it.
    """
    check_has_role(by, Role.REGISTRAR)
    earlier = done_before(key, by=by, about=("register_counsellor", file))
    if earlier is not None:
        return Counsellor.objects.get(id=earlier)
    check_offer(file)
    person = know_person(number=file.number, given_name=file.given_name, family_name=file.family_name, clock=clock)
    counsellor, _ = enter(file, person, by=by, clock=clock)
    record_act("register_counsellor", Subject("counsellor", counsellor.id, person.id), key=key, by=by, clock=clock)
    return counsellor


def enter(offer: Offer, person: Person, *, by: Actor, clock: Clock) -> tuple[Counsellor, Weighed]:
    """Enter this person in the register on what is shown. Part of a larger act, which notes it in the journal."""
    officer_id = check_has_role(by, Role.REGISTRAR)
    check_not_own_case(by, person.id)
    _check_is_new(person)
    contact = (parse_iban(offer.iban), parse_phone(offer.phone), parse_email(offer.email))
    weighed = weigh(offer, person, on=clock.today())
    _check_can_be_paid(offer, person)
    _check_not_refused(weighed.decision, weighed.colleague)
    counsellor = _entered(offer, person, weighed, contact, officer_id, clock)
    keep_decision(counsellor, weighed.decision, weighed.facts, clock=clock)
    accounts.minutes_delivered(counsellor.id).open()
    accounts.payable(counsellor.id).open()
    return counsellor, weighed


def weigh(offer: Offer, person: Person, *, on: date) -> Weighed:
    """Ask the law of that day. Locks the enterprise: of two who share one, the second sees the first."""
    return _weighed(offer, person, _organisation_of(offer, person), on)


def would_weigh(offer: Offer, person: Person, *, on: date) -> Weighed:
    """As `weigh`, for a page: nothing is locked or made."""
    named = _enterprise_of(offer, person)
    known = Organisation.objects.filter(enterprise_number=named[0]).first() if named else None
    if named and known:
        _check_name(known, named[1])
    return _weighed(offer, person, known, on)


def _weighed(offer: Offer, person: Person, organisation: Organisation | None, on: date) -> Weighed:
    colleague = colleague_in(organisation, but=person.id)
    facts = stated_facts(offer.shown, legal_form=offer.legal_form, methods=offer.methods, colleague=colleague)
    return Weighed(decide_registration(facts, on=on), facts, organisation, colleague)


def _entered(
    offer: Offer, person: Person, weighed: Weighed, contact: tuple[str, str, str], officer_id: UUID, clock: Clock
) -> Counsellor:
    iban, phone, email = contact
    counsellor = Counsellor.objects.create(
        person=person,
        organisation=weighed.organisation,
        shares_enterprise=weighed.colleague is not None,
        register_number=_next_register_number(clock.today()),
        legal_form=offer.legal_form,
        iban_sealed=seal_for(person.id, iban, context="iban"),
        iban_end=iban[-4:],
        municipality=official_name(offer.municipality),
        phone=phone,
        email=email,
        modes=list(offer.modes),
        methods=list(offer.methods),
        registered_on=clock.today(),
        registered_at=clock.now(),
        registered_by_id=officer_id,
        valid_until=term_end(clock.today()),
    )
    note_event(
        counsellor.id, EventKind.REGISTERED, clock.today(), counsellor.valid_until, officer_id=officer_id, clock=clock
    )
    return counsellor


def _organisation_of(offer: Offer, person: Person) -> Organisation | None:
    """Her enterprise, locked, made known when new. Never somebody else's number."""
    named = _enterprise_of(offer, person)
    if named is None:
        return None
    known = know_organisation(enterprise_number=named[0], name=named[1])
    organisation = Organisation.objects.select_for_update().get(id=known.id)
    _check_name(organisation, named[1])
    return organisation


def _enterprise_of(offer: Offer, person: Person) -> tuple[str, str] | None:
    """Its number and name: a natural person's is her own. None without a number."""
    is_person = offer.legal_form == LegalForm.NATURAL_PERSON
    if not offer.enterprise_number.strip():
        if not is_person:
            raise CompanyNumberMissing
        return None
    number = parse_enterprise_number(offer.enterprise_number).replace(".", "")
    name = person.full_name if is_person else offer.organisation_name.strip()
    if not name:
        raise CompanyNameMissing
    return number, name


def _check_name(organisation: Organisation, name: str) -> None:
    if _plain(organisation.name) != _plain(name):
        raise NumberOfAnother(name=organisation.name)


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


def _check_can_be_paid(offer: Offer, person: Person) -> None:
    """The name that a payment goes to must survive in a bank offer."""
    if offer.legal_form != LegalForm.NATURAL_PERSON:
        if not is_printable(offer.organisation_name):
            raise CompanyNameUnprintable
    elif not is_printable(person.full_name):
        raise NameUnprintable


def check_offer(offer: Offer) -> None:
    """Raises ModesMissing, or ContactMissing: no citizen could use such an entry."""
    if not offer.modes:
        raise ModesMissing
    if not offer.phone.strip() and not offer.email.strip():
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
