"""Unpaid minutes on the page of a client, and what administration cost: two taps each."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.queries import TrackView
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.practice.actions.burden import choose_burden, tell_burden
from loopbaankrediet.practice.actions.unpaid import Unpaid, note_unpaid, take_back_unpaid
from loopbaankrediet.practice.burden import burden_of, burden_of_all, takes_part
from loopbaankrediet.practice.models import WorkKind
from loopbaankrediet.practice.policies import check_own_module, check_own_track
from loopbaankrediet.practice.queries import UnpaidLine, unpaid_of_track, unpaid_totals
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.work_forms import BurdenForm, ToldForm, WorkForm
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest

TAPS = (15, 30, 45, 60)
BURDEN_TAPS = (5, 10, 15, 30)


@dataclass(frozen=True)
class Work:
    """What the page of a client shows of unpaid work; `form` for noting, `back` for taking one line back."""

    form: WorkForm
    lines: tuple[UnpaidLine, ...]
    minutes: int
    taps: tuple[int, ...]
    back: PlainForm
    burden_form: PlainForm | None
    burden_taps: tuple[int, ...] = BURDEN_TAPS


def work_context(request: AppRequest, track: TrackView) -> Work:
    lines = unpaid_of_track(track.id, by=actor_of(request))
    module, burden_form = track.open_module, None
    if module and module.state == ModuleState.REPORTED and takes_part(track.counsellor_id):
        burden_form = PlainForm(prefix="burden")
    form = WorkForm(initial={"done_on": request.clock.today()}, auto_id="werk-%s")
    return Work(form, lines, sum(line.minutes for line in lines), TAPS, PlainForm(), burden_form)


@for_registered
@require_POST
def unpaid(request: AppRequest, track_id: UUID) -> HttpResponse:
    """The second tap: the button with the minutes sends the kind that was chosen."""
    check_own_track(actor_of(request), track_id)
    form = WorkForm(request.POST, auto_id="werk-%s")

    def act() -> str:
        said = form.cleaned_data
        work = Unpaid(WorkKind(said["kind"]), said["minutes"], said["done_on"] or request.clock.today())
        note_unpaid(track_id=track_id, work=work, by=actor_of(request), clock=request.clock, key=form.key)
        return f"{duration(work.minutes)} onbetaald werk is genoteerd: {work.kind.label.lower()}."

    if not carried_out(request, form, act):
        for line in form.summary():
            messages.error(request, line.text)
    return redirect(reverse("counsellor:track", args=[track_id]) + "#onbetaald")


@for_registered
@require_POST
def unpaid_back(request: AppRequest, track_id: UUID, work_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        take_back_unpaid(work_id=work_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "De minuten zijn geschrapt. Noteer ze opnieuw als dat nodig is."

    carried_out(request, form, act)
    return redirect(reverse("counsellor:track", args=[track_id]) + "#onbetaald")


@for_registered
@require_safe
def time(request: AppRequest) -> HttpResponse:
    """All unpaid minutes together, beside the hours that were given."""
    totals = unpaid_totals(check_is_counsellor(actor_of(request)))
    rows = [SummaryRow(kind.label, duration(minutes)) for kind, minutes in totals.by_kind.items()]
    rows.append(SummaryRow("Samen onbetaald", duration(totals.minutes)))
    rows.append(SummaryRow("Gesprekken met klanten", duration(totals.guidance_minutes)))
    return render(request, "web/counsellor/time.html", {"totals": totals, "rows": rows})


@for_registered
@require_http_methods(["GET", "POST"])
def burden(request: AppRequest) -> HttpResponse:
    """Take part or stop, and what it costs: hers, and the mean of a group that is large enough."""
    counsellor_id, today = check_is_counsellor(actor_of(request)), request.clock.today()
    mine = burden_of(counsellor_id)
    form = BurdenForm(request.POST or None, initial={"takes_part": mine.takes_part, "old_minutes": mine.old_minutes})

    def act() -> str:
        said = form.cleaned_data
        choice = {"takes_part": said["takes_part"], "old_minutes": said["old_minutes"]}
        choose_burden(**choice, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je doet mee." if said["takes_part"] else "Je doet niet mee. Je metingen zijn gewist."

    if carried_out(request, form, act):
        return redirect("counsellor:burden")
    context = {
        "form": form,
        "mine": mine,
        "all": burden_of_all(on=today),
        "least": term("burden_smallest_group", on=today),
    }
    return render(request, "web/counsellor/burden.html", context, status=422 if form.errors else 200)


@for_registered
@require_POST
def burden_told(request: AppRequest, track_id: UUID, module_id: UUID) -> HttpResponse:
    check_own_module(actor_of(request), module_id)
    form = ToldForm(request.POST, prefix="burden")

    def act() -> str:
        minutes = form.cleaned_data["minutes"]
        tell_burden(module_id=module_id, minutes=minutes, by=actor_of(request), clock=request.clock, key=form.key)
        return f"{duration(minutes)} administratie is opgeteld."

    if not carried_out(request, form, act):
        for line in form.summary():
            messages.error(request, line.text)
    return redirect("counsellor:track", track_id)
