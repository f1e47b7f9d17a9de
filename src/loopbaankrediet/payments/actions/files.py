"""Any file of the bank: looked at once to know what it is, and taken by the reader of its kind."""

from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.actions.answers import Taken, take_answer
from loopbaankrediet.payments.actions.statements import StatementTaken, take_statement
from loopbaankrediet.payments.bank.errors import BankFileTooLarge
from loopbaankrediet.payments.bank.pain002 import LARGEST_BYTES
from loopbaankrediet.payments.bank.xml_parts import root_name
from loopbaankrediet.payments.models import RefusedFile, SolvedRefusal
from loopbaankrediet.payments.queries.refused import waiting_refusals
from loopbaankrediet.people.policies import check_has_role

STATEMENTS = ("camt.053", "camt.054")


def take_file(*, source: BinaryIO, by: Actor, clock: Clock) -> Taken | StatementTaken:
    """A status report (pain.002), a statement (camt.053) or a notification (camt.054). Errors as `take_answer`."""
    name = root_name(source)
    source.seek(0)
    if any(kind in name for kind in STATEMENTS):
        return take_statement(source=source, by=by, clock=clock)
    content = source.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise BankFileTooLarge(limit=LARGEST_BYTES)
    return take_answer(content=content, by=by, clock=clock)


def note_refused(*, name: str, why: str, clock: Clock) -> None:
    """Keep for the officers that a file was not used, and why."""
    RefusedFile.objects.create(name=name, why=why, refused_at=clock.now())


def note_taken(*, name: str, clock: Clock) -> None:
    """A file of this name was taken after all: what was refused under it before needs nothing more."""
    for refused in waiting_refusals().filter(name=name):
        SolvedRefusal.objects.create(refused=refused, solved_at=clock.now())


@transaction.atomic
def solve_refused(*, refused_id: UUID, by: Actor, clock: Clock, key: UUID) -> None:
    """An officer saw to it that this file needs nothing more. Doing it again changes nothing."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("solve_refused", refused_id))
    refused = RefusedFile.objects.filter(id=refused_id).first()
    if refused is None:
        raise NotFound
    if done is None:
        SolvedRefusal.objects.get_or_create(
            refused=refused, defaults={"solved_by_id": officer_id, "solved_at": clock.now()}
        )
        record_act("solve_refused", Subject("refused_file", refused.id), key=key, by=by, clock=clock)
