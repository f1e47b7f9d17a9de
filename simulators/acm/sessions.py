"""Who is signed in at test-ACM, since when, by what means, and in which capacity she goes to the client."""

import base64
import binascii
import json
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict

from simulators.acm.people import GROUPS, Person

EID = "urn:be:vlaanderen:authmech:eid"
USUAL = "urn:be:vlaanderen:authmech:csamtotp"


@dataclass(frozen=True)
class Wish:
    """What an authorization request asks of the sign-in; `group` and `code` come from its `login_hint`."""

    group: str
    code: str
    prompts: frozenset[str]
    longest_seconds: int | None
    means: tuple[str, ...]

    @property
    def wants_eid(self) -> bool:
        return EID in self.means


def wish_of(query: QueryDict) -> Wish:
    hint = _hint(query.get("login_hint", ""))
    group = str(hint.get("cap_hint", ""))
    age = query.get("max_age", "")
    return Wish(
        group=group if group in GROUPS else "",
        code=str(hint.get("code_hint") or ""),
        prompts=frozenset(query.get("prompt", "").split()),
        longest_seconds=int(age) if age.isascii() and age.isdigit() else None,
        means=tuple(query.get("acr_values", "").split()),
    )


def _hint(text: str) -> dict[str, object]:
    """A hint that cannot be read is no hint."""
    padded = text + "=" * (-len(text) % 4)
    try:
        read = json.loads(base64.b64decode(padded, altchars=b"-_"))
    except (binascii.Error, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


@dataclass
class Visit:
    """The session of one browser."""

    session: SessionBase

    @property
    def person(self) -> Person | None:
        person: Person | None = settings.PEOPLE.get(self.session.get("person", ""))
        return person

    @property
    def place(self) -> int | None:
        """Which of the person's identities she chose; None when she has not."""
        chosen: int | None = self.session.get("place")
        return chosen

    @property
    def signed_in_at(self) -> int:
        return int(self.session["at"])

    def sign_in(self, person: Person, place: int | None) -> None:
        self.session.flush()
        self.session.update({"person": person.key, "at": int(time.time()), "eid": False, "place": place})

    def confirm(self) -> None:
        """The same person showed her identity card."""
        self.session.update({"at": int(time.time()), "eid": True})

    def choose(self, place: int | None) -> None:
        self.session["place"] = place

    def leave(self) -> None:
        self.session.flush()

    def is_fresh(self, wish: Wish) -> bool:
        """Whether this sign-in is new enough for the request."""
        if "login" in wish.prompts:
            return False
        return wish.longest_seconds is None or time.time() - self.signed_in_at <= wish.longest_seconds

    def by_eid(self) -> bool:
        return bool(self.session.get("eid"))

    def told(self, wish: Wish) -> dict[str, object]:
        """What travels with the code: the moment, and the means when the request asked for means."""
        means = {"acr": EID if self.by_eid() else USUAL} if wish.means else {}
        return {"auth_time": self.signed_in_at, **means}
