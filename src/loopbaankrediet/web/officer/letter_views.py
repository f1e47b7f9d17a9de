"""The letter of an application, and the versions of its text blocks: written, seen with an example, approved."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.credit.clarifications import deviations_of
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.queries import application as application_view
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.office.models import Letter
from loopbaankrediet.office.states import TemplateState
from loopbaankrediet.office.templates import (
    TemplateView,
    decide_template,
    template,
    template_for,
    templates,
    write_template,
)
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.letters import letter_of, preview
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.officer.letter_forms import LetterForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

STATES = {
    TemplateState.DRAFT: ("Wacht op een collega", "warn"),
    TemplateState.APPROVED: ("Goedgekeurd", "ok"),
    TemplateState.DISCARDED: ("Niet gebruikt", "info"),
}


@requires_role(Role.CASE_OFFICER)
@require_safe
def application_letter(request: AppRequest, application_id: UUID) -> HttpResponse:
    """The letter of the latest decision, with the text blocks of its own day."""
    found = application_view(application_id)
    if found is None:
        raise NotFound
    subject = Subject("application", found.id, found.person_id)
    saw(request, "open_application", subject, dossier=file_number(found.number))
    context = {"application": found, "letter": letter_of(found, deviations_of(found.id))}
    return render(request, "web/officer/application_letter.html", context)


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def letter_texts(request: AppRequest) -> HttpResponse:
    """Every version of every letter; a POST writes a new one."""
    wanted = request.GET.get("brief", Letter.REFUSAL)
    letter = Letter(wanted) if wanted in Letter.values else Letter.REFUSAL
    now = template_for(letter, on=request.clock.today(), at=request.clock.now())
    start = {"letter": letter, "opening": now.opening, "closing": now.closing, "from_on": request.clock.today()}
    form, made = LetterForm(request.POST or None, initial=start), list[UUID]()

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("letter", "opening", "closing", "why", "from_on")}
        made.append(write_template(**values, by=actor_of(request), clock=request.clock, key=form.key).id)
        return "De nieuwe tekst is bewaard. Een collega kijkt ze na."

    if carried_out(request, form, act):
        return redirect("officer:letter_text", made[0])
    context = {"form": form, "table": _table(templates())}
    return render(request, "web/officer/letter_texts.html", context, status=422 if form.errors else 200)


@requires_role(Role.CASE_OFFICER)
@require_safe
def letter_text(request: AppRequest, template_id: UUID) -> HttpResponse:
    """One version, with the letter of an invented case."""
    return _text(request, template_id)


@requires_role(Role.CASE_OFFICER)
@require_POST
def decide(request: AppRequest, template_id: UUID, approve: str) -> HttpResponse:
    """A colleague approves, or anybody drops the draft."""
    form, agrees = PlainForm(request.POST), approve == "ja"

    def act() -> str:
        by, clock = actor_of(request), request.clock
        decide_template(template_id=template_id, approve=agrees, by=by, clock=clock, key=form.key)
        return "De tekst is goedgekeurd." if agrees else "De tekst wordt niet gebruikt."

    if carried_out(request, form, act):
        return redirect("officer:letter_text", template_id)
    return _text(request, template_id, form)


def _text(request: AppRequest, template_id: UUID, form: PlainForm | None = None) -> HttpResponse:
    found = template(template_id)
    context = {
        "form": form,
        "button": PlainForm(),
        "found": found,
        "name": Letter(found.letter).label,
        "state": STATES[TemplateState(found.state)],
        "is_draft": found.state == TemplateState.DRAFT,
        "is_own": found.made_by_id == actor_of(request).person_id,
        "letter": preview(found, on=request.clock.today(), at=request.clock.now()),
    }
    return render(request, "web/officer/letter_text.html", context, status=422 if form is not None else 200)


def _table(versions: tuple[TemplateView, ...]) -> Table:
    columns = [Column("Brief"), Column("Stand"), Column("Vanaf"), Column("Wie"), Column("Waarom")]
    return Table("Teksten van brieven", columns, [_row(one) for one in versions])


def _row(one: TemplateView) -> list[Cell | str]:
    url = reverse("officer:letter_text", args=[one.id]) if one.id else ""
    text, pill = STATES[TemplateState(one.state)]
    checked = f"Nagekeken door {one.decided_by}" if one.decided_by else ""
    return [
        Cell(Letter(one.letter).label, url, note=f"Versie {one.version}"),
        Cell(text, pill=pill),
        day(one.from_on) if one.from_on else "Het begin",
        Cell(one.made_by or "Het platform", note=checked),
        one.why or "-",
    ]
