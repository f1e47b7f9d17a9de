"""What a counsellor must give back: why, how much, and what she can do: answer, choose how, or phone a person."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.recovery.actions.deciding import answer_recovery
from loopbaankrediet.recovery.actions.repaying import propose_plan, start_set_off
from loopbaankrediet.recovery.balances import Standing
from loopbaankrediet.recovery.queries import RecoveryFile, RecoveryLine, recoveries, recovery_file, running_plan
from loopbaankrediet.recovery.states import BEFORE_DECISION, OWED, PlanState
from loopbaankrediet.recovery.terms import monthly
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.recovery_forms import AnswerForm, KeepForm, PlanForm
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.recovery_letters import letter, letters_of
from loopbaankrediet.web.recovery_words import (
    figure_rows,
    ground_words,
    history,
    paid_table,
    plan_table,
    plan_words,
    state_cell,
)
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day


@for_registered
@require_safe
def recovery_list(request: AppRequest) -> HttpResponse:
    lines = recoveries(check_is_counsellor(actor_of(request)))
    return render(request, "web/counsellor/recoveries.html", {"table": _table(lines)})


@for_registered
@require_safe
def recovery(request: AppRequest, recovery_id: UUID) -> HttpResponse:
    return _page(request, recovery_id)


@for_registered
@require_safe
def recovery_letter(request: AppRequest, recovery_id: UUID, kind: str) -> HttpResponse:
    found = _own(request, recovery_id)
    made = letter(kind if kind in dict(letters_of(found, to_counsellor=True)) else "", found)
    back = reverse("counsellor:recovery", args=[recovery_id])
    return render(request, "web/recovery_letter.html", {"letter": made, "found": found, "back_url": back})


@for_registered
@require_POST
def answer(request: AppRequest, recovery_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST)

    def act() -> str:
        text = form.cleaned_data["answer"]
        answer_recovery(recovery_id=recovery_id, text=text, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je antwoord is bewaard. Een medewerker leest het voor er beslist wordt."

    return _do(request, recovery_id, "answer_form", form, act)


@for_registered
@require_POST
def ask_plan(request: AppRequest, recovery_id: UUID) -> HttpResponse:
    form = PlanForm(request.POST, most=_most(request))

    def act() -> str:
        left = _own(request, recovery_id).line.standing.open
        parts = monthly(left, months=form.cleaned_data["months"], first_on=form.cleaned_data["first_on"])
        propose_plan(
            recovery_id=recovery_id, instalments=parts, by=actor_of(request), clock=request.clock, key=form.key
        )
        return "Je plan is bewaard. Een medewerker kijkt het na."

    return _do(request, recovery_id, "plan_form", form, act)


@for_registered
@require_POST
def keep_back(request: AppRequest, recovery_id: UUID) -> HttpResponse:
    form = KeepForm(request.POST)

    def act() -> str:
        start_set_off(recovery_id=recovery_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Vanaf de volgende betaling houden we een deel in. De rest krijg je zoals altijd."

    return _do(request, recovery_id, "keep_form", form, act)


def _do(request: AppRequest, recovery_id: UUID, place: str, form: PlainForm, act: Callable[[], str]) -> HttpResponse:
    if carried_out(request, form, act):
        return redirect("counsellor:recovery", recovery_id)
    return _page(request, recovery_id, {place: form})


def _own(request: AppRequest, recovery_id: UUID) -> RecoveryFile:
    counsellor_id = check_is_counsellor(actor_of(request))
    found = recovery_file(recovery_id, counsellor_id=counsellor_id, on=request.clock.today())
    saw_in_list(request, "recovery", [found.client_id])
    return found


def _most(request: AppRequest) -> int:
    return term("recovery_plan_months_at_most", on=request.clock.today())


def _page(request: AppRequest, recovery_id: UUID, forms: dict[str, PlainForm] | None = None) -> HttpResponse:
    found, today = _own(request, recovery_id), request.clock.today()
    plan, is_owed = running_plan(found.plans), found.line.state in OWED
    blank = {"answer_form": AnswerForm(), "plan_form": PlanForm(most=_most(request)), "keep_form": KeepForm()}
    context = {
        "found": found,
        "why": ground_words(found.line.ground),
        "figures": figure_rows(found),
        "timeline": history(found),
        "paid": paid_table(found),
        "letters": letters_of(found, to_counsellor=True),
        "plan_table": plan_table(plan, found.line.standing) if plan else None,
        "old_plans": plan_words(found.plans),
        "can_answer": found.line.state in BEFORE_DECISION,
        "is_owed": is_owed,
        "can_choose": is_owed and plan is None,
        "plan_waits": plan is not None and plan.state == PlanState.PROPOSED,
        "is_late": found.line.pay_until is not None and today > found.line.pay_until,
        "share": 100 - term("protected_share_percent", on=today),
        "iban": settings.DEBTOR_IBAN,
    }
    status = 422 if forms else 200
    return render(request, "web/counsellor/recovery.html", blank | (forms or {}) | context, status=status)


def _table(lines: Sequence[RecoveryLine]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.number, reverse("counsellor:recovery", args=[line.id]), note=f"Module {line.module_number}"),
            Cell(ground_words(line.ground)),
            _amount(line.standing),
            state_cell(line.state, _until(line)),
        ]
        for line in lines
    ]
    columns = [Column("Terugvordering"), Column("Waarom"), Column("Bedrag", numeric=True), Column("Stand")]
    return Table("Wat we terugvragen", columns, rows, "We vragen je niets terug.")


def _amount(stand: Standing) -> Cell:
    return Cell(euro(stand.undue), note=f"Nog {euro(stand.open)} open" if stand.open != stand.undue else "")


def _until(line: RecoveryLine) -> str:
    if line.state in BEFORE_DECISION:
        return f"Antwoord tot en met {day(line.answer_until)}"
    return f"Kies tot en met {day(line.pay_until)}" if line.state in OWED and line.pay_until else ""
