"""One client, one screen per stage; each verb has its own address, so that a double click is one act."""

from collections.abc import Callable
from uuid import UUID, uuid5

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.queries import counsellor_of
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.actions.modules import hand_in_report, log_conversation, strike_conversation
from loopbaankrediet.guidance.actions.tracks import (
    AgreementTerms,
    cancel_track,
    end_track,
    note_intake,
    propose_agreement,
    reserve_next,
)
from loopbaankrediet.guidance.queries import ConversationView, ModuleView, TrackView, track_for
from loopbaankrediet.guidance.states import MODULE_TABLE, TRACK_TABLE
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.errors import DomainError, NotAllowed, NotFound
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.forms import IntakeForm, ReportForm, StrikeForm, TalkForm
from loopbaankrediet.web.counsellor.history import (
    agreement_rows,
    left_to_report,
    progress,
    reports_of,
    timeline_of,
    who_stopped,
)
from loopbaankrediet.web.counsellor.stages import (
    STEP_OF,
    STEPS,
    TALK_IDS,
    form_of,
    offer_for,
    proposal_form,
    stage_of,
    talk_form,
)
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

PROPOSED = ("modules", "mode", "place", "methods", "unrelated")


@for_registered
@require_safe
def track(request: AppRequest, track_id: UUID) -> HttpResponse:
    found = track_for(track_id, by=actor_of(request))
    stage = stage_of(found)
    if stage == "proposal":
        return redirect("counsellor:propose", track_id)
    return _page(request, found, stage, form_of(stage, found, request.clock.today()))


