"""Many wrong codes of one counsellor: the registrar asks why, and notes what was found."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.guidance.actions.code_questions import answer_question
from loopbaankrediet.guidance.code_history import code_questions
from loopbaankrediet.guidance.errors import AnswerOfQuestionMissing
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.officer.payment_forms import words
from loopbaankrediet.web.requests import AppRequest


class AnswerForm(PlainForm):
    """What was found; only the counsellor's own key opens it."""

    answer = words(
        "Wat vond je?", AnswerOfQuestionMissing.message, "Bijvoorbeeld: gebeld, de klant las de code fout voor."
    )


@requires_role(Role.REGISTRAR)
@require_safe
def questions(request: AppRequest) -> HttpResponse:
    """Open questions first."""
    return _page(request)


@requires_role(Role.REGISTRAR)
@require_POST
def answer(request: AppRequest, question_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST)
    if form.is_valid():
        text, actor = form.cleaned_data["answer"], actor_of(request)
        try:
            answer_question(question_id=question_id, answer=text, by=actor, clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "Je antwoord is bewaard.")
            return redirect("officer:code_questions")
    return _page(request, {question_id: form}, status=422)


def _page(request: AppRequest, typed: dict[UUID, AnswerForm] | None = None, *, status: int = 200) -> HttpResponse:
    shown = code_questions()
    saw_in_list(request, "code_question", [found.person_id for found in shown])
    cards = [(found, (typed or {}).get(found.id) or AnswerForm()) for found in shown]
    return render(request, "web/officer/code_questions.html", {"cards": cards}, status=status)
