"""Registration files, handled by the registrar: evidence, the decision that the law proposes, and its signature."""

from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.counsellors.files.deciding import grant_case, intend_refusal, judge_evidence, refuse_case
from loopbaankrediet.counsellors.files.models import Condition
from loopbaankrediet.counsellors.files.queries import CaseLine, CaseView, case_to_read, cases_to_handle, proposal_for
from loopbaankrediet.counsellors.files.states import WITH_OFFICER, CaseState, EvidenceState
from loopbaankrediet.counsellors.measures.models import MeasureState
from loopbaankrediet.counsellors.measures.queries import MeasureView, open_measures
from loopbaankrediet.counsellors.queries import RegisterEntry, ending_between
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.conditions import conditions_table
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.registration_forms import JudgeForm, ReasonsForm
from loopbaankrediet.web.registration_words import (
    CASE_WORDS,
    EVIDENCE_WORDS,
    MEASURE_WORDS,
    OUTCOME_WORDS,
    evidence_rows,
    letter_of,
    offer_rows,
)
from loopbaankrediet.web.remedy_words import case_number
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day


@requires_role(Role.REGISTRAR)
@require_safe
def registrations(request: AppRequest) -> HttpResponse:
    """What waits: files to handle, and measures that run."""
    cases, measures = cases_to_handle(), open_measures()
    saw_in_list(request, "registration_case", [line.person_id for line in cases])
    saw_in_list(request, "registration_measure", [line.person_id for line in measures])
    today = request.clock.today()
    ending = ending_between(today, today + relativedelta(months=term("renewal_open_months", on=today)))
    context = {"cases": _cases(cases), "measures": _measures(measures), "ending": _ending(ending)}
    return render(request, "web/officer/registrations.html", context)


@requires_role(Role.REGISTRAR)
@require_safe
def registration(request: AppRequest, case_id: UUID) -> HttpResponse:
    return _page(request, case_id)


@requires_role(Role.REGISTRAR)
@require_POST
def judge(request: AppRequest, case_id: UUID, evidence_id: UUID) -> HttpResponse:
    form = JudgeForm(request.POST, auto_id=f"id_{evidence_id.hex}_%s")
    _check_in_case(case_id, evidence_id)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("accepted", "why")}
        by, clock = actor_of(request), request.clock
        judge_evidence(evidence_id=evidence_id, **values, by=by, clock=clock, key=form.key)
        return "Bewaard."

    if carried_out(request, form, act):
        return redirect("officer:registration_case", case_id)
    return _page(request, case_id, judging=(evidence_id, form))