@for_registered
@require_POST
def intake(request: AppRequest, track_id: UUID) -> HttpResponse:
    form = IntakeForm(request.POST)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("held_on", "minutes")}
        note_intake(track_id=track_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        return "De kennismaking is genoteerd."

    return _do(request, track_id, "intake", form, act)


@for_registered
@require_http_methods(["GET", "POST"])
def propose(request: AppRequest, track_id: UUID) -> HttpResponse:
    found = track_for(track_id, by=actor_of(request))
    if not TRACK_TABLE.allows(found.state, "propose"):
        _looked(request, found)
        return redirect("counsellor:track", track_id)
    offer = offer_for(found, request.clock)
    form = proposal_form(request.POST or None, offer, _registration(request), found)

    def act() -> str:
        terms = AgreementTerms(**{name: form.cleaned_data[name] for name in PROPOSED})
        propose_agreement(track_id=track_id, terms=terms, by=actor_of(request), clock=request.clock, key=form.key)
        return "De overeenkomst staat klaar. Je klant kan ze nu ondertekenen."

    if not form.is_bound:
        return _page(request, found, "proposal", form, offer=offer)
    return _do(request, track_id, "proposal", form, act, offer=offer)


@for_registered
@require_POST
def talk(request: AppRequest, track_id: UUID, module_id: UUID) -> HttpResponse:
    """The conversation, and the report when it was written on the same screen: both, or neither."""
    form = TalkForm(request.POST, auto_id=TALK_IDS)

    @transaction.atomic
    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("held_on", "minutes", "mode")}
        log_conversation(module_id=module_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        if not form.cleaned_data["text"]:
            return "Het gesprek is genoteerd."
        return _hand_in(request, module_id, form.cleaned_data["text"], uuid5(form.key, "report"))

    return _do(request, track_id, "talk", form, act)


@for_registered
@require_http_methods(["GET", "POST"])
def strike(request: AppRequest, track_id: UUID, conversation_id: UUID) -> HttpResponse:
    """Take back a conversation that was noted wrongly; it stays to be read by both."""
    found = track_for(track_id, by=actor_of(request))
    talks = [talk for module in found.modules for talk in module.conversations]
    shown = next((talk for talk in talks if talk.id == conversation_id), None)
    if shown is None:
        raise NotFound
    form = StrikeForm(request.POST or None)
    if form.is_valid():
        try:
            strike_conversation(
                conversation_id=conversation_id,
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
                clock=request.clock,
                key=form.key,
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "Het gesprek is geschrapt. De minuten tellen niet meer mee.")
            return redirect("counsellor:track", track_id)
    _looked(request, found)
    context = {"form": form, "track": found, "talk": shown}
    return render(request, "web/counsellor/strike.html", context, status=422 if form.errors else 200)


@for_registered
@require_POST
def report(request: AppRequest, track_id: UUID, module_id: UUID) -> HttpResponse:
    form = ReportForm(request.POST)
    return _do(
        request,
        track_id,
        "report",
        form,
        lambda: _hand_in(request, module_id, form.cleaned_data["text"], form.key),
    )


@for_registered
@require_POST
def next_module(request: AppRequest, track_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        reserve_next(track_id=track_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "De volgende module is gereserveerd."

    return _do(request, track_id, "next", form, act)


@for_registered
@require_http_methods(["GET", "POST"])
def stop(request: AppRequest, track_id: UUID) -> HttpResponse:
    """What stopping means now, then the act: nothing signed is cancelled, a running agreement ends."""
    found = track_for(track_id, by=actor_of(request))
    form, act = PlainForm(request.POST or None), stop_act(found)
    if form.is_valid():
        try:
            act(track_id=track_id, by=actor_of(request), clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "Je stopt met deze klant.")
            return redirect("counsellor:track", track_id)
    _looked(request, found)
    context = {"form": form, "track": found, "module": found.open_module}
    return render(request, "web/counsellor/stop.html", context, status=422 if form.errors else 200)


def _looked(request: AppRequest, found: TrackView) -> None:
    subject = Subject("track", found.id, found.person_id)
    saw(request, "open_track", subject, dossier=f"begeleiding sinds {day(found.opened_on)}")


def stop_act(found: TrackView) -> Callable[..., object]:
    return end_track if found.is_signed else cancel_track


def _hand_in(request: AppRequest, module_id: UUID, text: str, key: UUID) -> str:
    hand_in_report(module_id=module_id, text=text, by=actor_of(request), clock=request.clock, key=key)
    return "Het verslag is ingediend. Je klant bevestigt nu de uren."


def _registration(request: AppRequest) -> Counsellor:
    person_id = actor_of(request).person_id
    registration = counsellor_of(person_id) if person_id else None
    if registration is None:
        raise NotAllowed
    return registration


def _do(
    request: AppRequest, track_id: UUID, stage: str, form: PlainForm, act: Callable[[], str], **context: object
) -> HttpResponse:
    """Act when the form is valid and go back to the client; else the same screen with all that was typed."""
    if form.is_valid():
        try:
            done = act()
        except (NotFound, NotAllowed):
            raise
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, done)
            return redirect("counsellor:track", track_id)
    return _page(request, track_for(track_id, by=actor_of(request)), stage, form, **context)


def _to_strike(module: ModuleView | None) -> list[ConversationView]:
    """The conversations that can still be taken back: until the report is in."""
    if module is None or not MODULE_TABLE.allows(module.state, "strike"):
        return []
    return [talk for talk in module.conversations if talk.struck_on is None]


def _page(request: AppRequest, found: TrackView, stage: str, form: PlainForm, **context: object) -> HttpResponse:
    _looked(request, found)
    module = found.open_module
    is_parting = stage == "report" and module is not None and module.minutes_left > 0
    context |= {
        "track": found,
        "module": module,
        "stage": f"web/counsellor/stages/{stage}.html",
        "form": form,
        "steps": STEPS,
        "step": STEP_OF.get(stage),
        "last_talk": talk_form(found, request.clock.today()) if is_parting else None,
        "progress": progress(module) if module else "",
        "timeline": timeline_of(found),
        "reports": reports_of(found),
        "agreement": agreement_rows(found.agreement) if found.agreement else None,
        "term_days": term("payment_term_days", on=request.clock.today()),
        "stopped": left_to_report(found) or who_stopped(found),
        "talks": _to_strike(module),
        "first_talk": found.waits_until(request.clock.today()),
        "can_stop": found.can_end_at_once or any(TRACK_TABLE.allows(found.state, v) for v in ("cancel", "wind_down")),
    }
    return render(request, "web/counsellor/track.html", context, status=422 if form.errors else 200)
