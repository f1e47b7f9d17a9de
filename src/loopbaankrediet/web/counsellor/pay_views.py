"""On which account a counsellor is paid, and what came with each payment."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.counsellors.account_changes import ask_account_change, withdraw_account_change
from loopbaankrediet.counsellors.account_history import account_changes_of
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.queries import payee
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.kernel.identifiers import mask_iban
from loopbaankrediet.payments.queries import advice_of
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.advice import advice_csv, advice_rows, advice_table, history_table
from loopbaankrediet.web.counsellor.forms import AccountForm
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.spreadsheets import csv_download
from loopbaankrediet.web.step_up import needs_step_up
from loopbaankrediet.web.typed import Typed, typed_rows


def account_rows(request: AppRequest, *, typed: Typed) -> list[SummaryRow]:
    """What she is about to ask, with the account of now beside it."""
    counsellor_id = check_is_counsellor(actor_of(request))
    name, iban = payee(Counsellor.objects.select_related("person", "organisation").get(id=counsellor_id))
    now = [SummaryRow("Betaald aan", name), SummaryRow("Nu op rekening", mask_iban(iban))]
    return now + typed_rows(AccountForm(typed))


@for_registered
@needs_step_up("een andere rekening vragen", tells=account_rows)
@require_http_methods(["GET", "POST"])
def account(request: AppRequest) -> HttpResponse:
    """The account of now, the one that was asked, and those of before; a POST asks another one."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            iban = form.cleaned_data["iban"]
            ask_account_change(iban=iban, by=actor_of(request), clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "Je vraag is bewaard. We nemen contact met je op voor we de rekening veranderen.")
            return redirect("counsellor:account")
    counsellor_id = check_is_counsellor(actor_of(request))
    name, iban = payee(Counsellor.objects.select_related("person", "organisation").get(id=counsellor_id))
    changes = account_changes_of(counsellor_id)
    context = {
        "form": form,
        "stop_form": PlainForm(),
        "payee": name,
        "account": mask_iban(iban),
        "running": next((change for change in changes if change.is_running), None),
        "history": history_table(changes),
        "days": term("account_change_days", on=request.clock.today()),
    }
    return render(request, "web/counsellor/account.html", context, status=422 if form.errors else 200)


@for_registered
@require_POST
def stop_account(request: AppRequest, change_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)
    if form.is_valid():
        withdraw_account_change(change_id=change_id, by=actor_of(request), clock=request.clock, key=form.key)
        messages.success(request, "De verandering is gestopt. We blijven betalen op je rekening van nu.")
    return redirect("counsellor:account")


@for_registered
@require_safe
def advice(request: AppRequest, batch_id: UUID) -> HttpResponse:
    found = advice_of(check_is_counsellor(actor_of(request)), batch_id)
    context = {"advice": found, "rows": advice_rows(found), "table": advice_table(found), "batch_id": batch_id}
    return render(request, "web/counsellor/advice.html", context)


@for_registered
@require_safe
def advice_file(request: AppRequest, batch_id: UUID) -> HttpResponse:
    found = advice_of(check_is_counsellor(actor_of(request)), batch_id)
    return csv_download(f"betaalbericht-{found.message_id}.csv", advice_csv(found))
