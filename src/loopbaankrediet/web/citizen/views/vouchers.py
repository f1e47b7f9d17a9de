"""The earlier vouchers of the citizen: what VDAB told, what counts and why, and contesting it, also before applying."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.credit.queries import standing_of
from loopbaankrediet.decree.loopbaankrediet.further_laws import VOUCHER
from loopbaankrediet.flows.voucher_history import contest_voucher, take_back_contest
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.queries import person
from loopbaankrediet.vouchers.history import Voucher, VoucherHistory, history_of
from loopbaankrediet.vouchers.queries import contest_of, decide_by
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.forms import ContestForm
from loopbaankrediet.web.citizen.presenters.vouchers import (
    contest_remedies,
    total_words,
    voucher_rows,
    voucher_table,
    why_words,
)
from loopbaankrediet.web.citizen.who import citizen_of
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@require_safe
def vouchers(request: AppRequest) -> HttpResponse:
    """Every voucher, counted or not."""
    _, person_id = citizen_of(request)
    history, start = _history(person_id, request.clock.today()), VOUCHER.since
    context = {"history": history, "table": voucher_table(history), "total": total_words(history), "start": start}
    return render(request, "web/citizen/vouchers.html", context)


@requires(Capacity.CITIZEN)
@require_http_methods(["GET", "POST"])
def voucher(request: AppRequest, number: str) -> HttpResponse:
    """One voucher: why it counts or not, where that comes from, and the form to contest it."""
    actor, person_id = citizen_of(request)
    form = ContestForm(request.POST or None)

    def act() -> str:
        said = {name: form.cleaned_data[name] for name in ("what", "proof")}
        contest_voucher(person_id=person_id, voucher_number=number, **said, by=actor, clock=request.clock, key=form.key)
        return gettext(
            "We hebben het genoteerd. Een medewerker kijkt het na. Zolang beslissen we niet met deze cheque."
        )

    if carried_out(request, form, act):
        return redirect("citizen:voucher", number)
    return _page(request, person_id, number, form)


@requires(Capacity.CITIZEN)
@require_POST
def take_back(request: AppRequest, number: str) -> HttpResponse:
    """The citizen no longer contests."""
    actor, person_id = citizen_of(request)
    found, form = _own(person_id, number, request.clock.today()), PlainForm(request.POST)

    def act() -> str:
        if found.contest_id is None:
            raise NotFound
        take_back_contest(contest_id=found.contest_id, by=actor, clock=request.clock, key=form.key)
        return gettext("Je betwist deze cheque niet meer.")

    if carried_out(request, form, act):
        return redirect("citizen:voucher", number)
    return _page(request, person_id, number, ContestForm(), take_back_form=form)


def _page(
    request: AppRequest, person_id: UUID, number: str, form: ContestForm, take_back_form: PlainForm | None = None
) -> HttpResponse:
    found = _own(person_id, number, request.clock.today())
    contest = contest_of(found.contest_id) if found.contest_id else None
    context = {
        "form": form,
        "take_back_form": take_back_form or PlainForm(),
        "voucher": found,
        "rows": voucher_rows(found),
        "decide_by": contest.decide_by if contest else decide_by(request.clock.today()),
        "why": why_words(found),
        "contest": contest,
        "recourse": contest_remedies(contest) if contest else None,
        "can_contest": found.contest in ("", "kept") and found.weighed.counts,
    }
    refused = form.errors or (take_back_form is not None and take_back_form.errors)
    return render(request, "web/citizen/voucher.html", context, status=422 if refused else 200)


def _own(person_id: UUID, number: str, today: date) -> Voucher:
    """The citizen's own voucher; NotFound for anyone else's."""
    for found in _history(person_id, today).vouchers:
        if found.number == number:
            return found
    raise NotFound


def _history(person_id: UUID, today: date) -> VoucherHistory:
    """By the law of the day of the application, which is kept; without one by that of today."""
    standing = standing_of(person_id)
    person_key = bytes(person(person_id).history_hash or b"")
    return history_of(person_key, on=standing.applied_on if standing else today)
