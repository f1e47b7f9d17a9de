"""Files as banks write them, typed over by hand: each is read to exactly what it says, in both versions."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from loopbaankrediet.payments.bank.camt import read_statements
from loopbaankrediet.payments.bank.pain002 import PaymentStatus, TransactionStatus, read_status_report
from loopbaankrediet.payments.bank.statements import (
    Balance,
    Direction,
    Entry,
    EntryBatch,
    EntryStatus,
    StatementHead,
    StatementKind,
    StatementPart,
    Transaction,
)

BANK = Path(__file__).parent / "bank"
OURS = "BE43068999999501"
TUESDAY = date(2027, 3, 2)
STATEMENTS = ("statement-08", "statement-02", "notification-08", "return-notification-02")


def read(name: str) -> list[StatementPart]:
    with (BANK / f"{name}.xml").open("rb") as file:
        return list(read_statements(file, account=OURS))


def entries(name: str) -> list[Entry]:
    return [part for part in read(name) if isinstance(part, Entry)]


def payments(name: str) -> list[Transaction]:
    return [part for part in read(name) if isinstance(part, Transaction)]


def test_a_statement_says_which_account_which_day_and_both_balances() -> None:
    head = read("statement-08")[0]
    assert head == StatementHead(
        kind=StatementKind.STATEMENT,
        message_id="0680-20270303-0001",
        statement_id="20270302-042",
        created=datetime(2027, 3, 3, 4, 12, 44, tzinfo=UTC),
        sequence=42,
        account=OURS,
        from_at=datetime(2027, 3, 1, 23, 0, tzinfo=UTC),
        to_at=datetime(2027, 3, 2, 22, 59, 59, tzinfo=UTC),
        opening=Balance(1_000_000, date(2027, 3, 1)),
        closing=Balance(971_190, TUESDAY),
    )


def test_each_line_of_a_statement_moves_the_balance_by_its_cents() -> None:
    assert [(item.reference, item.booked_cents) for item in entries("statement-08")] == [
        ("1", -50_340),
        ("2", -250),
        ("3", 5_000),
        ("4", 16_780),
    ]


def test_a_batch_that_is_booked_as_one_line_names_our_order() -> None:
    [batch, costs, *_] = entries("statement-08")
    assert batch == Entry(
        position=1,
        reference="1",
        bank_reference="0680C2C02A7F0001",
        cents=50_340,
        direction=Direction.DEBIT,
        status=EntryStatus.BOOKED,
        booked_on=TUESDAY,
        value_on=TUESDAY,
        transaction_code="PMNT/ICDT/ESCT",
        is_reversal=False,
        batch=EntryBatch("LBK-2027-0007", "LBK-2027-0007", 3, 50_340),
    )
    assert (costs.transaction_code, costs.batch) == ("80-02", None)


def test_a_contribution_that_comes_in_is_known_by_its_structured_communication() -> None:
    [contribution, _] = payments("statement-08")
    assert (contribution.debtor_name, contribution.debtor_iban) == ("Zoë D'Hoore", "NL91ABNA0417164300")
    assert (contribution.reference, contribution.reference_kind) == ("010806817183", "BBA")
    assert str(contribution.structured_communication) == "+++010/8068/17183+++"


def test_a_payment_that_comes_back_says_which_one_and_why() -> None:
    [_, returned] = payments("statement-08")
    assert returned == Transaction(
        position=1,
        cents=16_780,
        direction=Direction.CREDIT,
        end_to_end_id="LBK-C17-1",
        message_id="LBK-2027-0006",
        payment_information_id="LBK-2027-0006",
        transaction_id="0680B2B02A7F0009",
        debtor_name="",
        debtor_iban="",
        creditor_name="Łukasz Ångström & Zonen",
        creditor_iban="BE62510007547061",
        reference="",
        reference_kind="",
        text="",
        return_code="AC04",
        return_text="Rekening afgesloten",
    )


def test_a_notification_lists_the_payments_of_a_batch_with_the_ids_of_our_order() -> None:
    found = payments("notification-08")
    assert [(item.end_to_end_id, item.cents) for item in found] == [
        ("LBK-C18-1", 16_780),
        ("LBK-C19-1", 10_000),
        ("LBK-C20-1", 23_560),
    ]
    assert {item.payment_information_id for item in found} == {"LBK-2027-0007"}
    assert [item.reference_kind for item in found] == ["BBA", "SCOR", ""]
    assert [item.reference for item in found] == ["010806817183", "RF18539007547034", ""]


def test_a_communication_typed_over_two_lines_of_free_text_is_still_found() -> None:
    assert [item.structured_communication is not None for item in payments("notification-08")] == [True, False, True]


def test_days_come_from_days_and_from_moments_in_brussels() -> None:
    [batch, _] = entries("notification-08")
    assert (batch.booked_on, batch.value_on) == (TUESDAY, TUESDAY)


def test_a_line_that_is_not_booked_yet_moves_nothing() -> None:
    [_, pending] = entries("notification-08")
    assert (pending.status, pending.cents, pending.booked_cents) == (EntryStatus.PENDING, 7_500, 0)
    assert (pending.booked_on, pending.transaction_code) == (None, "VRIJ")


def test_the_older_statement_with_a_prefix_and_an_overdrawn_account_is_read_as_well() -> None:
    head = read("statement-02")[0]
    assert isinstance(head, StatementHead)
    assert (head.opening, head.closing) == (Balance(10_000, date(2027, 3, 1)), Balance(-23_560, TUESDAY))
    assert [(item.end_to_end_id, item.cents, item.creditor_name) for item in payments("statement-02")] == [
        ("LBK-C21-1", 16_780, "Nguyễn Thị Ơ"),
        ("LBK-C22-2", 16_780, ""),
    ]


def test_a_return_in_the_older_form_has_the_amount_of_its_line() -> None:
    [line], [returned] = entries("return-notification-02"), payments("return-notification-02")
    assert line.is_reversal
    assert (line.direction, line.booked_on, line.value_on) == (Direction.CREDIT, date(2027, 3, 5), TUESDAY)
    assert (returned.end_to_end_id, returned.cents, returned.return_code) == ("LBK-C22-2", 16_780, "DOOD")
    head = read("return-notification-02")[0]
    assert isinstance(head, StatementHead)
    assert (head.copy, head.opening) == ("DUPL", None)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_byte_order_mark_changes_nothing(name: str, tmp_path: Path) -> None:
    marked = tmp_path / "marked.xml"
    marked.write_bytes(b"\xef\xbb\xbf" + (BANK / f"{name}.xml").read_bytes())
    with marked.open("rb") as file:
        assert list(read_statements(file, account=OURS)) == read(name)


def test_a_report_that_names_only_the_refused_payment_leaves_the_others_open() -> None:
    report = read_status_report((BANK / "status-12.xml").read_bytes())
    assert report.original_message_id == "LBK-2027-0007"
    assert report.transactions == (TransactionStatus("LBK-C19-1", PaymentStatus.REJECTED, "AC01", "Rekening onbekend"),)
    assert report.status_of_unlisted is None
