"""Forms and acts of a counsellor's end, the same for herself and for the registrar."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages

from loopbaankrediet.flows.end_counsellor import announce_end, close_departure, withdraw_end
from loopbaankrediet.guidance.actions.departing import settle_client, tell_client
from loopbaankrediet.guidance.departure_models import HowTold
from loopbaankrediet.guidance.departures import HandoverLine, running_departure
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import DayField, PlainForm
from loopbaankrediet.web.requests import AppRequest

Clients = tuple[HandoverLine, ...]


class EndForm(PlainForm):
    ends_on = DayField(label="Wat is de laatste werkdag?")


class StepForm(PlainForm):
    """Which button was pressed, and for which client."""

    step = forms.ChoiceField(choices=[(name, name) for name in ("tell", "settle", "withdraw", "close")])
    handover = forms.UUIDField(required=False)
    how = forms.ChoiceField(choices=HowTold.choices, required=False)


def announced(request: AppRequest, counsellor_id: UUID, form: EndForm) -> bool:
    def act() -> str:
        ends_on = form.cleaned_data["ends_on"]
        announce_end(
            counsellor_id=counsellor_id, ends_on=ends_on, by=actor_of(request), clock=request.clock, key=form.key
        )
        return "Dat is genoteerd. Er komen geen nieuwe klanten meer bij."

    return carried_out(request, form, act)


def stepped(request: AppRequest, counsellor_id: UUID) -> None:
    """One step of the list; a refusal becomes a message above it. NotFound for clients of somebody else."""
    form, departure = StepForm(request.POST), running_departure(counsellor_id)
    if departure is None:
        raise NotFound
    acts: dict[str, Callable[[], str]] = {
        "tell": lambda: _told(request, form, departure.clients),
        "settle": lambda: _settled(request, form, departure.clients),
        "withdraw": lambda: _withdrawn(request, form, departure.id),
        "close": lambda: _closed(request, form, departure.id),
    }

    def act() -> str:
        return acts[form.cleaned_data["step"]]()

    if not carried_out(request, form, act):
        for line in form.summary():
            messages.error(request, line.text)


def _handover(form: StepForm, clients: Clients) -> UUID:
    found: UUID | None = form.cleaned_data["handover"]
    if found is None or found not in {line.id for line in clients}:
        raise NotFound
    return found


def _told(request: AppRequest, form: StepForm, clients: Clients) -> str:
    how = HowTold(form.cleaned_data["how"] or HowTold.TALK)
    handover = _handover(form, clients)
    tell_client(handover_id=handover, how=how, by=actor_of(request), clock=request.clock, key=form.key)
    return "Genoteerd: je klant weet het."


def _settled(request: AppRequest, form: StepForm, clients: Clients) -> str:
    settle_client(handover_id=_handover(form, clients), by=actor_of(request), clock=request.clock, key=form.key)
    return "De begeleiding is gestopt. Uren die niet gebruikt zijn, gaan terug naar de klant."


def _withdrawn(request: AppRequest, form: StepForm, departure_id: UUID) -> str:
    withdraw_end(departure_id=departure_id, by=actor_of(request), clock=request.clock, key=form.key)
    return "Ingetrokken. Nieuwe klanten zijn weer mogelijk."


def _closed(request: AppRequest, form: StepForm, departure_id: UUID) -> str:
    close_departure(departure_id=departure_id, by=actor_of(request), clock=request.clock, key=form.key)
    return "Afgesloten. Deze begeleider staat niet meer in het register."
