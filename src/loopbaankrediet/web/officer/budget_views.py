"""The budget of a year, what the department itself costs, and the draws of a cap."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.budget.caps import cap_in_force
from loopbaankrediet.budget.costs import confirm_cost, enter_cost, withdraw_cost
from loopbaankrediet.budget.draw_queries import differing_places, draw_from
from loopbaankrediet.budget.draw_queries import draws as all_draws
from loopbaankrediet.budget.figures import CostLine, YearFigures, figures, years_with_a_budget
from loopbaankrediet.budget.models import CostKind, CostState
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.draw_words import draw_name
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.officer.budget_forms import CostForm
from loopbaankrediet.web.officer.budget_words import (
    alert_words,
    commitment_chart,
    cost_table,
    figures_table,
    more_rows,
    totals,
)
from loopbaankrediet.web.public.draws import draw_rows, draw_table
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.spreadsheets import csv_download, plain_text


@dataclass(frozen=True)
class OpenCost:
    """A cost that waits for a second officer; `is_own` when the reader entered it."""

    line: CostLine
    form: PlainForm
    is_own: bool


@requires_role(Role.PAYMENTS_OFFICER, Role.AUDITOR)
@require_safe
def budget(request: AppRequest, year: int | None = None) -> HttpResponse:
    return _page(request, year or request.clock.today().year)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def enter(request: AppRequest, year: int) -> HttpResponse:
    form = CostForm(request.POST)

    def act() -> str:
        values = form.cleaned_data
        enter_cost(
            year=year,
            kind=CostKind(values["kind"]),
            cents=values["cents"],
            source=values["source"],
            by=actor_of(request),
            clock=request.clock,
            key=form.key,
        )
        return "Het bedrag is ingevuld. Iemand anders moet het bevestigen."

    return _do(request, year, form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def confirm(request: AppRequest, year: int, cost_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        confirm_cost(cost_id=cost_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Het bedrag telt nu mee."

    return _do(request, year, form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def withdraw(request: AppRequest, year: int, cost_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        withdraw_cost(cost_id=cost_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Het bedrag is ingetrokken. De lijn blijft staan."

    return _do(request, year, form, act)


@requires_role(Role.PAYMENTS_OFFICER, Role.AUDITOR)
@require_safe
def budget_file(request: AppRequest, year: int) -> HttpResponse:
    """The figures of the page as a spreadsheet, as they are set in Belgium."""
    found = _figures(year, request.clock.today())
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    tables = (figures_table(found), cost_table(found.costs))
    writer.writerows([row.label, row.value] for row in more_rows(found))
    for table in tables:
        writer.writerow([])
        writer.writerow(column.label for column in table.columns)
        writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    writer.writerow([])
    writer.writerow(["Week van", "Vastgelegd (eurocent)", "Samen (eurocent)"])
    for week, (_, total) in zip(found.commitment.weeks, totals(found.commitment), strict=True):
        writer.writerow([week.monday.isoformat(), week.taken, total])
    return csv_download(f"begroting-{year}.csv", text.getvalue())


@requires_role(Role.PAYMENTS_OFFICER, Role.AUDITOR)
@require_safe
def draws(request: AppRequest) -> HttpResponse:
    """Every draw with what is public of it; one can be computed again."""
    today = request.clock.today()
    rule = cap_in_force(today).rule
    context = {"table": draw_table(), "rule": rule, "checked": _check(request.GET.get("controle", ""))}
    context["held"] = [Cell(draw_name(draw), f"?controle={draw.starts_on}") for draw in all_draws() if draw.is_drawn]
    return render(request, "web/officer/draws.html", context)


def _check(asked: str) -> dict[str, object]:
    """A draw that was held, computed again from its seed; empty when none was asked for."""
    if not asked:
        return {}
    try:
        draw = draw_from(date.fromisoformat(asked))
    except ValueError:
        draw = None
    if draw is None or not draw.is_drawn:
        raise NotFound
    return {"name": draw_name(draw), "rows": draw_rows(draw), "differing": differing_places(draw)}


def _do(request: AppRequest, year: int, form: PlainForm, act: Callable[[], str]) -> HttpResponse:
    if carried_out(request, form, act):
        return redirect("officer:budget_year", year)
    return _page(request, year, form)


def _page(request: AppRequest, year: int, form: PlainForm | None = None) -> HttpResponse:
    actor, years = actor_of(request), years_with_a_budget()
    if year not in years:
        if form or year != request.clock.today().year:
            raise NotFound
        return render(request, "web/officer/budget_none.html", {"year": year, "years": _year_links(years, year)})
    found = figures(year, today=request.clock.today())
    waiting = [line for line in found.costs if line.state == CostState.ENTERED]
    context = {
        "found": found,
        "alerts": [(alert.is_urgent, alert_words(alert)) for alert in found.alerts],
        "table": figures_table(found),
        "rows": [SummaryRow("Bron", found.source), *more_rows(found)],
        "chart": commitment_chart(found),
        "costs": cost_table(found.costs),
        "waiting": [OpenCost(line, PlainForm(), line.entered_by_id == actor.person_id) for line in waiting],
        "form": form if isinstance(form, CostForm) else CostForm(),
        "refused": form if form and not isinstance(form, CostForm) else None,
        "may_enter": actor.has_role(Role.PAYMENTS_OFFICER),
        "years": _year_links(years, year),
    }
    return render(request, "web/officer/budget.html", context, status=422 if form else 200)


def _figures(year: int, today: date) -> YearFigures:
    if year not in years_with_a_budget():
        raise NotFound
    return figures(year, today=today)


def _year_links(years: tuple[int, ...], shown: int) -> list[Cell]:
    return [
        Cell(f"Begroting van {year}", reverse("officer:budget_year", args=[year])) for year in years if year != shown
    ]


def _plain(cell: Cell | str) -> str:
    text = cell if isinstance(cell, str) else " - ".join(part for part in (cell.text, cell.note) if part)
    return plain_text(text)
