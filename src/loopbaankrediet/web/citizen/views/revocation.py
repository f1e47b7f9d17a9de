"""The file about taking back part of one's credit: why, until when one can answer, and what was decided."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from loopbaankrediet.credit.models import RevocationState
from loopbaankrediet.credit.revocations import note_read, revocation_to_read
from loopbaankrediet.credit.revoking import answer_revocation
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.forms import RevocationAnswerForm
from loopbaankrediet.web.citizen.who import citizen_of
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.revocation_words import STATE_WORDS, revocation_remedies, revocation_rows


@requires(Capacity.CITIZEN)
@require_http_methods(["GET", "POST"])
def revocation(request: AppRequest, revocation_id: UUID) -> HttpResponse:
    """A POST answers."""
    actor, person_id = citizen_of(request)
    found = revocation_to_read(revocation_id)
    if found.person_id != person_id:
        raise NotFound
    if found.is_running and found.reached_on is None:
        note_read(revocation_id, person_id=person_id, by=actor, clock=request.clock)
        found = revocation_to_read(revocation_id)
    form = RevocationAnswerForm(request.POST or None)

    def act() -> str:
        answer = form.cleaned_data["answer"]
        answer_revocation(revocation_id=revocation_id, answer=answer, by=actor, clock=request.clock, key=form.key)
        return gettext("We hebben je antwoord. Een andere medewerker leest het en beslist. Tot dan verandert er niets.")

    if carried_out(request, form, act):
        return redirect("citizen:revocation", revocation_id)
    context = {
        "form": form,
        "found": found,
        "state": STATE_WORDS[RevocationState(found.state)],
        "rows": revocation_rows(found),
        "recourse": revocation_remedies(found),
        "can_answer": found.state == RevocationState.OPENED,
    }
    return render(request, "web/citizen/revocation.html", context, status=422 if form.errors else 200)
