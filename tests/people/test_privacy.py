"""A national number is sealed, found only by keyed hash, and never stands in clear in the database or a log."""

import logging

import pytest
from django.db import connection
from tests.story import REPORT, Story

from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.kernel.crypto import SealBroken
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import hash_of
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.queries import national_number_of

pytestmark = pytest.mark.django_db


def everything_in_the_database() -> str:
    """Every row of every table as text, bytes in hexadecimal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'ledger')")
        tables = cursor.fetchall()
        texts = []
        for schema, table in tables:
            cursor.execute(f'SELECT t::text FROM {schema}."{table}" t')
            texts += [row[0] for row in cursor.fetchall()]
    return "\n".join(texts)


def test_no_number_account_fact_or_report_stands_in_clear_in_the_database(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        story = Story()
        story.apply("chantal")
        story.apply("an")
        story.deliver("an", "dirk", story.sign("an", "dirk"))
    stored = everything_in_the_database()
    iban = BY_KEY["dirk"].registration["iban"].replace(" ", "")
    secret = [persona.national_number for persona in BY_KEY.values()] + [iban, REPORT, "seniority_months"]
    for text in secret:
        assert text not in stored
        assert text.encode().hex() not in stored
        assert text not in caplog.text


def test_a_person_is_found_by_number_and_the_number_comes_back_for_a_source() -> None:
    Story()
    number = NationalNumber.parse(BY_KEY["an"].national_number, allow_test=True)
    person = Person.objects.get(national_number_hash=hash_of(number))
    assert person.full_name == "An Peeters"
    assert national_number_of(person) == number


def test_what_was_sealed_for_one_person_does_not_open_for_another_or_elsewhere() -> None:
    story = Story()
    an, bart = story.person("an").id, story.person("bart").id
    sealed = seal_for(an, {"tekst": "Zoë's vraag"}, context="report")
    assert unseal_for(an, sealed, context="report") == {"tekst": "Zoë's vraag"}
    with pytest.raises(SealBroken):
        unseal_for(bart, sealed, context="report")
    with pytest.raises(SealBroken):
        unseal_for(an, sealed, context="decision")
    with pytest.raises(SealBroken):
        unseal_for(an, sealed[:-1] + bytes([sealed[-1] ^ 1]), context="report")
