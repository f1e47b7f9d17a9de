"""Telling those whose day has come that they can apply now."""

from contextlib import suppress
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.credit.wishes import DueWish, due_wishes, mark_told
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.messages.actions import send


@transaction.atomic
def tell_wishes(*, clock: Clock) -> tuple[UUID, ...]:
    """Every wish that is due gets its message, and is marked as told. Running it again tells nobody twice."""
    due = {wish.id: wish for wish in due_wishes(on=clock.today())}
    told = mark_told(due, by=SYSTEM, clock=clock)
    for wish_id in told:
        with suppress(Erased):  # nobody is left to be told
            _tell(due[wish_id], clock)
    return told


def _tell(wish: DueWish, clock: Clock) -> None:
    about, key = Subject("wish", wish.id, wish.person_id), uuid5(wish.id, "told")
    send("qualifies_now", to=wish.person_id, about=about, clock=clock, key=key, values={"day": day(wish.due_on)})
