"""Carrying out what a second look gives more than was granted: a decision of its own, on the kept day."""

from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.actions import add_fact, carry_out, lock_application, own_register
from loopbaankrediet.credit.queries import facts_of
from loopbaankrediet.credit.receipts import make_receipt
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.journal.keys import sealer_for
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.sources.ports import SourcedFact


@transaction.atomic
def correct_decision(
    *, application_id: UUID, changed: dict[str, SourcedFact], known_on: date, clock: Clock, key: UUID
) -> bool:
    """Carry out what a second look gives more than was granted, and say whether it did; for less nothing is done."""
    application = lock_application(application_id)
    own = own_register(application.person_id, clock)
    receipt = make_receipt(facts_of(application) | changed | own, on=application.applied_on, known_on=known_on)
    if receipt.verb != "grant" or done_before(key, by=SYSTEM, about=("correct_decision", application_id)):
        return False
    for new in (*changed.values(), *own.values()):
        add_fact(application, new)
    seal = sealer_for(application.person_id)
    carry_out(receipt, application, "correct_decision", seal, by=SYSTEM, clock=clock, key=key)
    return True
