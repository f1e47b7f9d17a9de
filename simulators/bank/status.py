"""The bank's word on an order: pain.002.001.10.

Every payment is settled (ACSC), except those to a rejected account (RJCT, AC04: closed). An order whose stated number
or sum is not that of its payments is rejected as a whole (AM18, AM10), one that cannot be read as well (FF01).
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from simulators.bank.orders import Order, read_order

ANSWER = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"


def answer_to(pain001: bytes, reject: frozenset[str]) -> bytes:
    """The bank's status report on an order; `reject` holds compact account numbers."""
    order, refusal = judged(pain001)
    rejected = frozenset(item.end_to_end_id for item in order.payments if item.iban in reject)
    return report(order, report_id(pain001), refusal, rejected)


def judged(pain001: bytes) -> tuple[Order, str]:
    """The order and the reason to refuse all of it; "" when it is sound."""
    try:
        order = read_order(pain001)
        return order, order.refusal()
    except (etree.XMLSyntaxError, ValueError, ArithmeticError):
        return Order(), "FF01"


def report_id(pain001: bytes) -> str:
    """The bank's own number, the same for the same bytes."""
    return "BANK-" + hashlib.sha256(pain001).hexdigest()[:24].upper()


def report(order: Order, message_id: str, refusal: str, rejected: frozenset[str]) -> bytes:
    """The answer; `rejected` holds end-to-end ids, each refused because its account is closed."""
    return "".join(pieces(order, message_id, refusal, rejected)).encode()


def pieces(order: Order, message_id: str, refusal: str, rejected: frozenset[str]) -> Iterator[str]:
    """The text of the answer; identifiers are in the SEPA character set and need no escaping."""
    whole = bool(refusal) or len(rejected) == len(order.payments)
    status = "RJCT" if whole else "PART" if rejected else "ACSC"
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{ANSWER}"><CstmrPmtStsRpt><GrpHdr>'
        f"<MsgId>{message_id}</MsgId><CreDtTm>{datetime.now(UTC).isoformat(timespec='seconds')}</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{order.message_id}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
        f"<GrpSts>{status}</GrpSts>{reason(refusal) if refusal else ''}</OrgnlGrpInfAndSts>"
    )
    if not refusal:
        yield f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{order.payment_id}</OrgnlPmtInfId>\n"
        for item in order.payments:
            refused = item.end_to_end_id in rejected
            verdict = f"<TxSts>RJCT</TxSts>{reason('AC04')}" if refused else "<TxSts>ACSC</TxSts>"
            yield f"<TxInfAndSts><OrgnlEndToEndId>{item.end_to_end_id}</OrgnlEndToEndId>{verdict}</TxInfAndSts>\n"
        yield "</OrgnlPmtInfAndSts>"
    yield "</CstmrPmtStsRpt></Document>\n"


def reason(code: str) -> str:
    """One ISO 20022 status reason."""
    return f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>"
