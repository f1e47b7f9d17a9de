"""The bank's answer decides who was paid: it is read completely or refused with a reason, never half."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopbaankrediet.payments.bank.errors import (
    BankFileDeclaresEntities,
    BankFileDuplicate,
    BankFileError,
    BankFileFieldInvalid,
    BankFileFieldMissing,
    BankFileMalformed,
    BankFileTooLarge,
    BankFileWrongKind,
)
from loopbaankrediet.payments.bank.pain002 import PaymentStatus, TransactionStatus, read_status_report

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"
REPORT = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{NAMESPACE}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>ANSWER-1</MsgId><CreDtTm>2027-03-02T10:00:00+01:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>BATCH-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>BATCH-1</OrgnlPmtInfId>
<TxInfAndSts><StsId>1</StsId><OrgnlEndToEndId>CLAIM-1</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>CLAIM-2</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Rekening</AddtlInf><AddtlInf>gesloten</AddtlInf></StsRsnInf></TxInfAndSts>
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
"""
PAID = TransactionStatus("CLAIM-1", PaymentStatus.SETTLED)
REFUSED = TransactionStatus("CLAIM-2", PaymentStatus.REJECTED, "AC04", "Rekening gesloten")


def changed(old: str, new: str) -> bytes:
    assert old in REPORT
    return REPORT.replace(old, new).encode()


def test_a_report_tells_per_payment_whether_it_was_paid_and_why_not() -> None:
    report = read_status_report(REPORT.encode())
    assert report.message_id == "ANSWER-1"
    assert report.created == datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
    assert (report.original_message_id, report.original_kind) == ("BATCH-1", "pain.001.001.09")
    assert report.group_status is PaymentStatus.PARTLY_ACCEPTED
    assert report.transactions == (PAID, REFUSED)


@pytest.mark.parametrize("version", ["03", "10", "12"])
def test_the_versions_that_banks_send_are_all_read(version: str) -> None:
    report = read_status_report(changed("pain.002.001.10", f"pain.002.001.{version}"))
    assert report.transactions == (PAID, REFUSED)


def test_a_prefix_before_the_names_changes_nothing() -> None:
    text = REPORT.replace("</", "</b:").replace("<", "<b:").replace("<b:/b:", "</b:").replace("<b:?", "<?")
    data = text.replace("xmlns=", "xmlns:b=").encode()
    assert read_status_report(data).transactions == (PAID, REFUSED)


def test_a_byte_order_mark_and_an_own_reason_are_read() -> None:
    data = changed("<Cd>AC04</Cd>", "<Prtry>INTERN-7</Prtry>").decode().encode("utf-8-sig")
    assert read_status_report(data).transactions[1].reason_code == "INTERN-7"


def test_a_time_without_zone_is_brussels_time() -> None:
    report = read_status_report(changed("10:00:00+01:00", "10:00:00.5"))
    assert report.created.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("group", "payment", "unlisted"),
    [
        ("ACSC", "", PaymentStatus.SETTLED),
        ("RJCT", "", PaymentStatus.REJECTED),
        ("PART", "", None),
        ("ACTC", "RJCT", PaymentStatus.REJECTED),
        ("", "PART", None),
        ("", "", None),
    ],
)
def test_what_the_bank_says_about_the_whole_order_holds_for_payments_it_does_not_name(
    group: str, payment: str, unlisted: PaymentStatus | None
) -> None:
    text = REPORT.replace("<GrpSts>PART</GrpSts>", f"<GrpSts>{group}</GrpSts>" if group else "")
    if payment:
        text = text.replace("</OrgnlPmtInfId>", f"</OrgnlPmtInfId><PmtInfSts>{payment}</PmtInfSts>")
    assert read_status_report(text.encode()).status_of_unlisted is unlisted


def test_a_refusal_of_the_whole_order_needs_no_payments_and_keeps_its_reason() -> None:
    text = REPORT.replace(
        "<GrpSts>PART</GrpSts>",
        "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn><AddtlInf>Kapot</AddtlInf></StsRsnInf>",
    )
    head, _, rest = text.partition("<OrgnlPmtInfAndSts>")
    report = read_status_report((head + rest.partition("</OrgnlPmtInfAndSts>")[2]).encode())
    assert report.transactions == ()
    assert (report.group_status, report.reason_code, report.reason_text) == (
        PaymentStatus.REJECTED,
        "FF01",
        "Kapot",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<MsgId>ANSWER-1</MsgId>", ""),
        ("<CreDtTm>2027-03-02T10:00:00+01:00</CreDtTm>", ""),
        ("<OrgnlMsgId>BATCH-1</OrgnlMsgId>", "<OrgnlMsgId> </OrgnlMsgId>"),
        ("<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>", ""),
        ("<OrgnlEndToEndId>CLAIM-2</OrgnlEndToEndId>", ""),
        ("<TxSts>ACSC</TxSts>", ""),
        ("GrpHdr>", "Header>"),
        ("OrgnlGrpInfAndSts>", "Other>"),
    ],
)
def test_a_report_with_a_gap_is_refused_with_the_name_of_what_is_missing(old: str, new: str) -> None:
    with pytest.raises(BankFileFieldMissing, match="ontbreekt"):
        read_status_report(changed(old, new))


