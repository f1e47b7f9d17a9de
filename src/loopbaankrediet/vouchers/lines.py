"""One line of the file, read and checked on its own. A line is taken or rejected; nothing in it is guessed."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loopbaankrediet.kernel.national_number import NationalNumber, NationalNumberRefused
from loopbaankrediet.people.actions import hash_of
from loopbaankrediet.vouchers.contract import COLUMNS, Manifest
from loopbaankrediet.vouchers.faults import Fault
from loopbaankrediet.vouchers.models import VoucherStatus

LONGEST_LINE = 2_000
LONGEST_NAME = 200
MOST_MINUTES = 6_000
DAYS = ("ordered_on", "activated_on", "first_paid_on", "last_paid_on")
NUMBER = re.compile(r"[0-9A-Z][0-9A-Z-]{3,23}")
MINUTES = re.compile(r"[0-9]{1,4}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FORMULA = re.compile(r"\s*(=|[+@-].*[(|!=]|[+-]\s*[0-9])")
STATUSES = frozenset(status.value for status in VoucherStatus)
STARTED = frozenset({VoucherStatus.ACTIVE, VoucherStatus.FINISHED})
UNPAID = frozenset({VoucherStatus.ORDERED, VoucherStatus.REFUNDED})


class LineFault(Exception):
    """What is wrong with a line, and in which column; empty for the whole line."""

    def __init__(self, fault: Fault, column: str = "") -> None:
        self.fault, self.column = fault, column
        super().__init__(fault)


@dataclass(slots=True)
class ReadLine:
    """A line as far as it could be read. `minutes_paid` is None when it was no number; `fault` when it is rejected."""

    number: int
    fault: str | None = None
    column: str = ""
    voucher_number: str = ""
    person_key: bytes | None = None
    days: tuple[date | None, ...] = (None, None, None, None)
    minutes_paid: int | None = None
    centre: str = ""
    status: str = ""

    def row(self) -> tuple[object, ...]:
        """The values in the order of the staging table."""
        told = (self.number, self.fault, self.column, self.voucher_number, self.person_key)
        return (*told, *self.days, self.minutes_paid, self.centre, self.status)


class LineReader:
    """Reads the lines of one file; `allow_test` admits numbers that can belong to nobody (the demonstration)."""

    def __init__(self, manifest: Manifest, *, allow_test: bool) -> None:
        self.manifest, self.allow_test = manifest, allow_test

    def read(self, number: int, raw: bytes) -> ReadLine:
        """The line, with its first fault when it has one. Who and which voucher are read whatever else is wrong."""
        line = ReadLine(number)
        try:
            cells = _cells(raw)
            faults = self._read_keys(line, cells)
            _read_values(line, cells)
            if faults:
                raise faults[0]
            self._check(line)
        except LineFault as found:
            line.fault, line.column = found.fault, found.column
        return line

    def _read_keys(self, line: ReadLine, cells: Sequence[str]) -> list[LineFault]:
        faults = []
        try:
            line.person_key = hash_of(NationalNumber.parse(cells[0], allow_test=self.allow_test))
        except NationalNumberRefused:
            faults.append(LineFault(Fault.NATIONAL_NUMBER, "national_number"))
        if NUMBER.fullmatch(cells[1]):
            line.voucher_number = cells[1]
        else:
            faults.append(LineFault(Fault.VOUCHER_NUMBER, "voucher_number"))
        if MINUTES.fullmatch(cells[6]) and int(cells[6]) <= MOST_MINUTES:
            line.minutes_paid = int(cells[6])
        else:
            faults.append(LineFault(Fault.MINUTES, "minutes_paid"))
        return faults

    def _check(self, line: ReadLine) -> None:
        """What the values say together."""
        ordered = line.days[0]
        known = [day for day in line.days if day is not None]
        if ordered is None:
            raise LineFault(Fault.DAY, "ordered_on")
        if known != sorted(known):
            raise LineFault(Fault.ORDER)
        if known[-1] > self.manifest.extracted_on:
            raise LineFault(Fault.FUTURE)
        if not self.manifest.period_from <= ordered <= self.manifest.period_until:
            raise LineFault(Fault.PERIOD, "ordered_on")
        _check_paid(line)


def _check_paid(line: ReadLine) -> None:
    _, activated, first, last = line.days
    paid = bool(line.minutes_paid)
    if (first is not None) != paid or (last is not None) != paid:
        raise LineFault(Fault.PAID, "minutes_paid")
    if paid and not line.centre:
        raise LineFault(Fault.CENTRE, "centre")
    if line.status in STARTED and activated is None:
        raise LineFault(Fault.ACTIVATED, "activated_on")
    if line.status in UNPAID and paid:
        raise LineFault(Fault.UNPAID, "status")


def _cells(raw: bytes) -> list[str]:
    if len(raw) >= LONGEST_LINE:
        raise LineFault(Fault.TOO_LONG)
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise LineFault(Fault.ENCODING) from error
    try:
        cells = next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        raise LineFault(Fault.QUOTES) from error
    if len(cells) != len(COLUMNS):
        raise LineFault(Fault.COLUMNS)
    return cells


def _read_values(line: ReadLine, cells: Sequence[str]) -> None:
    line.days = tuple(_day(cells[place], column) for place, column in enumerate(DAYS, 2))
    line.centre = _name(cells[7])
    if cells[8] not in STATUSES:
        raise LineFault(Fault.STATUS, "status")
    line.status = cells[8]


def _day(text: str, column: str) -> date | None:
    if not text:
        return None
    try:
        if not DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as error:
        raise LineFault(Fault.DAY, column) from error


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME or not text.isprintable():
        raise LineFault(Fault.TEXT, "centre")
    if FORMULA.match(text):
        raise LineFault(Fault.FORMULA, "centre")
    return text.strip()
