"""The first page of an officer: only the work of her own roles."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.credit.queries import open_work
from loopbaankrediet.kernel.actors import ROLE_LABELS, Actor, Capacity, Role
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.payments.models import BatchState
from loopbaankrediet.payments.queries import batches, open_amount
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.officer.worklists import application_table, batch_table
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.OFFICER)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    actor, today = actor_of(request), request.clock.today()
    context: dict[str, object] = {"roles": [label for role, label in ROLE_LABELS.items() if actor.has_role(role)]}
    if actor.has_role(Role.CASE_OFFICER):
        context["applications"] = application_table(open_work(), today=today)
    if actor.has_role(Role.PAYMENTS_OFFICER):
        context |= _payments(actor)
    context["is_registrar"] = actor.has_role(Role.REGISTRAR)
    context["is_auditor"] = actor.has_role(Role.AUDITOR)
    return render(request, "web/officer/overview.html", context)


def _payments(actor: Actor) -> dict[str, object]:
    count, cents = open_amount()
    drafts = [batch for batch in batches() if batch.state == BatchState.DRAFT and batch.made_by_id != actor.person_id]
    table = batch_table(
        drafts, caption="Betaalopdrachten die jij kan goedkeuren", when_empty="Er wacht geen opdracht op jou."
    )
    modules = "1 module" if count == 1 else f"{count} modules"
    return {"drafts": table, "waiting": f"{modules} voor {euro(cents)}" if count else ""}
