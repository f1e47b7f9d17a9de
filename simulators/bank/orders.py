"""Reading an order as a bank does: what it states about itself, and every payment in it."""

from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO

from lxml import etree

ORDER = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
NAMES = {"o": ORDER}


@dataclass(frozen=True)
class Payment:
    """One payment of an order; `reference` is its structured communication or ""."""

    end_to_end_id: str
    iban: str
    cents: int
    name: str
    reference: str


@dataclass
class Order:
    """What the bank keeps of an order: identifiers, whose account, which day, what it states, its payments."""

    message_id: str = "NOTPROVIDED"
    payment_id: str = "NOTPROVIDED"
    debtor: str = ""
    account: str = ""
    day: str = ""
    stated_count: int = 0
    stated_sum: Decimal = Decimal(0)
    found_sum: Decimal = Decimal(0)
    payments: list[Payment] = field(default_factory=list)

    def refusal(self) -> str:
        """The ISO reason why the whole order is refused; empty when it is sound."""
        if len(self.payments) != self.stated_count:
            return "AM18"
        return "" if self.found_sum == self.stated_sum else "AM10"


def read_order(pain001: bytes) -> Order:
    """Walk through the order payment by payment; ValueError when it is not a pain.001.001.09."""
    order = Order()
    names = ("MsgId", "NbOfTxs", "CtrlSum", "PmtInfId", "ReqdExctnDt", "Dbtr", "DbtrAcct", "CdtTrfTxInf")
    tags = tuple(f"{{{ORDER}}}{name}" for name in names)
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
            case "ReqdExctnDt":
                order.day = element.findtext("o:Dt", "", NAMES)
            case "Dbtr":
                order.debtor = element.findtext("o:Nm", "", NAMES)
            case "DbtrAcct":
                order.account = element.findtext("o:Id/o:IBAN", "", NAMES)
            case _:
                add_payment(order, element)
    if not order.payments:
        raise ValueError("no payment in the file")
    return order


def add_payment(order: Order, element: etree._Element) -> None:
    """Note one payment and drop it from memory."""
    amount = Decimal(element.findtext("o:Amt/o:InstdAmt", "", NAMES))
    order.found_sum += amount
    order.payments.append(
        Payment(
            end_to_end_id=element.findtext("o:PmtId/o:EndToEndId", "", NAMES),
            iban=element.findtext("o:CdtrAcct/o:Id/o:IBAN", "", NAMES),
            cents=int(amount * 100),
            name=element.findtext("o:Cdtr/o:Nm", "", NAMES),
            reference=element.findtext("o:RmtInf/o:Strd/o:CdtrRefInf/o:Ref", "", NAMES),
        )
    )
    element.clear()
