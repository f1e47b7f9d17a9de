"""A power of attorney: the citizen gives it, the helper takes it up with a code, either of them ends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.people.errors import OwnCase
from loopbaankrediet.people.mandates.codes import count_attempt, hash_of_code, new_code, same_name
from loopbaankrediet.people.mandates.errors import (
    HelperNotNamed,
    HelpsAlready,
    LetterOfOwnCall,
    MandateCodeRefused,
    TickAtDesk,
    TickRefused,
)
from loopbaankrediet.people.mandates.models import Mandate
from loopbaankrediet.people.mandates.policies import check_acts_as_himself, check_acts_for
from loopbaankrediet.people.mandates.queries import CODE, NAME, NAMES_APART
from loopbaankrediet.people.mandates.scopes import TO_TICK
from loopbaankrediet.people.mandates.states import MANDATE_TABLE, MandateState
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_has_role, check_is_citizen
from loopbaankrediet.platform.limits import give_back
from loopbaankrediet.platform.viewing import show_code

Refuse = Callable[[UUID, UUID], None]
"""What rooms above know of a citizen and her helper to be; raises when the two do not go together."""


@dataclass(frozen=True)
class HelperName:
    """Whom the citizen names. The family name must be that of the person who uses the code."""

    given_name: str
    family_name: str


@transaction.atomic
def offer_mandate(
    *, person_id: UUID, helper: HelperName, ticked: Sequence[str], by_letter: bool, by: Actor, clock: Clock, key: UUID
) -> Mandate:
    """The citizen gives one named person power of attorney; a code, valid for some days, lets him take it up.

    At the desk the code always goes by letter to the citizen, printed by a colleague, and nothing can be ticked: what
    binds her or moves money she gives herself, signed in. A code by letter can be used once the letter was sent: from
    that day its days count.
    """
    check_is_citizen(by, person_id, to=Scope.MANDATES, clock=clock)
    names = [" ".join(name.split()) for name in (helper.given_name, helper.family_name)]
    done = done_before(key, by=by, about=("offer_mandate", person_id, names, sorted(ticked), by_letter))
    if done is not None:
        return Mandate.objects.get(id=done)
    if not all(names):
        raise HelperNotNamed
    if not set(ticked) <= set(TO_TICK):
        raise TickRefused
    at_desk, code = by.representation is Representation.DESK, new_code()
    if at_desk and ticked:
        raise TickAtDesk
    mandate = Mandate.objects.create(
        kind=Representation.HELPER,
        person_id=person_id,
        named_sealed=seal_for(person_id, NAMES_APART.join(names), context=NAME),
        ticked=sorted(ticked),
        by_letter=by_letter or at_desk,
        asked_in_id=by.mandate_id if at_desk else None,
        offered_on=clock.today(),
        offered_at=clock.now(),
        code_hash=hash_of_code(code),
        code_sealed=seal_for(person_id, code, context=CODE),
        code_until=None if by_letter or at_desk else last_day_of_code(clock.today()),
    )
    _note("offer_mandate", mandate, by=by, clock=clock, key=key)
    return mandate


def activate_mandate(*, code: str, refuse: Refuse, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """A helper takes up the power of attorney with its code. MandateCodeRefused says nothing about why."""
    helper_id = check_acts_as_himself(by)
    uses, at = count_attempt(helper_id, clock), clock.now()
    mandate = _use_code(code, helper_id, refuse, by=by, clock=clock, key=key)
    give_back(uses, at=at)
    return mandate


@transaction.atomic
def end_mandate(*, mandate_id: UUID, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """Either side stops a power of attorney, at once: an act under way is finished first, every later one is refused.

    A judgment is ended by an officer only. NotFound for anyone else.
    """
    done, mandate = done_before(key, by=by, about=("end_mandate", mandate_id)), locked_mandate(mandate_id)
    _check_ends(by, mandate, clock)
    if done:
        return mandate
    end_now(mandate, by=by, clock=clock)
    _note("end_mandate", mandate, by=by, clock=clock, key=key)
    return mandate


@transaction.atomic
def send_letter(*, mandate_id: UUID, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """The desk posted the letter with the code, by hand. WrongState when that was done, or it was stopped."""
    officer_id = check_has_role(by, Role.DESK_OFFICER)
    done, mandate = done_before(key, by=by, about=("send_mandate_letter", mandate_id)), locked_mandate(mandate_id)
    if done:
        return mandate
    _check_handles_letter(mandate, officer_id)
    _check_letter_waits(mandate)
    mandate.letter_sent_on, mandate.letter_sent_by_id = clock.today(), officer_id
    mandate.code_until = last_day_of_code(clock.today())
    mandate.save(update_fields=["letter_sent_on", "letter_sent_by", "code_until"])
    _note("send_mandate_letter", mandate, by=by, clock=clock, key=key)
    return mandate


def letter_to_print(*, mandate_id: UUID, by: Actor, clock: Clock) -> UUID:
    """Whose letter the desk opens, never the officer's own: who shows it notes the look at this mandate.

    LetterOfOwnCall for who asked for it in a call: one officer alone gets no power of attorney into other hands.
    """
    officer_id = check_has_role(by, Role.DESK_OFFICER)
    mandate = Mandate.objects.filter(id=mandate_id, by_letter=True).first()
    if mandate is None:
        raise NotFound
    _check_handles_letter(mandate, officer_id)
    _check_letter_waits(mandate)
    return mandate.person_id


def last_day_of_code(first: date) -> date:
    """Of a code that is shown, or sent in a letter, on this day."""
    return first + timedelta(days=term("mandate_code_days", on=first))


def locked_mandate(mandate_id: UUID) -> Mandate:
    mandate = Mandate.objects.select_for_update().filter(id=mandate_id).first()
    if mandate is None:
        raise NotFound
    return mandate


def end_now(mandate: Mandate, *, by: Actor, clock: Clock) -> None:
    """End a locked mandate; its code is of no use any more."""
    mandate.state = MANDATE_TABLE.after(mandate.state, "end")
    mandate.code_sealed = None
    mandate.ended_on, mandate.ended_at, mandate.ended_by_id = clock.today(), clock.now(), by.person_id
    mandate.save(update_fields=["state", "code_sealed", "ended_on", "ended_at", "ended_by"])


@transaction.atomic
def _use_code(text: str, helper_id: UUID, refuse: Refuse, *, by: Actor, clock: Clock, key: UUID) -> Mandate:
    done = done_before(key, by=by, about=("activate_mandate", text))
    if done is not None:
        return Mandate.objects.get(id=done)
    code_hash = hash_of_code(text)
    show_code([code_hash])
    waiting = Mandate.objects.filter(code_hash=code_hash, state=MandateState.OFFERED, code_until__gte=clock.today())
    mandate = waiting.select_for_update().first()
    if mandate is None or not _may_take_up(mandate, helper_id):
        raise MandateCodeRefused
    refuse(mandate.person_id, helper_id)
    _end_lapsed(mandate.person_id, helper_id, by=by, clock=clock)
    mandate.state = MANDATE_TABLE.after(mandate.state, "activate")
    mandate.helper_id, mandate.code_sealed = helper_id, None
    mandate.valid_from, mandate.valid_until = clock.today(), _last_day(clock.today())
    mandate.activated_at = clock.now()
    mandate.save(update_fields=["state", "helper", "code_sealed", "valid_from", "valid_until", "activated_at"])
    _note("activate_mandate", mandate, by=by, clock=clock, key=key)
    return mandate


def _may_take_up(mandate: Mandate, helper_id: UUID) -> bool:
    """The one who was named, and never an officer who could read the code at the desk."""
    _, family_name = unseal_for(mandate.person_id, mandate.named_sealed or b"", context=NAME).split(NAMES_APART)
    seen = Entry.objects.filter(subject_id=mandate.id, actor_id=helper_id).exists()
    asked = mandate.asked_in is not None and mandate.asked_in.officer_id == helper_id
    name = Person.objects.values_list("family_name", flat=True).get(id=helper_id)
    return mandate.person_id != helper_id and not seen and not asked and same_name(name, family_name)


def _end_lapsed(person_id: UUID, helper_id: UUID, *, by: Actor, clock: Clock) -> None:
    """Earlier mandates of these two that are past their last day make room. HelpsAlready when one is not."""
    rows = Mandate.objects.select_for_update().filter(
        person_id=person_id, helper_id=helper_id, state=MandateState.ACTIVE
    )
    for earlier in rows.order_by("id"):
        if earlier.valid_until is None or earlier.valid_until >= clock.today():
            raise HelpsAlready
        end_now(earlier, by=by, clock=clock)


def _last_day(first: date) -> date:
    return first + relativedelta(months=term("mandate_months", on=first)) - timedelta(days=1)


def _check_ends(by: Actor, mandate: Mandate, clock: Clock) -> None:
    is_helper = by.represents is None and by.person_id == mandate.helper_id
    is_citizen = by.citizen_id == mandate.person_id
    by_themselves = by.capacity is Capacity.CITIZEN and mandate.kind == Representation.HELPER
    if not by_themselves or not (is_helper or is_citizen):
        raise NotFound
    check_acts_for(by, to=Scope.MANDATES, clock=clock)


def _check_handles_letter(mandate: Mandate, officer_id: UUID) -> None:
    if officer_id == mandate.person_id:
        raise OwnCase
    if mandate.asked_in is not None and mandate.asked_in.officer_id == officer_id:
        raise LetterOfOwnCall


def _check_letter_waits(mandate: Mandate) -> None:
    if not mandate.by_letter or mandate.state != MandateState.OFFERED or mandate.letter_sent_on is not None:
        raise WrongState


def _subject(mandate: Mandate) -> Subject:
    return Subject("mandate", mandate.id, mandate.person_id)


def _note(verb: str, mandate: Mandate, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, _subject(mandate), key=key, by=by, clock=clock)
