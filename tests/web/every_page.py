"""Every address of officers and counsellors, and a persona who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from loopbaankrediet.web import step_up
from loopbaankrediet.web.access import MARK

ROOMS = ("officer", "counsellor")
NOT_PAGES = ("aanmelden", "afmelden", "afgemeld", "demo")
READERS = {
    "officer:case_officer": "omar",
    "officer:registrar": "rita",
    "officer:payments_officer": "petra",
    "officer:auditor": "aude",
    "officer:privacy_officer": "fien",
    "officer:desk_officer": "desi",
    "officer:expert": "ilse",
    "officer:policy_analyst": "pelin",
    "officer": "omar",
    "counsellor": "dirk",
    "counsellor:registered": "dirk",
}


@dataclass(frozen=True)
class Page:
    """`name` as `reverse` knows it; `address` with its parts open; `audience`: who may open it.

    `risk`: what needs a recent proof, in words; empty when nothing does.
    """

    name: str
    address: str
    audience: tuple[str, ...]
    risk: str

    @property
    def reader(self) -> str:
        """A persona who may open it."""
        return READERS[self.audience[0]]


def every_page(*rooms: str) -> Iterator[Page]:
    """Of officers and counsellors, or of these rooms."""
    for room in get_resolver().url_patterns:
        if isinstance(room, URLResolver) and room.namespace in (rooms or ROOMS):
            for page in room.url_patterns:
                if isinstance(page, URLPattern):
                    audience = tuple(getattr(page.callback, MARK).split())
                    risk = getattr(page.callback, step_up.MARK, "")
                    yield Page(f"{room.namespace}:{page.name}", f"/{room.pattern}{page.pattern}", audience, risk)


def addresses_of(room: str) -> Iterator[tuple[str, str]]:
    """Every address of one room, with its parts open, by its name."""
    for found in get_resolver().url_patterns:
        if isinstance(found, URLResolver) and found.namespace == room:
            for page in found.url_patterns:
                yield f"{room}:{page.name}" if isinstance(page, URLPattern) else "", f"/{found.pattern}{page.pattern}"
