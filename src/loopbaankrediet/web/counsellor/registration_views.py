"""The counsellor's own registration: her file and its evidence, what was decided, her term, and leaving."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.counsellors.conditions import conditions_of
from loopbaankrediet.counsellors.files.applying import (
    answer_intention,
    give_evidence,
    save_offer,
    start_case,
    submit_case,
    withdraw_case,
)
from loopbaankrediet.counsellors.files.models import Condition
from loopbaankrediet.counsellors.files.policies import check_is_candidate
from loopbaankrediet.counsellors.files.queries import CaseView, case_to_read, cases_of, proposal_for
from loopbaankrediet.counsellors.files.states import CaseState, EvidenceState
from loopbaankrediet.counsellors.measures.actions import answer_measure, leave_register
from loopbaankrediet.counsellors.measures.following import state_on
from loopbaankrediet.counsellors.measures.history import history_of, last_reminder_on, renewal_opens_on
from loopbaankrediet.counsellors.measures.models import MeasureState
from loopbaankrediet.counsellors.measures.queries import measure_to_read, measures_of
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.queries import counsellor_of
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_is_this_counsellor
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.conditions import conditions_table
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.registration_forms import EvidenceForm, OfferForm, StopForm, WordsForm
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.registration_words import (
    CASE_WORDS,
    EVIDENCE_WORDS,
    MEASURE_WORDS,
    REGISTRATION_WORDS,
    evidence_rows,
    history_items,
    letter_of,
    measure_recourse,
    measure_rows,
    offer_rows,
)
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day


@requires(Capacity.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def registration(request: AppRequest) -> HttpResponse:
    """Where she stands; a POST starts a file: a first one, or a renewal."""
    form = PlainForm(request.POST or None)
    started: list[UUID] = []

    def act() -> str:
        started.append(start_case(by=actor_of(request), clock=request.clock, key=form.key).id)
        return "Je dossier is begonnen. Je kan altijd stoppen en later verdergaan."

    if carried_out(request, form, act):
        return redirect("counsellor:registration_case", started[0])
    person_id = check_is_candidate(actor_of(request))
    counsellor, cases = counsellor_of(person_id), cases_of(person_id)
    context = {
        "form": form,
        "cases": [(case, CASE_WORDS[CaseState(case.state)]) for case in cases],
        "running": any(case.state in ("draft", "submitted", "intended") for case in cases),
        "counsellor": counsellor,
        **(_standing(request, counsellor) if counsellor else {}),
    }
    return render(request, "web/counsellor/registration.html", context, status=422 if form.errors else 200)


@requires(Capacity.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def case(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The file; a POST hands it in."""
    form, found = PlainForm(request.POST or None), _own(request, case_id)

    def act() -> str:
        submit_case(case_id=case_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je dossier is ingediend. Een registerbeheerder kijkt het na."

    if carried_out(request, form, act):
        return redirect("counsellor:registration_case", case_id)
    return _case_page(request, found, form)


@requires(Capacity.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def offer(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Who she is and how she works; kept whole or not."""
    found = _own(request, case_id)
    kept = dict(found.offer)
    form = OfferForm(request.POST or None, on=request.clock.today(), is_renewal=found.is_renewal, offer=kept)

    def act() -> str:
        save_offer(case_id=case_id, typed=form.typed(kept), by=actor_of(request), clock=request.clock, key=form.key)
        return "Je gegevens zijn bewaard."

    if carried_out(request, form, act):
        return redirect("counsellor:registration_case", case_id)
    context = {"form": form, "found": found}
    return render(request, "web/counsellor/registration_offer.html", context, status=422 if form.errors else 200)


@requires(Capacity.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def evidence(request: AppRequest, case_id: UUID, condition: str) -> HttpResponse:
    """What she shows for one condition."""
    found = _own(request, case_id)
    if condition not in Condition.values:
        raise NotFound
    shown = next(one for one in found.evidence if one.condition == condition)
    initial = {"claim": shown.claim, "words": shown.words}
    form = EvidenceForm(request.POST or None, condition=condition, on=request.clock.today(), initial=initial)

    def act() -> str:
        values = {"claim": form.cleaned_data["claim"], "words": form.cleaned_data.get("words", "")}
        by, clock = actor_of(request), request.clock
        give_evidence(case_id=case_id, condition=condition, **values, by=by, clock=clock, key=form.key)
        return "Bewaard."

    if carried_out(request, form, act):
        return redirect("counsellor:registration_case", case_id)
    context = {"form": form, "found": found, "label": shown.label, "why": shown.why}
    return render(request, "web/counsellor/registration_evidence.html", context, status=422 if form.errors else 200)


@requires(Capacity.COUNSELLOR)
@require_POST
def answer(request: AppRequest, case_id: UUID) -> HttpResponse:
    """What she thinks of the intention to refuse."""
    found, form = _own(request, case_id), WordsForm(request.POST)

    def act() -> str:
        text = form.cleaned_data["answer"]
        answer_intention(case_id=case_id, answer=text, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je antwoord is bewaard. Een registerbeheerder leest het voor de beslissing."

    if carried_out(request, form, act):
        return redirect("counsellor:registration_case", case_id)
    return _case_page(request, found, PlainForm(), answering=form)


@requires(Capacity.COUNSELLOR)
@require_POST
def withdraw(request: AppRequest, case_id: UUID) -> HttpResponse:
    found, form = _own(request, case_id), PlainForm(request.POST)

    def act() -> str:
        withdraw_case(case_id=case_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je dossier is teruggenomen. Er is niets beslist."

    if carried_out(request, form, act):
        return redirect("counsellor:registration")
    return _case_page(request, found, form)


@requires(Capacity.COUNSELLOR)
@require_safe
def letter(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The decision, as one document."""
    made = letter_of(_own(request, case_id))
    context = {"letter": made, "conditions": conditions_table(made.conditions), "case_id": case_id}
    return render(request, "web/registration_letter.html", context)


@for_registered
@require_http_methods(["GET", "POST"])
def leave(request: AppRequest) -> HttpResponse:
    """Stop, from a day of her own choice."""
    form = StopForm(request.POST or None, initial={"leaves_on": request.clock.today()})

    def act() -> str:
        on = form.cleaned_data["leaves_on"]
        leave_register(leaves_on=on, by=actor_of(request), clock=request.clock, key=form.key)
        return f"Genoteerd. Vanaf {day(on)} sta je niet meer in het register."

    if carried_out(request, form, act):
        return redirect("counsellor:registration")
    return render(request, "web/counsellor/leave.html", {"form": form}, status=422 if form.errors else 200)


@for_registered
@require_http_methods(["GET", "POST"])
def measure(request: AppRequest, measure_id: UUID) -> HttpResponse:
    """A file about her registration; a POST is her answer."""
    form, found = WordsForm(request.POST or None), measure_to_read(measure_id)
    check_is_this_counsellor(actor_of(request), found.counsellor_id)

    def act() -> str:
        text = form.cleaned_data["answer"]
        answer_measure(measure_id=measure_id, answer=text, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je antwoord is bewaard. Een andere medewerker beslist."

    if carried_out(request, form, act):
        return redirect("counsellor:measure", measure_id)
    context = {
        "form": form,
        "found": found,
        "state": MEASURE_WORDS[MeasureState(found.state)],
        "rows": measure_rows(found),
        "recourse": measure_recourse(found),
        "can_answer": found.is_open and found.heard_on is None,
    }
    return render(request, "web/counsellor/measure.html", context, status=422 if form.errors else 200)


def _own(request: AppRequest, case_id: UUID) -> CaseView:
    """For anyone else the file does not exist."""
    found = case_to_read(case_id)
    if found.person_id != check_is_candidate(actor_of(request)):
        raise NotFound
    return found


def _case_page(
    request: AppRequest, found: CaseView, form: PlainForm, *, answering: WordsForm | None = None
) -> HttpResponse:
    proposal = proposal_for(found.id, on=request.clock.today()) if found.is_running else None
    shown = found.decided_conditions or (proposal.conditions if proposal else ())
    context = {
        "form": form,
        "answering": answering or WordsForm(auto_id="id_answer_%s"),
        "withdrawing": PlainForm(),
        "found": found,
        "state": CASE_WORDS[CaseState(found.state)],
        "rows": offer_rows(found.offer, with_account=not found.is_renewal),
        "evidence": [(one, EVIDENCE_WORDS[EvidenceState(one.state)], evidence_rows(one)) for one in found.evidence],
        "conditions": conditions_table(shown),
        "problem": proposal.problem if proposal else "",
        "is_draft": found.state == CaseState.DRAFT,
        "is_intended": found.state == CaseState.INTENDED,
    }
    is_wrong = bool(form.errors or (answering and answering.errors))
    return render(request, "web/counsellor/registration_case.html", context, status=422 if is_wrong else 200)


def _standing(request: AppRequest, counsellor: Counsellor) -> dict[str, object]:
    """Her registration as it is today, with the days on which she is reminded."""
    today, until = request.clock.today(), counsellor.valid_until
    rows = [SummaryRow("Registernummer", counsellor.register_number)]
    opens = None
    if until is not None:
        opens = renewal_opens_on(until, today=today)
        rows.append(SummaryRow("Geldt tot en met", day(until)))
        last = last_reminder_on(until, today=today)
        rows.append(SummaryRow("Verlengen kan vanaf", f"{day(opens)}. We herinneren je dan, en op {day(last)}."))
    if counsellor.leaves_on:
        rows.append(SummaryRow("Je stopt op", day(counsellor.leaves_on)))
    return {
        "state": REGISTRATION_WORDS[state_on(counsellor, today)],
        "rows": rows,
        "can_renew": opens is not None and today >= opens,
        "history": history_items(history_of(counsellor.id)),
        "measures": [(one, MEASURE_WORDS[MeasureState(one.state)]) for one in measures_of(counsellor.id)],
        "conditions": conditions_table(conditions_of(counsellor.id)),
        "can_leave": counsellor.leaves_on is None and actor_of(request).counsellor_id is not None,
    }
