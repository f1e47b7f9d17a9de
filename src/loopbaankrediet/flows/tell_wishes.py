"""Telling those whose day has come that they can apply now."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.wishes import due_wishes, mark_told
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock


@transaction.atomic
def tell_wishes(*, clock: Clock) -> tuple[UUID, ...]:
    """Marks every wish that is due; her pages say so from then on. Running it again tells nobody twice."""
    return mark_told([wish.id for wish in due_wishes(on=clock.today())], by=SYSTEM, clock=clock)
