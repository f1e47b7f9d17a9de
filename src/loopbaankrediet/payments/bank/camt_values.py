"""From the elements of camt.053 and camt.054 (versions 02 and 08) to values. Every field is checked, none guessed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from loopbaankrediet.payments.bank.errors import (
    BankFileFieldInvalid,
    BankFileFieldMissing,
    StatementInPages,
    StatementOtherAccount,
)
from loopbaankrediet.payments.bank.statements import (
    Balance,
    Direction,
    Entry,
    EntryBatch,
    EntryStatus,
    StatementHead,
    StatementKind,
    Transaction,
)
from loopbaankrediet.payments.bank.xml_fields import Fields

# Booked balances by ISO code. PRCD is the closing balance of the statement before, which some banks open with.
OPENING_CODES = ("OPBD", "PRCD")
CLOSING_CODES = ("CLBD",)

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True)
class MessageHead:
    """The head of the whole file."""

    message_id: str
    created: datetime


def message_head(fields: Fields) -> MessageHead:
    created = fields.moment("CreDtTm")
    if created is None:
        raise BankFileFieldMissing(where=fields.where, name="CreDtTm")
    _refuse_pages(fields, "MsgPgntn")
    return MessageHead(fields.needed_identifier("MsgId"), created)


def statement_head(
    fields: Fields, balances: list[Fields], *, kind: StatementKind, message: MessageHead, account: str
) -> StatementHead:
    """The head of one statement; it must be of our `account` and, if of a day, have both balances."""
    statement_id = fields.needed_identifier("Id")
    fields.where = f"uittreksel {statement_id}"
    if fields.needed("Acct/Id/IBAN").replace(" ", "") != account:
        raise StatementOtherAccount(where=fields.where)
    fields.refuse_currency("Acct/Ccy")
    opening = closing = None
    if kind is StatementKind.STATEMENT:
        _refuse_pages(fields, "StmtPgntn")
        opening, closing = _balances(balances, fields.where)
    return StatementHead(
        kind=kind,
        message_id=message.message_id,
        statement_id=statement_id,
        created=fields.moment("CreDtTm") or message.created,
        sequence=fields.count("ElctrncSeqNb"),
        account=account,
        from_at=fields.moment("FrToDt/FrDtTm"),
        to_at=fields.moment("FrToDt/ToDtTm"),
        opening=opening,
        closing=closing,
        copy=fields.first("CpyDplctInd"),
    )


def _refuse_pages(fields: Fields, path: str) -> None:
    if fields.has(path) and (fields.count(f"{path}/PgNb") != 1 or not fields.flag(f"{path}/LastPgInd")):
        raise StatementInPages(where=fields.where)


def _balances(balances: list[Fields], where: str) -> tuple[Balance, Balance]:
    found: dict[str, Balance] = {}
    for fields in balances:
        code = fields.first("Tp/CdOrPrtry/Cd")
        if code not in OPENING_CODES + CLOSING_CODES:
            continue
        if code in found:
            raise BankFileFieldInvalid(where=where, name=f"saldo {code}", reason="er staat meer dan één waarde")
        found[code] = _balance(fields)
    return _one_of(found, OPENING_CODES, where), _one_of(found, CLOSING_CODES, where)


def _balance(fields: Fields) -> Balance:
    day, cents = fields.day("Dt"), fields.cents("Amt")
    if day is None:
        raise BankFileFieldMissing(where=fields.where, name="Bal/Dt")
    return Balance(cents if _direction(fields) is Direction.CREDIT else -cents, day)


def _one_of(found: dict[str, Balance], codes: tuple[str, ...], where: str) -> Balance:
    for code in codes:
        if code in found:
            return found[code]
    raise BankFileFieldMissing(where=where, name=f"het saldo {codes[0]}")


def entry(fields: Fields, group: EntryBatch | None, *, position: int) -> Entry:
    """One booking; a booked one must say on which day."""
    status = _code(EntryStatus, fields, "Sts/Cd", "Sts")
    booked_on = fields.day("BookgDt")
    if status is EntryStatus.BOOKED and booked_on is None:
        raise BankFileFieldMissing(where=fields.where, name="BookgDt")
    return Entry(
        position=position,
        reference=fields.identifier("NtryRef"),
        bank_reference=fields.identifier("AcctSvcrRef"),
        cents=fields.cents("Amt"),
        direction=_direction(fields),
        status=status,
        booked_on=booked_on,
        value_on=fields.day("ValDt"),
        transaction_code=_transaction_code(fields),
        is_reversal=fields.flag("RvslInd"),
        batch=group,
    )


def _transaction_code(fields: Fields) -> str:
    """DOMAIN/FAMILY/SUBFAMILY, or the bank's own code. The element itself is mandatory."""
    if not fields.has("BkTxCd"):
        raise BankFileFieldMissing(where=fields.where, name="BkTxCd")
    paths = ("BkTxCd/Domn/Cd", "BkTxCd/Domn/Fmly/Cd", "BkTxCd/Domn/Fmly/SubFmlyCd")
    domain = "/".join(filter(None, (fields.first(path) for path in paths)))
    return domain or fields.identifier("BkTxCd/Prtry/Cd")


