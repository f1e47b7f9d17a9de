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
 WHERE table_schema = ANY(%s) AND table_type = 'BASE TABLE'
"""
IDENTIFYING = {"given_name", "family_name", "phone", "email", "iban_end", "account_end", "person_key", "counterparty"}


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.db_table)
def test_a_new_column_is_classified_before_it_can_be_kept(model: type) -> None:
    table = tables()[model._meta.db_table]  # type: ignore[attr-defined]
    kept = sorted(field.column for field in model._meta.concrete_fields)  # type: ignore[attr-defined]
    assert sorted(table.columns) == kept, f"mend processing/columns/{table.room}.toml"


@pytest.mark.django_db
def test_tables_without_a_model_are_classified_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS_OF_THE_DATABASE, [["ledger", "public"]])
        kept = sorted(cursor.fetchall())
    known = sorted((name, column) for name, table in tables().items() for column in table.columns)
    apart = [pair for pair in kept if "." in pair[0] or pair[0] == "platform_limituse"]
    assert [pair for pair in apart if pair not in known and not _of_seals(pair[0])] == []
    assert [pair for pair in known if pair not in kept] == []


def _of_seals(table: str) -> bool:
    """Hashes over rows, and the results of checks: they hold no content."""
    return table.split(".")[-1] in ("block", "exported_block", "verification", "unsealed", "gate")


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_what_is_personal_stands_in_a_record_and_is_said_in_plain_words(table: object) -> None:
    assert set(table.purposes) <= set(records())  # type: ignore[attr-defined]
    assert table.is_personal == bool(table.purposes) == bool(table.what)  # type: ignore[attr-defined]


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
