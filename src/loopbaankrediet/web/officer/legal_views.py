"""Legal representatives, from their judgment; and what citizens say against a counsellor's declaration."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.flows.mandates import confirm_judgment, enter_judgment
from loopbaankrediet.guidance.actions.objections import answer_objection
from loopbaankrediet.guidance.objections import handled_objections, objection_to_read, open_objections
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.people.mandates.actions.desk import count_lookup, person_who_says
from loopbaankrediet.people.mandates.actions.legal import end_legal_representative
from loopbaankrediet.people.mandates.errors import NumberUnknown
from loopbaankrediet.people.mandates.queries import legal_representatives
from loopbaankrediet.people.policies import check_has_role
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.presenters.helpers import may_and_may_not
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.confirming import judgment_to_confirm, judgment_to_enter
from loopbaankrediet.web.officer.desk_forms import AnswerForm, JudgmentForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up
from loopbaankrediet.web.templatetags.dutch import day


@requires_role(Role.CASE_OFFICER)
@needs_step_up("een wettelijke vertegenwoordiger noteren", tells=judgment_to_enter)
@require_http_methods(["GET", "POST"])
def representatives(request: AppRequest) -> HttpResponse:
    """All of them, and a form to enter one."""
    form = JudgmentForm(request.POST or None)

    def act() -> str:
        parties = [_party(request, form, prefix) for prefix in ("", "helper_")]
        enter_judgment(
            person_id=parties[0],
            helper_id=parties[1],
            judgment=form.judgment,
            by=actor_of(request),
            clock=request.clock,
            key=form.key,
        )
        return "Genoteerd. Het telt als een collega de beslissing van de rechter naleest en bevestigt."

    if carried_out(request, form, act):
        return redirect("officer:representatives")
    return _page(request, form)


@requires_role(Role.CASE_OFFICER)
@needs_step_up("een wettelijke vertegenwoordiger bevestigen", tells=judgment_to_confirm)
@require_POST
def confirm_representative(request: AppRequest, mandate_id: UUID) -> HttpResponse:
    """The second pair of eyes."""
    form = PlainForm(request.POST)

    def act() -> str:
        confirm_judgment(mandate_id=mandate_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Bevestigd. De bewindvoerder kan nu handelen."

    if carried_out(request, form, act):
        return redirect("officer:representatives")
    return _page(request, JudgmentForm(), end_form=form)


@requires_role(Role.CASE_OFFICER)
@require_POST
def end_representative(request: AppRequest, mandate_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        end_legal_representative(mandate_id=mandate_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Gestopt. Dat geldt meteen."

    if carried_out(request, form, act):
        return redirect("officer:representatives")
    return _page(request, JudgmentForm(), end_form=form)


@requires_role(Role.REGISTRAR)
@require_safe
def objection_list(request: AppRequest) -> HttpResponse:
    waiting, handled = open_objections(), handled_objections()
    saw_in_list(request, "declaration_objection", [line.counsellor_person_id for line in (*waiting, *handled)])
    return render(request, "web/officer/objections.html", {"open": waiting, "handled": handled})


@requires_role(Role.REGISTRAR)
@require_safe
def objection(request: AppRequest, objection_id: UUID) -> HttpResponse:
    return _objection(request, objection_id, AnswerForm())


@requires_role(Role.REGISTRAR)
@require_POST
def answer(request: AppRequest, objection_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST)

    def act() -> str:
        text = form.cleaned_data["text"]
        answer_objection(objection_id=objection_id, text=text, by=actor_of(request), clock=request.clock, key=form.key)
        return "Bewaard. De burger leest je antwoord."

    if carried_out(request, form, act):
        return redirect("officer:objections")
    return _objection(request, objection_id, form)


def _objection(request: AppRequest, objection_id: UUID, form: AnswerForm) -> HttpResponse:
    """The words are the citizen's: the journal notes who opened them."""
    found = objection_to_read(objection_id)
    subject = Subject("declaration_objection", objection_id, found.person_id)
    saw(request, "open_objection", subject, dossier=f"bezwaar van {day(found.line.objected_on)}")
    context = {"objection": found, "form": form}
    return render(request, "web/officer/objection.html", context, status=422 if form.errors else 200)


def _party(request: AppRequest, form: JudgmentForm, prefix: str) -> UUID:
    """The citizen, or with `helper_` the representative; every number that is typed counts as a look-up."""
    count_lookup(check_has_role(actor_of(request), Role.CASE_OFFICER), request.clock)
    try:
        return person_who_says(form.party(prefix), clock=request.clock).id
    except NumberUnknown as error:
        error.field = f"{prefix}{error.field}"
        raise


def _page(request: AppRequest, form: JudgmentForm, end_form: PlainForm | None = None) -> HttpResponse:
    found = legal_representatives(clock=request.clock)
    saw_in_list(request, "mandate", [one for line in found for one in (line.person_id, line.helper_id) if one])
    context = {
        "form": form,
        "end_form": end_form,
        "lines": [(line, may_and_may_not(line)[0], PlainForm()) for line in found],
    }
    is_refused = bool(form.errors or (end_form and end_form.errors))
    return render(request, "web/officer/representatives.html", context, status=422 if is_refused else 200)
