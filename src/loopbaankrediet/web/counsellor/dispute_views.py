"""Hours that a client disputes: what both say, and the one answer of the counsellor."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loopbaankrediet.guidance.actions.disputes import answer_dispute
from loopbaankrediet.guidance.open_hours import dispute_for
from loopbaankrediet.guidance.states import DISPUTE_TABLE
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.forms import SideForm
from loopbaankrediet.web.dispute_words import dispute_remedies, dispute_rows
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.requests import AppRequest


@for_registered
@require_http_methods(["GET", "POST"])
def dispute(request: AppRequest, module_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = dispute_for(module_id, by=actor)
    form = SideForm(request.POST or None)

    def act() -> str:
        answer_dispute(module_id=module_id, text=form.cleaned_data["text"], by=actor, clock=request.clock, key=form.key)
        return "Je antwoord is bewaard. Een medewerker leest het voor de beslissing."

    if carried_out(request, form, act):
        return redirect("counsellor:dispute", module_id)
    subject = Subject("dispute", module_id, found.person_id)
    saw(request, "open_dispute", subject, dossier=f"module {found.module_number}")
    context = {
        "form": form,
        "dispute": found,
        "rows": dispute_rows(found),
        "recourse": dispute_remedies(found),
        "can_answer": DISPUTE_TABLE.allows(found.state, "answer"),
    }
    return render(request, "web/counsellor/dispute.html", context, status=422 if form.errors else 200)
