"""The citizen says that the counsellor's declaration about family and staff does not hold."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from loopbaankrediet.guidance.actions.objections import object_to_declaration
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.helper_forms import ObjectForm
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.SIGN)
@require_http_methods(["GET", "POST"])
def object_to(request: AppRequest, track_id: UUID) -> HttpResponse:
    actor, _ = citizen_of(request)
    view, form = track_for(track_id, by=actor), ObjectForm(request.POST or None)
    if view.agreement is None or not view.agreement.declared_unrelated:
        raise NotFound

    def act() -> str:
        object_to_declaration(
            track_id=track_id, text=form.cleaned_data["text"], by=actor, clock=request.clock, key=form.key
        )
        return gettext("Bewaard. Een medewerker van het register kijkt dit na.")

    if carried_out(request, form, act):
        return redirect("citizen:agreement", track_id)
    context = {"form": form, "track": view, "declared": view.agreement.declared_unrelated}
    return render(request, "web/citizen/object.html", context, status=422 if form.errors else 200)
