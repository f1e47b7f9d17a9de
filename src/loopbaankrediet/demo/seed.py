"""What exists before the story starts: people, roles, budget, vouchers, and (on request) registered counsellors."""

from importlib import resources
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from loopbaankrediet.budget.actions import record_budget_act
from loopbaankrediet.counsellors.actions import RegistrationFile, register_counsellor
from loopbaankrediet.counsellors.conditions import Shown
from loopbaankrediet.counsellors.models import Counsellor, LegalForm
from loopbaankrediet.counsellors.queries import counsellor_of
from loopbaankrediet.demo.personas import BY_KEY, PERSONAS, Persona
from loopbaankrediet.flows.voucher_history import take_vouchers
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Capacity, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import know_person, trust_with
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.queries import roles_of
from loopbaankrediet.platform.legal_clock import current_clock

BUDGET_CENTS = 1_070_000_000
BUDGET_SOURCE = "Nota bij het voorontwerp: 10,7 miljoen euro per jaar"
VOUCHERS = "vouchers.csv"
YEARS = (2027, 2028, 2029)
STORY = uuid5(NAMESPACE_URL, "urn:loopbaankrediet:demo")


def story_key(name: str) -> UUID:
    """A fixed act key, so that seeding again does nothing twice."""
    return uuid5(STORY, name)


@transaction.atomic
def seed(*, clock: Clock) -> None:
    """People, roles, budget and vouchers; running it again changes nothing."""
    for persona in PERSONAS:
        person = person_of(persona, clock=clock)
        for role in persona.roles:
            trust_with(person_id=person.id, role=Role(role), clock=clock)
    for year in YEARS:
        record_budget_act(
            year=year,
            commitment_cents=BUDGET_CENTS,
            payment_cents=BUDGET_CENTS,
            source=BUDGET_SOURCE,
            by=SYSTEM,
            clock=clock,
            key=story_key(f"budget-{year}"),
        )
    for key in ("dirk", "els"):
        register_persona(key, clock=clock)
    with resources.as_file(resources.files("loopbaankrediet.demo")) as folder:
        take_vouchers(folder / VOUCHERS, clock=clock)


def person_of(persona: Persona, *, clock: Clock) -> Person:
    number = NationalNumber.parse(persona.national_number, allow_test=True)
    return know_person(number=number, given_name=persona.given_name, family_name=persona.family_name, clock=clock)


def register_persona(key: str, *, clock: Clock) -> Counsellor:
    """Register a counsellor persona, signed by the registrar persona."""
    return register_counsellor(
        file=registration_file(BY_KEY[key]),
        by=actor_for("rita"),
        clock=clock,
        key=story_key(f"register-{key}"),
    )


def registration_file(persona: Persona) -> RegistrationFile:
    details: dict[str, Any] = persona.registration
    return RegistrationFile(
        number=NationalNumber.parse(persona.national_number, allow_test=True),
        given_name=persona.given_name,
        family_name=persona.family_name,
        legal_form=LegalForm(details["legal_form"]),
        enterprise_number=details["enterprise_number"],
        organisation_name=details["organisation_name"],
        iban=details["iban"],
        municipality=details["municipality"],
        phone=details["phone"],
        email=details["email"],
        modes=details["modes"],
        methods=details["methods"],
        shown=Shown(**details["shown"]),
    )


def actor_for(key: str) -> Actor:
    """The persona in the capacity she signs in with. A counsellor who is not registered has no counsellor id yet."""
    persona = BY_KEY[key]
    person = person_of(persona, clock=current_clock())
    counsellor = counsellor_of(person.id) if persona.audience is Capacity.COUNSELLOR else None
    return Actor(
        persona.audience,
        person.id,
        counsellor_id=counsellor.id if counsellor else None,
        roles=roles_of(person.id) if persona.audience is Capacity.OFFICER else frozenset(),
    )


def main() -> int:
    """`loopbaankrediet demo seed`."""
    seed(clock=current_clock())
    return 0
