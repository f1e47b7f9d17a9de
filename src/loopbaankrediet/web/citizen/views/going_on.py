"""The counsellor leaves: the citizen keeps her hours and says how she goes on."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from loopbaankrediet.credit.queries import the_wallet_of, wallet_balance
from loopbaankrediet.guidance.actions.departing import choose_after
from loopbaankrediet.guidance.departure_models import AfterChoice
from loopbaankrediet.guidance.departures import leaving_of_track
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest


class AfterForm(PlainForm):
    choice = forms.ChoiceField(
        label=gettext_lazy("Hoe wil je verder?"), choices=AfterChoice.choices, widget=forms.RadioSelect
    )


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.CHOOSE)
@require_http_methods(["GET", "POST"])
def go_on(request: AppRequest, track_id: UUID) -> HttpResponse:
    """She can change her mind as long as the list of the counsellor is open. NotFound when nobody leaves."""
    actor, person_id = citizen_of(request)
    found, leaving = track_for(track_id, by=actor), leaving_of_track(track_id)
    if leaving is None:
        raise NotFound
    form = AfterForm(request.POST or None, initial={"choice": leaving.choice})

    def act() -> str:
        choice = AfterChoice(form.cleaned_data["choice"])
        choose_after(handover_id=leaving.handover_id, choice=choice, by=actor, clock=request.clock, key=form.key)
        return gettext("Je keuze is bewaard. Je uren blijven van jou.")

    if carried_out(request, form, act):
        other = form.cleaned_data["choice"] == AfterChoice.OTHER and not found.is_active
        return redirect("citizen:choose") if other else redirect("citizen:track", track_id)
    balance = wallet_balance(the_wallet_of(person_id))
    context = {"form": form, "track": found, "leaving": leaving, "free": balance.available}
    return render(request, "web/citizen/go_on.html", context, status=422 if form.errors else 200)
