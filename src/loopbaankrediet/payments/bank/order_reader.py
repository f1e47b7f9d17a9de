"""Reads back a payment order that we wrote ourselves (pain.001.001.09): who was paid what, under which name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loopbaankrediet.payments.bank.pain001 import NAMESPACE
from loopbaankrediet.payments.bank.schema import validate_stream
from loopbaankrediet.payments.bank.xml_stream import elements, forget_previous

_NAMES = {"p": NAMESPACE}


@dataclass(frozen=True)
class OrderedPayment:
    """One payment of an order, in cents."""

    end_to_end_id: str
    cents: int
    payee: str
    iban: str

    @property
    def claim_number(self) -> int:
        return int(self.end_to_end_id[2:].partition("-")[0])

    @property
    def attempt(self) -> int:
        return int(self.end_to_end_id.rpartition("-")[2])


def read_order(path: Path) -> list[OrderedPayment]:
    """Every payment of the order. Errors as `validate_stream`."""
    validate_stream(path)
    return list(_payments(path))


def _payments(path: Path) -> Iterator[OrderedPayment]:
    with path.open("rb") as source:
        for element in elements(source, tags=(f"{{{NAMESPACE}}}CdtTrfTxInf",)):
            texts = [
                element.findtext(place, "", _NAMES)
                for place in ("p:PmtId/p:EndToEndId", "p:Amt/p:InstdAmt", "p:Cdtr/p:Nm", "p:CdtrAcct/p:Id/p:IBAN")
            ]
            euros, _, cents = texts[1].partition(".")
            yield OrderedPayment(texts[0], int(euros) * 100 + int(cents.ljust(2, "0")), texts[2], texts[3])
            forget_previous(element)
