"""Own contributions for a payments officer: refunds that stay out, credits that wait, payments by employers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.contributions.actions.incoming import note_sent_back, place_incoming, return_incoming
from loopbaankrediet.contributions.asked_back import unanswered_refunds
from loopbaankrediet.contributions.queries import (
    count_by_employers,
    count_incoming,
    incoming_to_handle,
    incoming_view,
    open_refunds,
    paid_by_employers,
)
from loopbaankrediet.contributions.states import IncomingState
from loopbaankrediet.flows.own_shares import give_own_share_back
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.models import Fund
from loopbaankrediet.payments.queries import open_amount, own_share_debts
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.share_forms import PlaceForm, RefundShareForm, SentForm
from loopbaankrediet.web.officer.shares import (
    debt_table,
    employer_table,
    incoming_rows,
    incoming_table,
    refund_table,
    unanswered_table,
)
from loopbaankrediet.web.paging import page_of, page_through, rows_of
from loopbaankrediet.web.requests import AppRequest


@requires_role(Role.PAYMENTS_OFFICER)
@require_http_methods(["GET", "POST"])
def own_shares(request: AppRequest) -> HttpResponse:
    """What waits; a POST makes an order of what is to be paid on to counsellors."""
    form = PlainForm(request.POST or None)
    if form.is_valid():
        try:
            made = make_batch(by=actor_of(request), clock=request.clock, key=form.key, fund=Fund.OWN_SHARE)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "De betaalopdracht is gemaakt. Iemand anders moet ze goedkeuren.")
            return redirect("officer:batch", made.id)
    today, lists = request.clock.today(), _pages(request)
    employers = paid_by_employers(rows_of(lists["employers_page"]))
    for shown in (lists["refunds_page"], lists["unanswered_page"], employers):
        saw_in_list(request, "own_share", [line.person_id for line in shown])
    count, cents = open_amount(Fund.OWN_SHARE)
    context: dict[str, object] = {
        "form": form,
        "count": count,
        "cents": cents,
        "refunds": refund_table(list(lists["refunds_page"]), today=today),
        "unanswered": unanswered_table(list(lists["unanswered_page"]), today=today),
        "incoming": incoming_table(incoming_to_handle(rows_of(lists["incoming_page"])), today=today),
        "employers": employer_table(employers),
        "debts": debt_table(own_share_debts()),
    }
    return render(request, "web/officer/own_shares.html", context | lists, status=422 if form.errors else 200)


def _pages(request: AppRequest) -> "dict[str, Page[Any]]":
    """Where the reader is in each of the lists."""
    return {
        "refunds_page": page_through(request, open_refunds(), "terug"),
        "unanswered_page": page_through(request, unanswered_refunds(), "antwoord"),
        "incoming_page": page_of(request, count_incoming(), "stortingen"),
        "employers_page": page_of(request, count_by_employers(), "werkgevers"),
    }


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def incoming(request: AppRequest, incoming_id: UUID) -> HttpResponse:
    return _incoming(request, incoming_id)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def place(request: AppRequest, incoming_id: UUID) -> HttpResponse:
    form = PlaceForm(request.POST)

    def act() -> str:
        ogm = form.cleaned_data["ogm"]
        place_incoming(incoming_id=incoming_id, ogm=ogm, by=actor_of(request), clock=request.clock, key=form.key)
        return "De storting staat bij de module."

    return _do(request, incoming_id, "place_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def give_back(request: AppRequest, incoming_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        return_incoming(incoming_id=incoming_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "De storting moet terug. Noteer het hier als dat gebeurd is."

    return _do(request, incoming_id, "return_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def sent_back(request: AppRequest, incoming_id: UUID) -> HttpResponse:
    form = SentForm(request.POST)

    def act() -> str:
        sent_on = form.cleaned_data["sent_on"]
        note_sent_back(
            incoming_id=incoming_id, sent_on=sent_on, by=actor_of(request), clock=request.clock, key=form.key
        )
        return "Genoteerd: het geld is teruggestort."

    return _do(request, incoming_id, "sent_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_http_methods(["GET", "POST"])
def refund(request: AppRequest, module_id: UUID) -> HttpResponse:
    """What the platform paid back for a module that it collected itself."""
    found = next((view for view in open_refunds() if view.module_id == module_id and view.by_platform), None)
    if found is None:
        raise NotFound
    saw(request, "look_at_own_share", Subject("module", module_id, found.person_id), dossier=f"module {found.number}")
    initial = {"cents": found.share.back, "paid_on": request.clock.today()}
    form = RefundShareForm(request.POST or None, initial=initial)

    def act() -> str:
        give_own_share_back(
            module_id=module_id, paid=form.paid, by=actor_of(request), clock=request.clock, key=form.key
        )
        return "Genoteerd. De burger bevestigt dat het geld er is."

    if carried_out(request, form, act):
        return redirect("officer:own_shares")
    context = {"form": form, "share": found}
    return render(request, "web/officer/refund_share.html", context, status=422 if form.errors else 200)


def _do(request: AppRequest, incoming_id: UUID, name: str, form: PlainForm, act: Callable[[], str]) -> HttpResponse:
    if carried_out(request, form, act):
        return redirect("officer:own_shares")
    return _incoming(request, incoming_id, {name: form})


def _incoming(request: AppRequest, incoming_id: UUID, bound: dict[str, PlainForm] | None = None) -> HttpResponse:
    found = incoming_view(incoming_id)
    forms = {
        "place_form": PlaceForm(),
        "return_form": PlainForm(),
        "sent_form": SentForm(initial={"sent_on": request.clock.today()}),
    } | (bound or {})
    context: dict[str, object] = {
        "rows": incoming_rows(found),
        "incoming_id": incoming_id,
        "waits": found.state is IncomingState.WAITING,
        "must_go_back": found.state is IncomingState.REFUND_DUE,
        **forms,
    }
    return render(request, "web/officer/incoming.html", context, status=422 if bound else 200)
