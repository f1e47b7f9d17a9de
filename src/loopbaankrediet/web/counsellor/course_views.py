"""What a counsellor does besides hours: a pause, a new version of a report, the step plan and the certificate."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from loopbaankrediet.guidance.actions.papers import hand_in_paper
from loopbaankrediet.guidance.actions.pauses import pause_track, resume_track
from loopbaankrediet.guidance.actions.reports import hand_in_version, keep_report
from loopbaankrediet.guidance.module_texts import ReportHistory, report_history
from loopbaankrediet.guidance.paper_models import PaperKind
from loopbaankrediet.guidance.paper_queries import can_close, newest_paper
from loopbaankrediet.guidance.queries import ModuleView, TrackView, track_for
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.course_forms import FORMS, KeepForm, VersionForm, typed
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.paper_words import NO_EFFECT, answer_words, certificate_rows
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

KEEP_IDS = "houden-%s"


@for_registered
@require_http_methods(["GET", "POST"])
def pause(request: AppRequest, track_id: UUID) -> HttpResponse:
    """What a pause does, then the button."""

    def act(key: UUID) -> str:
        pause_track(track_id=track_id, by=actor_of(request), clock=request.clock, key=key)
        return "De begeleiding staat op pauze."

    return _pause(request, track_id, act)


@for_registered
@require_POST
def resume(request: AppRequest, track_id: UUID) -> HttpResponse:
    def act(key: UUID) -> str:
        resume_track(track_id=track_id, by=actor_of(request), clock=request.clock, key=key)
        return "De begeleiding gaat verder."

    return _pause(request, track_id, act)


@for_registered
@require_http_methods(["GET", "POST"])
def report_version(request: AppRequest, track_id: UUID, module_id: UUID) -> HttpResponse:
    """Hand in a new version; the answer to a request goes with it."""
    view, module, history = _report(request, track_id, module_id)
    form = VersionForm(request.POST or None, initial={"text": module.report})

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("text", "reply")}
        hand_in_version(module_id=module_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        return "De nieuwe versie is ingediend. Je klant leest ze meteen."

    if carried_out(request, form, act):
        return redirect("counsellor:track", track_id)
    return _report_page(request, view, module, history, form=form, keep=KeepForm(auto_id=KEEP_IDS))


@for_registered
@require_POST
def keep(request: AppRequest, track_id: UUID, module_id: UUID) -> HttpResponse:
    """Answer a request without a new version."""
    view, module, history = _report(request, track_id, module_id)
    form = KeepForm(request.POST, auto_id=KEEP_IDS)

    def act() -> str:
        reply = form.cleaned_data["reply"]
        keep_report(module_id=module_id, reply=reply, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je antwoord is bewaard. Het verslag blijft zoals het is."

    if carried_out(request, form, act):
        return redirect("counsellor:track", track_id)
    version = VersionForm(initial={"text": module.report})
    return _report_page(request, view, module, history, form=version, keep=form)


@for_registered
@require_http_methods(["GET", "POST"])
def paper(request: AppRequest, track_id: UUID, kind: str) -> HttpResponse:
    """The step plan or certificate: what stands, what the client said of it, and a form for the next version."""
    if kind not in PaperKind:
        raise NotFound
    actor, wanted = actor_of(request), PaperKind(kind)
    view, found = track_for(track_id, by=actor), newest_paper(track_id, wanted, by=actor)
    form = FORMS[wanted](request.POST or None, initial=typed(found.content) if found else {})

    def act() -> str:
        hand_in_paper(track_id=track_id, paper=form.paper, by=actor, clock=request.clock, key=form.key)
        return f"{wanted.label} ingediend. Je klant leest het en zegt of het klopt."

    if carried_out(request, form, act):
        return redirect("counsellor:track", track_id)
    _looked(request, view)
    context = {
        "form": form,
        "track": view,
        "title": wanted.label,
        "paper": found,
        "words": answer_words(found.line) if found else None,
        "rows": certificate_rows(view, found) if found else [],
        "no_effect": NO_EFFECT,
        "can_close": can_close(track_id),
    }
    return render(request, "web/counsellor/paper.html", context, status=422 if form.errors else 200)


def _pause(request: AppRequest, track_id: UUID, act: Callable[[UUID], str]) -> HttpResponse:
    form = PlainForm(request.POST or None)
    if carried_out(request, form, lambda: act(form.key)):
        return redirect("counsellor:track", track_id)
    view = track_for(track_id, by=actor_of(request))
    _looked(request, view)
    can_pause = view.state == TrackState.RUNNING and view.course.paused_on is None
    context = {"form": form, "track": view, "can_pause": can_pause}
    return render(request, "web/counsellor/pause.html", context, status=422 if form.errors else 200)


def _report(request: AppRequest, track_id: UUID, module_id: UUID) -> tuple[TrackView, ModuleView, ReportHistory]:
    view = track_for(track_id, by=actor_of(request))
    module = next((module for module in view.modules if module.id == module_id), None)
    if module is None or module.report is None:
        raise NotFound
    return view, module, report_history(module_id, by=actor_of(request))


def _report_page(
    request: AppRequest,
    view: TrackView,
    module: ModuleView,
    history: ReportHistory,
    *,
    form: PlainForm,
    keep: PlainForm,
) -> HttpResponse:
    _looked(request, view)
    shown = keep if keep.is_bound else form
    context = {"form": shown, "version_form": form, "keep": keep, "track": view, "module": module, "history": history}
    return render(request, "web/counsellor/report_version.html", context, status=422 if shown.errors else 200)


def _looked(request: AppRequest, found: TrackView) -> None:
    subject = Subject("track", found.id, found.person_id)
    saw(request, "open_track", subject, dossier=f"begeleiding sinds {day(found.opened_on)}")
