"""The file that pays counsellors: what the bank gets is valid, whole, and to the cent what was approved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from loopbaankrediet.kernel.identifiers import parse_iban
from loopbaankrediet.kernel.reference import StructuredCommunication
from loopbaankrediet.payments.bank.errors import (
    BankFileDeclaresEntities,
    BankFileMalformed,
    PaymentMessageInvalid,
    PaymentOrderError,
    SchemaViolated,
    TotalsDiffer,
    TransferDuplicate,
    TransferInvalid,
)
from loopbaankrediet.payments.bank.pain001 import (
    LARGEST_CENTS,
    CreditTransfer,
    FileTotals,
    PaymentMessage,
    PostalAddress,
    iban_holds,
    write_credit_transfers,
)
from loopbaankrediet.payments.bank.schema import validate_stream

NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
IBANS = ("BE71096123456769", "NL91ABNA0417164300", "FR1420041010050500013M02606")
MESSAGE = PaymentMessage(
    message_id="BATCH-2027-0001",
    created=datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
    execution_on=date(2027, 3, 2),
    initiating_party="Departement Werk, Economie & Innovatie",
    debtor_name="Vlaamse Gemeenschap",
    debtor_iban="BE71096123456769",
    debtor_bic="GKCCBEBB",
    count=1,
    total_cents=16_780,
)
TRANSFER = CreditTransfer(
    end_to_end_id="CLAIM-1",
    amount_cents=16_780,
    creditor_name="Dirk D'Hoore",
    creditor_iban="BE71096123456769",
    creditor_bic="GKCCBEBB",
    remittance=StructuredCommunication.from_number(108_068_171),
    purpose="GOVT",
)
names = st.builds(
    lambda first, rest: first + rest,
    st.sampled_from("AbZ9ëŁ"),
    st.one_of(
        st.text(max_size=100),
        st.text("àéîõüçñßæøłĳ’'´&<>\"/🎉👩‍🏫 -", max_size=100),
    ),
)
addresses = st.builds(
    PostalAddress,
    town=names,
    country=st.sampled_from(("BE", "NL", "FR")),
    street=st.one_of(st.just(""), names),
    building=st.sampled_from(("", "12", "7 bus 3")),
    post_code=st.sampled_from(("", "9000", "1011 AB")),
)
transfer_lists = st.lists(
    st.builds(
        CreditTransfer,
        end_to_end_id=st.integers(0, 10**9).map(lambda number: f"CLAIM-{number}"),
        amount_cents=st.integers(1, LARGEST_CENTS),
        creditor_name=names,
        creditor_iban=st.sampled_from(IBANS),
        creditor_bic=st.sampled_from((None, "GKCCBEBB", "ABNANL2AXXX")),
        remittance=st.one_of(names, st.just(""), st.integers(0, 10**10 - 1).map(StructuredCommunication.from_number)),
        purpose=st.sampled_from(("", "GOVT", "SCVE")),
        creditor_address=st.one_of(st.none(), addresses),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda transfer: transfer.end_to_end_id,
)


def message_for(transfers: list[CreditTransfer]) -> PaymentMessage:
    return replace(MESSAGE, count=len(transfers), total_cents=sum(item.amount_cents for item in transfers))


def write(path: Path, transfers: list[CreditTransfer]) -> FileTotals:
    with path.open("wb") as out:
        return write_credit_transfers(out, message=message_for(transfers), transfers=transfers)


def texts(data: bytes, path: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(data).iterfind(f".//{path}", NS)]


def bytes_of(transfers: list[CreditTransfer]) -> bytes:
    out = BytesIO()
    write_credit_transfers(out, message=message_for(transfers), transfers=transfers)
    return out.getvalue()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(transfers=transfer_lists)
def test_every_order_follows_the_official_schema_and_comes_to_the_approved_sum(
    tmp_path: Path, transfers: list[CreditTransfer]
) -> None:
    written = write(tmp_path / "order.xml", transfers)
    assert written.count == len(transfers)
    assert written.total_cents == sum(item.amount_cents for item in transfers)
    assert validate_stream(tmp_path / "order.xml") == written


@settings(max_examples=60, deadline=None)
@given(transfers=transfer_lists)
def test_each_counsellor_gets_exactly_the_cents_on_the_right_account(transfers: list[CreditTransfer]) -> None:
    data = bytes_of(transfers)
    assert texts(data, "p:CdtrAcct/p:Id/p:IBAN") == [item.creditor_iban for item in transfers]
    assert texts(data, "p:EndToEndId") == [item.end_to_end_id for item in transfers]
    amounts = [int(text.replace(".", "")) for text in texts(data, "p:InstdAmt")]
    assert amounts == [item.amount_cents for item in transfers]
    assert all(0 < len(name) <= 70 for name in texts(data, "p:Cdtr/p:Nm"))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Zoë D'Hoore", "Zoe D'Hoore"),
        ("Zoë D’Hoore", "Zoe D'Hoore"),
        ("Łukasz Ångström", "Lukasz Angstrom"),
        ("Çelik & Groß bv", "Celik + Gross bv"),
        ("Æsa Þórsdóttir", "AEsa THorsdottir"),
        ("Nguyễn Thị Ơ", "Nguyen Thi O"),
        ("  Els\n\tPeeters  ", "Els Peeters"),
        ("Jan <b>Maes</b>", "Jan .b.Maes./b."),
        ("Coach 🎉", "Coach ."),
        ("Ĳsbrand", "IJsbrand"),
    ],
)
def test_a_name_reaches_the_bank_readable(name: str, printed: str) -> None:
    assert texts(bytes_of([replace(TRANSFER, creditor_name=name)]), "p:Cdtr/p:Nm") == [printed]


def test_a_very_long_name_is_cut_at_seventy_signs() -> None:
    assert texts(bytes_of([replace(TRANSFER, creditor_name="Ë" * 200)]), "p:Cdtr/p:Nm") == ["E" * 70]


def test_the_structured_communication_is_marked_as_belgian() -> None:
    data = bytes_of([TRANSFER])
    assert texts(data, "p:CdtrRefInf/p:Ref") == ["010806817183"]
    assert texts(data, "p:CdtrRefInf/p:Tp/p:CdOrPrtry/p:Cd") == ["SCOR"]
    assert texts(data, "p:CdtrRefInf/p:Tp/p:Issr") == ["BBA"]


def test_free_text_and_no_communication_are_possible() -> None:
    assert texts(bytes_of([replace(TRANSFER, remittance="Module 1 – september")]), "p:Ustrd") == [
        "Module 1 - september"
    ]
    assert texts(bytes_of([replace(TRANSFER, remittance="")]), "p:RmtInf") == []


def test_no_postal_address_is_sent_unless_we_have_a_structured_one() -> None:
    assert b"PstlAdr" not in bytes_of([TRANSFER])
    address = PostalAddress(town="Sint-Niklaas", country="BE", street="Zwijgershoek", building="14", post_code="9100")
    data = bytes_of([replace(TRANSFER, creditor_address=address)])
    found = etree.fromstring(data).find(".//p:Cdtr/p:PstlAdr", NS)
    assert found is not None
    assert [(etree.QName(line).localname, line.text) for line in found] == [
        ("StrtNm", "Zwijgershoek"),
        ("BldgNb", "14"),
        ("PstCd", "9100"),
        ("TwnNm", "Sint-Niklaas"),
        ("Ctry", "BE"),
    ]
    assert b"AdrLine" not in data


def test_the_purpose_stands_with_each_payment_and_the_category_with_all(tmp_path: Path) -> None:
    message = replace(
        MESSAGE,
        category_purpose="GOVT",
        enterprise_number="0316380841",
        debtor_address=PostalAddress(town="Brussel", country="BE"),
    )
    with (tmp_path / "order.xml").open("wb") as out:
        written = write_credit_transfers(out, message=message, transfers=[TRANSFER])
    assert validate_stream(tmp_path / "order.xml") == written
    data = (tmp_path / "order.xml").read_bytes()
    assert texts(data, "p:PmtTpInf/p:CtgyPurp/p:Cd") == texts(data, "p:CdtTrfTxInf/p:Purp/p:Cd") == ["GOVT"]
    assert texts(data, "p:InitgPty/p:Id/p:OrgId/p:Othr/p:Id") == ["0316380841"]
    assert texts(data, "p:InitgPty/p:Id/p:OrgId/p:Othr/p:Issr") == ["KBO-BCE"]
    assert texts(data, "p:Dbtr/p:PstlAdr/p:TwnNm") == ["Brussel"]


def test_the_day_of_execution_and_the_way_of_booking_are_as_approved() -> None:
    data = bytes_of([TRANSFER])
    assert texts(data, "p:PmtInf/p:ReqdExctnDt/p:Dt") == ["2027-03-02"]
    assert texts(data, "p:PmtInf/p:BtchBookg") == ["true"]
    assert texts(data, "p:CdtrAgt/p:FinInstnId/p:BICFI") == ["GKCCBEBB"]


def test_a_debtor_bank_without_bic_is_said_to_be_not_provided(tmp_path: Path) -> None:
    message = replace(MESSAGE, debtor_bic=None, batch_booking=False)
    with (tmp_path / "order.xml").open("wb") as out:
        written = write_credit_transfers(out, message=message, transfers=[TRANSFER])
    assert validate_stream(tmp_path / "order.xml") == written


@pytest.mark.parametrize(
    "wrong",
    [
        {"end_to_end_id": ""},
        {"end_to_end_id": "x" * 36},
        {"end_to_end_id": "/A"},
        {"end_to_end_id": "A//B"},
        {"end_to_end_id": "A<B"},
        {"end_to_end_id": "A\n"},
        {"amount_cents": 0},
        {"amount_cents": -1},
        {"amount_cents": LARGEST_CENTS + 1},
        {"creditor_name": "🎉🎉"},
        {"creditor_name": ""},
        {"creditor_iban": "BE71096123456768"},
        {"creditor_iban": "BE71 0961 2345 6769"},
        {"creditor_iban": ""},
        {"creditor_iban": "é"},
        {"creditor_bic": "GKCC<"},
        {"creditor_bic": ""},
        {"purpose": "gov"},
        {"creditor_address": PostalAddress(town="", country="BE")},
        {"creditor_address": PostalAddress(town="Gent", country="be")},
    ],
)
def test_a_payment_that_a_bank_would_refuse_stops_the_file(wrong: dict[str, object]) -> None:
    with pytest.raises(TransferInvalid) as caught:
        write_credit_transfers(BytesIO(), message=MESSAGE, transfers=[replace(TRANSFER, **wrong)])  # type: ignore[arg-type]
    assert TRANSFER.creditor_name not in str(caught.value)
    assert TRANSFER.creditor_iban not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"message_id": "A B"},
        {"message_id": ""},
        {"created": datetime(2027, 3, 1, 9, 30)},  # noqa: DTZ001
        {"initiating_party": "🎉"},
        {"debtor_name": " "},
        {"debtor_iban": "BE00"},
        {"debtor_bic": "x"},
        {"debtor_address": PostalAddress(town="🎉", country="BE")},
        {"category_purpose": "x"},
        {"enterprise_number": "316380841"},
        {"count": 0},
    ],
)
def test_a_head_that_a_bank_would_refuse_stops_the_file(wrong: dict[str, object]) -> None:
    with pytest.raises(PaymentMessageInvalid):
        write_credit_transfers(BytesIO(), message=replace(MESSAGE, **wrong), transfers=[TRANSFER])  # type: ignore[arg-type]


def test_the_same_payment_cannot_stand_in_an_order_twice() -> None:
    with pytest.raises(TransferDuplicate, match="CLAIM-1"):
        write_credit_transfers(
            BytesIO(), message=replace(MESSAGE, count=2, total_cents=33_560), transfers=[TRANSFER, TRANSFER]
        )


@pytest.mark.parametrize("stated", [replace(MESSAGE, count=2), replace(MESSAGE, total_cents=16_781)])
def test_an_order_that_is_not_what_was_approved_is_not_finished(stated: PaymentMessage) -> None:
    out = BytesIO()
    with pytest.raises(TotalsDiffer):
        write_credit_transfers(out, message=stated, transfers=[TRANSFER])
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(out.getvalue())


def test_the_payments_are_written_while_they_come_in() -> None:
    out = BytesIO()
    sizes: list[int] = []

    def stream() -> Iterator[CreditTransfer]:
        for number in range(3):
            sizes.append(out.tell())
            yield replace(TRANSFER, end_to_end_id=f"C{number}")

    write_credit_transfers(out, message=replace(MESSAGE, count=3, total_cents=3 * 16_780), transfers=stream())
    assert 0 < sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("iban", IBANS)
def test_the_last_guard_on_accounts_agrees_with_the_first(iban: str) -> None:
    assert iban_holds(parse_iban(iban))


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b"167.80</InstdAmt>", b"167.81</InstdAmt>", TotalsDiffer),
        (b"<NbOfTxs>1<", b"<NbOfTxs>2<", TotalsDiffer),
        (b"<CtrlSum>167.80</CtrlSum>", b"", TotalsDiffer),
        (b"167.80</InstdAmt>", b"167.805</InstdAmt>", SchemaViolated),
        (b"167.80</InstdAmt>", b"veel</InstdAmt>", SchemaViolated),
        (b"<NbOfTxs>1<", b"<NbOfTxs>een<", SchemaViolated),
        (b"BE71096123456769", b"BE", SchemaViolated),
        (b"<PmtMtd>TRF</PmtMtd>", b"", SchemaViolated),
        (b"pain.001.001.09", b"pain.001.001.03", SchemaViolated),
        (b"</PmtInf>", b"", BankFileMalformed),
        (b"<Document", b'<!DOCTYPE Document [<!ENTITY e "x">]><Document', BankFileDeclaresEntities),
    ],
)
def test_a_file_that_was_changed_or_damaged_is_not_sent(
    tmp_path: Path, old: bytes, new: bytes, error: type[PaymentOrderError]
) -> None:
    path = tmp_path / "order.xml"
    data = bytes_of([TRANSFER])
    assert old in data
    path.write_bytes(data.replace(old, new))
    with pytest.raises(error):
        validate_stream(path)


def test_a_changed_name_shows_in_the_fingerprint_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "order.xml"
    written = write(path, [TRANSFER])
    path.write_bytes(path.read_bytes().replace(b"Dirk", b"Derk"))
    checked = validate_stream(path)
    assert checked.total_cents == written.total_cents
    assert checked.sha256 != written.sha256
