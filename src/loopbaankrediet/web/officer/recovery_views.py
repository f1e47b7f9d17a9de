"""Undue payments: the list, one file with its acts under four eyes, and its letters."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.recovery.actions.deciding import decide_recovery, note_answer, notify_recovery
from loopbaankrediet.recovery.actions.ending import waive_recovery
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.actions.repaying import (
    agree_plan,
    agree_repayment,
    end_plan,
    propose_repayment,
    refuse_plan,
    refuse_repayment,
    start_set_off,
    stop_set_off,
)
from loopbaankrediet.recovery.errors import NoSuchClaim
from loopbaankrediet.recovery.queries import (
    RecoveryFile,
    count_recoveries,
    count_unplaced,
    incoming,
    recoveries,
    recovery_file,
    running_plan,
)
from loopbaankrediet.recovery.states import RecoveryGround
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.recoveries import file_rows, recovery_table, stage
from loopbaankrediet.web.officer.recovery_forms import (
    DecideForm,
    HeardForm,
    LineForm,
    OpenForm,
    RefusePlanForm,
    ToldForm,
    WaiveForm,
)
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.recovery_letters import letter, letters_of
from loopbaankrediet.web.recovery_words import figure_rows, history, paid_table, plan_table
from loopbaankrediet.web.requests import AppRequest

FORMS: dict[str, type[PlainForm]] = {
    "heard": HeardForm,
    "decide": DecideForm,
    "notify": ToldForm,
    "waive": WaiveForm,
    "plan_no": RefusePlanForm,
}
BUTTONS = ("keep", "keep_stop", "plan_yes", "plan_end", "agree", "not_ours")


@requires_role(Role.PAYMENTS_OFFICER)
@require_http_methods(["GET", "POST"])
def recovery_list(request: AppRequest) -> HttpResponse:
    """Every recovery with its age and term; a POST opens one for a payment."""
    form = OpenForm(request.POST or None, on=request.clock.today())
    if form.is_valid():
        try:
            opened = _open(request, form)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "De terugvordering is geopend. De loopbaanbegeleider ziet ze en kan antwoorden.")
            return redirect("officer:recovery", opened)
    page = page_of(request, count_recoveries())
    lines = recoveries(rows=rows_of(page))
    saw_in_list(request, "recovery", [line.person_id for line in lines])
    table = recovery_table(lines, today=request.clock.today())
    status = 422 if form.errors else 200
    return render(request, "web/officer/recoveries.html", {"form": form, "table": table, "page": page}, status=status)


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def recovery(request: AppRequest, recovery_id: UUID) -> HttpResponse:
    return _page(request, recovery_id)


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def recovery_letter(request: AppRequest, recovery_id: UUID, kind: str) -> HttpResponse:
    found = recovery_file(recovery_id, on=request.clock.today())
    _look(request, found)
    back = reverse("officer:recovery", args=[recovery_id])
    return render(
        request, "web/recovery_letter.html", {"letter": letter(kind, found), "found": found, "back_url": back}
    )


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def recovery_act(request: AppRequest, recovery_id: UUID, act: str) -> HttpResponse:
    """One act on one recovery, with the form that belongs to it."""
    form = _bound(request, act)

    def do() -> str:
        how = _how(request, form)
        return ACTS[act](recovery_id, form.cleaned_data, how)

    return _done(request, recovery_id, act, form, do)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def plan_act(request: AppRequest, recovery_id: UUID, plan_id: UUID, act: str) -> HttpResponse:
    """An officer agrees with a plan, or says why not."""
    form = _bound(request, act)

    def do() -> str:
        how = _how(request, form)
        if act == "plan_yes":
            agree_plan(plan_id=plan_id, **how)
            return "Het plan is afgesproken."
        refuse_plan(plan_id=plan_id, reason=form.cleaned_data["reason"], **how)
        return "Het plan is niet aanvaard. De loopbaanbegeleider leest waarom."

    return _done(request, recovery_id, act, form, do)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def repayment_act(request: AppRequest, recovery_id: UUID, repayment_id: UUID, act: str) -> HttpResponse:
    """A second officer agrees that a line pays this back, or either takes it away."""
    form = _bound(request, act)

    def do() -> str:
        how = _how(request, form)
        if act == "agree":
            agree_repayment(repayment_id=repayment_id, **how)
            return "De terugbetaling telt."
        refuse_repayment(repayment_id=repayment_id, **how)
        return "De boeking wacht weer bij de boekingen van de bank."

    return _done(request, recovery_id, act, form, do)


def _how(request: AppRequest, form: PlainForm) -> dict[str, Any]:
    """Who, when and the key: what every act takes besides its own arguments."""
    return {"by": actor_of(request), "clock": request.clock, "key": form.key}


def _done(request: AppRequest, recovery_id: UUID, act: str, form: PlainForm, do: Callable[[], str]) -> HttpResponse:
    if carried_out(request, form, do):
        return redirect("officer:recovery", recovery_id)
    return _page(request, recovery_id, {f"{act}_form": form})


def _open(request: AppRequest, form: OpenForm) -> UUID:
    data = form.cleaned_data
    claim_id = Claim.objects.filter(number=data["number"]).values_list("id", flat=True).first()
    if claim_id is None:
        raise NoSuchClaim
    opened = open_recovery(
        claim_id=claim_id,
        minutes=data["minutes"],
        ground=RecoveryGround(data["ground"]),
        reason=data["reason"],
        by=actor_of(request),
        clock=request.clock,
        key=form.key,
    )
    return opened.id


def _heard(recovery_id: UUID, data: dict[str, Any], how: dict[str, Any]) -> str:
    note_answer(recovery_id=recovery_id, text=data["answer"], **how)
    return "Het antwoord is genoteerd. De loopbaanbegeleider kan het nalezen."


def _decide(recovery_id: UUID, data: dict[str, Any], how: dict[str, Any]) -> str:
    decide_recovery(recovery_id=recovery_id, reasons=data["reason"], **how)
    return "De beslissing is ondertekend. Meld ze nu aan de loopbaanbegeleider."


def _notify(recovery_id: UUID, data: dict[str, Any], how: dict[str, Any]) -> str:
    notify_recovery(recovery_id=recovery_id, channel=data["channel"], told_on=data["told_on"], **how)
    return "De beslissing is gemeld. De termijn loopt."


def _waive(recovery_id: UUID, data: dict[str, Any], how: dict[str, Any]) -> str:
    waive_recovery(recovery_id=recovery_id, reason=data["reason"], **how)
    return "De rest wordt niet meer gevraagd."


def _keep(recovery_id: UUID, data: dict[str, Any], how: dict[str, Any]) -> str:
    start_set_off(recovery_id=recovery_id, **how)
    return "Vanaf de volgende opdracht houden we een deel in."


def _keep_stop(recovery_id: UUID, data: dict[str, Any], how: dict[str, Any]) -> str:
    stop_set_off(recovery_id=recovery_id, **how)
    return "We houden niets meer in."


def _plan_end(recovery_id: UUID, data: dict[str, Any], how: dict[str, Any]) -> str:
    end_plan(recovery_id=recovery_id, **how)
    return "Het plan is beëindigd."


def _line(recovery_id: UUID, data: dict[str, Any], how: dict[str, Any]) -> str:
    propose_repayment(recovery_id=recovery_id, unmatched_id=UUID(data["line"]), **how)
    return "Bewaard. Een collega moet de terugbetaling goedkeuren."


ACTS: dict[str, Callable[[UUID, dict[str, Any], dict[str, Any]], str]] = {
    "heard": _heard,
    "decide": _decide,
    "notify": _notify,
    "waive": _waive,
    "keep": _keep,
    "keep_stop": _keep_stop,
    "plan_end": _plan_end,
    "line": _line,
}


LINES_PAGE = "stortingen"


def _bound(request: AppRequest, act: str) -> PlainForm:
    ids = f"id_{act}_%s"
    if act == "line":
        return LineForm(request.POST, lines=incoming(), auto_id=ids)
    return FORMS.get(act, PlainForm)(request.POST, auto_id=ids)


def _blank(request: AppRequest, *, is_owed: bool) -> dict[str, object]:
    """Every form of the page, each with its own ids."""
    found: dict[str, object] = {f"{name}_form": form(auto_id=f"id_{name}_%s") for name, form in FORMS.items()}
    found |= {f"{name}_form": PlainForm() for name in BUTTONS}
    page = page_of(request, count_unplaced() if is_owed else 0, LINES_PAGE)
    lines = incoming(rows_of(page)) if page.paginator.count else ()
    return found | {"line_form": LineForm(lines=lines, auto_id="id_line_%s"), "lines_page": page} if lines else found


def _look(request: AppRequest, found: RecoveryFile) -> None:
    subject = Subject("recovery", found.line.id, found.person_id)
    saw(request, "look_at_recovery", subject, dossier=found.line.number)
    saw_in_list(request, "recovery", [found.client_id])


def _page(request: AppRequest, recovery_id: UUID, forms: dict[str, PlainForm] | None = None) -> HttpResponse:
    today = request.clock.today()
    found = recovery_file(recovery_id, on=today)
    _look(request, found)
    now = stage(found, actor_of(request).person_id, today=today)
    plan = running_plan(found.plans)
    context: dict[str, object] = {
        "found": found,
        "rows": file_rows(found),
        "figures": figure_rows(found),
        "timeline": history(found),
        "paid": paid_table(found),
        "letters": letters_of(found, to_counsellor=False),
        "plan_table": plan_table(plan, found.line.standing) if plan else None,
    }
    everything = _blank(request, is_owed=bool(now["is_owed"])) | (forms or {}) | context | now
    if "line_form" in everything:
        saw(request, "look_at_bank_credits", Subject("recovery", recovery_id), dossier=found.line.number)
    return render(request, "web/officer/recovery.html", everything, status=422 if forms else 200)
