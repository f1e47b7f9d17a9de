"""Payment orders: ISO 20022 pain.001.001.09, one debtor account, written as a stream.

A postal address is structured or absent (banks refuse others since 15-11-2026), euro only, charges shared by level
(SLEV).
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import BinaryIO

from loopbaankrediet.kernel.reference import StructuredCommunication
from loopbaankrediet.kernel.sepa_text import PARTY_NAME_LENGTH, is_identifier, is_printable, sepa_text
from loopbaankrediet.payments.bank.errors import (
    PaymentMessageInvalid,
    TotalsDiffer,
    TransferDuplicate,
    TransferInvalid,
)

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
TEXT_LENGTH = 140
BUILDING_LENGTH = 16
TOWN_LENGTH = 35
# The largest amount of one SEPA credit transfer: 999,999,999.99 euro. Source: EPC115-06.
LARGEST_CENTS = 99_999_999_999
FOOT = "</PmtInf></CstmrCdtTrfInitn></Document>\n"

_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_PURPOSE = re.compile(r"[A-Z]{4}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ENTERPRISE = re.compile(r"[01][0-9]{9}")
_LETTER_VALUES = str.maketrans({chr(ord("A") + index): str(10 + index) for index in range(26)})


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A structured address: town and country (ISO 3166) are needed, the rest may be ""."""

    town: str
    country: str
    street: str = ""
    building: str = ""
    post_code: str = ""


@dataclass(frozen=True)
class PaymentMessage:
    """The head of an order. `count` and `total_cents` are what the stream of transfers must come to.

    `category_purpose`: ISO code for all payments. `enterprise_number`: ten digits of the initiating party (KBO).
    """

    message_id: str
    created: datetime
    execution_on: date
    initiating_party: str
    debtor_name: str
    debtor_iban: str
    count: int
    total_cents: int
    debtor_bic: str | None = None
    batch_booking: bool = True
    debtor_address: PostalAddress | None = None
    category_purpose: str = ""
    enterprise_number: str = ""


@dataclass(frozen=True, slots=True)
class CreditTransfer:
    """One payment. `remittance`: structured communication or free text ("": none); `purpose`: ISO code."""

    end_to_end_id: str
    amount_cents: int
    creditor_name: str
    creditor_iban: str
    creditor_bic: str | None = None
    remittance: StructuredCommunication | str = ""
    purpose: str = ""
    creditor_address: PostalAddress | None = None


@dataclass(frozen=True)
class FileTotals:
    """What really stands in a file; `sha256` in hexadecimal, of the bytes."""

    count: int
    total_cents: int
    sha256: str


@dataclass
class _Tally:
    count: int = 0
    total_cents: int = 0
    seen: set[str] = field(default_factory=set)

    def add(self, transfer: CreditTransfer) -> None:
        if transfer.end_to_end_id in self.seen:
            raise TransferDuplicate(end_to_end_id=transfer.end_to_end_id)
        self.seen.add(transfer.end_to_end_id)
        self.count += 1
        self.total_cents += transfer.amount_cents


def write_credit_transfers(
    out: BinaryIO, *, message: PaymentMessage, transfers: Iterable[CreditTransfer]
) -> FileTotals:
    """Write the whole order to `out` and return its totals.

    Raises a `PaymentOrderError` when a field cannot stand in the file, a payment comes twice, or the stream
    differs from the head. `out` then holds a part: write to a temporary file and rename it after success.
    """
    digest, tally = hashlib.sha256(), _Tally()

    def emit(text: str) -> None:
        data = text.encode("ascii")
        digest.update(data)
        out.write(data)

    emit(_head(message))
    for transfer in transfers:
        emit(_transaction(transfer))
        tally.add(transfer)
    if (tally.count, tally.total_cents) != (message.count, message.total_cents):
        raise TotalsDiffer(
            stated_count=message.count,
            stated_cents=message.total_cents,
            found_count=tally.count,
            found_cents=tally.total_cents,
        )
    emit(FOOT)
    return FileTotals(tally.count, tally.total_cents, digest.hexdigest())


