"""Warn me then: a refused citizen asks to be told on the day from which she would qualify (default 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from loopbaankrediet.credit.errors import NoDayKnown, WishStands
from loopbaankrediet.credit.models import Application, ApplicationState
from loopbaankrediet.credit.queries import latest_decision
from loopbaankrediet.credit.receipts import open_receipt
from loopbaankrediet.credit.wish_models import Wish
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.people.policies import check_is_citizen, check_is_system

NOT_GRANTED = (ApplicationState.REFUSED, ApplicationState.INTENDED, ApplicationState.UNDETERMINED)
AT_ONCE = 500


@dataclass(frozen=True)
class DueWish:
    """Somebody to be told that she can apply now."""

    id: UUID
    person_id: UUID
    due_on: date


@transaction.atomic
def wish_to_be_told(*, application_id: UUID, by: Actor, clock: Clock, key: UUID) -> Wish:
    """Keep the wish with the day of the latest decision. NoDayKnown without such a day, WishStands for a second one."""
    done = done_before(key, by=by, about=("wish_to_be_told", application_id))
    application = Application.objects.select_for_update().filter(id=application_id).first()
    if application is None:
        raise NotFound
    check_is_citizen(by, application.person_id, to=Scope.APPLY, clock=clock)
    if done is not None:
        return Wish.objects.get(id=done)
    due_on = open_receipt(latest_decision(application).receipt_sealed, application.person_id).qualifies_from
    if due_on is None or due_on <= clock.today() or application.state not in NOT_GRANTED:
        raise NoDayKnown
    if open_wish(application.person_id):
        raise WishStands
    wish = Wish.objects.create(
        person_id=application.person_id, due_on=due_on, wished_on=clock.today(), wished_at=clock.now()
    )
    _note("wish_to_be_told", wish, by=by, clock=clock, key=key)
    return wish


@transaction.atomic
def take_back_wish(*, wish_id: UUID, by: Actor, clock: Clock, key: UUID) -> Wish:
    """She does not want to be told any more. WrongState once she was."""
    done, wish = done_before(key, by=by, about=("take_back_wish", wish_id)), _locked(wish_id)
    check_is_citizen(by, wish.person_id, to=Scope.APPLY, clock=clock)
    if done is not None:
        return wish
    if wish.told_on or wish.revoked_on:
        raise WrongState
    wish.revoked_on, wish.revoked_at = clock.today(), clock.now()
    wish.save(update_fields=["revoked_on", "revoked_at"])
    _note("take_back_wish", wish, by=by, clock=clock, key=key)
    return wish


def open_wish(person_id: UUID) -> Wish | None:
    """The wish that still stands."""
    return Wish.objects.filter(person_id=person_id, told_on=None, revoked_on=None).first()


def told_wish(person_id: UUID) -> Wish | None:
    """The last wish of which the day has come and was told."""
    return Wish.objects.filter(person_id=person_id, told_on__isnull=False).order_by("-told_at").first()


def due_wishes(*, on: date) -> tuple[DueWish, ...]:
    """Whose day has come and who was not told yet, the oldest day first; at most some hundreds at once."""
    rows = Wish.objects.filter(due_on__lte=on, told_on=None, revoked_on=None).order_by("due_on", "wished_at", "id")
    return tuple(DueWish(*row) for row in rows.values_list("id", "person_id", "due_on")[:AT_ONCE])


@transaction.atomic
def mark_told(wish_ids: Iterable[UUID], *, by: Actor, clock: Clock) -> tuple[UUID, ...]:
    """These wishes are fulfilled now; returns those that still stood, each once, however many hands do this at once.

    Lay the message in the same transaction.
    """
    check_is_system(by)
    standing = Wish.objects.select_for_update(skip_locked=True).filter(
        id__in=list(wish_ids), told_on=None, revoked_on=None, due_on__lte=clock.today()
    )
    told = []
    for wish in standing.order_by("id"):
        wish.told_on, wish.told_at = clock.today(), clock.now()
        wish.save(update_fields=["told_on", "told_at"])
        _note("tell_wish", wish, by=by, clock=clock, key=uuid4())
        told.append(wish.id)
    return tuple(told)


def _locked(wish_id: UUID) -> Wish:
    wish = Wish.objects.select_for_update().filter(id=wish_id).first()
    if wish is None:
        raise NotFound
    return wish


def _note(verb: str, wish: Wish, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("wish", wish.id, wish.person_id), key=key, by=by, clock=clock)
