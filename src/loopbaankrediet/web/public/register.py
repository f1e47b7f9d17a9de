"""The public register of counsellors: one filter and one page of results, for everybody and for who chooses."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from loopbaankrediet.counsellors.models import Mode
from loopbaankrediet.counsellors.places import Place, municipalities, place_of
from loopbaankrediet.counsellors.queries import RegisterEntry
from loopbaankrediet.counsellors.search import REGISTER_PAGE, Found, Wanted, found_by_municipality, search
from loopbaankrediet.kernel.identifiers import parse_enterprise_number
from loopbaankrediet.web.access import public
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.maps import Map, draw
from loopbaankrediet.web.requests import AppRequest

DISTANCES = (5, 10, 20, 40)


class FilterForm(forms.Form):
    """What somebody looks for; everything may stay empty."""

    waar = forms.CharField(required=False, max_length=100)
    afstand = forms.ChoiceField(
        required=False,
        choices=[("", "Maakt niet uit"), *((str(km), f"Tot {km} km") for km in DISTANCES)],
        widget=forms.RadioSelect,
        initial="",
    )
    zoek = forms.CharField(required=False, max_length=100)
    wijze = forms.ChoiceField(
        required=False, choices=[("", "Maakt niet uit"), *Mode.choices], widget=forms.RadioSelect, initial=""
    )


@dataclass(frozen=True)
class CounsellorCard:
    """A counsellor as everyone may see her; `form` is the button to choose her, when there is one."""

    entry: RegisterEntry
    where: str
    methods: str
    numbers: str
    form: PlainForm | None


@dataclass(frozen=True)
class RegisterPage:
    """`found` says in words how many there are; `page` feeds the pager. `unknown`: the place that we do not know;
    `needs_place`: a distance was chosen, but from nowhere."""

    filter: FilterForm
    cards: tuple[CounsellorCard, ...]
    page: "Page[int]"
    found: str
    unknown: str
    needs_place: bool
    map: Map
    places: tuple[str, ...]


@public
@require_safe
def register(request: AppRequest) -> HttpResponse:
    return render_register(request, "web/public/register.html", can_choose=False)


def render_register(request: AppRequest, template: str, *, can_choose: bool) -> HttpResponse:
    """The full page, or for htmx only its results: the same part of the same page."""
    context = {"register": register_page(request, can_choose=can_choose), "can_choose": can_choose}
    is_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, "web/public/register_results.html" if is_part else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def register_page(request: AppRequest, *, can_choose: bool) -> RegisterPage:
    filter_form = FilterForm(request.GET)
    typed = filter_form.cleaned_data if filter_form.is_valid() else {}
    wanted, unknown = _wanted(typed, on=request.clock.today())
    number = _number(request.GET.get("pagina", ""))
    results = search(wanted, page=number)
    page = Paginator(range(results.count), REGISTER_PAGE).get_page(number)
    if page.number != number:
        results = search(wanted, page=page.number)
    return RegisterPage(
        filter_form,
        tuple(_card(found, wanted.near, can_choose) for found in results.page),
        page,
        _found(results.count, alike=results.alike),
        unknown,
        bool(typed.get("afstand")) and not typed.get("waar", "").strip(),
        draw(found_by_municipality(wanted), home=wanted.near),
        tuple(sorted(place.name for place in municipalities())),
    )


def _wanted(typed: dict[str, str], *, on: date) -> tuple[Wanted, str]:
    """What to look for, and the place that nobody knows (then the search goes on without it)."""
    where = typed.get("waar", "")
    near = place_of(where) if where else None
    km = int(typed["afstand"]) if near and typed.get("afstand") else None
    return Wanted(typed.get("zoek", ""), typed.get("wijze", ""), near, km, on), "" if near else where


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _card(found: Found, near: Place | None, can_choose: bool) -> CounsellorCard:
    entry = found.entry
    where = f"{entry.municipality}, {' of '.join(entry.modes).lower()}"
    if near is not None and found.km is not None:
        where = f"{where} ({f'op {found.km} km in vogelvlucht van' if found.km else 'in'} {near.name})"
    return CounsellorCard(entry, where, ", ".join(entry.methods), _numbers(entry), PlainForm() if can_choose else None)


def _numbers(entry: RegisterEntry) -> str:
    if not entry.organisation or not entry.enterprise_number:
        return f"Registernummer {entry.register_number}"
    company = f"{entry.organisation} ({parse_enterprise_number(entry.enterprise_number)})"
    return f"Registernummer {entry.register_number}. {company}"


def _found(count: int, *, alike: bool) -> str:
    if alike and count:
        return f"Niemand met precies die woorden. Dit lijkt erop: {count}"
    return "1 begeleider gevonden" if count == 1 else f"{count} begeleiders gevonden"