@lru_cache(maxsize=4096)
def iban_holds(iban: str) -> bool:
    """The form and the check digits (ISO 7064 mod 97-10) of a compact account number."""
    moved = (iban[4:] + iban[:4]).translate(_LETTER_VALUES)
    return _IBAN.fullmatch(iban) is not None and int(moved) % 97 == 1


@lru_cache(maxsize=4096)
def _party_name(name: str) -> str:
    return sepa_text(name, PARTY_NAME_LENGTH)


@lru_cache(maxsize=4096)
def _is_named(name: str) -> bool:
    return is_printable(name)


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _agent(bic: str | None) -> str:
    inner = f"<BICFI>{bic}</BICFI>" if bic else "<Othr><Id>NOTPROVIDED</Id></Othr>"
    return f"<FinInstnId>{inner}</FinInstnId>"


def _name(text: str) -> str:
    return f"<Nm>{sepa_text(text, PARTY_NAME_LENGTH)}</Nm>"


def _coded(element: str, code: str) -> str:
    return f"<{element}><Cd>{code}</Cd></{element}>" if code else ""


def _organisation(number: str) -> str:
    """Belgian banks know a customer by the enterprise number with this issuer. Source: Febelfin, pain.001 guide."""
    other = f"<Othr><Id>{number}</Id><Issr>KBO-BCE</Issr></Othr>"
    return f"<Id><OrgId>{other}</OrgId></Id>" if number else ""


def _address(address: PostalAddress | None) -> str:
    if address is None:
        return ""
    lines = (
        ("StrtNm", address.street, PARTY_NAME_LENGTH),
        ("BldgNb", address.building, BUILDING_LENGTH),
        ("PstCd", address.post_code, BUILDING_LENGTH),
        ("TwnNm", address.town, TOWN_LENGTH),
        ("Ctry", address.country, 2),
    )
    printed = ((name, sepa_text(text, longest)) for name, text, longest in lines)
    return "<PstlAdr>" + "".join(f"<{name}>{text}</{name}>" for name, text in printed if text) + "</PstlAdr>"


def _head(message: PaymentMessage) -> str:
    _check_message(message)
    totals = f"<NbOfTxs>{message.count}</NbOfTxs><CtrlSum>{_euros(message.total_cents)}</CtrlSum>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{NAMESPACE}"><CstmrCdtTrfInitn>'
        f"<GrpHdr><MsgId>{message.message_id}</MsgId>"
        f"<CreDtTm>{message.created.isoformat(timespec='seconds')}</CreDtTm>{totals}"
        f"<InitgPty>{_name(message.initiating_party)}{_organisation(message.enterprise_number)}</InitgPty></GrpHdr>"
        f"<PmtInf><PmtInfId>{message.message_id}</PmtInfId><PmtMtd>TRF</PmtMtd>"
        f"<BtchBookg>{'true' if message.batch_booking else 'false'}</BtchBookg>{totals}"
        f"<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl>{_coded('CtgyPurp', message.category_purpose)}</PmtTpInf>"
        f"<ReqdExctnDt><Dt>{message.execution_on.isoformat()}</Dt></ReqdExctnDt>"
        f"<Dbtr>{_name(message.debtor_name)}{_address(message.debtor_address)}</Dbtr>"
        f"<DbtrAcct><Id><IBAN>{message.debtor_iban}</IBAN></Id><Ccy>EUR</Ccy></DbtrAcct>"
        f"<DbtrAgt>{_agent(message.debtor_bic)}</DbtrAgt><ChrgBr>SLEV</ChrgBr>\n"
    )


