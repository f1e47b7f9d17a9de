"""Telling a citizen, by a call or a letter, that a file about her credit runs: from then she can know of it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.errors import RevocationAlreadyTold, RevocationDayWrong
from loopbaankrediet.credit.models import Revocation, RevocationState, ToldBy
from loopbaankrediet.credit.revoking import lock_revocation, note_revocation
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.working_days import working_day_after
from loopbaankrediet.people.policies import check_has_role, check_not_own_case
from loopbaankrediet.platform.rows import Rows

TOLD = ("told_through", "told_on", "told_at", "told_by", "reached_on")


@transaction.atomic
def note_revocation_told(
    *, revocation_id: UUID, channel: str, told_on: date, by: Actor, clock: Clock, key: UUID
) -> Revocation:
    """An officer called the citizen, or posted a letter: it counts from then (a letter: some working days later).

    RevocationAlreadyTold once this was noted or she answered.
    """
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("note_revocation_told", revocation_id, channel, told_on))
    revocation, rows = lock_revocation(revocation_id), Rows()
    check_not_own_case(by, revocation.application.person_id)
    if done:
        return revocation
    if revocation.state != RevocationState.OPENED or revocation.told_on:
        raise RevocationAlreadyTold
    if not revocation.opened_on <= told_on <= clock.today():
        raise RevocationDayWrong
    days = term("letter_delivery_days", on=revocation.opened_on) if channel == ToldBy.LETTER else 0
    revocation.told_through, revocation.told_on, revocation.reached_on = (
        channel,
        told_on,
        working_day_after(told_on, days),
    )
    revocation.told_at, revocation.told_by_id = clock.now(), officer_id
    rows.update(revocation, *TOLD)
    note_revocation("note_revocation_told", revocation, rows, by=by, clock=clock, key=key)
    return revocation