@requires_role(Role.REGISTRAR)
@require_POST
def grant(request: AppRequest, case_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        grant_case(case_id=case_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Ondertekend. De brief staat klaar, en het register is bijgewerkt."

    if carried_out(request, form, act):
        return redirect("officer:registration_case", case_id)
    return _page(request, case_id, granting=form)


@requires_role(Role.REGISTRAR)
@require_POST
def intend(request: AppRequest, case_id: UUID) -> HttpResponse:
    form = ReasonsForm(request.POST)

    def act() -> str:
        reasons = form.cleaned_data["reasons"]
        intend_refusal(case_id=case_id, reasons=reasons, by=actor_of(request), clock=request.clock, key=form.key)
        return "Het voornemen is bewaard. De kandidaat kan bewijs toevoegen en antwoorden."

    if carried_out(request, form, act):
        return redirect("officer:registration_case", case_id)
    return _page(request, case_id, refusing=form)


@requires_role(Role.REGISTRAR)
@require_POST
def refuse(request: AppRequest, case_id: UUID) -> HttpResponse:
    form = ReasonsForm(request.POST)

    def act() -> str:
        reasons = form.cleaned_data["reasons"]
        refuse_case(case_id=case_id, reasons=reasons, by=actor_of(request), clock=request.clock, key=form.key)
        return "Ondertekend. De brief staat klaar, met wat ertegen kan."

    if carried_out(request, form, act):
        return redirect("officer:registration_case", case_id)
    return _page(request, case_id, refusing=form)


@requires_role(Role.REGISTRAR)
@require_safe
def letter(request: AppRequest, case_id: UUID) -> HttpResponse:
    found = case_to_read(case_id)
    made = letter_of(found)
    saw(request, "open_registration_case", _subject(found), dossier=made.number)
    back = reverse("officer:registration_case", args=[case_id])
    context = {"letter": made, "conditions": conditions_table(made.conditions), "case_id": case_id, "back_url": back}
    return render(request, "web/registration_letter.html", context)


def _page(
    request: AppRequest,
    case_id: UUID,
    *,
    judging: tuple[UUID, JudgeForm] | None = None,
    granting: PlainForm | None = None,
    refusing: ReasonsForm | None = None,
) -> HttpResponse:
    found, today = case_to_read(case_id), request.clock.today()
    saw(request, "open_registration_case", _subject(found), dossier=case_number("registration", found.id))
    proposal = proposal_for(case_id, on=today) if found.is_running else None
    outcome = proposal.outcome if proposal else ""
    context = {
        "found": found,
        "state": CASE_WORDS[CaseState(found.state)],
        "number": case_number("registration", found.id),
        "rows": offer_rows(found.offer, with_account=not found.is_renewal),
        "evidence": _evidence(found, judging),
        "conditions": conditions_table(found.decided_conditions or (proposal.conditions if proposal else ())),
        "proposed": OUTCOME_WORDS[outcome] if proposal else None,
        "problem": proposal.problem if proposal else "",
        "granting": granting or PlainForm(),
        "refusing": refusing or ReasonsForm(initial={"reasons": found.intention}),
        "can_grant": found.state in WITH_OFFICER and outcome == "granted",
        "can_intend": found.state == CaseState.SUBMITTED and outcome == "refused",
        "can_refuse": found.can_be_refused(today) and outcome == "refused",
        "waits_for_answer": found.state == CaseState.INTENDED and not found.can_be_refused(today),
    }
    tried: tuple[PlainForm | None, ...] = (granting, refusing, judging[1] if judging else None)
    is_wrong = any(one.errors for one in tried if one is not None)
    return render(request, "web/officer/registration_case.html", context, status=422 if is_wrong else 200)


def _evidence(found: CaseView, judging: tuple[UUID, JudgeForm] | None) -> list[dict[str, object]]:
    """Each condition with what is shown, and the form to judge it where there is something to judge."""
    cards: list[dict[str, object]] = []
    for one in found.evidence:
        can_judge = found.state in WITH_OFFICER and one.state != EvidenceState.ASKED
        form = JudgeForm(auto_id=f"id_{one.id.hex}_%s") if can_judge else None
        if judging and judging[0] == one.id:
            form = judging[1]
        own = one.condition == Condition.CODE_OF_CONDUCT
        cards.append(
            {"one": one, "words": EVIDENCE_WORDS[EvidenceState(one.state)], "rows": evidence_rows(one)}
            | {"form": None if own else form}
        )
    return cards


def _check_in_case(case_id: UUID, evidence_id: UUID) -> None:
    if evidence_id not in {one.id for one in case_to_read(case_id).evidence}:
        raise NotFound


def _subject(found: CaseView) -> Subject:
    return Subject("registration_case", found.id, found.person_id)


def _cases(lines: tuple[CaseLine, ...]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.name, reverse("officer:registration_case", args=[line.id]), note=line.kind),
            day(line.submitted_on) if line.submitted_on else "",
            Cell(CASE_WORDS[CaseState(line.state)].text, note=_waits(line)),
        ]
        for line in lines
    ]
    columns = [Column("Kandidaat"), Column("Ingediend"), Column("Toestand")]
    return Table("Registratiedossiers", columns, rows, "Er wacht geen dossier.")


def _waits(line: CaseLine) -> str:
    if line.answer_until is not None:
        return f"Antwoorden kan tot en met {day(line.answer_until)}"
    return "Alles is nagekeken" if not line.to_judge else f"Na te kijken bewijzen: {line.to_judge}"


def _ending(found: tuple[tuple[RegisterEntry, date], ...]) -> Table:
    rows: list[list[Cell | str]] = [
        [Cell(one.name, reverse("officer:registered", args=[one.id])), one.register_number, day(until)]
        for one, until in found
    ]
    columns = [Column("Naam"), Column("Nummer"), Column("Geldt tot en met")]
    return Table("Registraties die aflopen", columns, rows, "Binnenkort loopt geen registratie af.")


def _measures(found: tuple[MeasureView, ...]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(one.name, reverse("officer:measure", args=[one.id]), note=one.register_number),
            one.kind_label,
            Cell(
                MEASURE_WORDS[MeasureState(one.state)].text, note=f"Antwoorden kan tot en met {day(one.answer_until)}"
            ),
        ]
        for one in found
    ]
    columns = [Column("Loopbaanbegeleider"), Column("Maatregel"), Column("Toestand")]
    return Table("Maatregelen die lopen", columns, rows, "Er loopt geen maatregel.")
