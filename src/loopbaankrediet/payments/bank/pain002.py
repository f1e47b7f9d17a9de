"""Status reports of the bank: ISO 20022 pain.002.001, any version (03, 10, 12), read with distrust."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from lxml import etree

from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.payments.bank.errors import (
    BankFileDeclaresEntities,
    BankFileDuplicate,
    BankFileFieldInvalid,
    BankFileFieldMissing,
    BankFileMalformed,
    BankFileTooLarge,
    BankFileWrongKind,
)
from loopbaankrediet.payments.bank.xml_stream import elements, forget_previous, root_tag

LARGEST_BYTES = 64 * 1024 * 1024
IDENTIFIER_LENGTH = 35
_ROOT = re.compile(r"\{(urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.\d{2})\}Document")


class PaymentStatus(StrEnum):
    """What the bank says. Source: ISO 20022 external code set, payment group and transaction status."""

    RECEIVED = "RCVD"
    PENDING = "PDNG"
    TECHNICALLY_VALID = "ACTC"
    CUSTOMER_ACCEPTED = "ACCP"
    ACCEPTED_WITH_CHANGE = "ACWC"
    IN_PROCESS = "ACSP"
    SETTLED = "ACSC"
    PARTLY_ACCEPTED = "PART"
    REJECTED = "RJCT"


@dataclass(frozen=True, slots=True)
class TransactionStatus:
    """The bank's word on one payment; the reason is empty when the bank gives none."""

    end_to_end_id: str
    status: PaymentStatus
    reason_code: str = ""
    reason_text: str = ""


@dataclass(frozen=True)
class PaymentStatusReport:
    """One report on one payment order. The reason is that of the whole order."""

    message_id: str
    created: datetime
    original_message_id: str
    original_kind: str
    group_status: PaymentStatus | None
    payment_status: PaymentStatus | None
    reason_code: str
    reason_text: str
    transactions: tuple[TransactionStatus, ...]

    @property
    def status_of_unlisted(self) -> PaymentStatus | None:
        """What holds for payments that the report does not name; None when that does not follow."""
        status = self.payment_status or self.group_status
        return None if status is PaymentStatus.PARTLY_ACCEPTED else status


def read_status_report(data: bytes, *, max_bytes: int = LARGEST_BYTES) -> PaymentStatusReport:
    """Read a report; raises a `BankFileError` that says what is wrong, where, and how to mend it.

    UTF-8 only (as ISO 20022 asks); a DOCTYPE is refused unread. A time without zone is Brussels time.
    """
    if len(data) > max_bytes:
        raise BankFileTooLarge(limit=max_bytes)
    if b"<!DOCTYPE" in data:
        raise BankFileDeclaresEntities
    try:
        return _report(_collect(data))
    except etree.XMLSyntaxError as error:
        raise BankFileMalformed(line=error.lineno or 1) from None


@dataclass
class _Parts:
    """The pieces of one file that a report is made from; `of` looks up a child by its plain name."""

    namespace: str
    headers: list[etree._Element] = field(default_factory=list)
    groups: list[etree._Element] = field(default_factory=list)
    payments: list[etree._Element] = field(default_factory=list)
    transactions: dict[str, TransactionStatus] = field(default_factory=dict)

    def all(self, parent: etree._Element, name: str) -> list[etree._Element]:
        return parent.findall(f"{{{self.namespace}}}{name}")

    def text(self, parent: etree._Element, name: str, where: str) -> str:
        """The text of the one child of that name, "" when there is none."""
        found = self.all(parent, name)
        if len(found) > 1 or (found and len(found[0])):
            raise BankFileFieldInvalid(where=where, name=name, reason="er staat meer dan één waarde")
        return (found[0].text or "").strip() if found else ""

    def identifier(self, parent: etree._Element, name: str, where: str) -> str:
        text = self.text(parent, name, where)
        if not text:
            raise BankFileFieldMissing(where=where, name=name)
        if len(text) > IDENTIFIER_LENGTH:
            raise BankFileFieldInvalid(where=where, name=name, reason=f"meer dan {IDENTIFIER_LENGTH} tekens")
        return text

    def status(self, parent: etree._Element, name: str, where: str) -> PaymentStatus | None:
        text = self.text(parent, name, where)
        try:
            return PaymentStatus(text) if text else None
        except ValueError:
            reason = f"'{text[:IDENTIFIER_LENGTH]}' is geen bekende status"
            raise BankFileFieldInvalid(where=where, name=name, reason=reason) from None

    def reason(self, parent: etree._Element, where: str) -> tuple[str, str]:
        """Code and text of the first reason; both empty when there is none."""
        for information in self.all(parent, "StsRsnInf"):
            codes = [
                self.text(choice, "Cd", where) or self.text(choice, "Prtry", where)
                for choice in self.all(information, "Rsn")
            ]
            lines = [(line.text or "").strip() for line in self.all(information, "AddtlInf")]
            return "".join(codes[:1]), " ".join(filter(None, lines))
        return "", ""


