"""The public register of counsellors: one filter and one page of results, for everybody and for who chooses."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from loopbaankrediet.counsellors.models import Mode
from loopbaankrediet.counsellors.queries import REGISTER_PAGE, RegisterEntry
from loopbaankrediet.counsellors.queries import register as search
from loopbaankrediet.kernel.identifiers import parse_enterprise_number
from loopbaankrediet.web.access import public
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest


class FilterForm(forms.Form):
    """What somebody looks for; everything may stay empty."""

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
    """`found` says in words how many there are; `page` feeds the pager."""

    filter: FilterForm
    cards: tuple[CounsellorCard, ...]
    page: "Page[int]"
    found: str


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
    wanted = filter_form.cleaned_data if filter_form.is_valid() else {}
    text, mode = wanted.get("zoek", ""), wanted.get("wijze", "")
    number = _number(request.GET.get("pagina", ""))
    entries, count = search(text=text, mode=mode, page=number)
    page = Paginator(range(count), REGISTER_PAGE).get_page(number)
    if page.number != number:
        entries, count = search(text=text, mode=mode, page=page.number)
    return RegisterPage(filter_form, tuple(_card(entry, can_choose) for entry in entries), page, _found(count))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _card(entry: RegisterEntry, can_choose: bool) -> CounsellorCard:
    where = f"{entry.municipality}, {' of '.join(entry.modes).lower()}"
    return CounsellorCard(entry, where, ", ".join(entry.methods), _numbers(entry), PlainForm() if can_choose else None)


def _numbers(entry: RegisterEntry) -> str:
    if not entry.organisation or not entry.enterprise_number:
        return f"Registernummer {entry.register_number}"
    company = f"{entry.organisation} ({parse_enterprise_number(entry.enterprise_number)})"
    return f"Registernummer {entry.register_number}. {company}"


def _found(count: int) -> str:
    return "1 begeleider gevonden" if count == 1 else f"{count} begeleiders gevonden"
