"""The worker: takes up what waits, one run at a time, keeps the result in one transaction, and never stays silent.

Several workers may run. A row is taken with SKIP LOCKED; `attempt` says who holds it. A worker writes only while the
run still runs under its own attempt: a run that was stopped, or that another worker took up, ends at the next draw.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import DatabaseError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from loopbaankrediet.decree.errors import DecreeError
from loopbaankrediet.journal.actions import Subject, record_act
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.labruns.actions import share
from loopbaankrediet.labruns.errors import RunInterrupted
from loopbaankrediet.labruns.models import LabFile, LabResult, LabRun
from loopbaankrediet.labruns.questions import LabQuestion
from loopbaankrediet.labruns.states import RUN_TABLE, RunState

logger = logging.getLogger(__name__)
SILENT = timedelta(minutes=5)
MOST_SILENCES = 3
NOT_KEPT = "De uitkomst kon niet bewaard worden. Misschien is de schijf vol. Vraag het later opnieuw."
BROKE = "De berekening liep stuk. Vraag het opnieuw; blijft het stuk, meld het dan aan wie de server beheert."
DIED = "De berekening stopte {times} keer zonder iets te zeggen. Vraag minder trekkingen of minder scenario's."


@dataclass(frozen=True)
class Computed:
    """What the engine made of a question: plain values, and files by their kind."""

    content: dict[str, object]
    files: Mapping[str, bytes] = field(default_factory=dict)


Compute = Callable[[LabQuestion, Callable[[int, int], None], date], Computed]


@dataclass(frozen=True)
class Taken:
    """A run in the hands of this worker."""

    id: UUID
    attempt: int
    question: LabQuestion

    @property
    def mine(self) -> "QuerySet[LabRun]":
        """The run, as long as it runs and nobody else took it up."""
        return LabRun.objects.filter(id=self.id, attempt=self.attempt, state=RunState.RUNNING)


def work_once(*, clock: Clock, compute: Compute) -> bool:
    """Take up one run and bring it to an end; False when nothing waits. Stopping the worker hands its run back."""
    give_up_silent(clock=clock)
    taken = take(clock=clock)
    if taken is None:
        return False
    try:
        found = compute(taken.question, lambda done, of: _tell(taken, done, clock), clock.today())
        keep(taken, found, clock=clock)
    except RunInterrupted:
        logger.info("a run of the lab was stopped")
    except DecreeError as error:
        fail(taken, str(error), clock=clock)
    except (DatabaseError, OSError):
        logger.exception("the result of a run of the lab could not be kept")
        fail(taken, NOT_KEPT, clock=clock)
    except Exception:
        logger.exception("a run of the lab broke")
        fail(taken, BROKE, clock=clock)
    except BaseException:
        _hand_back(taken)
        raise
    return True


@transaction.atomic
def take(*, clock: Clock) -> Taken | None:
    """The first run that waits, of an analyst before the platform's own, unless its question runs or waits before it.

    A run whose result came meanwhile is shared, and the next one is taken.
    """
    before = Q(state=RunState.ASKED, asked_at__lt=OuterRef("asked_at"))
    before |= Q(state=RunState.ASKED, asked_at=OuterRef("asked_at"), id__lt=OuterRef("id"))
    same = LabRun.objects.filter(Q(state=RunState.RUNNING) | before, key=OuterRef("key"))
    free = LabRun.objects.select_for_update(of=("self",), skip_locked=True).filter(~Exists(same), state=RunState.ASKED)
    for run in free.order_by(F("asked_by").asc(nulls_last=True), "asked_at", "id"):
        result = LabResult.objects.filter(key=run.key).first()
        if result is None:
            return _started(run, clock)
        share(run, result, clock)
    return None


def _started(run: LabRun, clock: Clock) -> Taken:
    run.state = RUN_TABLE.after(run.state, "start")
    run.attempt, run.done, run.seen_at = run.attempt + 1, 0, clock.now()
    run.save(update_fields=["state", "attempt", "done", "seen_at"])
    amounts = tuple((name, value) for name, value in run.amounts)
    asked = LabQuestion(tuple(run.scenarios), amounts, run.years, run.draws, run.seed, run.schooling, run.known_on)
    return Taken(run.id, run.attempt, asked)


def _tell(taken: Taken, done: int, clock: Clock) -> None:
    """A sign of life after each draw. RunInterrupted when the run is no longer ours."""
    if not taken.mine.update(done=done, seen_at=clock.now()):
        raise RunInterrupted


@transaction.atomic
def keep(taken: Taken, found: Computed, *, clock: Clock) -> None:
    """The result and its files, this run, who waits for the same: together or not at all. RunInterrupted as above."""
    run = taken.mine.select_for_update().first()
    if run is None:
        raise RunInterrupted
    result = LabResult.objects.create(
        key=run.key,
        law_hash=run.law_hash,
        content=json.dumps(found.content, ensure_ascii=False, allow_nan=False).encode(),
        made_on=clock.today(),
        made_at=clock.now(),
    )
    LabFile.objects.bulk_create(LabFile(result=result, kind=kind, content=file) for kind, file in found.files.items())
    run.state = RUN_TABLE.after(run.state, "finish")
    run.result, run.done, run.ended_at = result, run.draws, clock.now()
    run.save(update_fields=["state", "result", "done", "ended_at"])
    waiting = LabRun.objects.select_for_update(skip_locked=True).filter(key=run.key, state=RunState.ASKED)
    for other in waiting.order_by("id"):
        share(other, result, clock)
    record_act("finish_lab_run", Subject("lab_run", run.id), key=uuid4(), by=SYSTEM, clock=clock)


@transaction.atomic
def fail(taken: Taken, why: str, *, clock: Clock) -> None:
    """The run says why it has no result; nothing when it is no longer ours."""
    run = taken.mine.select_for_update().first()
    if run is not None:
        _failed(run, why, clock)


def _failed(run: LabRun, why: str, clock: Clock) -> None:
    run.state = RUN_TABLE.after(run.state, "fail")
    run.failure, run.ended_at = why, clock.now()
    run.save(update_fields=["state", "silences", "failure", "ended_at"])
    record_act("fail_lab_run", Subject("lab_run", run.id), key=uuid4(), by=SYSTEM, clock=clock)


@transaction.atomic
def _hand_back(taken: Taken) -> None:
    """The worker itself is stopped: that is no silence."""
    state = RUN_TABLE.after(RunState.RUNNING, "hand_back")
    taken.mine.update(state=state, done=0, seen_at=None)


@transaction.atomic
def give_up_silent(*, clock: Clock) -> int:
    """Runs whose worker gave no sign of life wait again, and fail when that happens too often; how many there were."""
    silent = LabRun.objects.select_for_update(skip_locked=True).filter(
        state=RunState.RUNNING, seen_at__lt=clock.now() - SILENT
    )
    runs = list(silent.order_by("id"))
    for run in runs:
        run.silences += 1
        if run.silences >= MOST_SILENCES:
            _failed(run, DIED.format(times=run.silences), clock)
        else:
            run.state, run.done, run.seen_at = RUN_TABLE.after(run.state, "hand_back"), 0, None
            run.save(update_fields=["state", "silences", "done", "seen_at"])
    return len(runs)
