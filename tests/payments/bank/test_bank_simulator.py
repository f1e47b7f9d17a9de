"""The stand-in bank: an order goes out, an answer comes back, once, and our reader understands it."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from simulators.bank import Account, Letter, Manners, answer_all, answer_to, letters_for
from simulators.bank.letters import ANOTHER_ACCOUNT, FAULTS

from loopbaankrediet.payments.bank.camt import read_statements
from loopbaankrediet.payments.bank.errors import (
    BankFileError,
    BankFileTruncated,
    StatementBalanceDiffers,
    StatementOtherAccount,
    StatementSumDiffers,
)
from loopbaankrediet.payments.bank.pain001 import CreditTransfer, PaymentMessage, write_credit_transfers
from loopbaankrediet.payments.bank.pain002 import PaymentStatus, read_status_report
from loopbaankrediet.payments.bank.statements import Direction, Entry, StatementHead, StatementPart, Transaction

ROOT = Path(__file__).parents[3]
OPEN, CLOSED = "BE71096123456769", "NL91ABNA0417164300"
SECONDS_TO_WAIT = 20
RICH = 1_000_000


def order(*ibans: str) -> bytes:
    transfers = [
        CreditTransfer(f"CLAIM-{number}", 18_780, f"Zoë D'Hoore {number}", iban) for number, iban in enumerate(ibans)
    ]
    message = PaymentMessage(
        message_id="BATCH-7",
        created=datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
        execution_on=date(2027, 3, 2),
        initiating_party="Departement",
        debtor_name="Departement",
        debtor_iban=OPEN,
        count=len(transfers),
        total_cents=18_780 * len(transfers),
    )
    out = BytesIO()
    write_credit_transfers(out, message=message, transfers=transfers)
    return out.getvalue()


def test_our_order_comes_back_settled_payment_by_payment() -> None:
    report = read_status_report(answer_to(order(OPEN, OPEN), frozenset()))
    assert (report.original_message_id, report.original_kind) == ("BATCH-7", "pain.001.001.09")
    assert report.group_status is PaymentStatus.SETTLED
    assert [item.end_to_end_id for item in report.transactions] == ["CLAIM-0", "CLAIM-1"]
    assert {item.status for item in report.transactions} == {PaymentStatus.SETTLED}


def test_a_closed_account_is_refused_and_the_others_are_paid() -> None:
    report = read_status_report(answer_to(order(OPEN, CLOSED), frozenset({CLOSED})))
    assert report.group_status is PaymentStatus.PARTLY_ACCEPTED
    assert [item.status for item in report.transactions] == [PaymentStatus.SETTLED, PaymentStatus.REJECTED]
    assert report.transactions[1].reason_code == "AC04"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"<NbOfTxs>1<", b"<NbOfTxs>2<", "AM18"),
        (b"<CtrlSum>187.80<", b"<CtrlSum>187.81<", "AM10"),
        (b"</PmtInf>", b"", "FF01"),
        (b"187.80</InstdAmt>", b"veel</InstdAmt>", "FF01"),
        (b"pain.001.001.09", b"pain.001.001.03", "FF01"),
    ],
)
def test_an_unsound_order_is_refused_as_a_whole(old: bytes, new: bytes, reason: str) -> None:
    report = read_status_report(answer_to(order(OPEN).replace(old, new), frozenset()))
    assert report.status_of_unlisted is PaymentStatus.REJECTED
    assert report.reason_code == reason
    assert report.transactions == ()


def test_an_order_is_answered_once(tmp_path: Path) -> None:
    (tmp_path / "batch-7.xml").write_bytes(order(OPEN))
    inbox = tmp_path / "in"
    inbox.mkdir()
    now = 1_803_804_627.123_456_7
    assert answer_all(tmp_path, inbox, Manners(), now=now) == (1, 1)
    assert answer_all(tmp_path, inbox, Manners(), now=now + 1) == (0, 0)
    assert [path.name for path in inbox.iterdir()] == ["batch-7.pain002.xml"]


def letters(
    *, ibans: tuple[str, ...] = (OPEN, OPEN), account: Account | None = None, **manners: object
) -> list[Letter]:
    behaviour = Manners(**manners)  # type: ignore[arg-type]
    return letters_for(order(*ibans), "b7", account or Account(RICH), behaviour)


def read(letter: Letter) -> list[StatementPart]:
    return list(read_statements(BytesIO(letter.content), account=OPEN))


def booked(letter: Letter) -> list[int]:
    return [part.booked_cents for part in read(letter) if isinstance(part, Entry)]


def paid(letter: Letter) -> list[tuple[str, int, str]]:
    parts = read(letter)
    return [(part.end_to_end_id, part.cents, part.return_code) for part in parts if isinstance(part, Transaction)]


@pytest.mark.parametrize(
    ("bookings", "lines"), [("batch", [-2 * 18_780]), ("single", [-18_780, -18_780])], ids=["batch", "single"]
)
def test_after_the_answer_come_a_notification_and_the_next_day_a_statement(bookings: str, lines: list[int]) -> None:
    account = Account(RICH)
    [answer, notification, statement] = letters(bookings=bookings, account=account)
    assert [item.days for item in (answer, notification, statement)] == [0, 0, 1]
    assert booked(notification) == booked(statement) == lines
    assert [(name, cents) for name, cents, _ in paid(notification)] == [("CLAIM-0", 18_780), ("CLAIM-1", 18_780)]
    head = read(statement)[0]
    assert isinstance(head, StatementHead)
    assert head.opening is not None
    assert head.closing is not None
    assert (head.opening.cents, head.closing.cents) == (RICH, RICH - 2 * 18_780)
    assert (account.balance, account.sequence) == (head.closing.cents, 1)


def test_a_rejected_payment_is_never_booked() -> None:
    [_, notification, _] = letters(ibans=(OPEN, CLOSED), reject=frozenset({CLOSED}), bookings="batch")
    assert paid(notification) == [("CLAIM-0", 18_780, "")]


@pytest.mark.parametrize("reason", ["AC04", "AC06", "MD07"])
def test_a_payment_can_come_back_days_later_with_a_reason(reason: str) -> None:
    account = Account(RICH)
    sent = letters(ibans=(OPEN, CLOSED), returns={CLOSED: reason}, bookings="batch", account=account)
    assert [item.days for item in sent] == [0, 0, 1, 3, 4]
    assert paid(sent[3]) == paid(sent[4]) == [("CLAIM-1", 18_780, reason)]
    [returned] = [part for part in read(sent[3]) if isinstance(part, Entry)]
    assert (returned.direction, returned.transaction_code) == (Direction.CREDIT, "PMNT/ICDT/RRTN")
    assert account.balance == RICH - 18_780


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("truncate", BankFileTruncated),
        ("wrong-total", (StatementSumDiffers, StatementBalanceDiffers)),
        ("other-account", StatementOtherAccount),
    ],
)
def test_a_fault_that_shows_in_the_file_is_seen_by_our_reader(fault: str, error: type[BankFileError]) -> None:
    for letter in letters(bookings="batch", faults=frozenset({fault}))[1:]:
        with pytest.raises(error):
            read(letter)


def test_a_cent_too_much_and_an_unknown_payment_are_sound_files_that_only_the_books_can_catch() -> None:
    assert paid(letters(bookings="batch", faults=frozenset({"cent-off"}))[1])[1] == ("CLAIM-1", 18_781, "")
    assert paid(letters(bookings="batch", faults=frozenset({"unknown-id"}))[1])[1][0] == "NOBODY-ORDERED-THIS"


def test_what_was_accepted_can_be_rejected_in_a_second_answer() -> None:
    first, second, notification, _ = letters(bookings="batch", faults=frozenset({"accepted-then-rejected"}))
    statuses = [read_status_report(item.content).transactions[1].status for item in (first, second)]
    assert statuses == [PaymentStatus.SETTLED, PaymentStatus.REJECTED]
    assert [name for name, *_ in paid(notification)] == ["CLAIM-0"]


def test_files_can_come_twice_or_in_the_wrong_order_or_late() -> None:
    sound = letters(bookings="batch")
    doubled = letters(bookings="batch", faults=frozenset({"duplicate"}))
    assert sorted(item.name for item in doubled[3:]) == [
        "b7.pain002.again.xml",
        "b7.settled.camt053.again.xml",
        "b7.settled.camt054.again.xml",
    ]
    turned = letters(bookings="batch", faults=frozenset({"reorder"}))
    assert [item.name for item in sorted(turned, key=lambda item: item.name)] == [
        "b7.1.settled.camt053.xml",
        "b7.2.settled.camt054.xml",
        "b7.3.pain002.xml",
    ]
    late = letters(bookings="batch", faults=frozenset({"delay"}))
    assert [item.days for item in late] == [item.days + 2 for item in sound]


def test_every_fault_can_be_asked_together_with_every_other() -> None:
    assert letters(bookings="single", returns={OPEN: "AC06"}, faults=frozenset(FAULTS))
    assert ANOTHER_ACCOUNT != OPEN


def test_the_balance_goes_on_from_one_order_to_the_next_and_files_wait_for_their_day(tmp_path: Path) -> None:
    inbox, manners = tmp_path / "in", Manners(bookings="batch")
    inbox.mkdir()
    for number in (7, 8):
        (tmp_path / f"batch-{number}.xml").write_bytes(order(OPEN).replace(b"BATCH-7", b"BATCH-%d" % number))
    assert answer_all(tmp_path, inbox, manners, now=100.0, seconds_per_day=60) == (2, 4)
    assert answer_all(tmp_path, inbox, manners, now=159.0, seconds_per_day=60) == (0, 0)
    assert answer_all(tmp_path, inbox, manners, now=160.0, seconds_per_day=60) == (0, 2)
    balances = []
    for name in ("batch-7", "batch-8"):
        with (inbox / f"{name}.settled.camt053.xml").open("rb") as file:
            head = next(read_statements(file, account=OPEN))
        assert isinstance(head, StatementHead)
        balances += [head.opening, head.closing]
    cents = [item.cents for item in balances if item]
    assert cents[1] == cents[2] == cents[0] - 18_780


def test_the_bank_runs_as_a_process_of_its_own_until_it_is_told_to_stop(tmp_path: Path) -> None:
    outbox, inbox = tmp_path / "out", tmp_path / "in"
    outbox.mkdir()
    command = [sys.executable, "-m", "simulators.bank", "--outbox", str(outbox), "--inbox", str(inbox)]
    environment = {"PATH": os.environ["PATH"]}
    options = ["--reject", "NL91 ABNA 0417 1643 00", "--bookings", "batch"]
    with subprocess.Popen([*command, *options], cwd=ROOT, env=environment) as bank:
        (outbox / "batch-7.part").write_bytes(order(OPEN, CLOSED))
        (outbox / "batch-7.part").rename(outbox / "batch-7.xml")
        answer, last = inbox / "batch-7.pain002.xml", inbox / "batch-7.settled.camt053.xml"
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while not last.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        bank.send_signal(signal.SIGTERM)
        assert bank.wait(SECONDS_TO_WAIT) == 0
    statuses = [item.status for item in read_status_report(answer.read_bytes()).transactions]
    assert statuses == [PaymentStatus.SETTLED, PaymentStatus.REJECTED]
    with (inbox / "batch-7.settled.camt054.xml").open("rb") as file:
        assert [part.cents for part in read_statements(file, account=OPEN) if isinstance(part, Transaction)] == [18_780]
