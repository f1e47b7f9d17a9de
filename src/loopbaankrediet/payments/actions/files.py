"""Any file of the bank: looked at once to know what it is, and taken by the reader of its kind."""

from typing import BinaryIO

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.actions.answers import Taken, take_answer
from loopbaankrediet.payments.actions.statements import StatementTaken, take_statement
from loopbaankrediet.payments.bank.errors import BankFileTooLarge
from loopbaankrediet.payments.bank.pain002 import LARGEST_BYTES
from loopbaankrediet.payments.bank.xml_parts import root_name
from loopbaankrediet.payments.models import RefusedFile

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
