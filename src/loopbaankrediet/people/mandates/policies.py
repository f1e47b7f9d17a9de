"""Who may act for a citizen, and who may not decide any more: `check_...` raises; nothing is allowed by default."""

from uuid import UUID

from django.db import connection

from loopbaankrediet.journal.models import Entry, Kind
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.people.mandates.errors import ActedInThisCase, DecidesThisCase, MandateOver, OutsideMandate
from loopbaankrediet.people.mandates.queries import ActingGround, acted_for, ground_of, hold_ground
from loopbaankrediet.people.mandates.scopes import GROUNDS, WORDS_FOR_WHO_ACTS
from loopbaankrediet.people.models import Person

OF_THE_DESK = ("open_desk_call", "close_desk_call", "send_mandate_letter")
"""What an officer does about a citizen without deciding anything."""


def check_acts_for(actor: Actor, *, to: Scope, clock: Clock) -> None:
    """Who represents a citizen may do this for her, now. Who acts for himself may all of it.

    Inside a transaction the ground stays as it is until the act is committed: who ends it waits for that.
    """
    if actor.represents is None:
        return
    if connection.in_atomic_block:
        hold_ground(actor)
    ground = ground_of(actor, clock=clock)
    if ground is None:
        raise MandateOver
    if to not in ground.scopes:
        raise outside_mandate(ground)


def outside_mandate(ground: ActingGround) -> OutsideMandate:
    """What to say to who asks for more than this ground allows."""
    may = [words for scope, words in WORDS_FOR_WHO_ACTS.items() if scope in ground.scopes]
    citizen = Person.objects.get(id=ground.person_id).full_name
    return OutsideMandate(ground=GROUNDS[ground.representation], citizen=citizen, may="; ".join(may))


def check_acts_as_himself(actor: Actor) -> UUID:
    """Somebody signed in as a citizen for himself: who acts for another passes nothing on."""
    if actor.capacity is not Capacity.CITIZEN or actor.person_id is None or actor.represents is not None:
        raise NotAllowed
    return actor.person_id


def check_did_not_act_for(actor: Actor, citizen_id: UUID) -> None:
    """Four eyes: who ever acted for the citizen decides nothing about her."""
    if actor.person_id is not None and acted_for(actor.person_id, citizen_id):
        raise ActedInThisCase


def check_decided_nothing_about(officer_id: UUID, citizen_id: UUID) -> None:
    """Four eyes, the other way: who worked on her file as an officer does not act for her."""
    acts = Entry.objects.filter(kind=Kind.ACT, person_id=citizen_id, actor_id=officer_id, capacity=Capacity.OFFICER)
    if acts.exclude(verb__in=OF_THE_DESK).exists():
        raise DecidesThisCase
