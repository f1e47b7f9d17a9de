"""Stopping as a counsellor: the day, and every client until all are handed over."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loopbaankrediet.guidance.departure_models import HowTold
from loopbaankrediet.guidance.departures import running_departure
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.departing import EndForm, announced, stepped
from loopbaankrediet.web.departure_words import client_cards
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.requests import AppRequest


@for_registered
@require_http_methods(["GET", "POST"])
def departure(request: AppRequest) -> HttpResponse:
    """First the day; once it was said, the list of clients with a step for each."""
    counsellor_id = check_is_counsellor(actor_of(request))
    if "step" in request.POST:
        stepped(request, counsellor_id)
        return redirect("counsellor:departure")
    form = EndForm(request.POST or None)
    if announced(request, counsellor_id, form):
        return redirect("counsellor:departure")
    running = running_departure(counsellor_id)
    saw_in_list(request, "track", [line.person_id for line in running.clients] if running else [])
    context = {
        "form": form,
        "running": running,
        "cards": list(client_cards(running)) if running else [],
        "ways": HowTold.choices,
        "button": PlainForm(),
        "can_withdraw": running is not None and running.cause == "stops",
        "is_registrar": False,
    }
    return render(request, "web/counsellor/departure.html", context, status=422 if form.errors else 200)
