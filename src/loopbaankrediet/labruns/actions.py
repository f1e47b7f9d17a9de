"""Asking a run, stopping it, asking it again; and the standard scenarios, which the platform asks itself."""

from uuid import UUID, uuid4

from django.db import transaction

from loopbaankrediet.decree.scenario import scenario_names
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import SYSTEM, Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.labruns.errors import TooManyRuns
from loopbaankrediet.labruns.models import LabResult, LabRun
from loopbaankrediet.labruns.policies import check_is_analyst
from loopbaankrediet.labruns.questions import Identity, LabQuestion, identity_of, question_of
from loopbaankrediet.labruns.states import OPEN, RUN_TABLE, RunState

MOST_OPEN = 10
STANDARD_YEARS = 4
STANDARD_SEED = 1


@transaction.atomic
def ask_run(*, question: LabQuestion, by: Actor, clock: Clock, key: UUID) -> LabRun:
    """An analyst asks. Who asked the same before gets that run; a result that is there already is shared at once.

    Raises TooManyRuns, or what `identity_of` refuses.
    """
    analyst = check_is_analyst(by)
    done = done_before(key, by=by, about=("ask_lab_run", question))
    if done:
        return LabRun.objects.get(id=done)
    identity = identity_of(question)
    run = _standing(identity, analyst) or _new(question, identity, analyst, clock)
    record_act("ask_lab_run", Subject("lab_run", run.id), key=key, by=by, clock=clock)
    return run


@transaction.atomic
def ask_standard(*, draws: int, clock: Clock) -> LabRun:
    """Every scenario of the decree, for everybody to read. Asking again changes nothing while law and model stay."""
    question = question_of(
        scenario_names(),
        (),
        years=STANDARD_YEARS,
        draws=draws,
        seed=STANDARD_SEED,
        schooling="main_page",
        known_on=clock.today(),
    )
    identity = identity_of(question)
    found = _standing(identity, None)
    if found is None:
        found = _new(question, identity, None, clock)
        record_act("ask_lab_run", Subject("lab_run", found.id), key=uuid4(), by=SYSTEM, clock=clock)
    return found


@transaction.atomic
def cancel_run(*, run_id: UUID, by: Actor, clock: Clock, key: UUID) -> LabRun:
    """Stop a run that waits or runs. The worker notices at its next draw. Raises WrongState."""
    check_is_analyst(by)
    done = done_before(key, by=by, about=("cancel_lab_run", run_id))
    run = _locked(run_id)
    if done:
        return run
    run.state = RUN_TABLE.after(run.state, "cancel")
    run.ended_at = clock.now()
    run.save(update_fields=["state", "ended_at"])
    record_act("cancel_lab_run", Subject("lab_run", run.id), key=key, by=by, clock=clock)
    return run


@transaction.atomic
def ask_run_again(*, run_id: UUID, by: Actor, clock: Clock, key: UUID) -> LabRun:
    """A run that failed or was stopped waits again, from its first draw. Raises WrongState."""
    check_is_analyst(by)
    done = done_before(key, by=by, about=("ask_lab_run_again", run_id))
    run = _locked(run_id)
    if done:
        return run
    run.state = RUN_TABLE.after(run.state, "ask_again")
    run.silences, run.done, run.failure, run.seen_at, run.ended_at = 0, 0, "", None, None
    run.save(update_fields=["state", "silences", "done", "failure", "seen_at", "ended_at"])
    record_act("ask_lab_run_again", Subject("lab_run", run.id), key=key, by=by, clock=clock)
    return run


def _standing(identity: Identity, analyst: UUID | None) -> LabRun | None:
    """The same question of the same person (or of the platform) that waits, runs or is done."""
    same = LabRun.objects.filter(key=identity.key, asked_by=analyst, state__in=(*OPEN, RunState.DONE))
    return same.order_by("asked_at", "id").first()


def _new(question: LabQuestion, identity: Identity, analyst: UUID | None, clock: Clock) -> LabRun:
    if analyst and LabRun.objects.filter(asked_by=analyst, state__in=OPEN).count() >= MOST_OPEN:
        raise TooManyRuns(most=MOST_OPEN)
    run = LabRun.objects.create(
        asked_by_id=analyst,
        key=identity.key,
        law_hash=identity.law_hash,
        scenarios=list(question.scenarios),
        amounts=[list(pair) for pair in question.amounts],
        years=question.years,
        draws=question.draws,
        seed=question.seed,
        schooling=question.schooling,
        known_on=question.known_on,
        asked_on=clock.today(),
        asked_at=clock.now(),
    )
    result = LabResult.objects.filter(key=identity.key).first()
    return share(run, result, clock) if result else run


def share(run: LabRun, result: LabResult, clock: Clock) -> LabRun:
    """A run that waits gets the result that is there."""
    run.state = RUN_TABLE.after(run.state, "share")
    run.result, run.done, run.ended_at = result, run.draws, clock.now()
    run.save(update_fields=["state", "result", "done", "ended_at"])
    return run


def _locked(run_id: UUID) -> LabRun:
    found = LabRun.objects.select_for_update().filter(id=run_id).first()
    if found is None:
        raise NotFound
    return found
