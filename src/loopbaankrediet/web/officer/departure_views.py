"""A counsellor is taken out of the register: the registrar follows each client until all are handed over."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loopbaankrediet.counsellors.errors import NotRegistered
from loopbaankrediet.counsellors.queries import entry_of, person_behind
from loopbaankrediet.guidance.departure_models import HowTold
from loopbaankrediet.guidance.departures import running_departure
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires_role
from loopbaankrediet.web.departing import EndForm, announced, stepped
from loopbaankrediet.web.departure_words import client_cards
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.requests import AppRequest


@requires_role(Role.REGISTRAR)
@require_http_methods(["GET", "POST"])
def departure(request: AppRequest, counsellor_id: UUID) -> HttpResponse:
    try:
        entry = entry_of(counsellor_id)
    except NotRegistered as error:
        raise NotFound from error
    if "step" in request.POST:
        stepped(request, counsellor_id)
        return redirect("officer:departure", counsellor_id)
    form = EndForm(request.POST or None)
    if announced(request, counsellor_id, form):
        return redirect("officer:departure", counsellor_id)
    running = running_departure(counsellor_id)
    subject = Subject("counsellor", counsellor_id, person_behind(counsellor_id))
    saw(request, "open_registration", subject, dossier=entry.register_number)
    saw_in_list(request, "track", [line.person_id for line in running.clients] if running else [])
    context = {
        "form": form,
        "entry": entry,
        "running": running,
        "cards": list(client_cards(running)) if running else [],
        "ways": HowTold.choices,
        "button": PlainForm(),
        "can_withdraw": running is not None and running.cause == "removed",
        "is_registrar": True,
    }
    return render(request, "web/officer/departure.html", context, status=422 if form.errors else 200)
