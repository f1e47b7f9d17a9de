"""A statement of the bank is read whole or refused with what is wrong, where, and how to mend it; never half."""

import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from tests.payments.bank.camt_text import Booking, Line, Sheet, Style, written
from tests.payments.bank.grammar import DAY

from loopbaankrediet.payments.bank.camt import read_statements
from loopbaankrediet.payments.bank.errors import (
    BankFileDeclaresEntities,
    BankFileError,
    BankFileFieldInvalid,
    BankFileFieldMissing,
    BankFileMalformed,
    BankFileTooLarge,
    BankFileTruncated,
    StatementBalanceDiffers,
    StatementCountDiffers,
    StatementDuplicate,
    StatementInPages,
    StatementOtherAccount,
    StatementSumDiffers,
    StatementWrongCurrency,
    StatementWrongKind,
)
from loopbaankrediet.payments.bank.statements import StatementHead, StatementPart, Transaction

OURS = "BE43068999999501"
WIRE = Path(__file__).parents[2] / "wire" / "bank"
STATEMENT = (WIRE / "statement-08.xml").read_text(encoding="utf-8")
NOTIFICATION = (WIRE / "notification-08.xml").read_text(encoding="utf-8")
MB = 1024 * 1024


def read(text: str | bytes) -> list[StatementPart]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_statements(BytesIO(data), account=OURS))


def changed(old: str, new: str, *, text: str = STATEMENT) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        ("BE43068999999501", "BE68539007547034", StatementOtherAccount, "uittreksel 20270302-042"),
        ("<Ccy>EUR</Ccy>", "<Ccy>USD</Ccy>", StatementWrongCurrency, "USD"),
        ('<Amt Ccy="EUR">503.40', '<Amt Ccy="CHF">503.40', StatementWrongCurrency, "boeking 1"),
        ('<Amt Ccy="EUR">503.40', "<Amt>503.40", StatementWrongCurrency, "onbekende munt"),
        ("9711.9<", "9711.91<", StatementBalanceDiffers, "eindsaldo"),
        ("503.40</TtlAmt>", "503.41</TtlAmt>", StatementSumDiffers, "boeking 1"),
        ("<Sum>723.70<", "<Sum>723.71<", StatementSumDiffers, "72371"),
        ("<Sum>217.8<", "<Sum>217<", StatementSumDiffers, "21700"),
        ("<NbOfNtries>4<", "<NbOfNtries>5<", StatementCountDiffers, "aantal van 5"),
        ("<NtryRef>2<", "<NtryRef>1<", StatementDuplicate, "kenmerk 1"),
        ("<LastPgInd>true", "<LastPgInd>false", StatementInPages, "bladzijde"),
        ("<PgNb>1<", "<PgNb>2<", StatementInPages, "bladzijde"),
    ],
)
def test_a_statement_that_contradicts_itself_or_is_not_ours_is_refused(
    old: str, new: str, error: type[BankFileError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        read(changed(old, new))
    assert "bank" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("167.80</Amt>", "167.81</Amt>", StatementSumDiffers),
        ("<NbOfTxs>3<", "<NbOfTxs>2<", StatementCountDiffers),
        ("<CdtDbtInd>DBIT</CdtDbtInd>\n<RltdPties>", "<CdtDbtInd>CRDT</CdtDbtInd>\n<RltdPties>", StatementSumDiffers),
        ("<AcctSvcrRef>0680C2C02A7F0005", "<NtryRef>9</NtryRef><AcctSvcrRef>0680C2C02A7F0005", None),
    ],
)
def test_the_payments_of_a_batch_must_come_to_their_line(old: str, new: str, error: type[BankFileError] | None) -> None:
    text = changed(old, new, text=NOTIFICATION)
    if error is None:
        assert read(text)
    else:
        with pytest.raises(error):
            read(text)


def test_the_same_line_twice_is_refused_also_without_a_reference_of_its_own() -> None:
    booking = Booking("SAME", -100, (Line("A", 100),))
    text = written(Sheet("N1", OURS, DAY, (booking, booking))).decode()
    for reference in ("<NtryRef>1</NtryRef>", "<NtryRef>2</NtryRef>"):
        text = changed(reference, "", text=text)
    with pytest.raises(StatementDuplicate, match="SAME"):
        read(text)


def test_the_undoing_of_a_line_may_repeat_the_reference_of_the_bank() -> None:
    bookings = (Booking("SAME", -100, (Line("A", 100),)), Booking("SAME", 100, (Line("A", 100),)))
    text = written(Sheet("N1", OURS, DAY, bookings)).decode()
    for reference in ("<NtryRef>1</NtryRef>", "<NtryRef>2</NtryRef>"):
        text = changed(reference, "", text=text)
    assert len([part for part in read(text) if isinstance(part, Transaction)]) == 2


