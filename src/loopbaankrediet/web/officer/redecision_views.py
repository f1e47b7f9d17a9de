"""Deciding all alike files again after an error: the number first, then the outcomes, then a second officer."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import AlikeFile, AlikeState, Redecision, RedecisionState
from loopbaankrediet.credit.officer_states import WORKING
from loopbaankrediet.credit.redeciding import (
    RedecisionView,
    approve_redecision,
    cancel_redecision,
    decide_alike,
    decline_alike,
    files_of,
    redecision,
    redecisions,
    start_redecision,
)
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.officer.redecision_forms import RedecisionForm
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up
from loopbaankrediet.web.templatetags.dutch import day

STATES = {
    RedecisionState.COUNTING: ("We tellen de dossiers", "info"),
    RedecisionState.COUNTED: ("Geteld: nog niets herbekeken", "warn"),
    RedecisionState.DECIDING: ("We herbekijken de dossiers", "info"),
    RedecisionState.DECIDED: ("Herbekeken: een collega keurt goed", "warn"),
    RedecisionState.APPLYING: ("We verbeteren de dossiers", "info"),
    RedecisionState.DONE: ("Klaar", "ok"),
    RedecisionState.CANCELLED: ("Gestopt", "info"),
}
FILES = {
    AlikeState.FOUND: ("Nog te herbekijken", "info"),
    AlikeState.SAME: ("Hetzelfde", "ok"),
    AlikeState.BETTER: ("Beter voor de burger", "warn"),
    AlikeState.WORSE: ("Slechter: enkel een voorstel", "err"),
    AlikeState.SKIPPED: ("Overgeslagen", "info"),
    AlikeState.APPLIED: ("Verbeterd", "ok"),
    AlikeState.DECLINED: ("Blijft zoals het is", "info"),
}
OUTCOMES = {"grant": "toegekend", "refusal": "geweigerd", "granted": "toegekend", "refused": "geweigerd"}
ACTS: dict[str, tuple[Callable[..., Redecision], str]] = {
    "herbekijken": (decide_alike, "We herbekijken de dossiers. Er verandert nog niets."),
    "goedkeuren": (approve_redecision, "Goedgekeurd. We verbeteren dossier per dossier."),
    "stoppen": (cancel_redecision, "Gestopt. Wat al verbeterd is, blijft."),
}


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def redecision_list(request: AppRequest) -> HttpResponse:
    """All second looks; a POST starts one by counting."""
    form, made = RedecisionForm(request.POST or None), list[UUID]()

    def act() -> str:
        by, clock = actor_of(request), request.clock
        values = {name: form.cleaned_data[name] for name in ("again", "why")}
        made.append(start_redecision(selection=form.selection(), **values, by=by, clock=clock, key=form.key).id)
        return "We tellen eerst hoeveel dossiers gelijk zijn."

    if carried_out(request, form, act):
        return redirect("officer:redecision", made[0])
    context = {"form": form, "table": _table(redecisions())}
    return render(request, "web/officer/redecisions.html", context, status=422 if form.errors else 200)


@requires_role(Role.CASE_OFFICER)
@require_safe
def one_redecision(request: AppRequest, redecision_id: UUID) -> HttpResponse:
    return _page(request, redecision_id)


@requires_role(Role.CASE_OFFICER)
@require_POST
@needs_step_up("gelijke dossiers herbekijken")
def act_on(request: AppRequest, redecision_id: UUID, step: str) -> HttpResponse:
    """Decide again, approve or stop."""
    if step not in ACTS:
        raise NotFound
    form, (verb, words) = PlainForm(request.POST), ACTS[step]

    def act() -> str:
        verb(redecision_id=redecision_id, by=actor_of(request), clock=request.clock, key=form.key)
        return words

    if carried_out(request, form, act):
        return redirect("officer:redecision", redecision_id)
    return _page(request, redecision_id, form)


@requires_role(Role.CASE_OFFICER)
@require_POST
def decline(request: AppRequest, redecision_id: UUID, file_id: UUID) -> HttpResponse:
    """One file stays as it is."""
    form = PlainForm(request.POST)

    def act() -> str:
        decline_alike(file_id=file_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Dit dossier blijft zoals het is."

    if carried_out(request, form, act):
        return redirect("officer:redecision", redecision_id)
    return _page(request, redecision_id, form)


def _page(request: AppRequest, redecision_id: UUID, form: PlainForm | None = None) -> HttpResponse:
    found, actor = redecision(redecision_id), actor_of(request)
    shown = (AlikeState.BETTER, AlikeState.WORSE, AlikeState.APPLIED, AlikeState.DECLINED)
    files = files_of(redecision_id, *shown)
    page = page_of(request, files.count(), most=25)
    rows = list(files[rows_of(page)])
    saw_in_list(request, "application", [row.application.person_id for row in rows])
    context = {
        "form": form,
        "button": PlainForm(),
        "found": found,
        "state": STATES[RedecisionState(found.state)],
        "rows": _rows(found),
        "counts": _counts(found),
        "files": rows,
        "table": _file_table(rows),
        "page": page,
        "works": found.state in WORKING,
        "is_own": found.made_by_id == actor.person_id,
        "better": found.count(AlikeState.BETTER),
        "is_over": found.state in (RedecisionState.DONE, RedecisionState.CANCELLED),
    }
    return render(request, "web/officer/redecision.html", context, status=422 if form is not None else 200)


def _rows(found: RedecisionView) -> list[SummaryRow]:
    marks = {name: value for name, value in found.selection.as_dict().items() if value}
    rows = [
        SummaryRow("Welke fout", found.why),
        SummaryRow("Wat we anders doen", found.again),
        SummaryRow("Kenmerken", ", ".join(marks.values())),
        SummaryRow("Begonnen", f"{day(found.made_on)}, door {found.made_by}"),
        SummaryRow("Gelijke dossiers", str(found.files)),
        SummaryRow("Herbekeken", f"{found.looked_at} van {found.files}"),
    ]
    return [*rows, SummaryRow("Goedgekeurd door", found.approved_by)] if found.approved_by else rows


def _counts(found: RedecisionView) -> Table:
    rows: list[list[Cell | str]] = [
        [Cell(text, pill=pill), str(found.count(state))] for state, (text, pill) in FILES.items()
    ]
    return Table("Verslag in aantallen", [Column("Uitkomst"), Column("Dossiers", numeric=True)], rows)


def _file_table(files: list[AlikeFile]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(
                file.application.person.full_name,
                reverse("officer:application", args=[file.application_id]),
                note=file_number(file.application.number),
            ),
            f"{OUTCOMES.get(file.outcome_before, '')} ({duration(file.minutes_before)})",
            f"{OUTCOMES.get(file.outcome_after, 'nog niet te beslissen')} ({duration(file.minutes_after or 0)})",
            Cell(*FILES[AlikeState(file.state)][:1], pill=FILES[AlikeState(file.state)][1]),
        ]
        for file in files
    ]
    columns = [Column("Dossier"), Column("Toen"), Column("Nu"), Column("Stand")]
    return Table("Dossiers die anders uitkomen", columns, rows, "Geen enkel dossier komt anders uit.")


def _table(found: tuple[RedecisionView, ...]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(one.why, reverse("officer:redecision", args=[one.id]), note=f"{day(one.made_on)}, door {one.made_by}"),
            Cell(*STATES[RedecisionState(one.state)][:1], pill=STATES[RedecisionState(one.state)][1]),
            str(one.files),
        ]
        for one in found
    ]
    columns = [Column("Welke fout"), Column("Stand"), Column("Dossiers", numeric=True)]
    return Table("Wat herbekeken is", columns, rows, "Er is nog niets herbekeken.")
