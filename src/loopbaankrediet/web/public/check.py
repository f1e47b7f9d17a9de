"""The public check "Heb ik er recht op?": one question per page, without sign-in, and nothing is kept.

The answers stand in hidden fields of the form, never in an address (addresses end in logs), a cookie or a session.
The form changes nothing, so it carries no token against forgery either: a token would need a cookie.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from loopbaankrediet import decree
from loopbaankrediet.web.access import public
from loopbaankrediet.web.public.check_answers import (
    Answers,
    Days,
    days_for,
    questions,
    read_answers,
    standing,
    written,
)
from loopbaankrediet.web.public.check_forms import EXACT, PARTLY, AnyQuestion, question_for
from loopbaankrediet.web.public.check_result import result_page
from loopbaankrediet.web.requests import AppRequest

UNREADABLE = 422
NO_SUCH_QUESTION = _("Je browser stuurde een vraag mee die we niet stellen.")


@dataclass(frozen=True)
class QuestionPage:
    """`number` counts from 1; `at_most` more questions follow after this one; `previous` is the fact asked before."""

    name: str
    number: int
    at_most: int
    previous: str
    is_number: bool
    is_partly: bool
    days: Days


@public
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: AppRequest) -> HttpResponse:
    return _Visit(request).answer()


class _Visit:
    """One request: what came with the form, and the page that follows from it."""

    def __init__(self, request: AppRequest) -> None:
        self.request = request
        self.sent: QueryDict = request.POST
        self.days = days_for(request.clock.today())
        self.known = questions(self.days)
        self.answers, self.notices = read_answers(self.sent.getlist("antwoord"), self.known)

    def answer(self) -> HttpResponse:
        if change := self._fact("verander"):
            return self._ask_again(change)
        if asked := self._fact("vraag"):
            return self._take(asked)
        return self._go_on()

    def _fact(self, field: str) -> str:
        """The fact that a field of the form names; a name that is no question is noted."""
        name = self.sent.get(field, "")
        if name and name not in self.known:
            self.notices += (gettext(NO_SUCH_QUESTION),)
            return ""
        return name

    def _ask_again(self, name: str) -> HttpResponse:
        value = self.answers.get(name)
        form = question_for(name, manner=PARTLY if isinstance(value, decree.Range) else EXACT)
        if name in self.answers:
            form.fill(value)
        return self._question(name, form)

    def _take(self, name: str) -> HttpResponse:
        step = self.sent.get("stap", "")
        if step in (EXACT, PARTLY):
            return self._question(name, question_for(name, manner=step))
        if step == "weet_niet":
            self.answers[name] = None
            return self._go_on()
        manner = PARTLY if self.sent.get("manier") == PARTLY else EXACT
        form = question_for(name, self.sent, manner)
        if not form.is_valid():
            return self._question(name, form)
        self.answers[name] = form.answer
        return self._go_on()

    def _go_on(self) -> HttpResponse:
        now = standing(self.answers, self.days)
        if now.left:
            return self._question(now.left[0], question_for(now.left[0]), now.left)
        result = result_page(now.decision, self.answers, self.days)
        return self._render("web/public/check_result.html", {"result": result})

    def _question(self, name: str, form: AnyQuestion, left: Sequence[str] | None = None) -> HttpResponse:
        """Ask; `left` is what is still to ask, when that is known already."""
        before = _before(name, self.answers)
        left = standing(self.answers, self.days).left if left is None else left
        page = QuestionPage(
            name=name,
            number=len(before) + 1,
            at_most=len(set(left) - {name}),
            previous=before[-1] if before else "",
            is_number=form.spec.kind is int,
            is_partly=form.manner == PARTLY,
            days=self.days,
        )
        return self._render("web/public/check.html", {"page": page, "form": form}, is_wrong=bool(form.errors))

    def _render(self, template: str, context: dict[str, object], is_wrong: bool = False) -> HttpResponse:
        carried = [written(name, value) for name, value in self.answers.items()]
        context |= {"carried": carried, "notices": self.notices}
        status = UNREADABLE if is_wrong or self.notices else 200
        return render(self.request, template, context, status=status)


def _before(name: str, answers: Answers) -> list[str]:
    """The facts that were asked before this one."""
    names = list(answers)
    return names[: names.index(name)] if name in answers else names
