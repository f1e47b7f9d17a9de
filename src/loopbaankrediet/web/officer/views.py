"""The first page of an officer: only the work of her own roles."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loopbaankrediet.credit.queries import open_work
from loopbaankrediet.credit.revocations import running_revocations
from loopbaankrediet.kernel.actors import ROLE_LABELS, Actor, Capacity, Role
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.payments.models import BatchState
from loopbaankrediet.payments.queries import batches, open_amount
from loopbaankrediet.vouchers.queries import open_contests
from loopbaankrediet.web.access import actor_of, posts_require_role, requires
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.officer.application_forms import FindForm
from loopbaankrediet.web.officer.worklists import application_table, batch_table, revocation_table
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.OFFICER)
@posts_require_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: AppRequest) -> HttpResponse:
    """What waits; a case officer also finds any application by its number."""
    actor, today = actor_of(request), request.clock.today()
    form = FindForm(request.POST or None)
    if form.is_valid():
        return redirect("officer:application", form.cleaned_data["number"])
    context: dict[str, object] = {"roles": [label for role, label in ROLE_LABELS.items() if actor.has_role(role)]}
    if actor.has_role(Role.CASE_OFFICER):
        waiting = open_work()
        saw_in_list(request, "application", [item.person_id for item in waiting])
        context |= {"applications": application_table(waiting, today=today), "form": form}
        context["contests"] = _contest_words(len(open_contests()))
        context |= _revocations(request, actor)
    if actor.has_role(Role.PAYMENTS_OFFICER):
        context |= _payments(actor)
    context["is_case_officer"] = actor.has_role(Role.CASE_OFFICER)
    context["sees_vouchers"] = actor.has_role(Role.CASE_OFFICER) or actor.has_role(Role.AUDITOR)
    context["is_registrar"] = actor.has_role(Role.REGISTRAR)
    context["is_expert"] = actor.has_role(Role.EXPERT)
    context["is_policy_analyst"] = actor.has_role(Role.POLICY_ANALYST)
    context["is_desk_officer"] = actor.has_role(Role.DESK_OFFICER)
    context["is_auditor"] = actor.has_role(Role.AUDITOR)
    context["is_privacy_officer"] = actor.has_role(Role.PRIVACY_OFFICER)
    return render(request, "web/officer/overview.html", context, status=422 if form.errors else 200)


def _contest_words(count: int) -> str:
    return "Er wordt 1 cheque betwist." if count == 1 else f"Er worden {count} cheques betwist."


def _revocations(request: AppRequest, actor: Actor) -> dict[str, object]:
    """How many files run, and those that wait for this officer: a colleague opened them."""
    lines, today = running_revocations(), request.clock.today()
    mine = [line for line in lines if line.waits_for(actor.person_id, today)]
    saw_in_list(request, "revocation", [line.person_id for line in mine])
    count = "Er loopt 1 dossier" if len(lines) == 1 else f"Er lopen {len(lines)} dossiers"
    table = revocation_table(mine, caption="Intrekkingen die jij kan beslissen", when_empty="Er wacht geen op jou.")
    return {"revocations": table, "revocation_count": f"{count} om krediet in te trekken."}


def _payments(actor: Actor) -> dict[str, object]:
    count, cents = open_amount()
    drafts = [batch for batch in batches() if batch.state == BatchState.DRAFT and batch.made_by_id != actor.person_id]
    table = batch_table(
        drafts, caption="Betaalopdrachten die jij kan goedkeuren", when_empty="Er wacht geen opdracht op jou."
    )
    waiting = "Er wacht nog 1 module" if count == 1 else f"Er wachten nog {count} modules"
    nothing = "Er wacht nu niets op een betaalopdracht."
    return {"drafts": table, "waiting": f"{waiting} voor {euro(cents)} op een betaalopdracht." if count else nothing}
