"""Questions about looks: the privacy officer reads and closes them, who looked answers why."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Capacity, Role
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.oversight.actions import answer_question, close_question
from loopbaankrediet.oversight.queries import (
    QuestionView,
    closed_questions,
    open_questions,
    question,
    question_to,
    questions_to,
)
from loopbaankrediet.oversight.states import QUESTION_TABLE
from loopbaankrediet.web.access import actor_of, requires, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.look_forms import AnswerForm, CloseForm
from loopbaankrediet.web.officer.look_words import question_rows, question_table
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day


@requires_role(Role.PRIVACY_OFFICER)
@require_safe
def look_questions(request: AppRequest) -> HttpResponse:
    """What waits, the first term first, and what was closed."""
    waiting, closed = open_questions(), closed_questions()
    people = [one for line in (*waiting, *closed) for one in (line.citizen_id, line.looker_id) if one is not None]
    saw_in_list(request, "look_question", people)
    today = request.clock.today()
    context = {
        "waiting": question_table(waiting, "Vragen die open staan", "officer:look_question", today=today),
        "closed": question_table(closed, "Afgesloten vragen", "officer:look_question", today=today),
    }
    return render(request, "web/officer/look_questions.html", context)


@requires_role(Role.PRIVACY_OFFICER)
@require_safe
def look_question(request: AppRequest, question_id: UUID) -> HttpResponse:
    return _question(request, question(question_id), CloseForm())


@requires_role(Role.PRIVACY_OFFICER)
@require_POST
def close_look_question(request: AppRequest, question_id: UUID) -> HttpResponse:
    form = CloseForm(request.POST)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        close_question(question_id=question_id, reason=reason, by=actor_of(request), clock=request.clock, key=form.key)
        return "De vraag is afgesloten, met je reden."

    return _do(request, "officer:look_questions", form, act, lambda: _question(request, question(question_id), form))


@requires(Capacity.OFFICER)
@require_safe
def my_look_questions(request: AppRequest) -> HttpResponse:
    """What this officer is asked about her own looks."""
    actor, today = actor_of(request), request.clock.today()
    if actor.person_id is None:
        raise NotAllowed
    lines = questions_to(actor.person_id)
    table = question_table(lines, "Vragen over jouw inzage", "officer:my_look_question", today=today)
    return render(request, "web/officer/my_look_questions.html", {"table": table})


@requires(Capacity.OFFICER)
@require_http_methods(["GET", "POST"])
def my_look_question(request: AppRequest, question_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST or None)

    def act() -> str:
        words = form.cleaned_data["words"]
        answer_question(question_id=question_id, words=words, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je antwoord is bewaard. De functionaris voor gegevensbescherming leest het."

    def page() -> HttpResponse:
        return _asked(request, question_to(question_id, by=actor_of(request)), form)

    return _do(request, "officer:my_look_questions", form, act, page)


def _do(
    request: AppRequest, following: str, form: PlainForm, act: Callable[[], str], page: Callable[[], HttpResponse]
) -> HttpResponse:
    return redirect(following) if carried_out(request, form, act) else page()


def _question(request: AppRequest, found: QuestionView, form: CloseForm) -> HttpResponse:
    _saw(request, found)
    context = {
        "form": form,
        "found": found,
        "rows": question_rows(found),
        "can_close": QUESTION_TABLE.allows(found.line.state, "close"),
        "is_own": found.line.looker_id == actor_of(request).person_id,
    }
    return render(request, "web/officer/look_question.html", context, status=422 if form.errors else 200)


def _asked(request: AppRequest, found: QuestionView, form: AnswerForm) -> HttpResponse:
    """Who looked reads what it is about, and never who asked or in which words."""
    context = {
        "form": form,
        "found": found,
        "rows": question_rows(found, to_looker=True),
        "can_answer": QUESTION_TABLE.allows(found.line.state, "answer"),
    }
    return render(request, "web/officer/my_look_question.html", context, status=422 if form.errors else 200)


def _saw(request: AppRequest, found: QuestionView) -> None:
    """Both sides read that a privacy officer opened it."""
    for person_id in (found.line.citizen_id, found.line.looker_id):
        if person_id is not None:
            subject = Subject("look_question", found.line.id, person_id)
            saw(request, "open_look_question", subject, dossier=f"vraag van {day(found.line.asked_on)}")
