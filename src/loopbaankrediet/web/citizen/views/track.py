"""One citizen with one counsellor: where they are, the agreement, the modules, the end."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop, override
from django.views.decorators.http import require_http_methods

from loopbaankrediet.contributions.due import collection_on
from loopbaankrediet.contributions.models import Collection
from loopbaankrediet.contributions.queries import shares_of_track
from loopbaankrediet.contributions.vat import regime_of
from loopbaankrediet.credit.queries import the_wallet_of, wallet_balance
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.guidance.actions.tracks import reserve_next, sign_agreement
from loopbaankrediet.guidance.departures import leaving_of_track
from loopbaankrediet.guidance.lawful import last_day_to_dispute
from loopbaankrediet.guidance.module_texts import report_history
from loopbaankrediet.guidance.objections import objections_of_track
from loopbaankrediet.guidance.open_hours import asked, dispute_for
from loopbaankrediet.guidance.paper_queries import papers_of
from loopbaankrediet.guidance.queries import AgreementView, ModuleView, TrackView, track_for
from loopbaankrediet.guidance.seen import note_seen
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.citizen.forms import SignForm
from loopbaankrediet.web.citizen.presenters.agreement import clauses, in_short
from loopbaankrediet.web.citizen.presenters.confirming import agreement_rows, module_rows
from loopbaankrediet.web.citizen.presenters.hours import notice_words
from loopbaankrediet.web.citizen.presenters.share import own_share
from loopbaankrediet.web.citizen.presenters.signatures import confirmed_for, signed_for
from loopbaankrediet.web.citizen.presenters.stopping import withdraw_until
from loopbaankrediet.web.citizen.presenters.track import (
    STEPS,
    conversations,
    done_words,
    module_cards,
    step_of,
)
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.dispute_words import FOR_CITIZEN, dispute_remedies, dispute_rows
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.in_words import euro
from loopbaankrediet.web.language import DUTCH
from loopbaankrediet.web.law_words import module_minutes
from loopbaankrediet.web.paper_words import answer_words
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.SIGN)
@require_http_methods(["GET", "POST"])
def track(request: AppRequest, track_id: UUID) -> HttpResponse:
    """Where we are and what comes next; the button reserves a next module that could not be reserved by itself."""
    actor, person_id = citizen_of(request)
    form = PlainForm(request.POST or None)
    if form.is_valid():
        try:
            reserve_next(track_id=track_id, by=actor, clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return redirect("citizen:track", track_id)
    view = track_for(track_id, by=actor)
    context = {
        "form": form,
        "track": view,
        "steps": STEPS,
        "step": step_of(view),
        "modules": module_cards(view),
        "first_talk": view.waits_until(request.clock.today()),
        "report_days": term("report_days_after_stop", on=request.clock.today()),
        "done_words": done_words(view),
        "leaving": leaving_of_track(track_id),
        "free": 0 if view.is_active else wallet_balance(the_wallet_of(person_id)).available,
        "course_form": PlainForm(),
        "papers": [(line, answer_words(line)) for line in papers_of(track_id, by=actor)] if view.is_signed else [],
        "can_pause": view.state == TrackState.RUNNING and view.course.paused_on is None,
        "withdraw_until": withdraw_until(view, request.clock.today()),
    }
    return render(request, "web/citizen/track.html", context, status=422 if form.is_bound else 200)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.SIGN)
@needs_step_up(gettext_noop("de overeenkomst ondertekenen"), tells=agreement_rows)
@require_http_methods(["GET", "POST"])
def agreement(request: AppRequest, track_id: UUID) -> HttpResponse:
    """The agreement to read, and to sign while it waits for a signature."""
    actor, _ = citizen_of(request)
    form = SignForm(request.POST or None, days=term("withdrawal_days", on=request.clock.today()))
    if form.is_valid():
        try:
            sign_agreement(track_id=track_id, **form.terms, by=actor, clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, gettext("Je overeenkomst is getekend. Je eerste module is gereserveerd."))
            return redirect("citizen:track", track_id)
    view = track_for(track_id, by=actor)
    if view.agreement is None:
        raise NotFound
    form.shows(view.agreement.version)
    minutes = module_minutes(view.agreement.proposed_on)
    context = {
        "form": form,
        "track": view,
        **_dutch_text(view, view.agreement, minutes, request.clock.today()),
        "first_module": euro(cents_for(minutes, view.agreement.own_cents_per_hour)),
        "to_platform": collection_on(request.clock.today()) is Collection.PLATFORM,
        "can_sign": view.state == TrackState.PROPOSED,
        "signed_for": signed_for(track_id),
        "objections": objections_of_track(track_id),
    }
    return render(request, "web/citizen/agreement.html", context, status=422 if form.is_bound else 200)


def _dutch_text(view: TrackView, signed: AgreementView, minutes: int, today: date) -> dict[str, object]:
    """What is signed is Dutch, whatever the language of the page."""
    with override(DUTCH):
        short = in_short(view, signed, minutes, today)
        return {"clauses": clauses(view, signed, minutes, today, regime_of(view.counsellor_id)), "short": short}


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.HOURS)
@needs_step_up(gettext_noop("de uren van een module bevestigen"), tells=module_rows)
@require_http_methods(["GET", "POST"])
def module(request: AppRequest, track_id: UUID, number: int) -> HttpResponse:
    """One module: its conversations, its report, and the button that confirms the hours."""
    actor, _ = citizen_of(request)
    form = PlainForm(request.POST or None)
    view = track_for(track_id, by=actor)
    shown = _module_of(view, number)
    if form.is_valid():
        try:
            confirm_module(module_id=shown.id, by=actor, clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(
                request,
                (
                    gettext("Je uren van module %(number)s zijn bevestigd. %(view)s")
                    % {"number": number, "view": _amounts(view, shown)}
                ),
            )
            return redirect("citizen:track", track_id)
    history = report_history(shown.id, by=actor) if shown.has_history else None
    mine = next(share for share in shares_of_track(track_id, by=actor) if share.number == number)
    context = {
        "form": form,
        "track": view,
        "module": shown,
        "amounts": _amounts(view, shown),
        "conversations": conversations(shown),
        "history": history,
        "own": own_share(mine),
        "answer_form": PlainForm(),
        "can_confirm": shown.state == ModuleState.REPORTED,
        "confirmed_for": confirmed_for(shown.id),
    } | _open_hours(shown, view.person_id, actor, request.clock)
    return render(request, "web/citizen/module.html", context, status=422 if form.is_bound else 200)


def _open_hours(module: ModuleView, person_id: UUID, actor: Actor, clock: Clock) -> dict[str, object]:
    """What is asked about the hours, until when they can be disputed, or how a dispute stands.

    That she has the question before her goes into the journal of looks: only then does silence count (default 15).
    """
    if module.dispute:
        found = dispute_for(module.id, by=actor)
        rows = dispute_rows(found, FOR_CITIZEN)
        return {"dispute_rows": rows, "recourse": dispute_remedies(found), "cause": found.cause}
    if module.state == ModuleState.SILENT and module.confirmed_on:
        return {"dispute_until": last_day_to_dispute(module.confirmed_on, law_of=module.reserved_on)}
    if module.state != ModuleState.REPORTED:
        return {}
    so_far = asked(module.id, today=clock.today())
    note_seen(so_far.unseen, person_id=person_id, by=actor, clock=clock)
    return {"notice_words": notice_words(so_far, reserved_on=module.reserved_on)}


def _module_of(view: TrackView, number: int) -> ModuleView:
    found = next((module for module in view.modules if module.number == number), None)
    if found is None:
        raise NotFound
    return found


def _amounts(view: TrackView, module: ModuleView) -> str:
    public, own = euro(module.public_cents), euro(module.own_cents)
    platform = collection_on(module.reserved_on) is Collection.PLATFORM
    to = gettext("het platform") if platform else view.counsellor
    return gettext("%(counsellor)s krijgt %(public)s van Vlaanderen. Jij betaalt %(to)s %(own)s.") % {
        "counsellor": view.counsellor,
        "public": public,
        "to": to,
        "own": own,
    }