def test_the_same_statement_twice_in_one_file_is_refused() -> None:
    text = written(Sheet("S1", OURS, DAY, (), opening=5)).decode()
    start, end = text.index("<Stmt>"), text.index("</BkToCstmrStmt>")
    with pytest.raises(StatementDuplicate, match="S1"):
        read(text[:end] + text[start:end] + text[end:])


def test_several_statements_in_one_file_are_read_one_after_the_other() -> None:
    text = written(Sheet("S1", OURS, DAY, (), opening=5)).decode()
    start, end = text.index("<Stmt>"), text.index("</BkToCstmrStmt>")
    second = text[start:end].replace("<Id>S1<", "<Id>S2<")
    heads = read(text[:end] + second + text[end:])
    assert [head.statement_id for head in heads if isinstance(head, StatementHead)] == ["S1", "S2"]


@pytest.mark.parametrize(
    "missing",
    [
        "<MsgId>0680-20270303-0001</MsgId>",
        "<CreDtTm>2027-03-03T05:12:44.120+01:00</CreDtTm>",
        "<Id>20270302-042</Id>",
        "<Id><IBAN>BE43068999999501</IBAN></Id>",
        '<Amt Ccy="EUR">10000.00</Amt>',
        "<Dt><Dt>2027-03-01</Dt></Dt>",
        "<Cd>OPBD</Cd>",
        "<Cd>CLBD</Cd>",
        '<Amt Ccy="EUR">503.40</Amt>',
        "<CdtDbtInd>DBIT</CdtDbtInd>",
        "<Sts><Cd>BOOK</Cd></Sts>",
        "<BookgDt><Dt>2027-03-02</Dt></BookgDt>",
        "<BkTxCd><Prtry><Cd>80-02</Cd><Issr>BBA</Issr></Prtry></BkTxCd>",
    ],
)
def test_a_statement_with_a_gap_is_refused_with_the_name_of_what_is_missing(missing: str) -> None:
    with pytest.raises(BankFileFieldMissing, match="ontbreekt"):
        read(changed(missing, ""))


@pytest.mark.parametrize(
    "amount",
    ["-503.40", "503,40", "5.034E2", "503.405", "NaN", "Infinity", "٥٠٣.٤٠", "5_03.40", ".", "9" * 19, "1" + "0" * 14],
)
def test_an_amount_that_is_negative_absurd_or_finer_than_a_cent_is_refused(amount: str) -> None:
    with pytest.raises(BankFileFieldInvalid, match="boeking 1"):
        read(changed('<Amt Ccy="EUR">503.40', f'<Amt Ccy="EUR">{amount}'))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<CdtDbtInd>DBIT</CdtDbtInd>", "<CdtDbtInd>DBIT</CdtDbtInd><CdtDbtInd>CRDT</CdtDbtInd>"),
        ("<Cd>BOOK</Cd>", "<Cd>PAID</Cd>"),
        ("<RvslInd>false<", "<RvslInd>nee<"),
        ("<BookgDt><Dt>2027-03-02", "<BookgDt><Dt>2027-02-30"),
        ("<NbOfTxs>3<", "<NbOfTxs>drie<"),
        ("2027-03-03T05:12:44.120+01:00", "gisteren"),
        ("<EndToEndId>LBK-C17-1<", f"<EndToEndId>{'A' * 36}<"),
        ("<EndToEndId>LBK-C17-1<", "<EndToEndId>LBK<b/>-C17-1<"),
        ("<EndToEndId>LBK-C17-1<", "<EndToEndId><b/>LBK-C17-1<"),
        ("<Cd>CLAV</Cd>", "<Cd>CLBD</Cd>"),
        ("</GrpHdr>", "</GrpHdr><GrpHdr><MsgId>X</MsgId></GrpHdr>"),
        ("</GrpHdr>", "<TxDtls/></GrpHdr>"),
        ("</GrpHdr>", f"{'<a>' * 60}{'</a>' * 60}</GrpHdr>"),
        ("Beheerskosten", "B" * 30_000),
        ("<AddtlNtryInf>", f"{'<X>1</X>' * 6_000}<AddtlNtryInf>"),
    ],
)
def test_a_statement_that_can_be_read_in_two_ways_or_never_ends_is_refused(old: str, new: str) -> None:
    with pytest.raises(BankFileFieldInvalid, match="ongeldig"):
        read(changed(old, new))


@pytest.mark.parametrize("late", ["<Amt Ccy='EUR'>1.00</Amt>", "<CdtDbtInd>CRDT</CdtDbtInd>"])
def test_what_follows_the_payments_of_a_line_cannot_change_that_line(late: str) -> None:
    with pytest.raises(BankFileFieldInvalid):
        read(changed("</NtryDtls></Ntry>", f"</NtryDtls>{late}</Ntry>", text=NOTIFICATION))


