"""What the frame of every page shows: who acts, where to go, and in the demonstration the legal day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Scope
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.messages.models import Audience
from loopbaankrediet.messages.queries import names_and_unread
from loopbaankrediet.office.incidents import RUNNING, STAYS, running
from loopbaankrediet.office.models import Stops
from loopbaankrediet.web.citizen.navigation import NAVIGATION as CITIZEN
from loopbaankrediet.web.counsellor.navigation import NAVIGATION as COUNSELLOR
from loopbaankrediet.web.language import DUTCH, ENGLISH
from loopbaankrediet.web.officer.navigation import NAVIGATION as OFFICER
from loopbaankrediet.web.requests import AppRequest

NAVIGATION = {Capacity.CITIZEN: CITIZEN, Capacity.COUNSELLOR: COUNSELLOR, Capacity.OFFICER: OFFICER}
TITLES = {
    Capacity.CITIZEN: _("Mijn loopbaanbegeleiding"),
    Capacity.COUNSELLOR: "Voor loopbaanbegeleiders",
    Capacity.OFFICER: "Voor medewerkers",
}
CAPACITY_NAMES = {
    Capacity.CITIZEN: _("burger"),
    Capacity.COUNSELLOR: "loopbaanbegeleider",
    Capacity.OFFICER: "medewerker",
}

CONCERNS: dict[str, tuple[Capacity, ...]] = {
    Stops.DECISIONS: (Capacity.CITIZEN,),
    Stops.PAYMENTS: (Capacity.COUNSELLOR,),
    Stops.CITIZEN_SIGN_IN: (Capacity.CITIZEN,),
    Stops.COUNSELLOR_SIGN_IN: (Capacity.COUNSELLOR,),
}
ONLY_WITH = {"citizen:looks": Scope.LOOKS, "citizen:helpers": Scope.MANDATES}
INBOXES = ("citizen:messages", "counsellor:messages")
AUDIENCES = {Capacity.CITIZEN: Audience.CITIZEN, Capacity.COUNSELLOR: Audience.COUNSELLOR}
REPRESENTATIONS = {
    Representation.HELPER: _("als helper"),
    Representation.LEGAL_REPRESENTATIVE: _("als wettelijke vertegenwoordiger"),
    Representation.DESK: "als medewerker, aan de telefoon of aan het loket",
}


@dataclass(frozen=True)
class NavigationLink:
    """`current` is the value of aria-current: 'page', 'true' (a page below this one) or empty. `count`: what is new."""

    label: str
    url: str
    current: str = ""
    count: int = 0


@dataclass(frozen=True)
class PageFrame:
    """As it stands, the frame for a visitor whom we know nothing about. `legal_day` only in the demonstration.

    `can_speak`: a citizen's page, where a person can be picked to speak with. `switch_to`: the other language of this
    page, or empty; `only_dutch`: who asks chose English, and this page does not have it.
    """

    title: str = ""
    navigation: tuple[NavigationLink, ...] = ()
    actor_name: str = ""
    capacity: str = ""
    home_url: str = "/"
    legal_day: date | None = None
    real_day: date | None = None
    acts_for: str = ""
    acts_as: str = ""
    stopped: tuple[tuple[str, str], ...] = ()
    can_speak: bool = False
    switch_to: str = ""
    only_dutch: bool = False


def page_frame(request: AppRequest) -> dict[str, PageFrame]:
    """Context processor: `frame` in every template."""
    legal_day = request.clock.today() if settings.DEMO else None
    real_day = request.clock.now().astimezone(BRUSSELS).date()
    actor = request.actor
    if actor is None:
        told = () if getattr(request, "refused", False) else running()
        frame = PageFrame(legal_day=legal_day, real_day=real_day, stopped=_stopped(None, told))
        return {"frame": _in_its_language(frame, request)}
    people = [actor.person_id, actor.represents]
    audience = AUDIENCES.get(actor.capacity, Audience.CITIZEN)
    known, unread, told = names_and_unread(people, actor.citizen_id, audience, beside=RUNNING)
    frame = PageFrame(
        title=TITLES[actor.capacity],
        navigation=_navigation(actor, request.path, unread),
        actor_name=known.get(actor.person_id, "") if actor.person_id else "",
        capacity=CAPACITY_NAMES[actor.capacity],
        home_url=home_url(actor.capacity),
        legal_day=legal_day,
        real_day=real_day,
        acts_for=known.get(actor.represents, "") if actor.represents else "",
        acts_as=REPRESENTATIONS[actor.representation] if actor.representation else "",
        stopped=_stopped(actor, told or ()),
        can_speak=actor.capacity is Capacity.CITIZEN,
    )
    return {"frame": _in_its_language(frame, request)}


def _in_its_language(frame: PageFrame, request: AppRequest) -> PageFrame:
    """No switch on the page of a refusal: the same address may not open again."""
    wants_english: bool = getattr(request, "wants_english", False)
    if not getattr(request, "in_english", False):
        return replace(frame, only_dutch=wants_english)
    if getattr(request, "refused", False):
        return frame
    return replace(frame, switch_to=DUTCH if wants_english else ENGLISH)


def _stopped(actor: Actor | None, running: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """What stands still and concerns who reads this page, with what keeps working. Officers read all of it."""
    return tuple(
        (told, STAYS[stops])
        for stops, told in running
        if actor is None or actor.capacity in CONCERNS[stops] or actor.capacity is Capacity.OFFICER
    )


def home_url(capacity: Capacity) -> str:
    """The first page of this audience; the start page while it has none."""
    items = NAVIGATION[capacity]
    return reverse(items[0][1]) if items else reverse("public:start")


def _navigation(actor: Actor, path: str, unread: int) -> tuple[NavigationLink, ...]:
    """Who acts for a citizen is not shown what he may not open for her."""
    shown = [item for item in NAVIGATION[actor.capacity] if actor.may(ONLY_WITH.get(item[1], Scope.FOLLOW))]
    links = [(label, reverse(name), unread if name in INBOXES else 0) for label, name in shown]
    here = max((url for _, url, _ in links if path.startswith(url)), key=len, default="")
    mark = "page" if here == path else "true"
    return tuple(NavigationLink(label, url, mark if url == here else "", count) for label, url, count in links)
