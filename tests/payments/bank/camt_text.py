"""Statements and notifications as text, written for tests by other hands than the reader's; versions 02 and 08."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Style:
    """What differs between banks: version, prefix of the names, a mark at the start, optional fields, sums."""

    version: str = "08"
    prefix: str = ""
    marked: bool = False
    rich: bool = True
    summed: bool = True


@dataclass(frozen=True)
class Line:
    """One payment of a booking."""

    end_to_end_id: str
    cents: int
    creditor_name: str = ""
    creditor_iban: str = ""
    return_code: str = ""


@dataclass(frozen=True)
class Booking:
    """One entry; `cents` is negative when money goes out. Without lines it is only the sum."""

    reference: str
    cents: int
    lines: tuple[Line, ...] = ()
    order: str = ""
    count: int = 0

    @property
    def direction(self) -> str:
        return "DBIT" if self.cents < 0 else "CRDT"


@dataclass(frozen=True)
class Sheet:
    """One statement (with an opening balance) or notification (without)."""

    number: str
    account: str
    day: date
    bookings: tuple[Booking, ...]
    opening: int | None = None

    @property
    def closing(self) -> int:
        return (self.opening or 0) + sum(item.cents for item in self.bookings)


def written(sheet: Sheet, style: Style = Style()) -> bytes:
    """The file of one sheet."""
    kind, body, part = ("054", "BkToCstmrDbtCdtNtfctn", "Ntfctn")
    if sheet.opening is not None:
        kind, body, part = ("053", "BkToCstmrStmt", "Stmt")
    created = f"<CreDtTm>{sheet.day.isoformat()}T18:00:00</CreDtTm>"
    text = (
        f"<Document><{body}><GrpHdr><MsgId>M{sheet.number}</MsgId>{created}</GrpHdr>"
        f"<{part}><Id>{sheet.number}</Id>{created}"
        f"<Acct><Id><IBAN>{sheet.account}</IBAN></Id></Acct>{_balances(sheet)}"
        f"{_summary(sheet.bookings) if style.summed else ''}"
        f"{''.join(_entry(number, item, sheet.day, style) for number, item in enumerate(sheet.bookings, start=1))}"
        f"</{part}></{body}></Document>"
    )
    return dressed(text, f"urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{style.version}", style)


def dressed(text: str, namespace: str, style: Style) -> bytes:
    """The text between its Document tags as a file in the style of one bank."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if style.prefix:
        text = text.replace("</", "\0").replace("<", f"<{style.prefix}:").replace("\0", f"</{style.prefix}:")
        named = text.replace("Document>", f'Document xmlns:{style.prefix}="{namespace}">', 1)
    else:
        named = text.replace("<Document>", f'<Document xmlns="{namespace}">', 1)
    return (head + named).encode("utf-8-sig" if style.marked else "utf-8")


def _balances(sheet: Sheet) -> str:
    if sheet.opening is None:
        return ""
    before = _balance("OPBD", sheet.opening, sheet.day - timedelta(days=1))
    return before + _balance("CLBD", sheet.closing, sheet.day)


def _balance(code: str, cents: int, day: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_amount('Amt', cents)}"
        f"<CdtDbtInd>{'DBIT' if cents < 0 else 'CRDT'}</CdtDbtInd><Dt><Dt>{day.isoformat()}</Dt></Dt></Bal>"
    )


def _summary(bookings: Sequence[Booking]) -> str:
    total = sum(abs(item.cents) for item in bookings)
    return (
        f"<TxsSummry><TtlNtries><NbOfNtries>{len(bookings)}</NbOfNtries><Sum>{_euros(total)}</Sum></TtlNtries>"
        "</TxsSummry>"
    )


def _entry(number: int, booking: Booking, day: date, style: Style) -> str:
    status = "<Sts>BOOK</Sts>" if style.version == "02" else "<Sts><Cd>BOOK</Cd></Sts>"
    remark = "<AddtlNtryInf>Verrichting</AddtlNtryInf>" if style.rich else ""
    return (
        f"<Ntry><NtryRef>{number}</NtryRef>{_amount('Amt', booking.cents)}"
        f"<CdtDbtInd>{booking.direction}</CdtDbtInd>{status}"
        f"<BookgDt><Dt>{day.isoformat()}</Dt></BookgDt><AcctSvcrRef>{booking.reference}</AcctSvcrRef>"
        f"<BkTxCd><Prtry><Cd>01</Cd></Prtry></BkTxCd>{_details(booking, style)}{remark}</Ntry>"
    )


def _details(booking: Booking, style: Style) -> str:
    count = booking.count or len(booking.lines)
    if not count:
        return ""
    order = f"<PmtInfId>{booking.order}</PmtInfId>" if booking.order else ""
    batch = f"<Btch>{order}<NbOfTxs>{count}</NbOfTxs></Btch>" if style.rich else ""
    lines = "".join(_line(booking, item, style) for item in booking.lines)
    return f"<NtryDtls>{batch}{lines}</NtryDtls>" if batch or lines else ""


def _line(booking: Booking, line: Line, style: Style) -> str:
    amount = _amount("Amt", line.cents) + f"<CdtDbtInd>{booking.direction}</CdtDbtInd>"
    if style.version == "02":
        amount = f"<AmtDtls><TxAmt>{_amount('Amt', line.cents)}</TxAmt></AmtDtls>"
    why = f"<RtrInf><Rsn><Cd>{line.return_code}</Cd></Rsn></RtrInf>" if line.return_code else ""
    return (
        f"<TxDtls><Refs><EndToEndId>{escape(line.end_to_end_id)}</EndToEndId></Refs>{amount}"
        f"{_creditor(line, style)}{why}</TxDtls>"
    )


def _creditor(line: Line, style: Style) -> str:
    if not line.creditor_name:
        return ""
    name = f"<Nm>{escape(line.creditor_name)}</Nm>"
    party = name if style.version == "02" else f"<Pty>{name}</Pty>"
    account = f"<CdtrAcct><Id><IBAN>{line.creditor_iban}</IBAN></Id></CdtrAcct>" if line.creditor_iban else ""
    return f"<RltdPties><Cdtr>{party}</Cdtr>{account}</RltdPties>"


def _amount(name: str, cents: int) -> str:
    return f'<{name} Ccy="EUR">{_euros(cents)}</{name}>'


def _euros(cents: int) -> str:
    return f"{abs(cents) // 100}.{abs(cents) % 100:02d}"