def _collect(data: bytes) -> _Parts:
    root = root_tag(BytesIO(data))
    kind = _ROOT.fullmatch(root)
    if kind is None:
        raise BankFileWrongKind(found=root[:100])
    parts = _Parts(kind[1])
    keep = {"GrpHdr": parts.headers, "OrgnlGrpInfAndSts": parts.groups, "OrgnlPmtInfAndSts": parts.payments}
    tags = tuple(f"{{{parts.namespace}}}{name}" for name in (*keep, "TxInfAndSts"))
    for element in elements(BytesIO(data), tags=tags):
        name = etree.QName(element).localname
        _check_place(parts, element, name)
        if name in keep:
            keep[name].append(element)
        else:
            _add_transaction(parts, element)
            forget_previous(element)
    return parts


def _check_place(parts: _Parts, element: etree._Element, name: str) -> None:
    """A part counts only where the standard puts it."""
    home = "OrgnlPmtInfAndSts" if name == "TxInfAndSts" else "CstmrPmtStsRpt"
    parent = element.getparent()
    if parent is None or parent.tag != f"{{{parts.namespace}}}{home}":
        raise BankFileFieldInvalid(where="het bestand", name=name, reason=f"het staat niet in {home}")


def _add_transaction(parts: _Parts, element: etree._Element) -> None:
    end_to_end_id = parts.identifier(element, "OrgnlEndToEndId", f"betaling nummer {len(parts.transactions) + 1}")
    where = f"betaling {end_to_end_id}"
    status = parts.status(element, "TxSts", where)
    if status is None:
        raise BankFileFieldMissing(where=where, name="TxSts")
    if status is PaymentStatus.PARTLY_ACCEPTED:
        raise BankFileFieldInvalid(where=where, name="TxSts", reason="PART geldt alleen voor een hele opdracht")
    if end_to_end_id in parts.transactions:
        raise BankFileDuplicate(end_to_end_id=end_to_end_id)
    parts.transactions[end_to_end_id] = TransactionStatus(end_to_end_id, status, *parts.reason(element, where))


def _report(parts: _Parts) -> PaymentStatusReport:
    top, whole = "de kop van het bestand (GrpHdr)", "het deel over de opdracht (OrgnlGrpInfAndSts)"
    header, group = _only(parts.headers, "GrpHdr"), _only(parts.groups, "OrgnlGrpInfAndSts")
    group_status = parts.status(group, "GrpSts", whole)
    payment_status = _payment_status(parts)
    if not (group_status or payment_status or parts.transactions):
        raise BankFileFieldMissing(where=whole, name="elke status")
    reasons = [reason for part in (group, *parts.payments) if any(reason := parts.reason(part, whole))]
    reason_code, reason_text = reasons[0] if reasons else ("", "")
    return PaymentStatusReport(
        message_id=parts.identifier(header, "MsgId", top),
        created=_instant(parts.text(header, "CreDtTm", top), top),
        original_message_id=parts.identifier(group, "OrgnlMsgId", whole),
        original_kind=parts.identifier(group, "OrgnlMsgNmId", whole),
        group_status=group_status,
        payment_status=payment_status,
        reason_code=reason_code,
        reason_text=reason_text,
        transactions=tuple(parts.transactions.values()),
    )


def _only(found: list[etree._Element], name: str) -> etree._Element:
    if not found:
        raise BankFileFieldMissing(where="het bestand", name=name)
    if len(found) > 1:
        raise BankFileFieldInvalid(where="het bestand", name=name, reason="het staat er meer dan één keer")
    return found[0]


def _payment_status(parts: _Parts) -> PaymentStatus | None:
    """The status below the group; several that differ make the order partly accepted."""
    statuses = {parts.status(payment, "PmtInfSts", "het deel over de betaalgroep") for payment in parts.payments}
    if len(statuses) > 1:
        return PaymentStatus.PARTLY_ACCEPTED
    return next(iter(statuses), None)


def _instant(text: str, where: str) -> datetime:
    if not text:
        raise BankFileFieldMissing(where=where, name="CreDtTm")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise BankFileFieldInvalid(where=where, name="CreDtTm", reason="het is geen tijdstip") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=BRUSSELS)