def _transaction(transfer: CreditTransfer) -> str:
    name = _party_name(transfer.creditor_name)
    _check_transfer(transfer, name)
    agent = f"<CdtrAgt>{_agent(transfer.creditor_bic)}</CdtrAgt>" if transfer.creditor_bic else ""
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>{transfer.end_to_end_id}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="EUR">{_euros(transfer.amount_cents)}</InstdAmt></Amt>{agent}'
        f"<Cdtr><Nm>{name}</Nm>{_address(transfer.creditor_address)}</Cdtr>"
        f"<CdtrAcct><Id><IBAN>{transfer.creditor_iban}</IBAN></Id></CdtrAcct>"
        f"{_coded('Purp', transfer.purpose)}{_remittance(transfer)}</CdtTrfTxInf>\n"
    )


def _remittance(transfer: CreditTransfer) -> str:
    if isinstance(transfer.remittance, StructuredCommunication):
        return (
            "<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>BBA</Issr></Tp>"
            f"<Ref>{transfer.remittance.digits}</Ref></CdtrRefInf></Strd></RmtInf>"
        )
    text = sepa_text(transfer.remittance, TEXT_LENGTH)
    return f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf>" if text else ""


def _check_message(message: PaymentMessage) -> None:
    checks = (
        (is_identifier(message.message_id), "het kenmerk", "telt niet 1 tot 35 toegelaten tekens"),
        (message.created.tzinfo is not None, "het tijdstip", "heeft geen tijdzone"),
        (is_printable(message.initiating_party), "de naam van de opdrachtgever", "bevat geen Latijnse letter"),
        (is_printable(message.debtor_name), "de naam van de betaler", "bevat geen Latijnse letter"),
        (iban_holds(message.debtor_iban), "het rekeningnummer van de betaler", "is ongeldig"),
        (_bic_holds(message.debtor_bic), "de BIC van de betaler", "is ongeldig"),
        (_address_holds(message.debtor_address), "het adres van de betaler", "mist een gemeente of landcode"),
        (_code_holds(message.category_purpose), "de categorie", "telt niet vier hoofdletters"),
        (_enterprise_holds(message.enterprise_number), "het ondernemingsnummer", "telt niet tien cijfers"),
        (message.count > 0, "het aantal betalingen", "is nul"),
    )
    for holds, name, reason in checks:
        if not holds:
            raise PaymentMessageInvalid(name=name, reason=reason)


def _check_transfer(transfer: CreditTransfer, name: str) -> None:
    if not is_identifier(transfer.end_to_end_id):
        _refuse(transfer, "het kenmerk", "telt niet 1 tot 35 toegelaten tekens")
    if not 0 < transfer.amount_cents <= LARGEST_CENTS:
        _refuse(transfer, "het bedrag", "ligt niet tussen 0,01 en 999.999.999,99 euro")
    if not _is_named(name):
        _refuse(transfer, "de naam van de begunstigde", "bevat geen Latijnse letter of cijfer")
    if not iban_holds(transfer.creditor_iban):
        _refuse(transfer, "het rekeningnummer van de begunstigde", "is ongeldig")
    if not _bic_holds(transfer.creditor_bic):
        _refuse(transfer, "de BIC van de begunstigde", "is ongeldig")
    if not _code_holds(transfer.purpose):
        _refuse(transfer, "de doelcode", "telt niet vier hoofdletters")
    if not _address_holds(transfer.creditor_address):
        _refuse(transfer, "het adres van de begunstigde", "mist een gemeente of landcode")


def _refuse(transfer: CreditTransfer, name: str, reason: str) -> None:
    raise TransferInvalid(end_to_end_id=transfer.end_to_end_id, name=name, reason=reason)


@lru_cache(maxsize=4096)
def _bic_holds(bic: str | None) -> bool:
    return bic is None or _BIC.fullmatch(bic) is not None


def _code_holds(code: str) -> bool:
    return not code or _PURPOSE.fullmatch(code) is not None


def _enterprise_holds(number: str) -> bool:
    return not number or _ENTERPRISE.fullmatch(number) is not None


def _address_holds(address: PostalAddress | None) -> bool:
    return address is None or (is_printable(address.town) and _COUNTRY.fullmatch(address.country) is not None)
