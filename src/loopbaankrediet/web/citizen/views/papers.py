"""Reports and closing papers: read every version, ask to mend, answer, and take along as a file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.contributions.vat import regime_of
from loopbaankrediet.guidance.actions.papers import answer_paper
from loopbaankrediet.guidance.actions.reports import ask_correction
from loopbaankrediet.guidance.module_texts import report_history
from loopbaankrediet.guidance.paper_queries import paper_for
from loopbaankrediet.guidance.queries import ModuleView, TrackView, track_for
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.course_forms import CorrectionForm, PaperAnswerForm
from loopbaankrediet.web.citizen.presenters.agreement import clauses
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.law_words import module_minutes
from loopbaankrediet.web.paper_file import agreement_download, paper_download, report_download
from loopbaankrediet.web.paper_words import NO_EFFECT, certificate_rows
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.CONTENT)
@require_http_methods(["GET", "POST"])
def correction(request: AppRequest, track_id: UUID, number: int) -> HttpResponse:
    """Ask the counsellor to mend the report: it changes no hours and stops no pay."""
    actor, _ = citizen_of(request)
    view, module = _module(track_id, number, actor)
    history = report_history(module.id, by=actor)
    form = CorrectionForm(request.POST or None)

    def act() -> str:
        ask_correction(module_id=module.id, text=form.cleaned_data["text"], by=actor, clock=request.clock, key=form.key)
        return gettext("Verstuurd. %(counsellor)s antwoordt je. Je leest het antwoord bij het verslag.") % {
            "counsellor": view.counsellor
        }

    if carried_out(request, form, act):
        return redirect("citizen:module", track_id, number)
    context = {"form": form, "track": view, "module": module, "history": history}
    return render(request, "web/citizen/correction.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.CONTENT)
@require_http_methods(["GET", "POST"])
def paper(request: AppRequest, track_id: UUID, paper_id: UUID) -> HttpResponse:
    """A step plan or certificate: its fields, and whether she agrees."""
    actor, _ = citizen_of(request)
    view, found = track_for(track_id, by=actor), paper_for(paper_id, by=actor)
    if found.track_id != track_id:
        raise NotFound
    form = PaperAnswerForm(request.POST or None)

    def act() -> str:
        answer_paper(paper_id=paper_id, **form.values, by=actor, clock=request.clock, key=form.key)
        return gettext("Bewaard. %(counsellor)s leest het ook.") % {"counsellor": view.counsellor}

    if carried_out(request, form, act):
        return redirect("citizen:paper", track_id, paper_id)
    context = {
        "form": form,
        "track": view,
        "paper": found,
        "rows": certificate_rows(view, found),
        "no_effect": NO_EFFECT,
        "can_answer": found.is_latest and found.answered_on is None,
    }
    return render(request, "web/citizen/paper.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@require_safe
def paper_file(request: AppRequest, track_id: UUID, paper_id: UUID) -> HttpResponse:
    actor, _ = citizen_of(request)
    view, found = track_for(track_id, by=actor), paper_for(paper_id, by=actor)
    if found.track_id != track_id:
        raise NotFound
    return paper_download(view, found)


@requires(Capacity.CITIZEN)
@require_safe
def report_file(request: AppRequest, track_id: UUID, number: int) -> HttpResponse:
    actor, _ = citizen_of(request)
    view, module = _module(track_id, number, actor)
    return report_download(view, module, report_history(module.id, by=actor))


@requires(Capacity.CITIZEN)
@require_safe
def agreement_file(request: AppRequest, track_id: UUID) -> HttpResponse:
    actor, _ = citizen_of(request)
    view = track_for(track_id, by=actor)
    if view.agreement is None:
        raise NotFound
    minutes = module_minutes(view.agreement.proposed_on)
    said = clauses(view, view.agreement, minutes, request.clock.today(), regime_of(view.counsellor_id))
    return agreement_download(view, view.agreement, said)


def _module(track_id: UUID, number: int, actor: Actor) -> tuple[TrackView, ModuleView]:
    view = track_for(track_id, by=actor)
    module = next((module for module in view.modules if module.number == number), None)
    if module is None or module.report is None:
        raise NotFound
    return view, module
