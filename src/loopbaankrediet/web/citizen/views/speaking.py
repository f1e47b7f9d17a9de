"""Speaking with somebody after all: pick a moment, get a named officer, cancel."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from loopbaankrediet.appointments.actions import book_appointment
from loopbaankrediet.appointments.actions import cancel_appointment as cancel_moment
from loopbaankrediet.appointments.queries import appointments_of
from loopbaankrediet.appointments.slots import free_slots, offered
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.appointment_words import cancelled_words, when_words
from loopbaankrediet.web.citizen.asking_forms import AppointmentForm
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def speak(request: AppRequest) -> HttpResponse:
    """The appointment that stands, or the free moments to choose from; a POST books one."""
    actor, person_id = citizen_of(request)
    form = AppointmentForm(request.POST or None, slots=offered(request.clock.today()))

    def act() -> str:
        slot = form.cleaned_data["slot"]
        values = {name: form.cleaned_data[name] for name in ("way", "phone", "about")}
        when = {"held_on": slot.held_on, "starts": slot.starts}
        book_appointment(person_id=person_id, **values, **when, by=actor, clock=request.clock, key=form.key)
        return gettext("Je afspraak staat vast. Je leest hieronder met wie, en wanneer.")

    if carried_out(request, form, act):
        return redirect("citizen:speak")
    return _page(request, form, PlainForm())


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_POST
def cancel_appointment(request: AppRequest, appointment_id: UUID) -> HttpResponse:
    actor, _ = citizen_of(request)
    cancelling = PlainForm(request.POST)

    def act() -> str:
        cancel_moment(appointment_id=appointment_id, by=actor, clock=request.clock, key=cancelling.key)
        return gettext("Je afspraak is afgezegd. Je kan een ander moment kiezen.")

    if carried_out(request, cancelling, act):
        return redirect("citizen:speak")
    return _page(request, AppointmentForm(slots=offered(request.clock.today())), cancelling)


def _page(request: AppRequest, form: AppointmentForm, cancelling: PlainForm) -> HttpResponse:
    _, person_id = citizen_of(request)
    today, all_of_them = request.clock.today(), appointments_of(person_id)
    free = free_slots(today, for_person=person_id)
    is_wrong = bool(form.errors or cancelling.errors)
    form.show(free)
    standing = next((one for one in all_of_them if one.is_coming(today)), None)
    context = {
        "form": form,
        "cancelling": cancelling,
        "has_free": bool(free),
        "standing": standing,
        "when": when_words(standing.slot) if standing else "",
        "undone": cancelled_words(all_of_them[0]) if all_of_them and not standing else "",
    }
    return render(request, "web/citizen/speak.html", context, status=422 if is_wrong else 200)
