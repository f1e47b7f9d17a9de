"""Schemas of packages that do not know each other agree on our files, on the stand-in bank's and on the tests' own.

The ISO schemas come with `sepaxml`, `pain001` and `camt053`; `mock-bank` has its own rules for the same files and is
a whole bank besides: it takes our order and sends statements that our reader must understand.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from mockbank import Config, accounts, messages, outbox, schema, validate
from mockbank.state import State
from simulators.bank import Account, Manners, letters_for
from tests.payments.bank.grammar import Episode, FileKind, batches, episodes

from loopbaankrediet.kernel.reference import StructuredCommunication
from loopbaankrediet.payments.bank.camt import read_statements
from loopbaankrediet.payments.bank.pain001 import (
    CreditTransfer,
    PaymentMessage,
    PostalAddress,
    write_credit_transfers,
)
from loopbaankrediet.payments.bank.pain002 import PaymentStatus, read_status_report
from loopbaankrediet.payments.bank.statements import Direction, Entry, Transaction

OURS, OPEN, CLOSED = "BE43068999999501", "BE71096123456769", "NL91ABNA0417164300"
WIRE = Path(__file__).parents[2] / "wire" / "bank"
TODAY = date(2027, 3, 2)


def order(*ibans: str) -> bytes:
    transfers = [
        CreditTransfer(
            end_to_end_id=f"CLAIM-{number}",
            amount_cents=16_780 + number,
            creditor_name=f"Zoë D'Hoore & Zonen {number}",
            creditor_iban=iban,
            creditor_bic="GKCCBEBB",
            remittance=StructuredCommunication.from_number(number + 1) if number else "Module 1 – september",
            purpose="GOVT",
            creditor_address=PostalAddress("Gent", "BE", "Kouter", "7", "9000") if number else None,
        )
        for number, iban in enumerate(ibans)
    ]
    message = PaymentMessage(
        message_id="BATCH-7",
        created=datetime(2027, 3, 2, 9, 30, tzinfo=UTC),
        execution_on=TODAY,
        initiating_party="Departement Werk",
        debtor_name="Vlaamse Gemeenschap",
        debtor_iban=OURS,
        debtor_bic="GKCCBEBB",
        debtor_address=PostalAddress("Brussel", "BE"),
        category_purpose="GOVT",
        enterprise_number="0316380841",
        count=len(transfers),
        total_cents=sum(item.amount_cents for item in transfers),
    )
    out = BytesIO()
    write_credit_transfers(out, message=message, transfers=transfers)
    return out.getvalue()


@cache
def iso_schema(package: str, path: str) -> etree.XMLSchema:
    spec = find_spec(package)
    assert spec is not None
    [folder] = spec.submodule_search_locations or []
    return etree.XMLSchema(etree.parse(Path(folder) / path))


def kind_of(content: bytes) -> str:
    return str(etree.QName(etree.fromstring(content)).namespace).rsplit(":", 1)[-1]


def check_camt(content: bytes) -> None:
    """Against the schema of its own version."""
    iso_schema("camt053", f"xsd/{kind_of(content)}.xsd").assertValid(etree.fromstring(content))


def findings(content: bytes) -> Sequence[object]:
    """What the rules of the other bank have against the file; it knows version 08 only."""
    root = ElementTree.fromstring(content)
    message = schema.identify(root)
    return [item for item in schema.check(message, root) if item.level == "error"]


@pytest.mark.parametrize(
    ("package", "path"),
    [
        ("sepaxml", "schemas/pain.001.001.09.xsd"),
        ("pain001", "templates/pain.001.001.09/pain.001.001.09.xsd"),
    ],
)
def test_our_order_is_valid_by_the_schemas_of_two_packages(package: str, path: str) -> None:
    iso_schema(package, path).assertValid(etree.fromstring(order(OPEN, CLOSED, OPEN)))


def test_our_order_has_nothing_that_another_bank_would_remark_on() -> None:
    _, found = validate.inspect(order(OPEN, CLOSED, OPEN), None, TODAY)
    assert [validate.render(item) for item in found] == []


@pytest.mark.parametrize("bookings", ["batch", "single"])
def test_what_the_stand_in_bank_sends_of_the_account_is_valid_by_two_packages(bookings: str) -> None:
    manners = Manners(bookings=bookings, returns={CLOSED: "MD07"})
    sent = [item.content for item in letters_for(order(OPEN, OPEN, CLOSED), "b", Account(10**6), manners)]
    for content in sent[1:]:
        check_camt(content)
        assert findings(content) == []


def test_what_the_stand_in_bank_answers_is_valid() -> None:
    manners = Manners(reject=frozenset({CLOSED}))
    [answer] = letters_for(order(OPEN, CLOSED), "b", Account(10**6), manners)
    assert findings(answer.content) == []
    newer = answer.content.replace(b"pain.002.001.10", b"pain.002.001.12")
    iso_schema("pain001", "pain002/schemas/pain.002.001.12.xsd").assertValid(etree.fromstring(newer))


@pytest.mark.parametrize("name", sorted(path.name for path in WIRE.glob("*.xml")))
def test_the_hand_written_files_are_valid(name: str) -> None:
    content = (WIRE / name).read_bytes()
    if kind_of(content).startswith("camt"):
        check_camt(content)
    else:
        iso_schema("pain001", f"pain002/schemas/{kind_of(content)}.xsd").assertValid(etree.fromstring(content))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(batches(OURS).flatmap(episodes))
def test_the_files_that_test_the_reader_are_valid_themselves(episode: Episode) -> None:
    for file in episode.sound:
        if file.kind is FileKind.REPORT:
            path = f"pain002/schemas/{kind_of(file.content)}.xsd"
            iso_schema("pain001", path).assertValid(etree.fromstring(file.content))
        else:
            check_camt(file.content)


@pytest.fixture
def other_bank() -> Iterator[State]:
    """The other bank on a Tuesday morning, with our account at it and one creditor's account closed."""
    state = State(Config(quiet=True, timezone="Europe/Brussels", clock="2027-03-02T09:00"))
    ours = {"name": "Vlaamse Gemeenschap", "iban": OURS, "bic": "GKCCBEBB", "balance": 10_000_000, "currency": "EUR"}
    accounts.create(state.conn, "OURS", ours)
    closed = {"name": "Dirk", "iban": CLOSED, "bic": "ABNANL2A", "currency": "EUR", "behaviour": "closed-account"}
    accounts.create(state.conn, "DIRK", closed)
    yield state
    state.close()


def letters_of(bank: State, kind: str) -> list[bytes]:
    """What that bank has sent us of this kind."""
    rows = outbox.collect(bank.conn, bank.now(), kind=kind)
    return [row["body"].encode() for row in rows if row["account"] in {"OURS", None}]


def test_another_bank_takes_our_order_and_we_understand_its_answer_and_its_statement(other_bank: State) -> None:
    other_bank.receive(order(OPEN, CLOSED, OPEN))
    other_bank.clock.advance(days=1)
    [answer] = letters_of(other_bank, messages.PAIN002.name)
    report = read_status_report(answer)
    assert [item.status is PaymentStatus.REJECTED for item in report.transactions] == [False, True, False]
    for kind in (messages.CAMT054, messages.CAMT053):
        [letter] = letters_of(other_bank, kind.name)
        parts = list(read_statements(BytesIO(letter), account=OURS))
        paid = {part.end_to_end_id: part.cents for part in parts if isinstance(part, Transaction)}
        assert paid == {"CLAIM-0": 16_780, "CLAIM-2": 16_782}
        assert {part.direction for part in parts if isinstance(part, Entry)} == {Direction.DEBIT}
