"""One application: what is known and from where, what is missing, and the refusal that a named officer signs."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.credit.actions import note_call, record_fact, sign_refusal
from loopbaankrediet.credit.clarifications import clarifications_of, deviations_of, term_with
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import ApplicationState
from loopbaankrediet.credit.proposals import proposal_of
from loopbaankrediet.credit.queries import ApplicationView
from loopbaankrediet.credit.queries import application as application_view
from loopbaankrediet.decree import FACTS
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.office.assignments import who_has
from loopbaankrediet.uploads.models import UploadPurpose
from loopbaankrediet.uploads.queries import has_scanner, uploads_about
from loopbaankrediet.vouchers.queries import open_contests
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.officer.application_forms import CallForm, RefusalForm, SecondLookForm
from loopbaankrediet.web.officer.applications import (
    CAN_CHANGE,
    OWN_REGISTER,
    STATE_WORDS,
    application_rows,
    can_sign,
    facts_table,
    known_sentence,
    missing_facts,
    reasons_table,
)
from loopbaankrediet.web.officer.forms import FactForm
from loopbaankrediet.web.officer.proposal import effect_table, proposed, round_table
from loopbaankrediet.web.papers import papers_table
from loopbaankrediet.web.receipt_file import receipt_download
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up


@requires_role(Role.CASE_OFFICER)
@require_safe
def application(request: AppRequest, application_id: UUID) -> HttpResponse:
    found = _look_at(request, application_id)
    papers = uploads_about(UploadPurpose.APPLICATION, found.id)
    addresses = {paper.id: reverse("officer:paper", args=[paper.id]) for paper in papers}
    context = {
        "papers": papers_table(papers, "Bewijzen van de burger", addresses),
        "has_scanner": has_scanner(),
        "application": found,
        "number": file_number(found.number),
        "state": STATE_WORDS[found.state],
        "rows": application_rows(found),
        "missing": missing_facts(found),
        "reasons": reasons_table(found),
        "facts": facts_table(found),
        "contests": open_contests(found.person_id),
        "can_change": found.state in CAN_CHANGE,
        **_officers_part(found, request.clock.today()),
        "can_sign": can_sign(found, request.clock.today()),
        "call_days": term("call_back_working_days", on=request.clock.today()),
    }
    return render(request, "web/officer/application.html", context)


@requires_role(Role.CASE_OFFICER)
@require_safe
def receipt(request: AppRequest, application_id: UUID) -> HttpResponse:
    """The receipt of the latest decision; it holds every fact, so the journal notes who took it."""
    return receipt_download(_look_at(request, application_id, verb="download_receipt"))


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def record(request: AppRequest, application_id: UUID, fact: str) -> HttpResponse:
    """A fact that no source knows, or that proof shows to be otherwise; the law then decides again."""
    spec = FACTS.get(fact)
    if spec is None or fact == OWN_REGISTER:
        raise NotFound
    form = FactForm(spec, request.POST or None)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("value", "proof")}
        by, clock = actor_of(request), request.clock
        record_fact(application_id=application_id, name=fact, **values, by=by, clock=clock, key=form.key)
        return "Het gegeven is bewaard. De aanvraag is opnieuw bekeken."

    if carried_out(request, form, act):
        return redirect("officer:application", application_id)
    found = _look_at(request, application_id)
    context = {"form": form, "application": found, "spec": spec, "known": known_sentence(found, spec)}
    return render(request, "web/officer/record_fact.html", context, status=422 if form.errors else 200)


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def call(request: AppRequest, application_id: UUID) -> HttpResponse:
    """The officer notes a call to an applicant who asked to talk."""
    form = CallForm(request.POST or None, initial={"called_on": request.clock.today()})

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("called_on", "reached", "said")}
        note_call(application_id=application_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        return "Het gesprek is genoteerd."

    if carried_out(request, form, act):
        return redirect("officer:application", application_id)
    context = {"form": form, "application": _look_at(request, application_id)}
    return render(request, "web/officer/call.html", context, status=422 if form.errors else 200)


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
@needs_step_up("een weigering ondertekenen")
def refuse(request: AppRequest, application_id: UUID) -> HttpResponse:
    """The officer signs by name, once the term to answer has ended; a reply is answered first."""
    found = _look_at(request, application_id)
    form = (RefusalForm if found.replies else SecondLookForm)(request.POST or None)

    def act() -> str:
        answer = form.cleaned_data.get("answer", "")
        sign_refusal(
            application_id=application_id, answer=answer, by=actor_of(request), clock=request.clock, key=form.key
        )
        return "De weigering is ondertekend."

    if carried_out(request, form, act):
        return redirect("officer:application", application_id)
    context = {
        "form": form,
        "application": found,
        "reasons": reasons_table(found),
        "remedies": found.decision.receipt.decision["remedies"],
        "can_sign": can_sign(found, request.clock.today()),
    }
    return render(request, "web/officer/refuse.html", context, status=422 if form.errors else 200)


def _officers_part(found: ApplicationView, today: date) -> dict[str, object]:
    """The proposal and what it rests on while nothing is final; the rounds and deviations always."""
    rounds, can_change = clarifications_of(found.id), found.state in CAN_CHANGE
    shared: dict[str, object] = {
        "rounds": rounds,
        "round_table": round_table(rounds),
        "open_round": next((each for each in rounds if each.is_open), None),
        "deviations": deviations_of(found.id),
        "button": PlainForm(),
        "has": who_has([("application", found.id)]).get(("application", found.id)),
    }
    if not can_change:
        return shared
    proposal = proposal_of(found)
    is_asked = found.state == ApplicationState.UNDETERMINED
    return shared | {
        "proposed": proposed(proposal),
        "effects": effect_table(proposal),
        "missing_most": proposal.missing,
        "decision_term": term_with(rounds, found.applied_on, today=today) if is_asked else None,
    }


def _look_at(request: AppRequest, application_id: UUID, *, verb: str = "open_application") -> ApplicationView:
    """The application; the journal notes who looked."""
    found = application_view(application_id)
    if found is None:
        raise NotFound
    subject = Subject("application", found.id, found.person_id)
    saw(request, verb, subject, dossier=file_number(found.number))
    return found
