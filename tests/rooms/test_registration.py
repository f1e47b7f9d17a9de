"""Registering counsellors: whose number it is, who works alone, who can be paid and reached."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.story import Story

from loopbaankrediet.counsellors.actions import RegistrationFile, register_counsellor
from loopbaankrediet.counsellors.errors import (
    CompanyHasItsCounsellor,
    CompanyNameUnprintable,
    ContactMissing,
    EmailRefused,
    NameUnprintable,
    NumberOfAnother,
)
from loopbaankrediet.counsellors.models import Counsellor, LegalForm
from loopbaankrediet.counsellors.queries import payee, registered_entry
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.demo.seed import registration_file
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.kernel.national_number import NationalNumber, make_test_number
from loopbaankrediet.kernel.phone import PhoneRefused, parse_phone
from loopbaankrediet.people.models import Organisation, Person

pytestmark = pytest.mark.django_db

NUMBER_OF_DIRK, NAME_OF_DIRK = "1999.999.943", "Claes Loopbaanadvies BV"
NEW_NUMBER = NationalNumber.parse(make_test_number(date(1990, 5, 5), 124), allow_test=True)


@pytest.fixture
def story() -> Story:
    return Story()


def noor(**changed: Any) -> RegistrationFile:
    return replace(registration_file(BY_KEY["noor"]), **changed)


def company(number: str, name: str) -> RegistrationFile:
    return noor(legal_form=LegalForm.OWN_COMPANY, enterprise_number=number, organisation_name=name)


def test_a_number_that_is_known_under_another_name_is_refused_at_the_number(story: Story) -> None:
    with pytest.raises(NumberOfAnother, match=f"Dit nummer hoort bij {NAME_OF_DIRK}. Kijk het nummer na.") as refusal:
        register_counsellor(file=company(NUMBER_OF_DIRK, "Vermeiren BV"), **story.act("rita"))
    assert refusal.value.field == "enterprise_number"


def test_a_natural_person_cannot_take_the_number_of_a_company(story: Story) -> None:
    with pytest.raises(NumberOfAnother):
        register_counsellor(file=noor(enterprise_number=NUMBER_OF_DIRK), **story.act("rita"))


@pytest.mark.parametrize("name", [NAME_OF_DIRK, " claes  loopbaanadvies bv "])
def test_a_company_has_one_counsellor(story: Story, name: str) -> None:
    with pytest.raises(CompanyHasItsCounsellor, match="LB-2027-") as refusal:
        register_counsellor(file=company(NUMBER_OF_DIRK, name), **story.act("rita"))
    assert refusal.value.field == "enterprise_number"
    assert not Person.objects.filter(given_name="Noor", id__in=Counsellor.objects.values("person_id")).exists()


def test_the_database_holds_one_counsellor_per_enterprise_too(story: Story) -> None:
    dirk = story.counsellor("dirk")
    with pytest.raises(IntegrityError, match="one_counsellor_per_enterprise"), transaction.atomic():
        Counsellor.objects.filter(id=story.counsellor("els").id).update(organisation=dirk.organisation)


def test_who_left_the_register_does_not_keep_the_number_from_the_next_one(story: Story) -> None:
    Counsellor.objects.filter(id=story.counsellor("dirk").id).update(state="deregistered")
    register_counsellor(file=company(NUMBER_OF_DIRK, NAME_OF_DIRK), **story.act("rita"))
    assert story.counsellor("noor").organisation == Organisation.objects.get(name=NAME_OF_DIRK)


def test_a_natural_person_with_a_number_keeps_her_own_name(story: Story) -> None:
    file = noor(enterprise_number="0403.019.261", organisation_name="Iets anders BV")
    registered = register_counsellor(file=file, **story.act("rita"))
    assert registered_entry(registered.id).organisation == "Noor Vermeiren"
    assert payee(registered)[0] == "Noor Vermeiren"


@pytest.mark.parametrize(
    ("file", "error", "field"),
    [
        (noor(number=NEW_NUMBER, given_name="Нур", family_name="Вермейрен"), NameUnprintable, "family_name"),
        (company("0403.019.261", "漢字 有限公司"), CompanyNameUnprintable, "organisation_name"),
        (noor(phone=" ", email=""), ContactMissing, "phone"),
        (noor(phone="bel mij", email=""), PhoneRefused, "phone"),
        (noor(phone="12345"), PhoneRefused, "phone"),
        (noor(email="noor@"), EmailRefused, "email"),
        (noor(email="noor @gent.example"), EmailRefused, "email"),
    ],
)
def test_who_cannot_be_paid_or_reached_is_refused_at_the_field_and_nothing_stays(
    story: Story, file: RegistrationFile, error: type[DomainError], field: str
) -> None:
    before = Person.objects.count(), Counsellor.objects.count(), Organisation.objects.count()
    with pytest.raises(error) as refusal:
        register_counsellor(file=file, **story.act("rita"))
    assert refusal.value.field == field
    assert (Person.objects.count(), Counsellor.objects.count(), Organisation.objects.count()) == before


def test_a_name_with_diacritics_and_apostrophes_can_be_paid(story: Story) -> None:
    file = company("0403.019.261", "Zoë's Čaplygin & 't Hoekske BV")
    assert register_counsellor(file=file, **story.act("rita")).organisation is not None


@pytest.mark.parametrize("typed", ["015/00.00.00", "015 00 00 00", "(015) 00-00-00"])
def test_a_phone_number_may_be_typed_in_any_usual_way(typed: str) -> None:
    assert parse_phone(typed) == "015 00 00 00"


def test_a_counsellor_is_in_the_register_with_her_contact(story: Story) -> None:
    registered = register_counsellor(file=noor(phone="015/00.00.00"), **story.act("rita"))
    entry = registered_entry(registered.id)
    assert (entry.phone, entry.email) == ("015 00 00 00", "noor.vermeiren@begeleiding.example")


def test_the_database_refuses_a_counsellor_nobody_can_reach(story: Story) -> None:
    with pytest.raises(IntegrityError, match="a_counsellor_can_be_reached"), transaction.atomic():
        Counsellor.objects.filter(id=story.counsellor("els").id).update(email="", phone="")
