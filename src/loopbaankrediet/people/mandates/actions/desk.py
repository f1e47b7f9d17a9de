"""The desk: one person by her number and how she was recognised, a call of limited length, and a note at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import is_known, know_person
from loopbaankrediet.people.errors import OwnCase
from loopbaankrediet.people.mandates.codes import same_name
from loopbaankrediet.people.mandates.errors import (
    CallStillOpen,
    NobodyFound,
    NoStrongControl,
    NoteOfCallMissing,
    NumberUnknown,
    ReasonOfCallMissing,
    TooFewControls,
    TooManyLookups,
)
from loopbaankrediet.people.mandates.models import STRONG_CONTROLS, Channel, Control, DeskCall
from loopbaankrediet.people.mandates.policies import check_decided_nothing_about
from loopbaankrediet.people.mandates.queries import CALL
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_has_role
from loopbaankrediet.platform.limits import Limit, LimitReached, Use, take


@dataclass(frozen=True)
class Caller:
    """Who calls, in her own words: the number, and a name that must go with it.

    `is_new`: an officer looked at the number again, and knows that nobody here had it yet.
    """

    number: NationalNumber
    given_name: str
    family_name: str
    is_new: bool = False


@dataclass(frozen=True)
class Recognised:
    """How the desk was reached, and what made sure who it was."""

    channel: Channel
    controls: Sequence[Control]


def open_call(*, caller: Caller, how: Recognised, reason: str, by: Actor, clock: Clock, key: UUID) -> DeskCall:
    """Find one person by number, and act for her until the call is closed or its time is over.

    Every look-up counts, also a refused one. Somebody whom nobody knew yet is made known by what she says, once the
    officer says that the number is right.
    """
    officer_id = check_has_role(by, Role.DESK_OFFICER)
    _check_told(how, reason, clock)
    count_lookup(officer_id, clock)
    return _open(caller, how, reason.strip(), officer_id, by=by, clock=clock, key=key)


@transaction.atomic
def close_call(*, call_id: UUID, note: str, by: Actor, clock: Clock, key: UUID) -> DeskCall:
    """The officer closes her own call, with what was done; also when its time was over already."""
    officer_id = check_has_role(by, Role.DESK_OFFICER)
    done = done_before(key, by=by, about=("close_desk_call", call_id, note))
    call = DeskCall.objects.select_for_update().filter(id=call_id, officer_id=officer_id).first()
    if call is None:
        raise NotFound
    if done or call.closed_at is not None:
        return call
    if not note.strip():
        raise NoteOfCallMissing
    call.closed_at, call.note_sealed = clock.now(), seal_for(call.person_id, note.strip(), context=CALL)
    call.save(update_fields=["closed_at", "note_sealed"])
    _note("close_desk_call", call, by=by, clock=clock, key=key)
    return call


def count_lookup(officer_id: UUID, clock: Clock) -> None:
    """An officer types somebody's number, found or not. TooManyLookups once there were too many: nobody browses."""
    most = term("desk_lookups_per_hour", on=clock.today())
    try:
        take([Use(Limit("look-ups of an officer", most, timedelta(hours=1)), str(officer_id))], at=clock.now())
    except LimitReached as reached:
        raise TooManyLookups(most=most) from reached


def person_who_says(caller: Caller, *, clock: Clock) -> Person:
    """The person of this number, made known when new and confirmed (else NumberUnknown).

    NobodyFound when somebody of another name has it.
    """
    given_name, family_name = caller.given_name.strip(), caller.family_name.strip()
    if not caller.is_new and not is_known(caller.number):
        raise NumberUnknown
    person = know_person(number=caller.number, given_name=given_name, family_name=family_name, clock=clock)
    if not same_name(person.family_name, family_name):
        raise NobodyFound
    return person


@transaction.atomic
def _open(
    caller: Caller, how: Recognised, reason: str, officer_id: UUID, *, by: Actor, clock: Clock, key: UUID
) -> DeskCall:
    person = person_who_says(caller, clock=clock)
    done = done_before(key, by=by, about=("open_desk_call", person.id, reason))
    if done is not None:
        return DeskCall.objects.get(id=done)
    if person.id == officer_id:
        raise OwnCase
    Person.objects.select_for_update(no_key=True).get(id=officer_id)
    if DeskCall.objects.filter(officer_id=officer_id, closed_at=None).exists():
        raise CallStillOpen
    check_decided_nothing_about(officer_id, person.id)
    call = DeskCall.objects.create(
        person=person,
        officer_id=officer_id,
        channel=how.channel,
        controls=sorted(how.controls),
        reason_sealed=seal_for(person.id, reason, context=CALL),
        opened_on=clock.today(),
        opened_at=clock.now(),
        ends_at=clock.now() + timedelta(minutes=term("desk_call_minutes", on=clock.today())),
    )
    _note("open_desk_call", call, by=by, clock=clock, key=key)
    return call


def _check_told(how: Recognised, reason: str, clock: Clock) -> None:
    least = term("desk_controls", on=clock.today())
    if len(set(how.controls)) < least:
        raise TooFewControls(least=least)
    if not STRONG_CONTROLS & set(how.controls):
        raise NoStrongControl
    if not reason.strip():
        raise ReasonOfCallMissing


def _note(verb: str, call: DeskCall, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("desk_call", call.id, call.person_id), key=key, by=by, clock=clock)
