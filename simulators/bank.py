"""A bank that answers payment orders: pain.001.001.09 from one folder, pain.002.001.10 to another.

Run it as `python -m simulators.bank --outbox FOLDER --inbox FOLDER [--once] [--reject IBAN ...]`. Every
payment is settled (ACSC), except those to a rejected account (RJCT, AC04: closed). An order whose stated
number or sum is not that of its payments is rejected as a whole (AM18, AM10), one that cannot be read as well
(FF01). An order is answered once: a mark in the folder `.answered` beside
the orders is the bank's memory. Stops on SIGTERM or SIGINT.
"""

import argparse
import hashlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import FrameType

from lxml import etree

ORDER = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
ANSWER = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"
ANSWER_SUFFIX = ".pain002.xml"
SECONDS_BETWEEN_LOOKS = 0.5
NAMES = {"o": ORDER}


@dataclass
class Order:
    """What the bank keeps of an order: identifiers, what it states, (end-to-end id, account) per payment."""

    message_id: str = "NOTPROVIDED"
    payment_id: str = "NOTPROVIDED"
    stated_count: int = 0
    stated_sum: Decimal = Decimal(0)
    found_sum: Decimal = Decimal(0)
    payments: list[tuple[str, str]] = field(default_factory=list)

    def refusal(self) -> str:
        """The ISO reason why the whole order is refused; empty when it is sound."""
        if len(self.payments) != self.stated_count:
            return "AM18"
        return "" if self.found_sum == self.stated_sum else "AM10"


def answer_to(pain001: bytes, reject: frozenset[str]) -> bytes:
    """The bank's status report on an order; `reject` holds compact account numbers."""
    try:
        order = read_order(pain001)
        refusal = order.refusal()
    except (etree.XMLSyntaxError, ValueError, ArithmeticError):
        order, refusal = Order(), "FF01"
    message_id = "BANK-" + hashlib.sha256(pain001).hexdigest()[:24].upper()
    return "".join(report(order, message_id, refusal, reject)).encode()


def read_order(pain001: bytes) -> Order:
    """Walk through the order payment by payment; ValueError when it is not a pain.001.001.09."""
    order = Order()
    tags = tuple(f"{{{ORDER}}}{name}" for name in ("MsgId", "NbOfTxs", "CtrlSum", "PmtInfId", "CdtTrfTxInf"))
    for _, element in etree.iterparse(BytesIO(pain001), tag=tags, resolve_entities=False, no_network=True):
        text = element.text or ""
        match etree.QName(element).localname:
            case "MsgId":
                order.message_id = text
            case "PmtInfId":
                order.payment_id = text
            case "NbOfTxs":
                order.stated_count = int(text)
            case "CtrlSum":
                order.stated_sum = Decimal(text)
            case _:
                add_payment(order, element)
    if not order.payments:
        raise ValueError("no payment in the file")
    return order


def add_payment(order: Order, element: etree._Element) -> None:
    """Note one payment and drop it from memory, with the line break before it."""
    order.found_sum += Decimal(element.findtext("o:Amt/o:InstdAmt", "", NAMES))
    order.payments.append(
        (
            element.findtext("o:PmtId/o:EndToEndId", "", NAMES),
            element.findtext("o:CdtrAcct/o:Id/o:IBAN", "", NAMES),
        )
    )
    element.clear()


def report(order: Order, message_id: str, refusal: str, reject: frozenset[str]) -> Iterator[str]:
    """The text of the answer in pieces; identifiers are in the SEPA character set and need no escaping."""
    refused = len(order.payments) if refusal else sum(iban in reject for _, iban in order.payments)
    status = "RJCT" if refusal or refused == len(order.payments) else "PART" if refused else "ACSC"
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{ANSWER}"><CstmrPmtStsRpt><GrpHdr>'
        f"<MsgId>{message_id}</MsgId><CreDtTm>{datetime.now(UTC).isoformat(timespec='seconds')}</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{order.message_id}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
        f"<GrpSts>{status}</GrpSts>{reason(refusal) if refusal else ''}</OrgnlGrpInfAndSts>"
    )
    if not refusal:
        yield f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{order.payment_id}</OrgnlPmtInfId>\n"
        for end_to_end_id, iban in order.payments:
            verdict = f"<TxSts>RJCT</TxSts>{reason('AC04')}" if iban in reject else "<TxSts>ACSC</TxSts>"
            yield f"<TxInfAndSts><OrgnlEndToEndId>{end_to_end_id}</OrgnlEndToEndId>{verdict}</TxInfAndSts>\n"
        yield "</OrgnlPmtInfAndSts>"
    yield "</CstmrPmtStsRpt></Document>\n"


def reason(code: str) -> str:
    """One ISO 20022 status reason."""
    return f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>"


def answer_all(outbox: Path, inbox: Path, reject: frozenset[str]) -> int:
    """Answer every order that has no answer yet; the number of answers written."""
    written = 0
    for order in sorted(outbox.glob("*.xml")):
        mark = outbox / ".answered" / order.name
        if not mark.exists():
            unfinished = inbox / (order.stem + ".part")
            unfinished.write_bytes(answer_to(order.read_bytes(), reject))
            unfinished.rename(inbox / (order.stem + ANSWER_SUFFIX))
            mark.parent.mkdir(exist_ok=True)
            mark.touch()
            written += 1
    return written


def main() -> None:
    """Look for orders until stopped, or once."""
    parser = argparse.ArgumentParser(prog="python -m simulators.bank", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--outbox", type=Path, required=True, help="folder with payment orders")
    parser.add_argument("--inbox", type=Path, required=True, help="folder for the bank's answers")
    parser.add_argument("--reject", action="append", default=[], metavar="IBAN", help="account that is closed")
    parser.add_argument("--once", action="store_true", help="answer what is there and stop")
    options = parser.parse_args()
    os.umask(0o077)
    reject = frozenset(iban.replace(" ", "").upper() for iban in options.reject)
    options.inbox.mkdir(parents=True, exist_ok=True)
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while True:
        written = answer_all(options.outbox, options.inbox, reject)
        if written:
            sys.stdout.write(f"bank: {written} answered\n")
            sys.stdout.flush()
        if options.once or stopped.wait(SECONDS_BETWEEN_LOOKS):
            return


if __name__ == "__main__":
    main()
