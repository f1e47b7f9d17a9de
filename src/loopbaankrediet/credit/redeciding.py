"""A second look at all alike files after an error: counted first, decided in parts, corrected after four eyes.

To the applicant's advantage a correction is proposed, and carried out file by file once a second officer approves. To
her detriment nothing is done: the file waits for an officer, who may open a withdrawal file (default 9).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet
from procrastinate.contrib.django import app

from loopbaankrediet.credit.alike import Selection
from loopbaankrediet.credit.errors import (
    NothingToApply,
    RedecisionEmpty,
    RedecisionNeedsAnother,
    RedecisionWhyMissing,
)
from loopbaankrediet.credit.models import (
    ALIKE_TABLE,
    REDECISION_TABLE,
    Again,
    AlikeFile,
    AlikeState,
    Redecision,
    RedecisionState,
)
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_has_role, check_not_own_case
from loopbaankrediet.platform.rows import Rows

TASK = "credit.redecide"


@dataclass(frozen=True)
class RedecisionView:
    """One second look with its counts: `files` in all, and by state."""

    id: UUID
    state: str
    again: str
    selection: Selection
    why: str
    made_on: date
    made_by: str
    made_by_id: UUID
    approved_by: str
    ended_at: datetime | None
    counts: dict[str, int]

    @property
    def files(self) -> int:
        return sum(self.counts.values())

    @property
    def looked_at(self) -> int:
        return self.files - self.counts.get(AlikeState.FOUND, 0)

    def count(self, state: AlikeState) -> int:
        return self.counts.get(state, 0)


@transaction.atomic
def start_redecision(*, selection: Selection, again: Again, why: str, by: Actor, clock: Clock, key: UUID) -> Redecision:
    """Count which files are alike; nothing is decided yet. RedecisionEmpty when nothing was chosen."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    earlier = done_before(key, by=by, about=("start_redecision", selection.as_dict(), again, why))
    if earlier is not None:
        return Redecision.objects.get(id=earlier)
    if selection.is_empty:
        raise RedecisionEmpty
    if not why.strip():
        raise RedecisionWhyMissing
    made = Redecision(
        again=again,
        selection=selection.as_dict(),
        why=why.strip(),
        made_on=clock.today(),
        made_at=clock.now(),
        made_by_id=officer_id,
    )
    rows = Rows()
    rows.insert(made)
    _note("start_redecision", made, rows, by=by, clock=clock, key=key)
    work_later()
    return made


@transaction.atomic
def decide_alike(*, redecision_id: UUID, by: Actor, clock: Clock, key: UUID) -> Redecision:
    """The number is known: decide them all again, in the background. Nothing changes for anybody yet."""
    return _step("start", "decide_alike", redecision_id, by=by, clock=clock, key=key)


@transaction.atomic
def approve_redecision(*, redecision_id: UUID, by: Actor, clock: Clock, key: UUID) -> Redecision:
    """Another officer lets every correction to the advantage of the applicant be carried out."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("approve_redecision", redecision_id))
    found, rows = _locked(redecision_id), Rows()
    if done:
        return found
    found.state = REDECISION_TABLE.after(found.state, "approve")
    if found.made_by_id == officer_id:
        raise RedecisionNeedsAnother
    if not AlikeFile.objects.filter(redecision=found, state=AlikeState.BETTER).exists():
        raise NothingToApply
    found.approved_by_id, found.approved_at = officer_id, clock.now()
    rows.update(found, "state", "approved_by", "approved_at")
    _note("approve_redecision", found, rows, by=by, clock=clock, key=key)
    work_later()
    return found


@transaction.atomic
def cancel_redecision(*, redecision_id: UUID, by: Actor, clock: Clock, key: UUID) -> Redecision:
    """Stop here; what was carried out stays."""
    return _step("cancel", "cancel_redecision", redecision_id, by=by, clock=clock, key=key)


@transaction.atomic
def decline_alike(*, file_id: UUID, by: Actor, clock: Clock, key: UUID) -> AlikeFile:
    """An officer leaves one file as it is: no correction, or no withdrawal file."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("decline_alike", file_id))
    rows = AlikeFile.objects.select_for_update(of=("self",)).select_related("application")
    file = rows.filter(id=file_id).first()
    if file is None:
        raise NotFound
    check_not_own_case(by, file.application.person_id)
    if done:
        return file
    file.state = ALIKE_TABLE.after(file.state, "decline")
    file.ended_at, file.ended_by_id = clock.now(), officer_id
    changed = Rows()
    changed.update(file, "state", "ended_at", "ended_by")
    subject = Subject("alike_file", file.id, file.application.person_id)
    record_act("decline_alike", subject, key=key, by=by, clock=clock, rows=changed)
    return file


def redecisions() -> tuple[RedecisionView, ...]:
    """All, the newest first."""
    rows = list(Redecision.objects.select_related("made_by", "approved_by").order_by("-made_at"))
    counted = AlikeFile.objects.values_list("redecision_id", "state").annotate(count=Count("id")).order_by()
    counts: dict[UUID, Counter[str]] = {}
    for redecision_id, state, count in counted:
        counts.setdefault(redecision_id, Counter())[state] = count
    return tuple(_view(row, dict(counts.get(row.id, {}))) for row in rows)


def redecision(redecision_id: UUID) -> RedecisionView:
    """NotFound when there is none."""
    row = Redecision.objects.filter(id=redecision_id).select_related("made_by", "approved_by").first()
    if row is None:
        raise NotFound
    counted = AlikeFile.objects.filter(redecision=row).values_list("state").annotate(count=Count("id")).order_by()
    return _view(row, dict(counted))


def files_of(redecision_id: UUID, *states: AlikeState) -> QuerySet[AlikeFile]:
    """The files in these states, by number; for a page to cut."""
    rows = AlikeFile.objects.filter(redecision_id=redecision_id, state__in=states).select_related("application__person")
    return rows.order_by("application__number")


def work_later() -> None:
    """Queue the work with the act itself; every minute a job looks too."""
    app.configure_task(TASK, allow_unknown=True).defer()


def _step(verb: str, act: str, redecision_id: UUID, *, by: Actor, clock: Clock, key: UUID) -> Redecision:
    check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=(act, redecision_id))
    found, rows = _locked(redecision_id), Rows()
    if done:
        return found
    found.state = REDECISION_TABLE.after(found.state, verb)
    found.ended_at = clock.now() if found.state == RedecisionState.CANCELLED else None
    rows.update(found, "state", "ended_at")
    _note(act, found, rows, by=by, clock=clock, key=key)
    work_later()
    return found


def _locked(redecision_id: UUID) -> Redecision:
    found = Redecision.objects.select_for_update().filter(id=redecision_id).first()
    if found is None:
        raise NotFound
    return found


def _note(verb: str, made: Redecision, rows: Rows, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("redecision", made.id), key=key, by=by, clock=clock, rows=rows)


def _view(row: Redecision, counts: dict[str, int]) -> RedecisionView:
    return RedecisionView(
        row.id,
        row.state,
        Again(row.again).label,
        Selection(**row.selection),
        row.why,
        row.made_on,
        row.made_by.full_name,
        row.made_by_id,
        row.approved_by.full_name if row.approved_by else "",
        row.ended_at,
        counts,
    )
