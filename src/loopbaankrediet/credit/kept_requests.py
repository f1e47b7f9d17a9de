"""Requests that came while automatic decisions stood still: kept with their day, and decided once they start again."""

from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.credit.actions import apply_for
from loopbaankrediet.credit.errors import ApplicationAlreadyOpen, CreditAlreadyGranted, RequestKeptAlready
from loopbaankrediet.credit.models import OPEN_STATES, Application, KeptRequest
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.office.incidents import is_stopped
from loopbaankrediet.office.models import Stops
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_is_citizen
from loopbaankrediet.platform.rows import Rows

PART = 100


@transaction.atomic
def keep_request(*, person_id: UUID, by: Actor, clock: Clock, key: UUID) -> KeptRequest:
    """Keep a request for the right with its day; nothing is asked of any source yet."""
    check_is_citizen(by, person_id, to=Scope.APPLY, clock=clock)
    earlier = done_before(key, by=by, about=("keep_request", person_id))
    if earlier is not None:
        return KeptRequest.objects.get(id=earlier)
    Person.objects.select_for_update().get(id=person_id)
    if Application.objects.filter(person_id=person_id, state__in=OPEN_STATES).exists():
        raise ApplicationAlreadyOpen
    if KeptRequest.objects.filter(person_id=person_id, decided_at=None).exists():
        raise RequestKeptAlready
    kept, rows = KeptRequest(person_id=person_id, asked_on=clock.today(), asked_at=clock.now()), Rows()
    rows.insert(kept)
    subject = Subject("kept_request", kept.id, person_id)
    record_act("keep_request", subject, key=key, by=by, clock=clock, rows=rows)
    return kept


def kept_request_of(person_id: UUID) -> date | None:
    """The day of a request that waits for automatic decisions to start again; None when none waits."""
    rows = KeptRequest.objects.filter(person_id=person_id, decided_at=None)
    return rows.values_list("asked_on", flat=True).first()


def decide_kept_requests(*, clock: Clock) -> int:
    """Decide what was kept, oldest first, once nothing stops it any more; returns how many."""
    if is_stopped(Stops.DECISIONS):
        return 0
    waiting = KeptRequest.objects.filter(decided_at=None).order_by("asked_at").values_list("id", flat=True)
    return sum(_decide(kept_id, clock) for kept_id in list(waiting[:PART]))


@transaction.atomic
def _decide(kept_id: UUID, clock: Clock) -> int:
    """Once, whoever comes first: the row is locked until its application stands."""
    kept = KeptRequest.objects.select_for_update(skip_locked=True).filter(id=kept_id, decided_at=None).first()
    if kept is None:
        return 0
    try:
        with transaction.atomic():
            apply_for(kept.person_id, on=kept.asked_on, by=SYSTEM, clock=clock, key=uuid5(kept.id, "decided"))
    except (ApplicationAlreadyOpen, CreditAlreadyGranted, Erased):
        pass  # she has what she asked, or nothing is decided for her any more: the request is done
    kept.decided_at = clock.now()
    kept.save(update_fields=["decided_at"])
    return 1
