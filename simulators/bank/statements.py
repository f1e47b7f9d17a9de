"""What the bank tells of an account: notifications (camt.054.001.08) and day statements (camt.053.001.08)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from simulators.bank.orders import Payment

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.{}.001.08"
PAID, RETURNED = "ESCT", "RRTN"


@dataclass(frozen=True)
class Booking:
    """One line of the account. `stated_cents` is what the line says, which a wrong bank may not add up."""

    reference: str
    payments: tuple[Payment, ...]
    stated_cents: int
    order: str
    debtor: str
    account: str
    return_reason: str = ""

    @property
    def signed_cents(self) -> int:
        return self.stated_cents if self.return_reason else -self.stated_cents


@dataclass(frozen=True)
class Day:
    """The day of a statement with its balances, in cents."""

    day: date
    sequence: int
    opening: int
    closing: int


def notification(message_id: str, account: str, day: date, bookings: Iterable[Booking]) -> bytes:
    """A camt.054 that lists every payment."""
    entries = "".join(entry(number, item, day, listed=True) for number, item in enumerate(bookings, start=1))
    return document("054", "BkToCstmrDbtCdtNtfctn", "Ntfctn", message_id, day, owner(account) + entries)


def statement(message_id: str, account: str, day: Day, bookings: Iterable[Booking]) -> bytes:
    """A camt.053; a booking of several payments is one line without them, as the notification has them."""
    balances = balance("OPBD", day.opening, day.day) + balance("CLBD", day.closing, day.day)
    entries = "".join(
        entry(number, item, day.day, listed=len(item.payments) == 1) for number, item in enumerate(bookings, start=1)
    )
    head = f"<ElctrncSeqNb>{day.sequence}</ElctrncSeqNb>"
    return document(
        "053", "BkToCstmrStmt", "Stmt", message_id, day.day, owner(account) + balances + entries, sequence=head
    )


def document(kind: str, body: str, part: str, message_id: str, day: date, text: str, *, sequence: str = "") -> bytes:
    """The file around one statement; made in the evening of its day."""
    created = f"<CreDtTm>{day.isoformat()}T18:00:00+01:00</CreDtTm>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{NAMESPACE.format(kind)}"><{body}>'
        f"<GrpHdr><MsgId>{message_id}</MsgId>{created}</GrpHdr>\n"
        f"<{part}><Id>{message_id}</Id>{sequence}{created}{text}</{part}></{body}></Document>\n"
    ).encode()


def owner(account: str) -> str:
    """Whose account."""
    return f"<Acct><Id><IBAN>{account}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"


def balance(code: str, cents: int, day: date) -> str:
    """A booked balance; an overdrawn one is a debit."""
    direction = "DBIT" if cents < 0 else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{amount(abs(cents))}"
        f"<CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>{day.isoformat()}</Dt></Dt></Bal>\n"
    )


def entry(number: int, booking: Booking, day: date, *, listed: bool) -> str:
    """One line; `listed`: with its payments."""
    direction = "CRDT" if booking.return_reason else "DBIT"
    settled = f"<Dt>{day.isoformat()}</Dt>"
    family = RETURNED if booking.return_reason else PAID
    payments = "".join(details(booking, item, direction) for item in booking.payments) if listed else ""
    return (
        f"<Ntry><NtryRef>{number}</NtryRef>{amount(booking.stated_cents)}<CdtDbtInd>{direction}</CdtDbtInd>"
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt>{settled}</BookgDt><ValDt>{settled}</ValDt>"
        f"<AcctSvcrRef>{booking.reference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd>"
        f"<SubFmlyCd>{family}</SubFmlyCd></Fmly></Domn></BkTxCd>"
        f"<NtryDtls><Btch><PmtInfId>{booking.order}</PmtInfId><NbOfTxs>{len(booking.payments)}</NbOfTxs>"
        f"{amount(booking.stated_cents, 'TtlAmt')}<CdtDbtInd>{direction}</CdtDbtInd></Btch>"
        f"{payments}</NtryDtls></Ntry>\n"
    )


def details(booking: Booking, payment: Payment, direction: str) -> str:
    """One payment; names and references come from our own order and need no escaping."""
    reference = (
        "<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>BBA</Issr></Tp>"
        f"<Ref>{payment.reference}</Ref></CdtrRefInf></Strd></RmtInf>"
        if payment.reference
        else ""
    )
    why = f"<RtrInf><Rsn><Cd>{booking.return_reason}</Cd></Rsn></RtrInf>" if booking.return_reason else ""
    return (
        f"<TxDtls><Refs><PmtInfId>{booking.order}</PmtInfId><EndToEndId>{payment.end_to_end_id}</EndToEndId></Refs>"
        f"{amount(payment.cents)}<CdtDbtInd>{direction}</CdtDbtInd>"
        f"<RltdPties><Dbtr><Pty><Nm>{booking.debtor}</Nm></Pty></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{booking.account}</IBAN></Id></DbtrAcct>"
        f"<Cdtr><Pty><Nm>{payment.name}</Nm></Pty></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{payment.iban}</IBAN></Id></CdtrAcct></RltdPties>{reference}{why}</TxDtls>\n"
    )


def amount(cents: int, name: str = "Amt") -> str:
    """Euro with a point."""
    return f'<{name} Ccy="EUR">{cents // 100}.{cents % 100:02d}</{name}>'
