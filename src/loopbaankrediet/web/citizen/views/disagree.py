"""Not agreed, or not content: ask to look at a decision again, complain, and follow what comes of it."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.objections.actions import complain as file_complaint
from loopbaankrediet.objections.actions import contest_decision as ask_again
from loopbaankrediet.objections.actions import contest_revocation as ask_back
from loopbaankrediet.objections.actions import withdraw_objection
from loopbaankrediet.objections.contestable import (
    Contestable,
    contestable_decision,
    contestable_of,
    contestable_revocation,
)
from loopbaankrediet.objections.models import Objection
from loopbaankrediet.objections.queries import objection_to_read, objections_of, reference
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.asking_forms import ComplaintForm, ContestDecisionForm
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.objection_words import own_table, recourse_of, rows_of, state_cell, what
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@require_safe
def disagree(request: AppRequest) -> HttpResponse:
    """Every decision that can be asked about, and where the earlier questions stand."""
    _, person_id = citizen_of(request)
    today = request.clock.today()
    lines = objections_of(person_id)
    context = {
        "decisions": [(what(found), found, _late(found, request)) for found in contestable_of(person_id)],
        "table": own_table(lines, today=today) if lines else None,
    }
    return render(request, "web/citizen/disagree.html", context)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def contest_decision(request: AppRequest, decision_id: int) -> HttpResponse:
    actor, _ = citizen_of(request)

    def ask(form: PlainForm) -> Objection:
        words = form.cleaned_data["words"]
        return ask_again(decision_id=decision_id, words=words, by=actor, clock=request.clock, key=form.key)

    return _contest(request, contestable_decision(decision_id), ask)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def contest_revocation(request: AppRequest, revocation_id: UUID) -> HttpResponse:
    actor, _ = citizen_of(request)

    def ask(form: PlainForm) -> Objection:
        words = form.cleaned_data["words"]
        return ask_back(revocation_id=revocation_id, words=words, by=actor, clock=request.clock, key=form.key)

    return _contest(request, contestable_revocation(revocation_id), ask)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def complain(request: AppRequest) -> HttpResponse:
    actor, person_id = citizen_of(request)
    form, made = ComplaintForm(request.POST or None), list[Objection]()

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("topic", "words")}
        made.append(file_complaint(person_id=person_id, **values, by=actor, clock=request.clock, key=form.key))
        return _received(made[0])

    if carried_out(request, form, act):
        return redirect("citizen:disagreement", made[0].id)
    context = {"form": form, "days": term("complaint_answer_days", on=request.clock.today())}
    return render(request, "web/citizen/complain.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def disagreement(request: AppRequest, disagreement_id: UUID) -> HttpResponse:
    """One question or complaint with its number and where it stands; a POST withdraws it."""
    actor, person_id = citizen_of(request)
    found, form = objection_to_read(disagreement_id), PlainForm(request.POST or None)
    if found.line.person_id != person_id:
        raise NotFound

    def act() -> str:
        withdraw_objection(objection_id=disagreement_id, by=actor, clock=request.clock, key=form.key)
        return gettext("Je trok dit in. We doen er niets meer mee.")

    if carried_out(request, form, act):
        return redirect("citizen:disagree")
    context = {
        "form": form,
        "found": found,
        "state": state_cell(found.line, request.clock.today()),
        "rows": rows_of(found),
        "recourse": recourse_of(found),
    }
    return render(request, "web/citizen/disagreement.html", context, status=422 if form.errors else 200)


def _contest(request: AppRequest, found: Contestable, ask: Callable[[PlainForm], Objection]) -> HttpResponse:
    _, person_id = citizen_of(request)
    if found.person_id != person_id:
        raise NotFound
    form, made = ContestDecisionForm(request.POST or None), list[Objection]()

    def act() -> str:
        made.append(ask(form))
        return _received(made[0])

    if carried_out(request, form, act):
        return redirect("citizen:disagreement", made[0].id)
    outcome, on = "revocation" if found.revocation_id else "granted", found.decided_on
    context = {
        "form": form,
        "found": found,
        "what": what(found),
        "is_late": _late(found, request),
        "days": term("reconsideration_answer_days", on=request.clock.today()),
        "others": [remedy.text for remedy in remedies_for(outcome, on, on) if remedy.name != "reconsideration"],
    }
    return render(request, "web/citizen/contest_decision.html", context, status=422 if form.errors else 200)


def _received(made: Objection) -> str:
    return gettext("We kregen dit. Je nummer is %(kind)s.") % {
        "kind": reference(made.kind, Objection.objects.get(id=made.id).number)
    }


def _late(found: Contestable, request: AppRequest) -> bool:
    return found.last_day is not None and request.clock.today() > found.last_day
