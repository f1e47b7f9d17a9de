"""What the frame of every page shows: who acts, where to go, and in the demonstration the legal day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Scope
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.people.queries import names
from loopbaankrediet.web.citizen.navigation import NAVIGATION as CITIZEN
from loopbaankrediet.web.counsellor.navigation import NAVIGATION as COUNSELLOR
from loopbaankrediet.web.officer.navigation import NAVIGATION as OFFICER
from loopbaankrediet.web.requests import AppRequest

NAVIGATION = {Capacity.CITIZEN: CITIZEN, Capacity.COUNSELLOR: COUNSELLOR, Capacity.OFFICER: OFFICER}
TITLES = {
    Capacity.CITIZEN: "Mijn loopbaanbegeleiding",
    Capacity.COUNSELLOR: "Voor loopbaanbegeleiders",
    Capacity.OFFICER: "Voor medewerkers",
}
CAPACITY_NAMES = {
    Capacity.CITIZEN: "burger",
    Capacity.COUNSELLOR: "loopbaanbegeleider",
    Capacity.OFFICER: "medewerker",
}

ONLY_WITH = {"citizen:looks": Scope.LOOKS, "citizen:helpers": Scope.MANDATES}
REPRESENTATIONS = {
    Representation.HELPER: "als helper",
    Representation.LEGAL_REPRESENTATIVE: "als wettelijke vertegenwoordiger",
    Representation.DESK: "als medewerker, aan de telefoon of aan het loket",
}


@dataclass(frozen=True)
class NavigationLink:
    """`current` is the value of aria-current: 'page', 'true' (a page below this one) or empty."""

    label: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class PageFrame:
    """As it stands, the frame for a visitor whom we know nothing about. `legal_day` only in the demonstration."""

    title: str = ""
    navigation: tuple[NavigationLink, ...] = ()
    actor_name: str = ""
    capacity: str = ""
    home_url: str = "/"
    legal_day: date | None = None
    real_day: date | None = None
    acts_for: str = ""
    acts_as: str = ""


def page_frame(request: AppRequest) -> dict[str, PageFrame]:
    """Context processor: `frame` in every template."""
    legal_day = request.clock.today() if settings.DEMO else None
    real_day = request.clock.now().astimezone(BRUSSELS).date()
    actor = request.actor
    if actor is None:
        return {"frame": PageFrame(legal_day=legal_day, real_day=real_day)}
    frame = PageFrame(
        title=TITLES[actor.capacity],
        navigation=_navigation(actor, request.path),
        actor_name=request.officer_name or _name(actor.person_id),
        capacity=CAPACITY_NAMES[actor.capacity],
        home_url=home_url(actor.capacity),
        legal_day=legal_day,
        real_day=real_day,
        acts_for=_name(actor.represents),
        acts_as=REPRESENTATIONS[actor.representation] if actor.representation else "",
    )
    return {"frame": frame}


def home_url(capacity: Capacity) -> str:
    """The first page of this audience; the start page while it has none."""
    items = NAVIGATION[capacity]
    return reverse(items[0][1]) if items else reverse("public:start")


def _name(person_id: UUID | None) -> str:
    return "".join(names([person_id]).values())


def _navigation(actor: Actor, path: str) -> tuple[NavigationLink, ...]:
    """Who acts for a citizen is not shown what he may not open for her."""
    shown = [item for item in NAVIGATION[actor.capacity] if actor.may(ONLY_WITH.get(item[1], Scope.FOLLOW))]
    links = [(label, reverse(name)) for label, name in shown]
    here = max((url for _, url in links if path.startswith(url)), key=len, default="")
    mark = "page" if here == path else "true"
    return tuple(NavigationLink(label, url, mark if url == here else "") for label, url in links)
