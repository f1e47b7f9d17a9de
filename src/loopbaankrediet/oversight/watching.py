"""The nightly watch: reads the looks of the last days and asks, once per occasion, whoever should explain."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, record_acts
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import BRUSSELS, Clock
from loopbaankrediet.oversight.limits import limit
from loopbaankrediet.oversight.looks import officers_and, opened_between
from loopbaankrediet.oversight.models import LookQuestion
from loopbaankrediet.oversight.watch import Noticed, noticed

VERB = "raise_look_question"


@transaction.atomic
def watch_looks(*, clock: Clock) -> int:
    """How many new questions the whole days before now gave. Running it again asks nothing twice."""
    on, until = clock.today(), clock.now().astimezone(BRUSSELS).date()
    end = datetime.combine(until, time(), BRUSSELS)
    opened = opened_between(end - timedelta(days=limit("period_days", on=on)), end)
    found = {one.occasion: one for one in reversed(noticed(opened, officers_and(opened), until=until, on=on))}
    known = set(LookQuestion.objects.filter(occasion__in=found).values_list("occasion", flat=True))
    made = [_question(one, clock) for occasion, one in found.items() if occasion not in known]
    LookQuestion.objects.bulk_create(made)
    record_acts(VERB, [(_subject(one), uuid5(NAMESPACE_URL, one.occasion)) for one in made], by=SYSTEM, clock=clock)
    return len(made)


def _subject(question: LookQuestion) -> Subject:
    return Subject("look_question", question.id, question.looker_id)


def _question(found: Noticed, clock: Clock) -> LookQuestion:
    on = clock.today()
    return LookQuestion(
        occasion=found.occasion,
        why=found.why,
        entry_id=found.entry_id,
        looker_id=found.looker_id,
        looked_on=found.looked_on,
        counted=found.counted,
        usual=found.usual,
        asked_on=on,
        asked_at=clock.now(),
        answer_by=on + timedelta(days=limit("answer_days", on=on)),
    )
