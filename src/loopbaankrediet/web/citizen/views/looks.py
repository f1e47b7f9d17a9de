"""Who looked in my data, why, and a question about it to the privacy officer."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.journal.queries import count_about, line_about, lines_about
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.oversight.actions import TEXT_CHARACTERS, ask_about_look
from loopbaankrediet.oversight.errors import TextMissing, TextTooLong
from loopbaankrediet.oversight.limits import limit
from loopbaankrediet.oversight.queries import questions_from
from loopbaankrediet.people.queries import names
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.presenters.looks import FILTERS, filter_links, line_rows, looks_table, question_rows
from loopbaankrediet.web.citizen.who import citizen_of
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.requests import AppRequest

LINES_PER_PAGE = 50


class AskForm(PlainForm):
    """What the citizen does not understand, in her own words."""

    words = forms.CharField(
        label="Wat begrijp je niet?",
        help_text="Schrijf het in je eigen woorden. Je moet niets bewijzen.",
        max_length=TEXT_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": TextMissing.message,
            "max_length": TextTooLong.message.format(most=TEXT_CHARACTERS),
        },
    )


@requires(Capacity.CITIZEN)
@require_safe
def looks(request: AppRequest) -> HttpResponse:
    """The journal about the citizen, newest first; below it her questions. Not for a helper: she sees what he does."""
    person_id = _reader(request)
    chosen = request.GET.get("soort", "")
    chosen = chosen if chosen in FILTERS else ""
    kind = FILTERS[chosen][1]
    page = page_of(request, count_about(person_id, kind=kind), most=LINES_PER_PAGE)
    lines = lines_about(person_id, kind=kind, rows=rows_of(page))
    context = {
        "table": looks_table(lines, names({line.actor_id for line in lines}), person_id),
        "page": page,
        "filters": filter_links(chosen),
        "questions": [question_rows(view) for view in questions_from(person_id)],
    }
    return render(request, "web/citizen/looks.html", context)


@requires(Capacity.CITIZEN)
@require_http_methods(["GET", "POST"])
def ask(request: AppRequest, line_id: int) -> HttpResponse:
    """A question about one line; it goes to the privacy officer."""
    actor, person_id = actor_of(request), _reader(request)
    line = line_about(person_id, line_id)
    if line is None:
        raise NotFound
    form = AskForm(request.POST or None)

    def act() -> str:
        words = form.cleaned_data["words"]
        ask_about_look(entry_id=line_id, person_id=person_id, words=words, by=actor, clock=request.clock, key=form.key)
        return "Je vraag is bewaard. Je leest het antwoord op deze pagina."

    if carried_out(request, form, act):
        return redirect("citizen:looks")
    context = {
        "form": form,
        "rows": line_rows(line, names([line.actor_id]), person_id),
        "days": limit("citizen_answer_days", on=request.clock.today()),
    }
    return render(request, "web/citizen/ask_look.html", context, status=422 if form.errors else 200)


def _reader(request: AppRequest) -> UUID:
    actor, person_id = citizen_of(request)
    if not actor.may(Scope.LOOKS):
        raise NotAllowed
    return person_id
