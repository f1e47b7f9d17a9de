"""The background work of a second look: counting, deciding and correcting, in parts that a crash cannot double.

Counting moves a mark in the transaction that notes the files; each file is decided, and corrected, in a transaction of
its own that moves its state. Whatever is cut off is done again from there.
"""

from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.credit.alike import Selection, final_decision, known_on, look_again
from loopbaankrediet.credit.correcting import correct_decision
from loopbaankrediet.credit.errors import FactRefused
from loopbaankrediet.credit.models import (
    ALIKE_TABLE,
    REDECISION_TABLE,
    Again,
    AlikeFile,
    AlikeState,
    Application,
    ApplicationState,
    Decision,
    Redecision,
    RedecisionState,
)
from loopbaankrediet.credit.officer_states import WORKING
from loopbaankrediet.credit.receipts import open_receipt
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.crypto import SealBroken
from loopbaankrediet.office.incidents import is_stopped
from loopbaankrediet.office.models import Stops

PART = 200
DECIDED = ("state", "outcome_after", "minutes_after", "decided_at")


def work_on_redecisions(*, clock: Clock, part: int = PART) -> int:
    """One part of every second look that is at work; returns how many files were touched. Run again while it works."""
    running = Redecision.objects.filter(state__in=WORKING).order_by("made_at").values_list("id", flat=True)
    return sum(_work(redecision_id, clock, part) for redecision_id in list(running))


def _work(redecision_id: UUID, clock: Clock, part: int) -> int:
    state = Redecision.objects.values_list("state", flat=True).get(id=redecision_id)
    if state == RedecisionState.COUNTING:
        return _count(redecision_id, clock, part)
    if state == RedecisionState.DECIDING:
        return _each(redecision_id, AlikeState.FOUND, "finish", clock, part)
    if state == RedecisionState.APPLYING and not is_stopped(Stops.DECISIONS):
        return _each(redecision_id, AlikeState.BETTER, "apply", clock, part)
    return 0


@transaction.atomic
def _count(redecision_id: UUID, clock: Clock, part: int) -> int:
    """Look through the next applications; the mark moves with what was found."""
    found = Redecision.objects.select_for_update().get(id=redecision_id)
    if found.state != RedecisionState.COUNTING:
        return 0
    decided = Application.objects.filter(
        number__gt=found.seen_to, state__in=(ApplicationState.GRANTED, ApplicationState.REFUSED)
    )
    rows = list(decided.order_by("number")[:part])
    selection = Selection(**found.selection)
    files = [file for row in rows if (file := _file(found, row, selection)) is not None]
    AlikeFile.objects.bulk_create(files, ignore_conflicts=True)
    if rows:
        found.seen_to = rows[-1].number
    else:
        found.state = REDECISION_TABLE.after(found.state, "count")
    found.save(update_fields=["seen_to", "state"])
    return len(rows)


def _file(found: Redecision, application: Application, selection: Selection) -> AlikeFile | None:
    decision = final_decision(application)
    if decision is None or not selection.takes(decision):
        return None
    try:
        receipt = open_receipt(decision.receipt_sealed, application.person_id)
    except (Erased, SealBroken):
        return None
    if not selection.takes_receipt(receipt):
        return None
    return AlikeFile(
        redecision=found, application=application, outcome_before=decision.kind, minutes_before=_minutes(decision)
    )


def _minutes(decision: Decision) -> int:
    """All minutes that were granted on the application, with what a correction added."""
    grants = Decision.objects.filter(application_id=decision.application_id, kind=decision.kind)
    return sum(grants.values_list("minutes", flat=True))


def _each(redecision_id: UUID, state: AlikeState, end: str, clock: Clock, part: int) -> int:
    """The next files, each in its own transaction; the end once none is left."""
    waiting = AlikeFile.objects.filter(redecision_id=redecision_id, state=state).order_by("application__number")
    ids = list(waiting.values_list("id", flat=True)[:part])
    if not ids:
        _end(redecision_id, end, clock)
    step = _decide_file if state == AlikeState.FOUND else _correct_file
    return sum(step(file_id, clock) for file_id in ids)


@transaction.atomic
def _end(redecision_id: UUID, verb: str, clock: Clock) -> None:
    found = Redecision.objects.select_for_update().get(id=redecision_id)
    if not REDECISION_TABLE.allows(found.state, verb):
        return
    found.state = REDECISION_TABLE.after(found.state, verb)
    found.ended_at = clock.now() if found.state == RedecisionState.DONE else None
    found.save(update_fields=["state", "ended_at"])


@transaction.atomic
def _decide_file(file_id: UUID, clock: Clock) -> int:
    file = _locked(file_id, AlikeState.FOUND, RedecisionState.DECIDING)
    if file is None:
        return 0
    decision = final_decision(file.application)
    verb, file.decided_at = "skip", clock.now()
    if decision is not None:
        try:
            decided = open_receipt(decision.receipt_sealed, file.application.person_id)
            selection, again = Selection(**file.redecision.selection), Again(file.redecision.again)
            second = look_again(file.application, decided, selection, again, clock)
            file.outcome_after, file.minutes_after = second.outcome, second.minutes
            verb = _compared(file, second.minutes)
        except (Erased, SealBroken, FactRefused):
            verb = "skip"
    file.state = ALIKE_TABLE.after(file.state, verb)
    file.save(update_fields=DECIDED)
    return 1


def _compared(file: AlikeFile, minutes: int) -> str:
    """An unknown on a second look takes nothing away, and gives nothing: only settled minutes count."""
    if file.outcome_after == "undetermined" or minutes == file.minutes_before:
        return "same"
    return "better" if minutes > file.minutes_before else "worse"


@transaction.atomic
def _correct_file(file_id: UUID, clock: Clock) -> int:
    """Its own decision, journal line and minutes; skipped when meanwhile nothing more can be granted."""
    file = _locked(file_id, AlikeState.BETTER, RedecisionState.APPLYING)
    if file is None:
        return 0
    selection, again = Selection(**file.redecision.selection), Again(file.redecision.again)
    application = file.application
    decision = final_decision(application)
    is_corrected = False
    if decision is not None:
        decided = open_receipt(decision.receipt_sealed, application.person_id)
        second = look_again(application, decided, selection, again, clock)
        is_corrected = correct_decision(
            application_id=application.id,
            changed=second.changed,
            known_on=known_on(again, application.applied_on, clock.today()),
            clock=clock,
            key=uuid5(file.id, "correct"),
        )
    file.state = ALIKE_TABLE.after(file.state, "apply" if is_corrected else "skip")
    file.ended_at, file.ended_by = clock.now(), file.redecision.approved_by
    file.save(update_fields=["state", "ended_at", "ended_by"])
    return 1


def _locked(file_id: UUID, state: AlikeState, during: RedecisionState) -> AlikeFile | None:
    """The file, when it still waits for this and nobody cancelled; another hand passes it by."""
    rows = AlikeFile.objects.select_for_update(of=("self",), skip_locked=True)
    named = rows.select_related("application", "redecision__approved_by")
    return named.filter(id=file_id, state=state, redecision__state=during).first()
