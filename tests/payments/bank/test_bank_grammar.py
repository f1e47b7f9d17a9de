"""Whatever a bank sends about our batch: a sound file is read to exactly what it says, a damaged one to nothing."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.payments.bank.camt_text import Booking, Sheet
from tests.payments.bank.grammar import BankFile, Episode, Fate, FileKind, batches, episodes

from loopbaankrediet.payments.bank.camt import read_statements
from loopbaankrediet.payments.bank.errors import BankFileError
from loopbaankrediet.payments.bank.pain002 import PaymentStatus, read_status_report
from loopbaankrediet.payments.bank.statements import Direction, Entry, StatementHead, StatementPart, Transaction

OURS = "BE43068999999501"
stories = batches(OURS).flatmap(episodes)
many = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def read(content: bytes) -> list[StatementPart]:
    return list(read_statements(BytesIO(content), account=OURS))


def said(sheet: Sheet) -> list[tuple[object, ...]]:
    """What a sheet says, in the order of its lines."""
    return [line for booking in sheet.bookings for line in _said_of(booking)]


def _said_of(booking: Booking) -> list[tuple[object, ...]]:
    lines = [
        (line.end_to_end_id, line.cents, line.creditor_name, line.creditor_iban, line.return_code)
        for line in booking.lines
    ]
    return [(booking.reference, booking.cents), *lines]


def heard(parts: list[StatementPart]) -> list[tuple[object, ...]]:
    """What was read of it."""
    found: list[tuple[object, ...]] = []
    for part in parts:
        if isinstance(part, Entry):
            found.append((part.bank_reference, part.booked_cents))
        elif isinstance(part, Transaction):
            found.append((part.end_to_end_id, part.cents, part.creditor_name, part.creditor_iban, part.return_code))
    return found


def check_sheet(file: BankFile, sheet: Sheet) -> None:
    parts = read(file.content)
    [head] = [part for part in parts if isinstance(part, StatementHead)]
    assert (head.statement_id, head.kind.value) == (sheet.number, file.kind.value)
    assert heard(parts) == said(sheet)
    if head.opening and head.closing:
        assert (head.opening.cents, head.closing.cents) == (sheet.opening, sheet.closing)


@many
@given(stories)
def test_every_sound_file_is_read_to_exactly_what_it_says(episode: Episode) -> None:
    for file in episode.sound:
        if file.sheet:
            check_sheet(file, file.sheet)
        else:
            report = read_status_report(file.content)
            assert tuple((item.end_to_end_id, item.status.value) for item in report.transactions) == file.statuses


@many
@given(stories)
def test_every_damaged_file_is_refused_with_a_reason_before_anything_of_it_is_given(episode: Episode) -> None:
    for file in episode.files:
        if file.damage:
            with pytest.raises(BankFileError):
                read_any(file)


def read_any(file: BankFile) -> None:
    """Only the call: a part that is given before the end of the file would count as read."""
    if file.kind is FileKind.REPORT:
        read_status_report(file.content)
    else:
        read_statements(BytesIO(file.content), account=OURS)


@many
@given(stories)
def test_the_files_of_a_whole_story_come_to_the_money_that_really_left(episode: Episode) -> None:
    ours = {item.end_to_end_id for item in episode.batch.payments}
    moved: dict[str, set[tuple[str, Direction, int]]] = {}
    rejected: set[str] = set()
    for file in episode.sound:
        if file.kind is FileKind.REPORT:
            report = read_status_report(file.content)
            rejected |= {item.end_to_end_id for item in report.transactions if item.status is PaymentStatus.REJECTED}
        else:
            reference = ""
            for part in read(file.content):
                reference = part.bank_reference if isinstance(part, Entry) else reference
                if isinstance(part, Transaction) and part.end_to_end_id in ours:
                    moved.setdefault(part.end_to_end_id, set()).add((reference, part.direction, part.cents))
    assert rejected == episode.ids(Fate.REJECTED)
    assert set(moved) == episode.ids(Fate.PAID) | episode.ids(Fate.RETURNED) | episode.ids(Fate.DOUBLED)
    left = sum(
        cents if direction is Direction.DEBIT else -cents for all_of in moved.values() for _, direction, cents in all_of
    )
    assert left == episode.paid_cents


@settings(max_examples=400)
@given(st.data())
def test_noise_anywhere_in_a_file_is_read_or_refused_never_a_crash(data: st.DataObject) -> None:
    episode = data.draw(stories)
    file = data.draw(st.sampled_from(episode.files))
    start, length = data.draw(st.integers(0, len(file.content))), data.draw(st.integers(0, 30))
    content = file.content[:start] + data.draw(st.binary(max_size=8)) + file.content[start + length :]
    try:
        parts = read(content)
    except BankFileError:
        return
    assert any(isinstance(part, StatementHead) for part in parts)
