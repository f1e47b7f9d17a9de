"""A question of an officer about one's application: until when, and one's own answer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from loopbaankrediet.credit.clarifications import clarification_to_read
from loopbaankrediet.credit.clarifying import answer_clarification
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.question_form import AnswerForm
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.DECLARE)
@require_http_methods(["GET", "POST"])
def question(request: AppRequest, clarification_id: UUID) -> HttpResponse:
    """A POST answers; silence decides nothing, and a late answer is read too."""
    actor, person_id = citizen_of(request)
    found = clarification_to_read(clarification_id)
    if found.person_id != person_id:
        raise NotFound
    form = AnswerForm(found.fact, request.POST or None)

    def act() -> str:
        values = {"choice": form.cleaned_data.get("choice", ""), "text": form.cleaned_data["text"]}
        answer_clarification(clarification_id=clarification_id, **values, by=actor, clock=request.clock, key=form.key)
        return gettext("We hebben je antwoord. Een medewerker leest het en kijkt je aanvraag opnieuw na.")

    if carried_out(request, form, act):
        return redirect("citizen:question", clarification_id)
    context = {"form": form, "found": found}
    return render(request, "web/citizen/question.html", context, status=422 if form.errors else 200)
