"""Own clients as tasks with dates, the one field for a code, and what is paid when."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.contributions.queries import shares_of_counsellor
from loopbaankrediet.contributions.reports import reports_to_answer
from loopbaankrediet.contributions.vat import regime_of
from loopbaankrediet.counsellors.conditions import conditions_of
from loopbaankrediet.counsellors.queries import counsellor_of, payee
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.actions.codes import open_with_code
from loopbaankrediet.guidance.clients import ClientLine, clients_of
from loopbaankrediet.guidance.departures import running_departure
from loopbaankrediet.guidance.open_hours import disputes_to_answer
from loopbaankrediet.kernel.errors import DomainError, NotAllowed
from loopbaankrediet.kernel.identifiers import mask_iban
from loopbaankrediet.payments.queries import claims_of, holds
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.recovery.queries import recoveries_to_answer
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.conditions import conditions_table
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.earnings import earnings_table, earnings_vat, stopped_words, totals
from loopbaankrediet.web.counsellor.forms import CodeForm
from loopbaankrediet.web.counsellor.tasks import (
    Kind,
    Task,
    Wanted,
    client_task,
    dispute_tasks,
    handover_tasks,
    money_tasks,
    past_table,
    share_tasks,
    soonest_first,
    task_table,
)
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.paging import page_through
from loopbaankrediet.web.requests import AppRequest

TASKS_A_PAGE, FEW_TASKS = 25, 5
CLAIMS_A_PAGE = 50


@for_registered
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    return _overview(request, CodeForm())


@for_registered
@require_http_methods(["GET", "POST"])
def open_right(request: AppRequest) -> HttpResponse:
    """The code opens one citizen's right. A counsellor never searches or lists citizens."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            track = open_with_code(
                code=form.cleaned_data["code"], by=actor_of(request), clock=request.clock, key=form.key
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "De code klopt. Je klant staat nu bij je klanten.")
            return redirect("counsellor:track", track.id)
    return _overview(request, form)


@for_registered
@require_safe
def earnings(request: AppRequest) -> HttpResponse:
    actor = actor_of(request)
    registration = counsellor_of(actor.person_id) if actor.person_id else None
    if registration is None:
        raise NotAllowed
    name, iban = payee(registration)
    claims = claims_of(registration.id)
    page = page_through(request, claims, most=CLAIMS_A_PAGE)
    saw_in_list(request, "claim", [claim.client_id for claim in page])
    today = request.clock.today()
    context = {
        "term_days": term("payment_term_days", on=today),
        "totals": totals(claims),
        "table": earnings_table(list(page), today=today),
        "page": page,
        "year": today.year,
        "payee": name,
        "account": mask_iban(iban),
        "vat": earnings_vat(claims, regime_of(registration.id), on=today),
        "holds": [stopped_words(hold) for hold in holds(registration.id)],
    }
    return render(request, "web/counsellor/earnings.html", context)


def _overview(request: AppRequest, form: CodeForm) -> HttpResponse:
    counsellor_id, today = check_is_counsellor(actor_of(request)), request.clock.today()
    wanted = Wanted(request.GET.get("naam", "")[:100], request.GET.get("stand", ""))
    lines = clients_of(counsellor_id)
    everything = list(_tasks(counsellor_id, lines, today))
    tasks = [task for task in everything if wanted.keeps(task)]
    page = page_through(request, soonest_first(tasks), most=TASKS_A_PAGE)
    past = [line for line in lines if not line.is_active and wanted.names(line.client)]
    past_page = page_through(request, past, "afgelopen", most=TASKS_A_PAGE)
    saw_in_list(request, "track", [task.person_id for task in page if task.person_id])
    saw_in_list(request, "track", [line.person_id for line in past_page])
    nothing = "Geen taak met deze naam of deze soort." if wanted != Wanted() else "Je hebt nu niets te doen."
    context = {
        "form": form,
        "wanted": wanted,
        "kinds": list(Kind),
        "count": len(tasks),
        "can_search": len(everything) > FEW_TASKS or wanted != Wanted(),
        "clients": sum(line.is_active for line in lines),
        "page": page,
        "tasks": task_table(list(page), today, when_empty=nothing),
        "past": past_table(list(past_page)),
        "past_page": past_page,
        "past_open": "afgelopen" in request.GET or bool(wanted.name),
        "conditions": conditions_table(conditions_of(counsellor_id)),
    }
    return render(request, "web/counsellor/overview.html", context, status=422 if form.errors else 200)


def _tasks(counsellor_id: UUID, lines: Iterable[ClientLine], today: date) -> Iterator[Task]:
    yield from (client_task(line, today) for line in lines if line.is_active)
    yield from dispute_tasks(disputes_to_answer(counsellor_id))
    yield from money_tasks(recoveries_to_answer(counsellor_id), reports_to_answer(counsellor_id))
    yield from share_tasks(shares_of_counsellor(counsellor_id), today)
    yield from handover_tasks(running_departure(counsellor_id))
