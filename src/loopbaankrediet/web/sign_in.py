"""Who is signed in, kept in the session; each sign-in and sign-out starts a new session with a new key."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.middleware.csrf import rotate_token

from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Role
from loopbaankrediet.people.mandates.queries import ActingGround
from loopbaankrediet.web.requests import AppRequest

ACTOR = "actor"


def sign_in(request: AppRequest, actor: Actor) -> None:
    """Nothing of an earlier session survives; form keys are renewed."""
    request.session.flush()
    request.session[ACTOR] = {
        "capacity": actor.capacity.value,
        "person_id": _text(actor.person_id),
        "counsellor_id": _text(actor.counsellor_id),
        "roles": sorted(actor.roles),
        "represents": _text(actor.represents),
        "representation": actor.representation or "",
        "mandate_id": _text(actor.mandate_id),
    }
    rotate_token(request)
    request.actor = actor


def sign_out(request: AppRequest) -> None:
    request.session.flush()
    request.actor = None


def act_for(request: AppRequest, ground: ActingGround) -> None:
    """From now on whoever is signed in acts for a citizen; forms that were open before no longer work."""
    _represent(request, ground.person_id, ground.representation, ground.id)


def act_for_oneself(request: AppRequest) -> None:
    """Stop acting for somebody else; forms that were open before no longer work."""
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


def _represent(
    request: AppRequest, person_id: UUID | None, representation: Representation | None, mandate_id: UUID | None
) -> None:
    request.session[ACTOR] = request.session[ACTOR] | {
        "represents": _text(person_id),
        "representation": representation or "",
        "mandate_id": _text(mandate_id),
    }
    request.session.cycle_key()
    rotate_token(request)
    request.actor = actor_in(request.session)


def _text(value: UUID | None) -> str:
    return str(value) if value else ""


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
