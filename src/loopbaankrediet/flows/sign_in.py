"""Signing in, out and again: who it is, in which capacity, and the journal of it. Nothing here knows the protocol."""

from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from django.db import transaction

from loopbaankrediet.counsellors.queries import counsellor_of
from loopbaankrediet.journal.actions import Subject, record_act
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Capacity, Representation, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.people.identities import Claimed, identify, replace_roles
from loopbaankrediet.people.queries import roles_of


class NoRole(DomainError):
    """An officer without any role of this platform."""

    message = "Je hebt geen rol op dit platform. Vraag ze aan wie in jouw dienst de rechten beheert."
    reason = "no_role"


@dataclass(frozen=True)
class Credentials:
    """A proven sign-in. `enterprise_number` (ten digits) only for a counsellor, `roles` only for an officer."""

    claimed: Claimed
    capacity: Capacity
    enterprise_number: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)


def sign_in_with(credentials: Credentials, *, clock: Clock) -> Actor:
    """Who acts from now on. IdentityMoved for another person's number, NoRole for an officer without a role."""
    with transaction.atomic():
        actor = _actor(credentials, clock=clock)
        if _is_trusted(actor):
            _note("sign_in", actor, clock=clock, details=_as_whom(credentials))
    if not _is_trusted(actor):
        raise NoRole
    return actor


@transaction.atomic
def step_up_with(credentials: Credentials, *, now_in: Actor, clock: Clock) -> Actor | None:
    """The same person in the same capacity, with the roles of now; None, and no trace, when it is anybody else.

    Whom she acts for stays as it was; at the desk she proves that she is the officer. NoRole when her last role is
    gone, or at the desk the role of the desk.
    """
    proven = _actor(credentials, clock=clock)
    if not _is_same(proven, now_in):
        transaction.set_rollback(True)
        return None
    if not _is_trusted(proven) or _left_the_desk(proven, now_in):
        raise NoRole
    _note("step_up", proven, clock=clock)
    return replace(now_in, roles=proven.roles)


@transaction.atomic
def note_session(verb: str, actor: Actor, *, clock: Clock) -> None:
    """A sign-out or a switch of capacity."""
    _note(verb, actor, clock=clock)


@transaction.atomic
def note_refusal(reason: str, *, person_id: UUID | None = None, actor: Actor | None = None, clock: Clock) -> None:
    """A sign-in or step-up that the provider granted and we refused. `person_id`: on whose name it was tried."""
    about = person_id or (actor.person_id if actor else None)
    subject = Subject(f"sign_in_{reason}", about or uuid4(), about)
    record_act("refuse_sign_in", subject, key=uuid4(), by=actor or SYSTEM, clock=clock)


@transaction.atomic
def withdraw_roles(*, person_id: UUID, clock: Clock) -> frozenset[Role]:
    """Take away every role of an officer, whatever her sign-in said; which ones. Her next request is refused."""
    held = roles_of(person_id)
    if held:
        replace_roles(person_id=person_id, roles=frozenset(), clock=clock)
        about = Subject("identity", person_id, person_id)
        record_act("withdraw_roles", about, key=uuid4(), by=SYSTEM, clock=clock, details={"roles": sorted(held)})
    return held


def _actor(credentials: Credentials, *, clock: Clock) -> Actor:
    person, is_new = identify(credentials.claimed, clock=clock)
    if is_new:
        about = Subject("identity", person.id, person.id)
        record_act("link_identity", about, key=uuid4(), by=SYSTEM, clock=clock)
    match credentials.capacity:
        case Capacity.OFFICER:
            return _officer(person.id, credentials.roles, clock=clock)
        case Capacity.COUNSELLOR:
            counsellor_id = _counsellor_id(person.id, credentials.enterprise_number)
            return Actor(Capacity.COUNSELLOR, person.id, counsellor_id=counsellor_id)
        case capacity:
            return Actor(capacity, person.id)


def _officer(person_id: UUID, roles: frozenset[Role], *, clock: Clock) -> Actor:
    replace_roles(person_id=person_id, roles=roles, clock=clock)
    return Actor(Capacity.OFFICER, person_id, roles=roles)


def _as_whom(credentials: Credentials) -> dict[str, object]:
    """With which roles, and for which enterprise: the person acts in her own name, and the journal has both."""
    return {"roles": sorted(credentials.roles), "enterprise_number": credentials.enterprise_number}


def _is_trusted(actor: Actor) -> bool:
    return actor.capacity is not Capacity.OFFICER or bool(actor.roles)


def _counsellor_id(person_id: UUID, enterprise_number: str) -> UUID | None:
    """Her own registration, for the enterprise she signs in for; one without an enterprise number is hers alone."""
    counsellor = counsellor_of(person_id)
    if counsellor is None:
        return None
    organisation = counsellor.organisation
    return counsellor.id if organisation is None or organisation.enterprise_number == enterprise_number else None


def _is_same(proven: Actor, now_in: Actor) -> bool:
    return (proven.capacity, proven.person_id, proven.counsellor_id) == (
        now_in.signed_in_as,
        now_in.person_id,
        now_in.counsellor_id,
    )


def _left_the_desk(proven: Actor, now_in: Actor) -> bool:
    return now_in.representation is Representation.DESK and Role.DESK_OFFICER not in proven.roles


def _note(verb: str, actor: Actor, *, clock: Clock, details: dict[str, object] | None = None) -> None:
    if actor.person_id is None:
        return
    subject = Subject("session", actor.person_id, actor.person_id)
    record_act(verb, subject, key=uuid4(), by=actor, clock=clock, details=details)
