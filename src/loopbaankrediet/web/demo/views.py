"""Sign in as a persona, and move the legal day."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from loopbaankrediet.demo.personas import BY_KEY, PERSONAS, Persona
from loopbaankrediet.demo.seed import actor_for
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.web.access import MARK, public
from loopbaankrediet.web.context import home_url
from loopbaankrediet.web.demo.forms import ClockForm, PersonaForm, StepForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import sign_in
from loopbaankrediet.web.templatetags.dutch import day

HEADINGS = {
    Capacity.CITIZEN: "Burgers",
    Capacity.COUNSELLOR: "Loopbaanbegeleiders",
    Capacity.OFFICER: "Medewerkers van de Vlaamse overheid",
}
STEPS = (("1 dag verder", 1), ("14 dagen verder", 14), ("30 dagen verder", 30))


@dataclass(frozen=True)
class PersonaCard:
    """One persona with the form that signs in as this person."""

    persona: Persona
    button: str
    form: PersonaForm


@public
@require_http_methods(["GET", "POST"])
def personas(request: AppRequest) -> HttpResponse:
    """The personas by audience; a POST signs in and goes to the page asked for, else to the home page."""
    if request.method == "POST":
        return _go_on_as(request)
    groups = [(heading, _cards(capacity, request.GET.get("next", ""))) for capacity, heading in HEADINGS.items()]
    return render(request, "web/demo/personas.html", {"groups": groups})


@public
@require_http_methods(["GET", "POST"])
def legal_clock(request: AppRequest) -> HttpResponse:
    today = request.clock.today()
    form = ClockForm(request.POST or None)
    if form.is_valid():
        try:
            move_to(form.cleaned_data["day"])
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, f"De wettelijke dag is nu {day(form.cleaned_data['day'])}.")
            return redirect("demo:legal_clock")
    steps = [(label, StepForm(initial={"day": today + timedelta(days)})) for label, days in STEPS]
    context = {"form": form, "steps": steps, "today": today}
    return render(request, "web/demo/legal_clock.html", context, status=422 if form.is_bound else 200)


def _cards(capacity: Capacity, following: str) -> list[PersonaCard]:
    return [
        PersonaCard(
            persona,
            f"Ga verder als {persona.given_name}",
            PersonaForm(initial={"persona": persona.key, "next": following}),
        )
        for persona in PERSONAS
        if persona.audience == capacity
    ]


def _go_on_as(request: AppRequest) -> HttpResponse:
    form = PersonaForm(request.POST)
    if not form.is_valid() or form.cleaned_data["persona"] not in BY_KEY:
        raise NotFound
    actor = actor_for(form.cleaned_data["persona"])
    sign_in(request, actor)
    following = form.cleaned_data["next"]
    if url_has_allowed_host_and_scheme(following, allowed_hosts=None) and _is_for(actor.capacity, following):
        return HttpResponseRedirect(following)
    return HttpResponseRedirect(home_url(actor.capacity))


def _is_for(capacity: Capacity, address: str) -> bool:
    """Whether a visitor in this capacity can land on the address: it exists, answers GET, and is for her."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    mark = getattr(match.func, MARK)
    return match.view_name != "public:sign_out" and (mark == "public" or capacity in mark)
