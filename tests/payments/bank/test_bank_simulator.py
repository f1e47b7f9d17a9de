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
from simulators.bank import answer_all, answer_to

from loopbaankrediet.payments.bank.pain001 import CreditTransfer, PaymentMessage, write_credit_transfers
from loopbaankrediet.payments.bank.pain002 import PaymentStatus, read_status_report

ROOT = Path(__file__).parents[3]
OPEN, CLOSED = "BE71096123456769", "NL91ABNA0417164300"
SECONDS_TO_WAIT = 20


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
    assert answer_all(tmp_path, inbox, frozenset()) == 1
    assert answer_all(tmp_path, inbox, frozenset()) == 0
    assert [path.name for path in inbox.iterdir()] == ["batch-7.pain002.xml"]


def test_the_bank_runs_as_a_process_of_its_own_until_it_is_told_to_stop(tmp_path: Path) -> None:
    outbox, inbox = tmp_path / "out", tmp_path / "in"
    outbox.mkdir()
    command = [sys.executable, "-m", "simulators.bank", "--outbox", str(outbox), "--inbox", str(inbox)]
    environment = {"PATH": os.environ["PATH"]}
    with subprocess.Popen([*command, "--reject", "NL91 ABNA 0417 1643 00"], cwd=ROOT, env=environment) as bank:
        (outbox / "batch-7.part").write_bytes(order(OPEN, CLOSED))
        (outbox / "batch-7.part").rename(outbox / "batch-7.xml")
        answer, deadline = inbox / "batch-7.pain002.xml", time.monotonic() + SECONDS_TO_WAIT
        while not answer.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        bank.send_signal(signal.SIGTERM)
        assert bank.wait(SECONDS_TO_WAIT) == 0
    statuses = [item.status for item in read_status_report(answer.read_bytes()).transactions]
    assert statuses == [PaymentStatus.SETTLED, PaymentStatus.REJECTED]
