"""Checking a written payment order against the official schema, as a stream: small memory at any size."""

import hashlib
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path

from lxml import etree

from loopbaankrediet.payments.bank.errors import (
    BankFileDeclaresEntities,
    BankFileMalformed,
    SchemaViolated,
    TotalsDiffer,
)
from loopbaankrediet.payments.bank.pain001 import NAMESPACE, FileTotals
from loopbaankrediet.payments.bank.xml_stream import elements, forget_previous

SCHEMA_FILE = "schemas/pain.001.001.09.xsd"
TRANSFER, AMOUNT, NUMBER, SUM = (f"{{{NAMESPACE}}}{name}" for name in ("CdtTrfTxInf", "InstdAmt", "NbOfTxs", "CtrlSum"))
_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([A-Za-z0-9]+)'")


@dataclass
class _Recount:
    """The payments as they stand in the file, and what its heads state about them."""

    count: int = 0
    total_cents: int = 0
    stated_counts: set[int] = field(default_factory=set)
    stated_cents: set[int] = field(default_factory=set)

    def check(self) -> None:
        if (self.stated_counts, self.stated_cents) != ({self.count}, {self.total_cents}):
            raise TotalsDiffer(
                stated_count="/".join(map(str, sorted(self.stated_counts))),
                stated_cents="/".join(map(str, sorted(self.stated_cents))),
                found_count=self.count,
                found_cents=self.total_cents,
            )


def validate_stream(path: Path) -> FileTotals:
    """Check the file against the schema and recount it from its payments.

    Raises `SchemaViolated`, `BankFileMalformed`, `BankFileDeclaresEntities`, or `TotalsDiffer` when a stated
    number or sum is not that of the payments. The result equals the writer's if no byte has changed.
    """
    try:
        recount = _recounted(path)
    except etree.XMLSyntaxError as error:
        found = _ELEMENT.match(error.msg or "")
        raise SchemaViolated(element=found[1]) if found else BankFileMalformed(line=error.lineno) from None
    recount.check()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileTotals(recount.count, recount.total_cents, digest)


@cache
def _schema() -> etree.XMLSchema:
    """The schema that comes with the installed package `sepaxml`."""
    return etree.XMLSchema(etree.XML(files("sepaxml").joinpath(SCHEMA_FILE).read_bytes()))


def _recounted(path: Path) -> _Recount:
    recount = _Recount()
    with path.open("rb") as file:
        for element in elements(file, tags=(TRANSFER, AMOUNT, NUMBER, SUM), schema=_schema()):
            _add(recount, element)
    return recount


def _add(recount: _Recount, element: etree._Element) -> None:
    if element.tag == TRANSFER:
        recount.count += 1
        forget_previous(element)
    elif element.tag == AMOUNT:
        recount.total_cents += _whole(element, scale=100)
    elif element.tag == SUM:
        recount.stated_cents.add(_whole(element, scale=100))
    else:
        _refuse_doctype(element)
        recount.stated_counts.add(_whole(element, scale=1))


def _refuse_doctype(element: etree._Element) -> None:
    if element.getroottree().docinfo.doctype:
        raise BankFileDeclaresEntities


def _whole(element: etree._Element, *, scale: int) -> int:
    """The number in the element times `scale`; a part that is left over is refused."""
    try:
        scaled = Decimal(element.text or "") * scale
        if scaled == int(scaled):
            return int(scaled)
    except (InvalidOperation, ValueError, OverflowError):
        pass  # the refusal below holds for every unreadable number
    raise SchemaViolated(element=etree.QName(element).localname)