def batch(fields: Fields) -> EntryBatch | None:
    """What the details of an entry say about the order behind it."""
    if not fields.has("Btch"):
        return None
    return EntryBatch(
        message_id=fields.identifier("Btch/MsgId"),
        payment_information_id=fields.identifier("Btch/PmtInfId"),
        count=fields.count("Btch/NbOfTxs"),
        total_cents=fields.cents("Btch/TtlAmt") if fields.has("Btch/TtlAmt") else None,
    )


def transaction(fields: Fields, *, position: int, booking: Entry, group: EntryBatch | None) -> Transaction:
    """One payment; what it does not say itself it has from its entry and its batch."""
    return Transaction(
        position=position,
        cents=_amount(fields, booking),
        direction=_direction(fields) if fields.has("CdtDbtInd") else booking.direction,
        end_to_end_id=fields.identifier("Refs/EndToEndId"),
        message_id=fields.identifier("Refs/MsgId") or (group.message_id if group else ""),
        payment_information_id=fields.identifier("Refs/PmtInfId") or (group.payment_information_id if group else ""),
        transaction_id=fields.identifier("Refs/TxId"),
        debtor_name=fields.one_line("RltdPties/Dbtr/Pty/Nm") or fields.one_line("RltdPties/Dbtr/Nm"),
        debtor_iban=fields.account("RltdPties/DbtrAcct/Id/IBAN"),
        creditor_name=fields.one_line("RltdPties/Cdtr/Pty/Nm") or fields.one_line("RltdPties/Cdtr/Nm"),
        creditor_iban=fields.account("RltdPties/CdtrAcct/Id/IBAN"),
        reference=_only(fields, "RmtInf/Strd/CdtrRefInf/Ref").replace(" ", ""),
        reference_kind=_only(fields, "RmtInf/Strd/CdtrRefInf/Tp/Issr")
        or _only(fields, "RmtInf/Strd/CdtrRefInf/Tp/CdOrPrtry/Cd"),
        text=fields.one_line("RmtInf/Ustrd"),
        return_code=fields.first("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"),
        return_text=fields.one_line("RtrInf/AddtlInf"),
    )


def _amount(fields: Fields, booking: Entry) -> int:
    """Version 02 has no amount of the payment itself; a payment without any amount is the whole entry."""
    for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"):
        if fields.has(path):
            return fields.cents(path)
    return booking.cents


def _only(fields: Fields, path: str) -> str:
    """The one text at the path; "" when there are several, as with a payment of many invoices."""
    found = fields.all(path)
    return found[0] if len(found) == 1 else ""


def _direction(fields: Fields) -> Direction:
    return _code(Direction, fields, "CdtDbtInd")


def _code(codes: type[Code], fields: Fields, *paths: str) -> Code:
    text = fields.needed(*paths)
    try:
        return codes(text)
    except ValueError:
        reason = f"'{text[:20]}' is geen bekende code"
        raise BankFileFieldInvalid(where=fields.where, name=paths[-1], reason=reason) from None
