"""Suspending and ending a registration: one registrar opens, the counsellor is heard, a colleague decides."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.counsellors.measures.actions import (
    drop_measure,
    impose_measure,
    lift_suspension,
    note_measure_hearing,
    open_measure,
)
from loopbaankrediet.counsellors.measures.models import MeasureState
from loopbaankrediet.counsellors.measures.queries import MeasureView, measure_to_read
from loopbaankrediet.counsellors.queries import entry_of, person_behind
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.officer.registration_forms import (
    DropForm,
    HearMeasureForm,
    ImposeForm,
    LiftForm,
    OpenMeasureForm,
)
from loopbaankrediet.web.registration_words import MEASURE_WORDS, measure_recourse, measure_rows
from loopbaankrediet.web.remedy_words import case_number
from loopbaankrediet.web.requests import AppRequest

FORMS: dict[str, type[PlainForm]] = {
    "hear": HearMeasureForm,
    "impose": ImposeForm,
    "drop": DropForm,
    "lift": LiftForm,
}
ACTS: dict[str, Callable[..., object]] = {
    "hear": note_measure_hearing,
    "impose": impose_measure,
    "drop": drop_measure,
    "lift": lift_suspension,
}
DONE = {
    "hear": "Genoteerd. Een collega kan nu beslissen.",
    "impose": "Beslist. Vanaf die dag volgt het register.",
    "drop": "Beslist: er gebeurt niets.",
    "lift": "De schorsing is opgeheven. Nieuwe klanten kunnen weer.",
}


@requires_role(Role.REGISTRAR)
@require_http_methods(["GET", "POST"])
def open_file(request: AppRequest, counsellor_id: UUID) -> HttpResponse:
    form = OpenMeasureForm(request.POST or None)
    opened: list[UUID] = []

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("kind", "ground", "why")}
        by, clock = actor_of(request), request.clock
        opened.append(open_measure(counsellor_id=counsellor_id, **values, by=by, clock=clock, key=form.key).id)
        return "Het dossier is geopend. De loopbaanbegeleider kan antwoorden. Een collega beslist."

    if carried_out(request, form, act):
        return redirect("officer:measure", opened[0])
    entry = entry_of(counsellor_id)
    subject = Subject("counsellor", counsellor_id, person_behind(counsellor_id))
    saw(request, "open_registration", subject, dossier=entry.register_number)
    context = {"form": form, "entry": entry}
    return render(request, "web/officer/open_measure.html", context, status=422 if form.errors else 200)


@requires_role(Role.REGISTRAR)
@require_safe
def measure(request: AppRequest, measure_id: UUID) -> HttpResponse:
    return _page(request, measure_id, {})


@requires_role(Role.REGISTRAR)
@require_POST
def measure_act(request: AppRequest, measure_id: UUID, act: str) -> HttpResponse:
    """One of: note what was said, decide, decide that nothing happens, lift."""
    if act not in FORMS:
        raise NotFound
    form = FORMS[act](request.POST, auto_id=f"id_{act}_%s")

    def carry_out() -> str:
        values = {name: value for name, value in form.cleaned_data.items() if name != "act_key"}
        ACTS[act](measure_id=measure_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        return DONE[act]

    if carried_out(request, form, carry_out):
        return redirect("officer:measure", measure_id)
    return _page(request, measure_id, {act: form})


def _page(request: AppRequest, measure_id: UUID, tried: dict[str, PlainForm]) -> HttpResponse:
    found, today = measure_to_read(measure_id), request.clock.today()
    dossier = case_number("registration_measure", found.id)
    subject = Subject("registration_measure", found.id, found.person_id)
    saw(request, "open_registration_measure", subject, dossier=dossier)
    initial = {"impose": {"from_on": today}}
    forms = {name: form(auto_id=f"id_{name}_%s", initial=initial.get(name)) for name, form in FORMS.items()} | tried
    decides = found.is_open and actor_of(request).person_id != found.opened_by_id
    context = {
        "found": found,
        "forms": forms,
        "state": MEASURE_WORDS[MeasureState(found.state)],
        "rows": measure_rows(found),
        "recourse": measure_recourse(found),
        "can_hear": found.is_open and found.heard_on is None,
        "can_decide": decides,
        "was_heard": _was_heard(found, today > found.answer_until),
        "form": next(iter(tried.values()), None),
    }
    is_wrong = any(form.errors for form in tried.values())
    return render(request, "web/officer/measure.html", context, status=422 if is_wrong else 200)


def _was_heard(found: MeasureView, is_over: bool) -> bool:
    return found.heard_on is not None or is_over
