"""The letter of the latest decision: the same document that an officer sees."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.credit.clarifications import deviations_of
from loopbaankrediet.credit.queries import application as application_by_id
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.citizen.who import citizen_of
from loopbaankrediet.web.letters import letter_of
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@require_safe
def letter(request: AppRequest, application_id: UUID) -> HttpResponse:
    _, person_id = citizen_of(request)
    view = application_by_id(application_id)
    if view is None or view.person_id != person_id:
        raise NotFound
    found = letter_of(view, deviations_of(application_id))
    return render(request, "web/citizen/letter.html", {"letter": found, "application_id": application_id})
