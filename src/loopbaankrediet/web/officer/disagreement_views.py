"""Requests to look again and complaints: the queue, who takes which, and the answer."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.flows.decide_objection import decide_objection
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.objections.actions import hand_back_objection, take_objection
from loopbaankrediet.objections.models import Objection
from loopbaankrediet.objections.queries import closed_objections, objection_to_read, open_objections
from loopbaankrediet.objections.states import ObjectionState
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.objection_words import officer_state, officer_table, recourse_of, rows_of
from loopbaankrediet.web.officer.disagreement_forms import AnswerObjectionForm
from loopbaankrediet.web.requests import AppRequest

Step = Callable[..., Objection]


@requires_role(Role.CASE_OFFICER)
@require_safe
def disagreements(request: AppRequest) -> HttpResponse:
    """Mine first, then what nobody has, then what colleagues have, and the last answers."""
    lines, closed, me = open_objections(), closed_objections(), actor_of(request).person_id
    saw_in_list(request, "objection", [line.person_id for line in (*lines, *closed)])
    today = request.clock.today()
    groups = (
        ("Bij jou", "Je hebt nu niets in handen.", [line for line in lines if line.handler_id == me]),
        ("Nog niet toegewezen", "Er wacht niets.", [line for line in lines if line.handler_id is None]),
        ("Bij collega's", "Collega's hebben niets.", [line for line in lines if line.handler_id not in (None, me)]),
        ("Beantwoord of ingetrokken", "Er is nog niets beantwoord.", list(closed)),
    )
    tables = [officer_table(found, caption=name, when_empty=empty, today=today) for name, empty, found in groups]
    late = sum(line.is_overdue(today) for line in lines)
    return render(request, "web/officer/disagreements.html", {"tables": tables, "late": late})


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def disagreement(request: AppRequest, disagreement_id: UUID) -> HttpResponse:
    """One of them; a POST answers it."""
    form = AnswerObjectionForm(request.POST or None)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("outcome", "grounds")}
        by, clock = actor_of(request), request.clock
        decide_objection(objection_id=disagreement_id, **values, by=by, clock=clock, key=form.key)
        return "Beantwoord. De burger leest je antwoord, en wat ertegen kan."

    if carried_out(request, form, act):
        return redirect("officer:disagreement", disagreement_id)
    return _page(request, disagreement_id, form)


@requires_role(Role.CASE_OFFICER)
@require_POST
def take_disagreement(request: AppRequest, disagreement_id: UUID) -> HttpResponse:
    return _step(request, disagreement_id, take_objection, "Je behandelt dit nu. De burger leest je naam.")


@requires_role(Role.CASE_OFFICER)
@require_POST
def hand_back_disagreement(request: AppRequest, disagreement_id: UUID) -> HttpResponse:
    return _step(request, disagreement_id, hand_back_objection, "Teruggegeven. Een collega kan dit nemen.")


def _step(request: AppRequest, disagreement_id: UUID, step: Step, done: str) -> HttpResponse:
    moving = PlainForm(request.POST)

    def act() -> str:
        step(objection_id=disagreement_id, by=actor_of(request), clock=request.clock, key=moving.key)
        return done

    if carried_out(request, moving, act):
        return redirect("officer:disagreement", disagreement_id)
    return _page(request, disagreement_id, AnswerObjectionForm(), moving)


def _page(
    request: AppRequest, disagreement_id: UUID, form: AnswerObjectionForm, moving: PlainForm | None = None
) -> HttpResponse:
    found, me = objection_to_read(disagreement_id), actor_of(request).person_id
    line = found.line
    saw(request, "open_disagreement", Subject("objection", line.id, line.person_id), dossier=line.reference)
    is_wrong = bool(form.errors or (moving and moving.errors))
    context = {
        "form": form,
        "moving": moving or PlainForm(),
        "found": found,
        "state": officer_state(line, request.clock.today()),
        "rows": rows_of(found),
        "recourse": recourse_of(found),
        "is_mine": line.state is ObjectionState.IN_HAND and line.handler_id == me,
        "is_involved": me in found.involved,
        "is_free": line.state is ObjectionState.RECEIVED,
    }
    return render(request, "web/officer/disagreement.html", context, status=422 if is_wrong else 200)
