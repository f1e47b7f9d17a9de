"""Asking for the right, and reading what was decided."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.credit.actions import declare_schooling, reply_to_intention, submit_application
from loopbaankrediet.credit.clarifications import clarifications_of, deviations_of
from loopbaankrediet.credit.kept_requests import keep_request, kept_request_of
from loopbaankrediet.credit.models import OPEN_STATES, ApplicationState
from loopbaankrediet.credit.queries import ApplicationView, standing_of, wallet_of
from loopbaankrediet.credit.queries import application as application_by_id
from loopbaankrediet.credit.revocations import revocations_of
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.office.incidents import is_stopped
from loopbaankrediet.office.models import Stops
from loopbaankrediet.vouchers.queries import open_contests
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.citizen.forms import ReplyForm, SchoolingForm
from loopbaankrediet.web.citizen.presenters.asking import asked_for
from loopbaankrediet.web.citizen.presenters.decision import decision_page, needs_schooling
from loopbaankrediet.web.citizen.presenters.turn import turn_page
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.receipt_file import receipt_download
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def apply(request: AppRequest) -> HttpResponse:
    """What will be fetched and why; the button asks for the right, and the answer is there at once."""
    actor, person_id = citizen_of(request)
    form = PlainForm(request.POST or None)
    if form.is_valid():
        try:
            address = _submit(request, form, actor, person_id)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return redirect(address)
    standing = standing_of(person_id)
    context = {
        "form": form,
        "asked": asked_for(),
        "standing": standing,
        "kept_on": kept_request_of(person_id),
        "is_open": standing is not None and standing.state in OPEN_STATES,
        "is_granted": standing is not None and standing.state == ApplicationState.GRANTED,
    }
    return render(request, "web/citizen/apply.html", context, status=422 if form.is_bound else 200)


def _submit(request: AppRequest, form: PlainForm, actor: Actor, person_id: UUID) -> str:
    """Decided at once; while automatic decisions stand still the request is kept with its day."""
    if is_stopped(Stops.DECISIONS):
        keep_request(person_id=person_id, by=actor, clock=request.clock, key=form.key)
        messages.success(
            request, gettext("We bewaarden je aanvraag. Ze houdt de dag van vandaag. We beslissen zodra dat kan.")
        )
        return reverse("citizen:apply")
    made = submit_application(person_id=person_id, by=actor, clock=request.clock, key=form.key)
    return reverse("citizen:decision", args=[made.id])


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def decision(request: AppRequest, application_id: UUID) -> HttpResponse:
    """The decision; an intention to refuse can be answered here."""
    actor, person_id = citizen_of(request)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        try:
            reply_to_intention(
                application_id=application_id,
                text=form.cleaned_data["text"],
                wants_a_person=form.cleaned_data["wants_a_person"],
                phone=form.cleaned_data["phone"],
                by=actor,
                clock=request.clock,
                key=form.key,
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, gettext("We hebben je antwoord. Een medewerker leest het voor we beslissen."))
            return redirect("citizen:decision", application_id)
    view = _own(application_id, person_id)
    page = decision_page(view, wallet_of(person_id), request.clock.today())
    contested = [line.voucher_number for line in open_contests(person_id)]
    context = {
        "page": page,
        "form": form,
        "application_id": application_id,
        "contested": contested,
        "turn": turn_page(view),
        "questions": clarifications_of(application_id),
        "deviations": deviations_of(application_id),
        "revocations": [file for file in revocations_of(person_id) if file.application_id == application_id],
    }
    return render(request, "web/citizen/decision.html", context, status=422 if form.is_bound else 200)


@requires(Capacity.CITIZEN)
@require_safe
def receipt(request: AppRequest, application_id: UUID) -> HttpResponse:
    """The receipt of the decision that the page shows."""
    _, person_id = citizen_of(request)
    return receipt_download(_own(application_id, person_id))


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.DECLARE)
@require_http_methods(["GET", "POST"])
def schooling(request: AppRequest, application_id: UUID) -> HttpResponse:
    """One question: the highest diploma, where no source knows it."""
    actor, person_id = citizen_of(request)
    form = SchoolingForm(request.POST or None)
    if form.is_valid():
        try:
            declare_schooling(
                application_id=application_id,
                value=form.cleaned_data["value"],
                by=actor,
                clock=request.clock,
                key=form.key,
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, gettext("Dank je. We hebben je diploma bewaard."))
            return redirect("citizen:decision", application_id)
    view, wallet = _own(application_id, person_id), wallet_of(person_id)
    if not form.is_bound and (not needs_schooling(view) or (wallet and wallet.schooling)):
        return redirect("citizen:decision", application_id)
    context = {"form": form, "application_id": application_id}
    return render(request, "web/citizen/schooling.html", context, status=422 if form.is_bound else 200)


def _own(application_id: UUID, person_id: UUID) -> ApplicationView:
    """The citizen's own application; NotFound for anyone else's."""
    view = application_by_id(application_id)
    if view is None or view.person_id != person_id:
        raise NotFound
    return view
