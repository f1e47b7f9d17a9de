"""Who is signed in, kept in the session; each sign-in and sign-out starts a new session with a new key."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.middleware.csrf import rotate_token

from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Role
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


def actor_in(session: SessionBase) -> Actor | None:
    """The actor of this session; None when nobody is signed in."""
    kept = session.get(ACTOR)
    if kept is None:
        return None
    return Actor(
        capacity=Capacity(kept["capacity"]),
        person_id=_uuid(kept["person_id"]),
        counsellor_id=_uuid(kept["counsellor_id"]),
        roles=frozenset(Role(role) for role in kept["roles"]),
        represents=_uuid(kept["represents"]),
        representation=Representation(kept["representation"]) if kept["representation"] else None,
        mandate_id=_uuid(kept["mandate_id"]),
    )


def _text(value: UUID | None) -> str:
    return str(value) if value else ""


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
