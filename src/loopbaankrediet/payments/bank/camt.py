"""Statements (camt.053.001) and notifications (camt.054.001) of the bank, versions 02 and 08, read as a stream.

Nothing of a file is given before all of it is found sound; until then its parts wait, packed, in little memory.
"""

import pickle
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from loopbaankrediet.payments.bank import camt_values as values
from loopbaankrediet.payments.bank.camt_sums import DetailSums, EntrySums
from loopbaankrediet.payments.bank.errors import (
    BankFileFieldInvalid,
    BankFileFieldMissing,
    BankFileTooLarge,
    StatementDuplicate,
    StatementWrongKind,
)
from loopbaankrediet.payments.bank.statements import EntryBatch, StatementHead, StatementKind, StatementPart
from loopbaankrediet.payments.bank.xml_fields import Fields
from loopbaankrediet.payments.bank.xml_parts import WHOLE_FILE, PartMachine, feed, root_name

LARGEST_BYTES = 256 * 1024 * 1024
_ROOT = re.compile(r"(urn:iso:std:iso:20022:tech:xsd:(camt\.05[34])\.001\.0[28]) Document")
_BODY = {
    StatementKind.STATEMENT: "BkToCstmrStmt/Stmt",
    StatementKind.NOTIFICATION: "BkToCstmrDbtCdtNtfctn/Ntfctn",
}


def read_statements(source: BinaryIO, *, account: str, max_bytes: int = LARGEST_BYTES) -> Iterator[StatementPart]:
    """The file part by part: each head, then each of its entries followed by the payments inside that entry.

    All of it is read and checked in the call itself. `source` can be sought in; `account` is our own IBAN without
    spaces. Raises a `BankFileError` that says what is wrong, where, and how to mend it. UTF-8 only, no DOCTYPE.
    """
    if source.seek(0, 2) > max_bytes:
        raise BankFileTooLarge(limit=max_bytes)
    packed = [_pack(parts) for parts in _parts(source, account)]
    return (part for parts in packed for part in _unpack(parts))


def _pack(parts: list[StatementPart]) -> bytes:
    return zlib.compress(pickle.dumps(parts, pickle.HIGHEST_PROTOCOL), 1)


def _unpack(packed: bytes) -> list[StatementPart]:
    parts: list[StatementPart] = pickle.loads(zlib.decompress(packed))  # noqa: S301 - packed by ourselves, in memory
    return parts


def _parts(source: BinaryIO, account: str) -> Iterator[list[StatementPart]]:
    root = root_name(source)
    found = _ROOT.fullmatch(root)
    if found is None:
        raise StatementWrongKind(found=root[:100])
    kind = StatementKind(found[2])
    reader = _Reader(kind, account)
    machine = PartMachine(found[1], _homes(_BODY[kind]), reader)
    for _ in feed(source, machine.parser):
        yield reader.ready
        reader.ready = []
    reader.close()


def _homes(statement: str) -> dict[tuple[str, str], str]:
    """Where each part begins, by the part around it and the path inside that."""
    return {
        ("", f"Document/{statement.split('/')[0]}/GrpHdr"): "GrpHdr",
        ("", f"Document/{statement}"): "Stmt",
        ("Stmt", "Bal"): "Bal",
        ("Stmt", "Ntry"): "Ntry",
        ("Ntry", "NtryDtls"): "NtryDtls",
        ("NtryDtls", "TxDtls"): "TxDtls",
    }


class _Reader:
    """The place in the file: which statement, which entry, which batch.

    A part is given as soon as the first line below it begins, when all that describes it must have been said.
    """

    def __init__(self, kind: StatementKind, account: str) -> None:
        self._kind, self._account = kind, account
        self.ready: list[StatementPart] = []
        self._message: values.MessageHead | None = None
        self._ids: set[str] = set()
        self._open: dict[str, Fields] = {}
        self._balances: list[Fields] = []
        self._head: StatementHead | None = None
        self._entries = EntrySums(WHOLE_FILE)
        self._payments: DetailSums | None = None
        self._group: EntryBatch | None = None
        self._ends = {
            "GrpHdr": self._end_header,
            "Stmt": self._end_statement,
            "Bal": self._end_balance,
            "Ntry": self._end_entry,
            "NtryDtls": self._end_details,
            "TxDtls": self._end_payment,
        }

    def begin(self, part: str) -> Fields:
        if part == "TxDtls":
            self._enter_details()
        elif part == "Ntry":
            self._enter_statement()
        elif (part == "GrpHdr" and self._message) or (part == "Bal" and self._head):
            raise BankFileFieldInvalid(where=WHOLE_FILE, name=part, reason="het staat er te laat of twee keer")
        fields = self._open[part] = Fields(self._where(part))
        return fields

    def end(self, part: str) -> None:
        self._ends[part]()

    def close(self) -> None:
        if not self._ids:
            raise BankFileFieldMissing(where=WHOLE_FILE, name=_BODY[self._kind])

    def _where(self, part: str) -> str:
        if part in {"GrpHdr", "Stmt"}:
            return WHOLE_FILE
        if part == "TxDtls" and self._payments:
            return f"{self._payments.where}, betaling {self._payments.count + 1}"
        return self._open["Stmt"].where if part == "Bal" else self._where_of_entry()

    def _where_of_entry(self) -> str:
        return f"{self._entries.where}, boeking {self._entries.position}"

    def _end_header(self) -> None:
        self._message = values.message_head(self._open["GrpHdr"])

    def _end_balance(self) -> None:
        self._balances.append(self._open["Bal"])

    def _enter_statement(self) -> StatementHead:
        if self._head:
            return self._head
        if self._message is None:
            raise BankFileFieldMissing(where=WHOLE_FILE, name="GrpHdr")
        fields = self._open["Stmt"]
        head = self._head = values.statement_head(
            fields, self._balances, kind=self._kind, message=self._message, account=self._account
        )
        fields.sealed = True
        if head.statement_id in self._ids:
            raise StatementDuplicate(where=WHOLE_FILE, reference=head.statement_id)
        self._ids.add(head.statement_id)
        self._entries = EntrySums(fields.where)
        self.ready.append(head)
        return head

    def _end_statement(self) -> None:
        self._entries.close(self._enter_statement(), self._open["Stmt"])
        self._head, self._balances = None, []

    def _enter_entry(self, group: EntryBatch | None) -> DetailSums:
        if self._payments:
            return self._payments
        fields = self._open["Ntry"]
        booking = values.entry(fields, group, position=self._entries.position)
        fields.sealed = True
        self._payments = DetailSums(booking, fields.where)
        self.ready.append(booking)
        return self._payments

    def _end_entry(self) -> None:
        payments, self._payments = self._enter_entry(None), None
        payments.close()
        self._entries.add(payments.booking)

    def _enter_details(self) -> DetailSums:
        fields = self._open["NtryDtls"]
        if not fields.sealed:
            self._group = values.batch(fields)
            fields.sealed = True
        return self._enter_entry(self._group)

    def _end_details(self) -> None:
        self._enter_details().close_batch(self._group)

    def _end_payment(self) -> None:
        payments = self._enter_details()
        payment = values.transaction(
            self._open["TxDtls"], position=payments.count + 1, booking=payments.booking, group=self._group
        )
        payments.add(payment)
        self.ready.append(payment)
