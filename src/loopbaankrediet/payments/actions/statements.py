"""Statements and notifications of the bank: each line taken once, settling or bringing back the payment it is about."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import connection, transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.actions.answers import ANSWERS
from loopbaankrediet.payments.actions.waiting import close_matched, details_of, reconciliation_of, waiting_lines
from loopbaankrediet.payments.bank.camt import read_statements
from loopbaankrediet.payments.bank.statements import StatementHead
from loopbaankrediet.payments.locks import one_bank_file_at_a_time
from loopbaankrediet.payments.matching import Line
from loopbaankrediet.payments.models import BankStatement, LineReason, StatementFile, UnmatchedLine
from loopbaankrediet.payments.told import Key, ToldLine, told_by
from loopbaankrediet.people.policies import check_has_role_or_is_system

ROWS_AT_ONCE = 5000
KEEP_NEW = """
INSERT INTO payments_bankline (statement_id, reference, end_to_end_id, direction, cents, booked_on, occurrence,
                               "order", code)
SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::date[], %s::int[], %s::text[],
                         %s::text[])
    ON CONFLICT DO NOTHING
RETURNING id, reference, end_to_end_id, direction, booked_on, cents, occurrence
"""

QUEUED_AT_ONCE = 2_000
"""One statement takes 65,535 values at most."""


@dataclass(frozen=True)
class StatementTaken:
    """What a file with statements did, in payments and lines; `known` lines were told before.

    `is_new` is False for the same file twice.
    """

    settled: int
    returned: int
    queued: int
    known: int
    is_new: bool


def take_statement(*, source: BinaryIO, by: Actor, clock: Clock) -> StatementTaken:
    """Read a camt.053 or camt.054 file and let every booked line do what it does.

    A BankFileError changes nothing. Payments that the bank booked are settled, those that came back are owed again and
    open for a new attempt. Every other line waits in the queue for a person, or for a file that explains it.
    """
    check_has_role_or_is_system(by, Role.PAYMENTS_OFFICER)
    sheets = list(told_by(read_statements(source, account=settings.DEBTOR_IBAN)))
    return _apply(sheets, _digest(source), by=by, clock=clock)


def _digest(source: BinaryIO) -> str:
    source.seek(0)
    digest = hashlib.sha256()
    for chunk in iter(lambda: source.read(1 << 20), b""):
        digest.update(chunk)
    return digest.hexdigest()


@transaction.atomic
def _apply(
    sheets: Sequence[tuple[StatementHead, Sequence[ToldLine]]], digest: str, *, by: Actor, clock: Clock
) -> StatementTaken:
    key = uuid5(ANSWERS, digest)
    if done_before(key, by=SYSTEM, about=("take_statement", digest)):
        return _earlier(digest)
    one_bank_file_at_a_time()
    file_id = uuid4()
    told = {line.id: (line, said) for head, lines in sheets for line, said in _kept(file_id, head, lines)}
    new = [line for line, _ in told.values()]
    waiting = waiting_lines()
    lines = [*new, *waiting.values()]
    found = reconciliation_of(lines)
    still = found.match(lines, details_of(lines))
    found.finish(by=by, clock=clock, key=key)
    close_matched(waiting, still)
    queued = [(said, line.id, still[line.id]) for line, said in told.values() if line.id in still]
    _queue(queued, clock)
    file = StatementFile.objects.create(
        id=file_id,
        sha256=digest,
        settled=len(found.settled),
        returned=len(found.returned),
        queued=len(queued),
        known=sum(len(lines) for _, lines in sheets) - len(new),
        taken_at=clock.now(),
    )
    record_act("take_statement", Subject("statement_file", file.id), key=key, by=by, clock=clock)
    return StatementTaken(file.settled, file.returned, file.queued, file.known, is_new=True)


def _earlier(digest: str) -> StatementTaken:
    file = StatementFile.objects.get(sha256=digest)
    return StatementTaken(file.settled, file.returned, file.queued, file.known, is_new=False)


def _kept(file_id: UUID, head: StatementHead, said: Sequence[ToldLine]) -> Iterator[tuple[Line, ToldLine]]:
    """Keep the head and its lines; gives the lines that no earlier file told."""
    statement = BankStatement.objects.create(
        file_id=file_id,
        kind=head.kind,
        statement_id=head.statement_id,
        sequence=head.sequence,
        made_at=head.created,
        opening_cents=head.opening.cents if head.opening else None,
        closing_cents=head.closing.cents if head.closing else None,
        closing_on=head.closing.day if head.closing else None,
    )
    seen: Counter[Key] = Counter()
    for start in range(0, len(said), ROWS_AT_ONCE):
        yield from _new_lines(statement.id, _numbered(said[start : start + ROWS_AT_ONCE], seen))


def _numbered(said: Iterable[ToldLine], seen: Counter[Key]) -> dict[tuple[Key, int], ToldLine]:
    """Lines that say the same are told apart by their count."""
    numbered: dict[tuple[Key, int], ToldLine] = {}
    for line in said:
        seen[line.key] += 1
        numbered[line.key, seen[line.key]] = line
    return numbered


def _new_lines(statement_id: UUID, said: dict[tuple[Key, int], ToldLine]) -> list[tuple[Line, ToldLine]]:
    names = ("reference", "end_to_end_id", "direction", "cents", "booked_on")
    columns: list[list[object]] = [[getattr(line, name) for line in said.values()] for name in names]
    columns += [[occurrence for _, occurrence in said]]
    columns += [[line.order for line in said.values()], [line.code for line in said.values()]]
    with connection.cursor() as cursor:
        cursor.execute(KEEP_NEW, [statement_id, *columns])
        rows = cursor.fetchall()
    return [_as_line(row[0], row[6], said[row[1:6], row[6]]) for row in rows]


def _as_line(number: int, occurrence: int, said: ToldLine) -> tuple[Line, ToldLine]:
    line = Line(
        number,
        said.reference,
        said.end_to_end_id,
        said.direction,
        said.cents,
        occurrence,
        said.order,
        said.code,
        said.booked_on,
    )
    return line, said


def _queue(lines: Iterable[tuple[ToldLine, int, LineReason]], clock: Clock) -> None:
    waiting = (
        UnmatchedLine(
            line_id=number,
            reason=reason,
            counterparty=said.counterparty,
            text=said.text,
            queued_on=clock.today(),
            queued_at=clock.now(),
        )
        for said, number, reason in lines
    )
    UnmatchedLine.objects.bulk_create(waiting, batch_size=QUEUED_AT_ONCE)
