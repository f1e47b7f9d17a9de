"""Paying under four eyes: what waits, the batches, the bank's file and the bank's answers."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.budget.queries import year_budget
from loopbaankrediet.flows.approve_payments import approve_payments
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.payments.actions.batches import discard_batch, make_batch
from loopbaankrediet.payments.actions.claims import keep_claim_paid, release_claim
from loopbaankrediet.payments.actions.uploads import upload_file
from loopbaankrediet.payments.collecting import collect_now
from loopbaankrediet.payments.models import BatchState
from loopbaankrediet.payments.queries import (
    BatchView,
    ToDo,
    batches,
    blocked,
    credit_reach,
    file_of,
    items_of,
    lost_payments,
    open_amount,
    paid_in,
    returned,
    to_do,
    undelivered,
)
from loopbaankrediet.payments.queries import batch as batch_view
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.bank_views import UPLOADED
from loopbaankrediet.web.officer.batches import batch_rows, budget_rows, item_table, returned_title, returned_words
from loopbaankrediet.web.officer.confirming import batch_to_approve
from loopbaankrediet.web.officer.credit_words import lost_words, reach_words, undelivered_words
from loopbaankrediet.web.officer.forms import AnswerForm
from loopbaankrediet.web.officer.worklists import batch_table
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up

ITEMS_A_PAGE = 100


@requires_role(Role.PAYMENTS_OFFICER)
@require_http_methods(["GET", "POST"])
def payments(request: AppRequest) -> HttpResponse:
    """What waits and what was paid; a POST makes a batch of everything that waits."""
    form = PlainForm(request.POST or None)
    if form.is_valid():
        try:
            made = make_batch(by=actor_of(request), clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "De betaalopdracht is gemaakt. Iemand anders moet ze goedkeuren.")
            return redirect("officer:batch", made.id)
    year, now = request.clock.today().year, request.clock.now()
    found = to_do(on=request.clock.today(), at=now)
    page = page_of(request, found.batches)
    table = batch_table(batches(rows_of(page)), caption="Betaalopdrachten", when_empty="Er is nog geen betaalopdracht.")
    context: dict[str, object] = {"form": form, "table": table, "year": year, "waits": _waits(found)} | _money(
        year, found.draft_cents
    )
    context["page"], came_back, stuck = page, returned(), blocked()
    saw_in_list(request, "claim", [*(claim.person_id for claim in came_back), *(claim.person_id for claim in stuck)])
    context |= {"blocked": [(claim, PlainForm()) for claim in stuck]}
    context |= {"returned": returned_words(came_back), "returned_title": returned_title(came_back)}
    context |= {"undelivered": undelivered_words(undelivered(at=now)) if found.undelivered else []}
    context |= {"lost": lost_words(lost_payments()) if found.lost else []}
    return render(request, "web/officer/payments.html", context, status=422 if form.errors else 200)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def release(request: AppRequest, number: int) -> HttpResponse:
    """Let a blocked claim be paid again, after a call with the bank."""
    form = PlainForm(request.POST)
    if form.is_valid():
        release_claim(number=number, by=actor_of(request), clock=request.clock, key=form.key)
        messages.success(request, "De betaling kan weer in een betaalopdracht.")
    return redirect("officer:payments")


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def keep_paid(request: AppRequest, number: int) -> HttpResponse:
    """A blocked claim was paid, as the account says: noted after a call with the bank."""
    form = PlainForm(request.POST)
    if form.is_valid():
        keep_claim_paid(number=number, by=actor_of(request), clock=request.clock, key=form.key)
        messages.success(request, "Genoteerd: deze betaling is gebeurd.")
    return redirect("officer:payments")


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def batch(request: AppRequest, batch_id: UUID) -> HttpResponse:
    return _page(request, batch_id)


@requires_role(Role.PAYMENTS_OFFICER)
@needs_step_up("een betaalopdracht goedkeuren", tells=batch_to_approve)
@require_POST
def approve(request: AppRequest, batch_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        approve_payments(batch_id=batch_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "De betaalopdracht is goedgekeurd. Het bankbestand is klaar en gaat naar de bank."

    return _do(request, batch_id, "approve_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def discard(request: AppRequest, batch_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        discard_batch(batch_id=batch_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "De betaalopdracht is weggegooid. De betalingen wachten op een volgende opdracht."

    return _do(request, batch_id, "discard_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def collect(request: AppRequest, batch_id: UUID) -> HttpResponse:
    """Take every answer that the bank left for us."""
    form = PlainForm(request.POST)

    def act() -> str:
        taken = collect_now()
        return "De antwoorden van de bank zijn verwerkt." if taken else "Er is nog geen nieuw antwoord van de bank."

    return _do(request, batch_id, "collect_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def upload(request: AppRequest, batch_id: UUID) -> HttpResponse:
    """An answer that came another way; it may be about another batch than the one on the screen."""
    form = AnswerForm(request.POST, request.FILES)

    def act() -> str:
        file = form.cleaned_data["answer"]
        upload_file(name=file.name, source=file, by=actor_of(request), clock=request.clock, key=form.key)
        return UPLOADED

    return _do(request, batch_id, "answer_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def bank_file(request: AppRequest, batch_id: UUID) -> HttpResponse:
    """The file as it went to the bank. It holds names and accounts: the journal notes who took it."""
    found = file_of(batch_id)
    if found is None:
        raise NotFound
    name, content = found
    for person_id in paid_in(batch_id):
        saw(request, "download_bank_file", Subject("batch", batch_id, person_id), dossier=name.removesuffix(".xml"))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(b"".join(content), content_type="application/xml", headers=headers)


def _do(request: AppRequest, batch_id: UUID, place: str, form: PlainForm, act: Callable[[], str]) -> HttpResponse:
    if carried_out(request, form, act):
        return redirect("officer:batch", batch_id)
    return _page(request, batch_id, {"form": form, place: form})


def _page(request: AppRequest, batch_id: UUID, forms: dict[str, PlainForm] | None = None) -> HttpResponse:
    found = batch_view(batch_id)
    if found is None:
        raise NotFound
    page = Paginator(range(found.count), ITEMS_A_PAGE).get_page(request.GET.get("pagina"))
    items = items_of(batch_id, start=max(page.start_index() - 1, 0), most=ITEMS_A_PAGE)
    for person_id in dict.fromkeys(item.person_id for item in items):
        saw(request, "open_batch", Subject("batch", batch_id, person_id), dossier=found.message_id)
    names = ("approve_form", "discard_form", "collect_form")
    context = {name: PlainForm() for name in names} | {"answer_form": AnswerForm()} | (forms or {})
    is_own = found.made_by_id == actor_of(request).person_id
    shown = {"batch": found, "rows": batch_rows(found), "items": item_table(items), "page": page}
    status = 422 if forms else 200
    return render(request, "web/officer/batch.html", context | shown | _stage(found, is_own=is_own), status=status)


def _stage(found: BatchView, *, is_own: bool) -> dict[str, bool]:
    return {
        "is_own": is_own,
        "is_draft": found.state == BatchState.DRAFT,
        "is_sent": found.state in (BatchState.APPROVED, BatchState.ANSWERED),
    }


def _waits(found: ToDo) -> list[Cell]:
    """What else needs a person, as links with their numbers."""
    counted = (
        (found.lines, "Boekingen van de bank na te kijken", "officer:bank"),
        (found.uploads, "Bestanden van de bank te aanvaarden", "officer:bank"),
        (found.lost, "Betalingen zonder bevestiging na het terugzetten", "officer:bank"),
        (found.refused, "Bestanden van de bank niet gebruikt", "officer:bank"),
        (found.gaps, "Uittreksels die niet aansluiten", "officer:bank"),
        (found.late, "Betalingen te laat", "officer:late"),
        (found.account_changes, "Andere rekeningen gevraagd", "officer:account_changes"),
        (found.holds, "Stopgezette betalingen", "officer:stopped"),
    )
    links = [Cell(f"{text}: {number}", reverse(name)) for number, text, name in counted]
    return [*links, Cell("Terugvorderingen", reverse("officer:recoveries"))]


def _money(year: int, in_drafts: int) -> dict[str, object]:
    """What waits for an order and what there is to pay it with; no rows when no budget was voted for the year."""
    try:
        budget = year_budget(year)
    except NoBudget:
        count, cents = open_amount()
        return {"budget": [], "reach": "", "count": count, "cents": cents}
    reach = credit_reach(budget, in_drafts=in_drafts)
    waiting = {"count": reach.fits + reach.waits, "cents": reach.fits_cents + reach.waits_cents}
    return {"budget": budget_rows(budget), "reach": reach_words(reach), **waiting}
