"""What a citizen asks for herself: to be warned when she qualifies, and what she wants to talk about."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from loopbaankrediet.credit.queries import application as application_by_id
from loopbaankrediet.credit.wishes import open_wish, wish_to_be_told
from loopbaankrediet.credit.wishes import take_back_wish as take_back
from loopbaankrediet.guidance.career_question import can_change, own_career_question, write_career_question
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.asking_forms import CareerQuestionForm
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def wish(request: AppRequest, application_id: UUID) -> HttpResponse:
    """Warn me then: a POST keeps the wish."""
    actor, person_id = citizen_of(request)
    found, form = application_by_id(application_id), PlainForm(request.POST or None)
    if found is None or found.person_id != person_id or found.decision.receipt.qualifies_from is None:
        raise NotFound
    due_on = found.decision.receipt.qualifies_from

    def act() -> str:
        wish_to_be_told(application_id=application_id, by=actor, clock=request.clock, key=form.key)
        return gettext("Bewaard. Op %(due_on)s verwittigen we je. Je ziet het ook op je overzicht.") % {
            "due_on": day(due_on)
        }

    if carried_out(request, form, act):
        return redirect("citizen:overview")
    context = {"form": form, "due_on": due_on, "application_id": application_id, "standing": open_wish(person_id)}
    return render(request, "web/citizen/wish.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def take_back_wish(request: AppRequest, wish_id: UUID) -> HttpResponse:
    actor, person_id = citizen_of(request)
    found, form = open_wish(person_id), PlainForm(request.POST or None)

    def act() -> str:
        take_back(wish_id=wish_id, by=actor, clock=request.clock, key=form.key)
        return gettext("Goed. We verwittigen je niet.")

    if carried_out(request, form, act):
        return redirect("citizen:overview")
    if found is None or found.id != wish_id:
        raise NotFound
    context = {"form": form, "found": found}
    return render(request, "web/citizen/take_back_wish.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.CONTENT)
@require_http_methods(["GET", "POST"])
def career_question(request: AppRequest) -> HttpResponse:
    """One optional box; a POST keeps what is in it."""
    actor, person_id = citizen_of(request)
    found = own_career_question(person_id, by=actor)
    form = CareerQuestionForm(request.POST or None, initial={"text": found.text})

    def act() -> str:
        text = form.cleaned_data["text"]
        write_career_question(person_id=person_id, text=text, by=actor, clock=request.clock, key=form.key)
        return gettext("Bewaard. Alleen jij en de begeleider die je koos, lezen dit.")

    if carried_out(request, form, act):
        return redirect("citizen:career_question")
    context = {"form": form, "found": found, "can_change": can_change(person_id)}
    return render(request, "web/citizen/career_question.html", context, status=422 if form.errors else 200)
