"""The auditor's first page: the last proof of the ledger, and the ways into it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.flows.ask_proof import RUNS, WAITS, ask_proof, proof_state
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import last_proofs
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.officer.ledger_forms import FindAccountForm
from loopbaankrediet.web.officer.ledger_places import opened_years, places_of
from loopbaankrediet.web.officer.ledger_words import place_cell
from loopbaankrediet.web.officer.proofs import MOST_PROOFS, breaks_table, history_table, proof_rows, verdict
from loopbaankrediet.web.requests import AppRequest


@requires_role(Role.AUDITOR)
@require_safe
def proof(request: AppRequest) -> HttpResponse:
    return ledger_home(request, FindAccountForm())


@requires_role(Role.AUDITOR)
@require_POST
def prove_now(request: AppRequest) -> HttpResponse:
    """Asks for the proof; it runs in the background, because on years of postings it takes minutes."""
    form = PlainForm(request.POST)
    if form.is_valid():
        ask_proof(by=actor_of(request), clock=request.clock, key=form.key)
        messages.success(request, "We rekenen het grootboek na. Het resultaat komt op deze pagina.")
    return redirect("officer:proof")


def ledger_home(request: AppRequest, form: FindAccountForm, found: Sequence[Cell] = ()) -> HttpResponse:
    """The page with the form as it was sent; `found`: the accounts to choose from."""
    proofs, state, starts = last_proofs(MOST_PROOFS), proof_state(), opened_years(request.clock.today().year)
    kept = next(iter(proofs), None)
    starts = [*starts, accounts.minutes_issued(), accounts.treasury()]
    broken = kept.breaks if kept else ()
    places = places_of([account.code for account in starts] + [one.place for one in broken])
    context = {
        "form": form,
        "found": found,
        "prove_form": PlainForm(),
        "verdict": verdict(kept, request.clock.now()),
        "rows": proof_rows(kept) if kept else [],
        "breaks": breaks_table(kept, places) if kept and broken else None,
        "history": history_table(proofs),
        "is_running": state in (WAITS, RUNS),
        "can_ask": state != WAITS,
        "has_failed": state == "failed",
        "starts": [place_cell(account.code, places) for account in starts],
    }
    return render(request, "web/officer/proof.html", context, status=422 if form.errors else 200)