def test_a_report_that_says_nothing_is_refused() -> None:
    text = REPORT.replace("<GrpSts>PART</GrpSts>", "").replace("TxInfAndSts>", "Other>")
    with pytest.raises(BankFileFieldMissing, match="elke status"):
        read_status_report(text.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<TxSts>ACSC</TxSts>", "<TxSts>PAID</TxSts>"),
        ("<TxSts>ACSC</TxSts>", "<TxSts>PART</TxSts>"),
        ("<TxSts>ACSC</TxSts>", "<TxSts>ACSC</TxSts><TxSts>RJCT</TxSts>"),
        ("<GrpSts>PART</GrpSts>", "<GrpSts>acsc</GrpSts>"),
        ("2027-03-02T10:00:00+01:00", "gisteren"),
        ("ANSWER-1", "A" * 36),
        (">CLAIM-1<", ">CLAIM<b/>-1<"),
        ("</GrpHdr>", "</GrpHdr><GrpHdr><MsgId>X</MsgId></GrpHdr>"),
        (
            "</GrpHdr>",
            "<TxInfAndSts><OrgnlEndToEndId>X</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts></GrpHdr>",
        ),
    ],
)
def test_a_report_that_can_be_read_in_two_ways_is_refused(old: str, new: str) -> None:
    with pytest.raises(BankFileFieldInvalid, match="ongeldig"):
        read_status_report(changed(old, new))


def test_a_payment_that_is_answered_twice_is_refused() -> None:
    with pytest.raises(BankFileDuplicate, match="CLAIM-1"):
        read_status_report(changed("CLAIM-2", "CLAIM-1"))


def test_a_comment_cannot_turn_one_payment_into_another() -> None:
    report = read_status_report(changed(">CLAIM-1<", ">CLAIM-1<!-- -->99<?x y?>9<"))
    assert report.transactions[0].end_to_end_id == "CLAIM-1999"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_and_outside_files_are_refused_unread(doctype: str) -> None:
    with pytest.raises(BankFileDeclaresEntities):
        read_status_report(changed("<Document", doctype + "<Document"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-7"])
def test_another_encoding_cannot_smuggle_a_doctype_in(encoding: str) -> None:
    text = REPORT.replace('"UTF-8"', f'"{encoding}"').replace("<Document", "<!DOCTYPE Document []><Document")
    data = text.encode(encoding) if encoding != "utf-7" else text.replace("<!", "+ADwAIQ-").encode()
    with pytest.raises(BankFileMalformed):
        read_status_report(data)


def test_an_entity_that_nobody_declared_is_refused() -> None:
    with pytest.raises(BankFileError):
        read_status_report(changed(">CLAIM-1<", ">CLAIM-&x;1<"))


@pytest.mark.parametrize("length", [0, 1, 40, 300, 700, len(REPORT) - 20])
def test_a_report_that_was_cut_off_is_refused_with_the_line(length: int) -> None:
    with pytest.raises(BankFileMalformed, match="regel"):
        read_status_report(REPORT.encode()[:length])


def test_a_report_above_the_limit_is_not_even_opened() -> None:
    with pytest.raises(BankFileTooLarge, match="100 bytes"):
        read_status_report(REPORT.encode(), max_bytes=100)


@pytest.mark.parametrize(
    "data",
    [
        changed("pain.002.001.10", "camt.054.001.08"),
        changed("pain.002.001.10", "pain.001.001.09"),
        b"<Document/>",
        b"<html><body>Aanmelden</body></html>",
        REPORT.replace("Document", "Envelope").encode(),
    ],
)
def test_another_kind_of_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BankFileWrongKind, match=r"pain\.002.*camt\.053.*camt\.054"):
        read_status_report(data)


def test_a_very_deep_file_is_refused() -> None:
    with pytest.raises(BankFileMalformed):
        read_status_report(changed("</GrpHdr>", "<a>" * 5000 + "</a>" * 5000 + "</GrpHdr>"))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(REPORT) - 1), st.integers(0, 30), st.binary(max_size=8))
def test_a_damaged_report_is_read_or_refused_never_a_crash(start: int, length: int, noise: bytes) -> None:
    data = REPORT.encode()
    try:
        report = read_status_report(data[:start] + noise + data[start + length :])
    except BankFileError:
        return
    assert replace(report, transactions=()).original_message_id
