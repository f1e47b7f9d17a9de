"""Own shares that citizens transferred to the platform: found among the credits of the bank by their communication."""

import logging
import re
from collections.abc import Iterator

from django.db import transaction

from loopbaankrediet.contributions.actions.incoming import take_incoming
from loopbaankrediet.contributions.due import module_of_reference, read_reference
from loopbaankrediet.contributions.errors import CreditReferenceReused
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.reference import StructuredCommunication, StructuredCommunicationRefused
from loopbaankrediet.payments.actions.credits import Credit, close_credit, lock_credit, waiting_credits
from loopbaankrediet.people.policies import check_is_system
from loopbaankrediet.recovery.models import Repayment
from loopbaankrediet.recovery.states import ReceiptState

logger = logging.getLogger(__name__)
COMMUNICATION = re.compile(r"(?<!\d)\d{3}/?\d{4}/?\d{5}(?!\d)")


def take_own_shares(*, by: Actor, clock: Clock) -> int:
    """Take every waiting credit with the communication of one module, each in a transaction; returns how many.

    What cannot be taken keeps waiting for a person: no communication or more than one, one that no module has, a line
    that an officer recognised as a repayment, or a reference that the bank used before for another credit.
    """
    check_is_system(by)
    return sum(_tried(credit, by=by, clock=clock) for credit in list(waiting_credits()))


def _tried(credit: Credit, *, by: Actor, clock: Clock) -> bool:
    ogm = _module_communication(credit.text)
    if ogm is None:
        return False
    try:
        return _take(credit, ogm, by=by, clock=clock)
    except CreditReferenceReused:
        logger.warning("credit of line %s not taken: its reference was used before", credit.line_id)
        return False


@transaction.atomic
def _take(credit: Credit, ogm: StructuredCommunication, *, by: Actor, clock: Clock) -> bool:
    waiting = lock_credit(credit)
    repays = Repayment.objects.filter(line_id=credit.line_id).exclude(state=ReceiptState.REFUSED)
    if waiting is None or repays.exists():
        return False
    take_incoming(
        bank_reference=credit.name,
        ogm=ogm.formatted,
        cents=credit.cents,
        booked_on=credit.booked_on,
        clock=clock,
        by=by,
    )
    close_credit(waiting)
    return True


def _module_communication(text: str) -> StructuredCommunication | None:
    """The one communication in this text that a module has; None when there is none, or more than one."""
    found = {one for one in _communications(text) if module_of_reference(one)}
    return found.pop() if len(found) == 1 else None


def _communications(text: str) -> Iterator[StructuredCommunication]:
    for match in COMMUNICATION.finditer(text):
        try:
            yield read_reference(match.group())
        except StructuredCommunicationRefused:
            continue
