"""For whom somebody acts: taking up a power of attorney, starting to act, and stopping."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from loopbaankrediet.flows.mandates import take_up_mandate
from loopbaankrediet.kernel.actors import Capacity, Representation
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.people.mandates.queries import ground_to_act, mandates_of_helper
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.helper_forms import TakeUpForm
from loopbaankrediet.web.citizen.presenters.confirming import taking_up_rows
from loopbaankrediet.web.citizen.presenters.helpers import KINDS
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import act_for, act_for_oneself
from loopbaankrediet.web.step_up import needs_step_up


@requires(Capacity.CITIZEN)
@needs_step_up(gettext_noop("een volmacht gebruiken"), tells=taking_up_rows)
@require_http_methods(["GET", "POST"])
def helping(request: AppRequest) -> HttpResponse:
    """Everybody for whom she may act, with a button; and a code to take up another power of attorney."""
    actor = actor_of(request)
    if actor.person_id is None or actor.representation is Representation.DESK:
        raise NotAllowed
    form = TakeUpForm(request.POST or None)

    def act() -> str:
        take_up_mandate(code=form.cleaned_data["code"], by=actor, clock=request.clock, key=form.key)
        return gettext("Gelukt. Je kan nu helpen.")

    if carried_out(request, form, act):
        return redirect("citizen:helping")
    lines = mandates_of_helper(actor.person_id, clock=request.clock)
    context = {
        "form": form,
        "acts_for": actor.represents,
        "current": [(line, KINDS[line.kind], PlainForm()) for line in lines if line.holds],
        "past": [line for line in lines if not line.holds and line.is_confirmed],
    }
    return render(request, "web/citizen/helping.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@require_POST
def start_acting(request: AppRequest, mandate_id: UUID) -> HttpResponse:
    """From now on every page is about the citizen who is represented."""
    if actor_of(request).representation is not None:
        act_for_oneself(request)
    act_for(request, ground_to_act(mandate_id, by=actor_of(request), clock=request.clock))
    return redirect("citizen:overview")


@requires(Capacity.CITIZEN)
@require_POST
def stop_acting(request: AppRequest) -> HttpResponse:
    """Back to one's own pages; at the desk to the note that closes the call."""
    was = actor_of(request).representation
    act_for_oneself(request)
    messages.success(
        request,
        gettext("Je handelt weer voor jezelf.") if was is not Representation.DESK else gettext("Sluit het gesprek af."),
    )
    return redirect("officer:desk" if was is Representation.DESK else "citizen:helping")
