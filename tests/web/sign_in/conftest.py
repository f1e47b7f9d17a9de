"""A provider, and a browser that goes there and back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.demo.seed import seed
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.web.oidc import provider as known
from loopbaankrediet.web.oidc.claims import ROLE_NAMES, TARGET_GROUPS
from loopbaankrediet.web.sign_in import actor_in
from tests.web.sign_in.provider import Claims, Provider, running

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

OFFICE = "OVO002949"
GROUP_OF = {capacity: group for group, capacity in TARGET_GROUPS.items()}
NAME_OF = {role.value: name for name, role in ROLE_NAMES.items()}


def claims_of(persona: str, **changed: Any) -> Claims:
    """What ACM/IDM says of a persona, in the capacity she signs in with. `changed`: None leaves a claim out."""
    someone = BY_KEY[persona]
    number = str(someone.registration.get("enterprise_number", "")).replace(".", "") or "0999999922"
    group = GROUP_OF[someone.audience]
    claims: Claims = {
        "sub": f"sub-{persona}",
        "vo_id": f"vo-{persona}",
        "given_name": someone.given_name,
        "family_name": someone.family_name,
        "rrn": someone.national_number,
        "vo_doelgroepcode": group,
        "vo_orgcode": {"EA": number, "GID": OFFICE}.get(group),
        "lbk_rol_3d": [f"{NAME_OF[role]}:{OFFICE}" for role in someone.roles] or None,
    }
    return {name: value for name, value in (claims | changed).items() if value is not None}


@dataclass
class Browser:
    """One visitor with her cookies."""

    provider: Provider
    client: Client = field(default_factory=Client)

    def leave_for_provider(self, group: str = "BUR", following: str = "") -> str:
        """The address at the provider that she is sent to."""
        answer = self.client.get("/aanmelden/start/", {"hoedanigheid": group, "next": following})
        assert answer.status_code == 302
        return answer["Location"]

    def sign_in(self, persona: str = "an", following: str = "", **changed: Any) -> "Response":
        """There and back; the answer of our own page of return."""
        claims = claims_of(persona, **changed)
        location = self.leave_for_provider(claims.get("vo_doelgroepcode", ""), following)
        return self.client.get(self.provider.say_yes(location, claims))

    @property
    def actor(self) -> Actor | None:
        return actor_in(self.client.session)

    @property
    def key(self) -> str:
        return self.client.cookies["loopbaankrediet"].value


@pytest.fixture
def acm(settings: Settings) -> Iterator[Provider]:
    """The provider of the settings, known from nothing."""
    known.forget()
    with running() as provider:
        settings.OIDC_ISSUER = provider.issuer
        yield provider
    known.forget()


@pytest.fixture
def browser(db: None, acm: Provider) -> Browser:
    """A visitor of the seeded platform."""
    seed(clock=current_clock())
    return Browser(acm)


def written(verb: str) -> list[tuple[str, str, UUID | None]]:
    """What the journal holds of this verb: what about, in which capacity, on whose name."""
    rows = Entry.objects.filter(verb=verb).order_by("id")
    return list(rows.values_list("subject_type", "capacity", "person_id"))
