"""Every address of officers and counsellors, and a persona who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from loopbaankrediet.web.access import MARK

ROOMS = ("officer", "counsellor")
READERS = {
    "officer:case_officer": "omar",
    "officer:registrar": "rita",
    "officer:payments_officer": "petra",
    "officer:auditor": "aude",
    "officer:privacy_officer": "fien",
    "officer:desk_officer": "desi",
    "officer:expert": "ilse",
    "officer": "omar",
    "counsellor": "dirk",
    "counsellor:registered": "dirk",
}


@dataclass(frozen=True)
class Page:
    """`name` as `reverse` knows it; `address` with its parts open; `audience`: who may open it."""

    name: str
    address: str
    audience: tuple[str, ...]

    @property
    def reader(self) -> str:
        """A persona who may open it."""
        return READERS[self.audience[0]]


def every_page() -> Iterator[Page]:
    for room in get_resolver().url_patterns:
        if isinstance(room, URLResolver) and room.namespace in ROOMS:
            for page in room.url_patterns:
                if isinstance(page, URLPattern):
                    audience = tuple(getattr(page.callback, MARK).split())
                    yield Page(f"{room.namespace}:{page.name}", f"/{room.pattern}{page.pattern}", audience)
