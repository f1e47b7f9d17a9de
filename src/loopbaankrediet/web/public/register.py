"""The register of counsellors, for everyone; the same list with buttons when a citizen chooses."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from loopbaankrediet.counsellors.errors import NotRegistered
from loopbaankrediet.counsellors.places import Place, distance_km, municipalities, municipality_of
from loopbaankrediet.counsellors.profiles import NOTHING_TOLD, Told, told_by
from loopbaankrediet.counsellors.queries import RegisterEntry, registered_entry
from loopbaankrediet.counsellors.search import REGISTER_PAGE, Found, found_by_municipality, search
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.identifiers import parse_enterprise_number
from loopbaankrediet.web.access import public
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.in_words import day
from loopbaankrediet.web.maps import Map, draw
from loopbaankrediet.web.public.wishes import MORE, FilterForm, Relaxed, kept, relaxed, wishes_of
from loopbaankrediet.web.requests import AppRequest

if TYPE_CHECKING:
    from django.core.paginator import Page


@dataclass(frozen=True)
class CounsellorCard:
    """A counsellor as everyone may see her; `form` is the button to choose her, when there is one."""

    entry: RegisterEntry
    told: Told
    where: str
    methods: str
    free: str
    numbers: str
    form: PlainForm | None


@dataclass(frozen=True)
class RegisterPage:
    """`found` says in words how many there are; `page` feeds the pager. `unknown`: the place that we do not know;
    `needs_place`: a distance was chosen, but from nowhere; `kept`: the wishes, for the address of a profile."""

    filter: FilterForm
    has_more: bool
    cards: tuple[CounsellorCard, ...]
    page: "Page[int]"
    found: str
    order: str
    unknown: str
    needs_place: bool
    relaxed: list[Relaxed]
    map: Map
    places: tuple[str, ...]
    kept: str

    @property
    def more(self) -> list[BoundField]:
        """The fields that stand folded away."""
        return [self.filter[name] for name in MORE]


@public
@require_safe
def register(request: AppRequest) -> HttpResponse:
    return render_register(request, "web/public/register.html", can_choose=False)


@public
@require_safe
def profile(request: AppRequest, counsellor_id: UUID) -> HttpResponse:
    """All that one counsellor tells; 404 for who may not take new clients."""
    try:
        entry = registered_entry(counsellor_id, on=request.clock.today())
    except NotRegistered as error:
        raise NotFound from error
    near = wishes_of(request).wanted.near
    place = municipality_of(entry.municipality)
    told = told_by([counsellor_id], today=request.clock.today()).get(counsellor_id, NOTHING_TOLD)
    km = distance_km(near, place) if near and place else None
    card = _card(Found(entry, told, km), near, request.clock.today(), can_choose=False)
    is_citizen = request.actor is not None and request.actor.capacity is Capacity.CITIZEN
    counts = {entry.municipality: 1} if "Op kantoor" in entry.modes else {}
    context = {"card": card, "kept": kept(request), "is_citizen": is_citizen, "map": draw(counts, home=near)}
    return render(request, "web/public/profile.html", context)


def render_register(request: AppRequest, template: str, *, can_choose: bool) -> HttpResponse:
    """The full page, or for htmx only its results: the same part of the same page."""
    context = {"register": register_page(request, can_choose=can_choose), "can_choose": can_choose}
    is_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, "web/public/register_results.html" if is_part else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def register_page(request: AppRequest, *, can_choose: bool) -> RegisterPage:
    wishes = wishes_of(request)
    wanted, number = wishes.wanted, _number(request.GET.get("pagina", ""))
    results = search(wanted, page=number)
    page = Paginator(range(results.count), REGISTER_PAGE).get_page(number)
    if page.number != number:
        results = search(wanted, page=page.number)
    return RegisterPage(
        wishes.form,
        wishes.has_more,
        tuple(_card(found, wanted.near, wanted.today, can_choose=can_choose) for found in results.page),
        page,
        _found(results.count, alike=results.alike),
        _order(wanted.near),
        wishes.unknown,
        wishes.needs_place,
        relaxed(request, wishes, results),
        draw(found_by_municipality(wanted), home=wanted.near),
        tuple(sorted(place.name for place in municipalities())),
        kept(request),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _card(found: Found, near: Place | None, today: date, *, can_choose: bool) -> CounsellorCard:
    entry = found.entry
    modes = gettext(" of ").join(gettext(mode) for mode in entry.modes).lower()
    where = f"{entry.municipality}, {modes}"
    if near is not None and found.km is not None:
        far = gettext("op %(km)s km in vogelvlucht van") if found.km else gettext("in")
        where = f"{where} ({far % {'km': found.km} if found.km else far} {near.name})"
    form = PlainForm() if can_choose else None
    methods = ", ".join(entry.methods)
    return CounsellorCard(entry, found.told, where, methods, _free(found.told, today), _numbers(entry), form)


def _free(told: Told, today: date) -> str:
    """When she has room, in words; '' when nobody knows."""
    if told.free_from is None or told.free_said_on is None:
        return ""
    says = {"from": day(told.free_from), "said": day(told.free_said_on)}
    if told.free_from <= today:
        return gettext("Heeft nu plaats (gezegd op %(said)s)") % says
    return gettext("Heeft plaats vanaf %(from)s (gezegd op %(said)s)") % says


def _order(near: Place | None) -> str:
    if near:
        return gettext(
            "De dichtste staan eerst. Wie even dichtbij werkt, staat in een volgorde die elke dag wisselt. "
            "Niemand kan een plaats kopen."
        )
    return gettext("Iedereen staat in een volgorde die elke dag wisselt. Niemand kan een plaats kopen.")


def _numbers(entry: RegisterEntry) -> str:
    number = gettext("Registernummer %(number)s") % {"number": entry.register_number}
    if not entry.organisation or not entry.enterprise_number:
        return number
    return f"{number}. {entry.organisation} ({parse_enterprise_number(entry.enterprise_number)})"


def _found(count: int, *, alike: bool) -> str:
    if alike and count:
        return gettext("Niemand met precies die woorden. Dit lijkt erop: %(count)s") % {"count": count}
    return ngettext("%(count)s begeleider gevonden", "%(count)s begeleiders gevonden", count) % {"count": count}
