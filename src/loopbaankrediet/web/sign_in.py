"""Who is signed in, kept in the session; each sign-in and sign-out starts a new session with a new key."""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.middleware.csrf import rotate_token

from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Role
from loopbaankrediet.people.mandates.queries import ActingGround
from loopbaankrediet.people.queries import roles_of
from loopbaankrediet.platform.viewing import seen_by
from loopbaankrediet.web.requests import AppRequest

ACTOR, SIGNED_IN, SEEN, STEPPED_UP = "actor", "signed_in_at", "seen_at", "stepped_up_at"
HELD, STARTED = "held", "sign_ins"
"""What waits for a proof, and what was asked of the provider: both are of who acted, and for whom, at that moment."""
SEEN_EVERY_SECONDS = 60


def sign_in(request: AppRequest, actor: Actor, *, stepped_up: bool = False) -> None:
    """Nothing of an earlier session survives; form keys are renewed. `stepped_up`: she proved it strongly just now."""
    request.session.flush()
    keep_actor(request, actor)
    now = seconds(request)
    request.session.update({SIGNED_IN: now, SEEN: now, STEPPED_UP: now if stepped_up else 0})
    rotate_token(request)


def keep_actor(request: AppRequest, actor: Actor) -> None:
    """From now on this actor, in the session that runs."""
    request.session[ACTOR] = {
        "capacity": actor.signed_in_as.value,
        "person_id": _text(actor.person_id),
        "counsellor_id": _text(actor.counsellor_id),
        "roles": sorted(actor.roles),
        "represents": _text(actor.represents),
        "representation": actor.representation or "",
        "mandate_id": _text(actor.mandate_id),
    }
    request.actor = actor


def step_up(request: AppRequest, actor: Actor) -> None:
    """The same actor proved strongly who she is: more trust, so another session key."""
    request.session.cycle_key()
    keep_actor(request, actor)
    request.session[STEPPED_UP] = seconds(request)


def has_stepped_up(request: AppRequest) -> bool:
    """Whether that was short enough ago."""
    age = seconds(request) - int(request.session.get(STEPPED_UP, 0))
    return request.actor is not None and 0 <= age < settings.STEP_UP_SECONDS


def sign_out(request: AppRequest) -> None:
    request.session.flush()
    request.actor = None


def has_ended(request: AppRequest) -> bool:
    """Whether somebody was signed in here, too long ago or too long without a sign of life; else her last sign is kept.

    An officer's ends sooner: only a new sign-in tells which roles she still has where they are given. The last sign is
    written once a minute: a page that is only read costs no write.
    """
    session, now = request.session, seconds(request)
    if ACTOR not in session:
        return False
    seen, is_officer = int(session.get(SEEN, 0)), session[ACTOR]["capacity"] == Capacity.OFFICER.value
    longest = settings.OFFICER_SESSION_SECONDS if is_officer else settings.SESSION_SECONDS
    if now - seen >= settings.SESSION_IDLE_SECONDS or now - int(session.get(SIGNED_IN, 0)) >= longest:
        return True
    if now - seen >= SEEN_EVERY_SECONDS:
        session[SEEN] = now
    return False


def act_for(request: AppRequest, ground: ActingGround) -> None:
    """From now on whoever is signed in acts for a citizen; forms that were open or held before no longer work."""
    _represent(request, ground.person_id, ground.representation, ground.id)


def act_for_oneself(request: AppRequest) -> None:
    """Stop acting for somebody else; forms that were open or held before no longer work."""
    _represent(request, None, None, None)


def actor_in(session: SessionBase) -> Actor | None:
    """The actor of this session; None when nobody is signed in. At the desk an officer acts as a citizen."""
    kept = session.get(ACTOR)
    if kept is None:
        return None
    representation = Representation(kept["representation"]) if kept["representation"] else None
    at_desk = representation is Representation.DESK
    return Actor(
        capacity=Capacity.CITIZEN if at_desk else Capacity(kept["capacity"]),
        person_id=_uuid(kept["person_id"]),
        counsellor_id=_uuid(kept["counsellor_id"]),
        roles=frozenset(Role(role) for role in kept["roles"]),
        represents=_uuid(kept["represents"]),
        representation=representation,
        mandate_id=_uuid(kept["mandate_id"]),
    )


def with_roles_of_now(actor: Actor) -> Actor | None:
    """An officer with those roles of her sign-in that still stand; anybody else as she is.

    None when no role stands, or at the desk not the role of the desk.
    """
    if actor.signed_in_as is not Capacity.OFFICER or actor.person_id is None:
        return actor
    with seen_by(actor):
        roles = actor.roles & roles_of(actor.person_id)
    is_over = not roles or (actor.representation is Representation.DESK and Role.DESK_OFFICER not in roles)
    return None if is_over else replace(actor, roles=roles)


def seconds(request: AppRequest) -> int:
    """The real moment, in seconds since 1970: sessions and tokens never follow the legal day."""
    return int(request.clock.now().timestamp())


def _represent(
    request: AppRequest, person_id: UUID | None, representation: Representation | None, mandate_id: UUID | None
) -> None:
    request.session[ACTOR] = request.session[ACTOR] | {
        "represents": _text(person_id),
        "representation": representation or "",
        "mandate_id": _text(mandate_id),
    }
    for kept in (HELD, STARTED):
        request.session.pop(kept, None)
    request.session.cycle_key()
    rotate_token(request)
    request.actor = actor_in(request.session)


def _text(value: UUID | None) -> str:
    return str(value) if value else ""


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
