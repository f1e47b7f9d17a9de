"""The auditor asks to prove the ledger now. The proof can take minutes, so it runs in the background."""

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.policies import check_has_role

TASK = "ledger.prove"
WAITS, RUNS = "todo", "doing"


@transaction.atomic
def ask_proof(*, by: Actor, clock: Clock, key: UUID) -> None:
    """Queue the proof of the night; while one waits its turn, asking again queues nothing more.

    One that runs does not stop a new one: a worker that was killed leaves a job that seems to run for ever.
    """
    check_has_role(by, Role.AUDITOR)
    if done_before(key, by=by, about=("ask_proof",)):
        return
    record_act("ask_proof", Subject("ledger_proof", key), key=key, by=by, clock=clock)
    if proof_state() != WAITS:
        app.configure_task(TASK, allow_unknown=True).defer(timestamp=int(clock.now().timestamp()))


def proof_state() -> str:
    """What became of the last proof that was queued: 'todo', 'doing', 'succeeded', 'failed'; '' when there is none."""
    jobs = ProcrastinateJob.objects.filter(task_name=TASK)
    return jobs.order_by("-id").values_list("status", flat=True).first() or ""
