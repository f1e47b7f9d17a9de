"""The state of a registration follows its days: a suspension that starts or ends, a registration that stops."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from loopbaankrediet.counsellors.models import REGISTRATION_TABLE, Counsellor, RegistrationState
from loopbaankrediet.kernel.clock import Clock


def state_on(counsellor: Counsellor, on: date) -> RegistrationState:
    """What the days say of that day."""
    if counsellor.state == RegistrationState.DEREGISTERED or (counsellor.leaves_on and counsellor.leaves_on <= on):
        return RegistrationState.DEREGISTERED
    if counsellor.suspended_from and counsellor.suspended_from <= on <= (counsellor.suspended_until or date.max):
        return RegistrationState.SUSPENDED
    return RegistrationState.REGISTERED


def keep_in_step(counsellor: Counsellor, *, on: date) -> None:
    """Move the state to what the days say; the caller holds the lock and saves nothing else of it."""
    wanted = state_on(counsellor, on)
    verbs = {
        (RegistrationState.REGISTERED, RegistrationState.SUSPENDED): "suspend",
        (RegistrationState.SUSPENDED, RegistrationState.REGISTERED): "reinstate",
    }
    if counsellor.state != wanted:
        verb = verbs.get((RegistrationState(counsellor.state), wanted), "deregister")
        counsellor.state = REGISTRATION_TABLE.after(counsellor.state, verb)
        counsellor.save(update_fields=["state"])


@transaction.atomic
def follow_registrations(*, clock: Clock) -> int:
    """Every registration whose day came; returns how many moved. Running it again changes nothing."""
    today = clock.today()
    due = Q(leaves_on__lte=today) | Q(suspended_from__lte=today, state=RegistrationState.REGISTERED)
    over = Q(state=RegistrationState.SUSPENDED)
    rows = Counsellor.objects.exclude(state=RegistrationState.DEREGISTERED).filter(due | over)
    moved = 0
    for counsellor in rows.select_for_update(of=("self",)).order_by("id"):
        before = counsellor.state
        keep_in_step(counsellor, on=today)
        moved += counsellor.state != before
    return moved