def test_a_balance_after_the_lines_is_refused() -> None:
    start = STATEMENT.index("<Bal>")
    end = STATEMENT.index("</Bal>") + len("</Bal>")
    with pytest.raises(BankFileError):
        read(STATEMENT.replace("</Stmt>", STATEMENT[start:end] + "</Stmt>"))


def test_elements_of_the_bank_itself_are_passed_over() -> None:
    own = '<SplmtryData><Envlp><x:Ntry xmlns:x="urn:bank:own"><x:Amt>1</x:Amt></x:Ntry></Envlp></SplmtryData>'
    assert read(changed("</BkToCstmrStmt>", f"{own}</BkToCstmrStmt>")) == read(STATEMENT)


def test_a_comment_cannot_turn_one_payment_into_another() -> None:
    parts = read(changed(">LBK-C17-1<", ">LBK-C1<!-- -->7<?x y?>-1<"))
    assert [part.end_to_end_id for part in parts if isinstance(part, Transaction)][1] == "LBK-C17-1"


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
        read(changed("<Document", doctype + "<Document"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_another_encoding_than_utf_8_is_refused(encoding: str) -> None:
    text = STATEMENT.replace("Łukasz", "Lukasz").replace('"UTF-8"', f'"{encoding}"')
    with pytest.raises(BankFileMalformed):
        read(text.encode(encoding))


def test_an_entity_that_nobody_declared_is_refused() -> None:
    with pytest.raises(BankFileMalformed):
        read(changed(">LBK-C17-1<", ">LBK-&x;-1<"))


@pytest.mark.parametrize("share", [0, 0.001, 0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_statement_that_was_cut_off_says_so(share: float) -> None:
    data = STATEMENT.rstrip().encode()
    with pytest.raises(BankFileTruncated, match=r"afgebroken op regel \d+"):
        read(data[: int(len(data) * share)])


def test_damage_in_the_middle_is_not_taken_for_the_end() -> None:
    with pytest.raises(BankFileMalformed) as caught:
        read(changed("</Acct>", "</Akct>"))
    assert type(caught.value) is BankFileMalformed


def test_a_statement_above_the_limit_is_not_even_opened() -> None:
    with pytest.raises(BankFileTooLarge, match="100 bytes"):
        read_statements(BytesIO(STATEMENT.encode()), account=OURS, max_bytes=100)


@pytest.mark.parametrize(
    "data",
    [
        STATEMENT.replace("camt.053.001.08", "camt.053.001.03"),
        STATEMENT.replace("camt.053.001.08", "camt.052.001.08"),
        STATEMENT.replace("camt.053.001.08", "pain.002.001.10"),
        STATEMENT.replace("Document", "Envelope"),
        "<Document/>",
        "<html><body>Aanmelden</body></html>",
    ],
)
def test_another_kind_or_version_is_refused_by_name(data: str) -> None:
    with pytest.raises(StatementWrongKind, match=r"camt\.053"):
        read(data)


def test_text_that_is_no_xml_is_refused() -> None:
    with pytest.raises(BankFileMalformed):
        read("datum;bedrag\n2027-03-02;503,40\n")


def test_a_notification_under_the_name_of_a_statement_is_refused() -> None:
    with pytest.raises(BankFileFieldInvalid):
        read(NOTIFICATION.replace("camt.054", "camt.053"))


def test_a_file_without_any_statement_is_refused() -> None:
    start, end = STATEMENT.index("<Stmt>"), STATEMENT.index("</Stmt>") + len("</Stmt>")
    with pytest.raises(BankFileFieldMissing, match="Stmt"):
        read(STATEMENT[:start] + STATEMENT[end:])


def test_no_refusal_tells_a_name_or_an_account() -> None:
    with pytest.raises(BankFileError) as caught:
        read(changed("BE43068999999501", "BE68539007547034"))
    assert "BE" not in str(caught.value)


def test_nothing_is_given_of_a_file_that_turns_out_wrong_at_its_end() -> None:
    with pytest.raises(StatementBalanceDiffers):
        read_statements(BytesIO(changed("9711.9<", "9711.8<").encode()), account=OURS)


@pytest.mark.parametrize("together", [True, False], ids=["one line", "a line each"])
def test_thousands_of_payments_are_read_in_a_small_memory(together: bool) -> None:
    lines = [Line(f"LBK-{number}", 16_780, f"Els {number}", "BE71096123456769") for number in range(4_000)]
    groups = [tuple(lines)] if together else [(line,) for line in lines]
    bookings = [Booking(f"B{place}", -16_780 * len(group), group) for place, group in enumerate(groups)]
    data = written(Sheet("N1", OURS, DAY, tuple(bookings)), Style())
    tracemalloc.start()
    try:
        count = sum(isinstance(part, Transaction) for part in read_statements(BytesIO(data), account=OURS))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 4_000
    assert peak < 2 * MB
