"""The register holds every column, so that nobody's data is kept without a purpose, a ground and a term."""

import pytest
from django.apps import apps
from django.db import connection

from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Role
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.processing.columns import held_for, tables
from loopbaankrediet.processing.doors import audiences_of, check_handed_over, check_may_look
from loopbaankrediet.processing.errors import OutsideRegister, PurposeUnknown
from loopbaankrediet.processing.records import records

COLUMNS_OF_THE_DATABASE = """
SELECT CASE table_schema WHEN 'public' THEN table_name ELSE table_schema || '.' || table_name END, column_name
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
 WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type <> 'VIEW'
"""
IDENTIFYING = {"given_name", "family_name", "phone", "email", "iban_end", "account_end", "person_key", "counterparty"}


@pytest.mark.django_db
def test_every_column_of_the_database_is_in_the_register_and_the_register_names_no_other() -> None:
    """Of every schema, so that tables of libraries and columns without a field of a model are in it too."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS_OF_THE_DATABASE)
        kept = cursor.fetchall()
    known = [(name, column) for name, table in tables().items() for column in table.columns]
    assert len(known) == len(set(known))
    assert sorted(set(kept) - set(known)) == [], "mend processing/columns"
    assert sorted(set(known) - set(kept)) == []
    assert {model._meta.db_table for model in apps.get_models()} <= {name for name, _ in kept}


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_what_is_personal_stands_in_a_record_and_is_said_in_plain_words(table: object) -> None:
    assert set(table.purposes) <= set(records())  # type: ignore[attr-defined]
    assert table.is_personal == bool(table.purposes) == bool(table.what)  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_a_table_without_anything_personal_says_what_it_holds_instead(table: object) -> None:
    assert table.is_personal != bool(table.holds_nobody)  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_no_sealed_text_and_no_name_of_a_person_is_called_impersonal(table: object) -> None:
    if not table.is_personal:  # type: ignore[attr-defined]
        return
    columns = {*table.linked, *table.plain}  # type: ignore[attr-defined]
    assert [name for name in columns if name.endswith("_sealed")] == []
    assert columns & IDENTIFYING == set()


@pytest.mark.parametrize("record", records().values(), ids=lambda record: record.key)
def test_each_purpose_holds_something_and_says_who_why_and_how_long(record: object) -> None:
    assert held_for(record.key)  # type: ignore[attr-defined]
    assert record.ground.articles  # type: ignore[attr-defined]
    assert record.ground.status in ("draft", "open")  # type: ignore[attr-defined]
    assert record.retention.years > 0  # type: ignore[attr-defined]
    assert record.retention.selection_list  # type: ignore[attr-defined]
    assert record.retention.accounting_term  # type: ignore[attr-defined]
    assert record.because.startswith("om ")  # type: ignore[attr-defined]


def test_a_purpose_that_nobody_described_is_no_reason_to_look() -> None:
    with pytest.raises(PurposeUnknown, match="nieuwsgierig"):
        check_may_look("nieuwsgierig", Actor(Capacity.OFFICER))


def test_who_the_record_does_not_name_does_not_look() -> None:
    payer = Actor(Capacity.OFFICER, roles=frozenset({Role.PAYMENTS_OFFICER}))
    check_may_look("payments", payer)
    with pytest.raises(NotAllowed):
        check_may_look("applications", payer)
    with pytest.raises(NotAllowed):
        check_may_look("applications", Actor(Capacity.COUNSELLOR))


def test_a_source_hands_over_what_the_record_names_and_nothing_else() -> None:
    check_handed_over("voucher_history", "VDAB", ["vouchers_used"])
    with pytest.raises(OutsideRegister, match=r"'Rijksregister' gaf 'religion'.*processing/records/applications.toml"):
        check_handed_over("applications", "Rijksregister", ["residence", "religion"])


@pytest.mark.parametrize("representation", Representation)
def test_who_acts_for_a_citizen_is_a_reader_of_his_own_kind(representation: Representation) -> None:
    actor = Actor(Capacity.CITIZEN, representation=representation)
    assert audiences_of(actor) == {representation.value}
    check_may_look("applications", actor)
    with pytest.raises(NotAllowed):
        check_may_look("audit", actor)


def test_the_desk_opens_no_report() -> None:
    with pytest.raises(NotAllowed):
        check_may_look("guidance_reports", Actor(Capacity.CITIZEN, representation=Representation.DESK))
