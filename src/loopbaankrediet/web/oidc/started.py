"""What this browser started and did not finish yet: the other half of every question to the provider."""

import secrets
from dataclasses import asdict, dataclass

from loopbaankrediet.web.oidc.errors import SignInLost
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import STARTED, seconds

MOST_STARTED = 5
LASTS_SECONDS = 10 * 60
LONGEST_FOLLOWING = 500


@dataclass(frozen=True)
class Started:
    """`following`: the page to go on to; `held`: what waits for a step-up (empty: a plain sign-in)."""

    nonce: str
    verifier: str
    at: int
    following: str = ""
    held: str = ""


def begin(request: AppRequest, *, following: str = "", held: str = "") -> tuple[str, Started]:
    """A new state with what belongs to it; the oldest of more than a few is forgotten.

    The session of somebody who is not signed in lasts no longer than what she started.
    """
    following = following if len(following) <= LONGEST_FOLLOWING else ""
    if request.actor is None:
        request.session.set_expiry(LASTS_SECONDS)
    state = secrets.token_urlsafe(32)
    started = Started(secrets.token_urlsafe(32), secrets.token_urlsafe(48), seconds(request), following, held)
    newest = list(request.session.get(STARTED, {}).items())[-(MOST_STARTED - 1) :]
    request.session[STARTED] = dict(newest) | {state: asdict(started)}
    return state, started


def finish(request: AppRequest, state: str) -> Started:
    """What was started under this state in this browser, once. SignInLost when there is no such thing, or too old."""
    kept = request.session.get(STARTED, {})
    if not state or state not in kept:
        raise SignInLost("state_unknown")
    started = Started(**kept.pop(state))
    request.session[STARTED] = kept
    request.session.save()
    if seconds(request) - started.at >= LASTS_SECONDS:
        raise SignInLost("state_old")
    return started
