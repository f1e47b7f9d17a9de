"""What somebody looks for in the register, as it stands in the address of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loopbaankrediet.counsellors.models import Mode
from loopbaankrediet.counsellors.offer import Access, Language, TargetGroup
from loopbaankrediet.counsellors.places import place_of
from loopbaankrediet.counsellors.places.provinces import CHOICES as PROVINCES
from loopbaankrediet.counsellors.search import Results, Wanted, methods_of_register
from loopbaankrediet.web.in_words import is_english
from loopbaankrediet.web.requests import AppRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DISTANCES = (5, 10, 20, 40)
WEEKS = (1, 2, 4, 8)
ANY = ("", _("Maakt niet uit"))
FIELDS = {
    "text": "zoek",
    "mode": "wijze",
    "distance": "afstand",
    "province": "provincie",
    "method": "methodiek",
    "group": "groep",
    "access": "toegang",
    "language": "taal",
    "free": "vrij",
}
MORE = ("provincie", "methodiek", "groep", "toegang", "taal", "vrij")


def _translated(choices: Iterable[tuple[str, str]]) -> "list[tuple[str, StrPromise]]":
    return [(value, _(label)) for value, label in choices]


class DutchNames(forms.Select):
    """Its options are names that stay Dutch; the one without a value is ours."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value and is_english():
            option["attrs"]["lang"] = "nl"
        return option


class FilterForm(forms.Form):
    """What somebody looks for; everything may stay empty."""

    waar = forms.CharField(required=False, max_length=100)
    afstand = forms.ChoiceField(
        required=False,
        choices=[ANY, *((str(km), format_lazy(_("Tot {km} km"), km=km)) for km in DISTANCES)],
        widget=forms.RadioSelect,
        initial="",
    )
    zoek = forms.CharField(required=False, max_length=100)
    wijze = forms.ChoiceField(
        required=False, choices=[ANY, *_translated(Mode.choices)], widget=forms.RadioSelect, initial=""
    )
    provincie = forms.ChoiceField(required=False, choices=[ANY, *_translated(PROVINCES)], label=_("Provincie"))
    vrij = forms.ChoiceField(
        required=False,
        choices=[
            ANY,
            *(
                (str(weeks), _("Binnen 1 week") if weeks == 1 else format_lazy(_("Binnen {weeks} weken"), weeks=weeks))
                for weeks in WEEKS
            ),
        ],
        label=_("Wanneer wil je beginnen?"),
    )
    groep = forms.ChoiceField(required=False, choices=[ANY, *_translated(TargetGroup.choices)], label=_("Ervaring met"))
    methodiek = forms.ChoiceField(required=False, label=_("Manier van werken"), widget=DutchNames)
    toegang = forms.ChoiceField(
        required=False, choices=[ANY, *_translated(Access.choices)], label=_("Toegankelijkheid van het kantoor")
    )
    taal = forms.ChoiceField(
        required=False, choices=[ANY, *_translated(Language.choices)], label=_("Hulp in een andere taal")
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        methods = methods_of_register()
        self.fields["methodiek"].choices = [ANY, *((method, method) for method in methods)]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Wishes:
    """The form, what it asks, and the place that nobody knows (then the search goes on without it).

    `has_more`: a wish was said of those that stand folded away.
    """

    form: FilterForm
    wanted: Wanted
    unknown: str
    needs_place: bool
    has_more: bool


@dataclass(frozen=True)
class Relaxed:
    """One wish less, and how many would be found then."""

    label: str
    address: str
    count: int


def wishes_of(request: AppRequest) -> Wishes:
    form = FilterForm(request.GET)
    form.is_valid()
    typed = form.cleaned_data
    where = typed.get("waar", "").strip()
    near = place_of(where) if where else None
    wanted = Wanted(
        today=request.clock.today(),
        text=typed.get("zoek", ""),
        mode=typed.get("wijze", ""),
        near=near,
        within_km=int(typed["afstand"]) if near and typed.get("afstand") else None,
        province=typed.get("provincie", ""),
        method=typed.get("methodiek", ""),
        group=typed.get("groep", ""),
        access=typed.get("toegang", ""),
        language=typed.get("taal", ""),
        free_weeks=int(typed["vrij"]) if typed.get("vrij") else None,
    )
    needs_place = bool(typed.get("afstand")) and not where
    return Wishes(form, wanted, "" if near else where, needs_place, any(typed.get(name) for name in MORE))


def relaxed(request: AppRequest, wishes: Wishes, results: Results) -> list[Relaxed]:
    """What to let go of when nothing was found: the one that helps most first."""
    most_first = sorted(results.without.items(), key=lambda pair: -pair[1])
    return [
        Relaxed(_said(wishes.form, FIELDS[name]), _without(request, FIELDS[name]), count) for name, count in most_first
    ]


def kept(request: AppRequest) -> str:
    """The wishes as the end of an address, to come back to them; '' when there are none."""
    said = [(name, value) for name, value in request.GET.items() if name in FilterForm.base_fields and value]
    return f"?{urlencode(said)}" if said else ""


def _said(form: FilterForm, name: str) -> str:
    value = str(form.cleaned_data[name])
    choices: dict[str, object] = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))


def _without(request: AppRequest, name: str) -> str:
    query = request.GET.copy()
    for left in (name, "pagina"):
        query.pop(left, None)
    return f"{request.path}?{query.urlencode()}"
