"""Taking back granted minutes: one officer opens the file, the citizen is heard, a colleague decides."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.credit.models import RevocationState
from loopbaankrediet.credit.revocations import revocation_to_read, running_revocations
from loopbaankrediet.credit.revoking import keep_credit, note_revocation_hearing, open_revocation
from loopbaankrediet.credit.telling import note_revocation_told
from loopbaankrediet.flows.revoke_credit import revoke_credit
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.revocation_forms import (
    HearingForm,
    OpenRevocationForm,
    RevocationRulingForm,
    ToldForm,
)
from loopbaankrediet.web.officer.worklists import revocation_table
from loopbaankrediet.web.remedy_words import case_number
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.revocation_words import STATE_WORDS, revocation_remedies, revocation_rows

RULINGS = {"keep": keep_credit, "revoke": revoke_credit}


@requires_role(Role.CASE_OFFICER)
@require_safe
def revocations(request: AppRequest) -> HttpResponse:
    lines, actor, today = running_revocations(), actor_of(request), request.clock.today()
    saw_in_list(request, "revocation", [line.person_id for line in lines])
    mine = [line for line in lines if line.waits_for(actor.person_id, today)]
    others = [line for line in lines if line not in mine]
    context = {
        "mine": revocation_table(mine, caption="Jij kan beslissen", when_empty="Er wacht geen dossier op jou."),
        "table": revocation_table(others, caption="Andere dossiers", when_empty="Er loopt geen ander dossier."),
    }
    return render(request, "web/officer/revocations.html", context)


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def open_file(request: AppRequest, application_id: UUID) -> HttpResponse:
    """Nothing changes for the citizen until a colleague decides."""
    form = OpenRevocationForm(request.POST or None)
    opened: list[UUID] = []

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("ground", "minutes", "reasons")}
        by, clock = actor_of(request), request.clock
        opened.append(open_revocation(application_id=application_id, **values, by=by, clock=clock, key=form.key).id)
        return "Het dossier is geopend. De burger kan antwoorden. Een collega beslist."

    if carried_out(request, form, act):
        return redirect("officer:revocation", opened[0])
    context = {"form": form, "application_id": application_id}
    return render(request, "web/officer/open_revocation.html", context, status=422 if form.errors else 200)


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def revocation(request: AppRequest, revocation_id: UUID) -> HttpResponse:
    """The file; a POST decides."""
    form = RevocationRulingForm(request.POST or None)

    def act() -> str:
        rule, reasons = RULINGS[form.cleaned_data["outcome"]], form.cleaned_data["reasons"]
        rule(revocation_id=revocation_id, reasons=reasons, by=actor_of(request), clock=request.clock, key=form.key)
        return "Beslist. De burger leest je reden, en wat ertegen kan."

    if carried_out(request, form, act):
        return redirect("officer:revocation", revocation_id)
    return _page(request, revocation_id, form)


@requires_role(Role.CASE_OFFICER)
@require_POST
def heard(request: AppRequest, revocation_id: UUID) -> HttpResponse:
    """Note what the citizen said in a call or at the desk."""
    form = HearingForm(request.POST, auto_id="id_heard_%s")

    def act() -> str:
        by, answer = actor_of(request), form.cleaned_data["answer"]
        note_revocation_hearing(revocation_id=revocation_id, answer=answer, by=by, clock=request.clock, key=form.key)
        return "Genoteerd. Een collega kan nu beslissen."

    if carried_out(request, form, act):
        return redirect("officer:revocation", revocation_id)
    return _page(request, revocation_id, RevocationRulingForm(), hearing=form)


@requires_role(Role.CASE_OFFICER)
@require_POST
def told(request: AppRequest, revocation_id: UUID) -> HttpResponse:
    """Note a call or a letter: from then the citizen has her term to answer."""
    form = ToldForm(request.POST, auto_id="id_told_%s")

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("channel", "told_on")}
        note_revocation_told(
            revocation_id=revocation_id, **values, by=actor_of(request), clock=request.clock, key=form.key
        )
        return "Genoteerd. De termijn om te antwoorden loopt."

    if carried_out(request, form, act):
        return redirect("officer:revocation", revocation_id)
    return _page(request, revocation_id, RevocationRulingForm(), telling=form)


def _page(
    request: AppRequest,
    revocation_id: UUID,
    form: RevocationRulingForm,
    hearing: HearingForm | None = None,
    telling: ToldForm | None = None,
) -> HttpResponse:
    found, actor = revocation_to_read(revocation_id), actor_of(request)
    dossier = case_number("revocation", found.id)
    saw(request, "open_file_of_revocation", Subject("revocation", found.id, found.person_id), dossier=dossier)
    context = {
        "form": form,
        "hearing": hearing or HearingForm(auto_id="id_heard_%s"),
        "telling": telling or ToldForm(auto_id="id_told_%s", initial={"told_on": request.clock.today()}),
        "found": found,
        "state": STATE_WORDS[RevocationState(found.state)],
        "rows": revocation_rows(found),
        "recourse": revocation_remedies(found),
        "can_note": found.state == RevocationState.OPENED,
        "can_tell": found.state == RevocationState.OPENED and not found.told_on,
        "can_decide": found.is_running and actor.person_id != found.opened_by_id,
        "was_heard": found.was_heard(request.clock.today()),
    }
    tried: tuple[PlainForm | None, ...] = (form, hearing, telling)
    is_wrong = any(one.errors for one in tried if one is not None)
    return render(request, "web/officer/revocation.html", context, status=422 if is_wrong else 200)
