"""Asking the applicant, and doing otherwise than proposed: both from the page of the application."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from loopbaankrediet.credit.clarifications import clarification_to_read
from loopbaankrediet.credit.clarifying import ask_applicant, withdraw_clarification
from loopbaankrediet.credit.deviating import deviate
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import ApplicationState, Instead
from loopbaankrediet.credit.proposals import OWN_REGISTER
from loopbaankrediet.credit.queries import ApplicationView
from loopbaankrediet.credit.queries import application as application_view
from loopbaankrediet.credit.receipts import facts_read
from loopbaankrediet.decree import FACTS
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.officer.work_forms import AskForm, DeviationForm
from loopbaankrediet.web.requests import AppRequest


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def ask(request: AppRequest, application_id: UUID) -> HttpResponse:
    """A question about one fact; the term to decide stands still until she answers, or the term to answer is over."""
    found = _look_at(request, application_id)
    facts = _facts(found)
    first = request.GET.get("feit", facts[0])
    start = {"fact": first, "question": FACTS[first].question} if first in facts else {}
    form = AskForm(facts, request.POST or None, initial=start)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("fact", "question")}
        ask_applicant(application_id=application_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je vraag staat op de pagina van de aanvrager. De termijn om te beslissen staat stil."

    if carried_out(request, form, act):
        return redirect("officer:application", application_id)
    context = {
        "form": form,
        "application": found,
        "days": term("clarification_answer_days", on=request.clock.today()),
        "reminders": term("undetermined_reminders", on=request.clock.today()),
    }
    return render(request, "web/officer/ask_applicant.html", context, status=422 if form.errors else 200)


@requires_role(Role.CASE_OFFICER)
@require_POST
def withdraw(request: AppRequest, clarification_id: UUID) -> HttpResponse:
    """The answer is no longer needed; the term to decide runs on."""
    found, form = clarification_to_read(clarification_id), PlainForm(request.POST)
    dossier = str(found.application_id)
    saw(request, "open_application", Subject("application", found.application_id, found.person_id), dossier=dossier)

    def act() -> str:
        by, clock = actor_of(request), request.clock
        withdraw_clarification(clarification_id=clarification_id, by=by, clock=clock, key=form.key)
        return "De vraag is ingetrokken. De termijn om te beslissen loopt verder."

    if carried_out(request, form, act):
        return redirect("officer:application", found.application_id)
    context = {"form": form, "back": found.application_id}
    return render(request, "web/officer/act_refused.html", context, status=422)


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def do_otherwise(request: AppRequest, application_id: UUID) -> HttpResponse:
    """Postpone a signature, or decide on the file while a fact is missing: with reasons."""
    found = _look_at(request, application_id)
    instead = Instead.POSTPONE if found.state == ApplicationState.INTENDED else Instead.INTEND
    form = DeviationForm(instead, request.clock.today(), request.POST or None)

    def act() -> str:
        values = {"until": form.cleaned_data.get("until"), "reasons": form.cleaned_data["reasons"]}
        by, clock = actor_of(request), request.clock
        deviate(application_id=application_id, instead=instead, **values, by=by, clock=clock, key=form.key)
        return "Bewaard, met je reden."

    if carried_out(request, form, act):
        return redirect("officer:application", application_id)
    context = {"form": form, "application": found, "instead": instead}
    return render(request, "web/officer/deviate.html", context, status=422 if form.errors else 200)


def _facts(found: ApplicationView) -> list[str]:
    """What is missing first, and then what the law reads besides."""
    missing = [entry["fact"] for entry in found.decision.receipt.decision["missing"]]
    rest = [name for name in FACTS if name in facts_read(found.applied_on) and name not in missing]
    return [name for name in (*missing, *rest) if name != OWN_REGISTER]


def _look_at(request: AppRequest, application_id: UUID) -> ApplicationView:
    found = application_view(application_id)
    if found is None:
        raise NotFound
    subject = Subject("application", found.id, found.person_id)
    saw(request, "open_application", subject, dossier=file_number(found.number))
    return found
