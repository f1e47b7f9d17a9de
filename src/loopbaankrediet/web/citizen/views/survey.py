"""Surveys for the evaluation: voluntary, answered apart from the file, refused once for all."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from loopbaankrediet.evaluation.actions import answer_survey, refuse_surveys
from loopbaankrediet.evaluation.models import Wave
from loopbaankrediet.evaluation.queries import survey_for
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.course_forms import SurveyForm
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@require_http_methods(["GET", "POST"])
def survey(request: AppRequest, invitation_id: UUID) -> HttpResponse:
    """Two questions; a survey that is closed says so."""
    actor = actor_of(request)
    found = survey_for(invitation_id, by=actor, today=request.clock.today())
    form = SurveyForm(request.POST or None, wave=found.wave if found else Wave.BEFORE)

    def act() -> str:
        answer_survey(invitation_id=invitation_id, answer=form.answer, by=actor, clock=request.clock, key=form.key)
        return gettext("Bedankt. Je antwoord staat apart van je dossier.")

    if carried_out(request, form, act):
        return redirect("citizen:overview")
    context = {"form": form, "survey": found}
    return render(request, "web/citizen/survey.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@require_http_methods(["GET", "POST"])
def refuse(request: AppRequest) -> HttpResponse:
    """No surveys any more: one button."""
    form = PlainForm(request.POST or None)

    def act() -> str:
        refuse_surveys(by=actor_of(request), clock=request.clock, key=form.key)
        return gettext("Je krijgt geen vragenlijsten meer. Aan je begeleiding verandert niets.")

    if carried_out(request, form, act):
        return redirect("citizen:overview")
    return render(request, "web/citizen/no_surveys.html", {"form": form}, status=422 if form.errors else 200)
