"""Draws for everybody: how they work, what was announced, and a place computed again from a lot number."""

import csv
from collections.abc import Iterator
from datetime import date

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.budget.caps import cap_in_force
from loopbaankrediet.budget.draw_queries import DrawView, PlaceView, all_places, draw_from, draws, place_of_ticket
from loopbaankrediet.budget.errors import TicketUnknown
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import public
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.draw_words import draw_name, draw_url
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.spreadsheets import BYTE_ORDER_MARK
from loopbaankrediet.web.templatetags.dutch import day

COLUMNS = ("Plaats", "Lotnummer", "Lotingen gewacht", "Lot (HMAC-SHA256)", "Kreeg een plaats")
YES_NO = {True: "ja", False: "nee"}


class TicketForm(PlainForm):
    """Asked with GET: it changes nothing, so it carries no act key."""

    act_key = None  # type: ignore[assignment]
    lotnummer = forms.CharField(
        label="Lotnummer",
        max_length=60,
        help_text="Het staat bij je aanvraag",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


@public
@require_safe
def all_draws(request: AppRequest) -> HttpResponse:
    """How a draw works, whether one is in force, and the list."""
    today = request.clock.today()
    cap = cap_in_force(today)
    context = {"table": draw_table(), "rule": cap.rule, "cap": cap, "today": today}
    return render(request, "web/public/draws.html", context)


@public
@require_safe
def one_draw(request: AppRequest, starts_on: str) -> HttpResponse:
    """What was announced and what came out; with a lot number, its place computed again."""
    draw = _found(starts_on)
    form = TicketForm(request.GET if "lotnummer" in request.GET else None)
    place = _place(draw, form) if draw.is_drawn and form.is_valid() else None
    context = {"draw": draw, "name": draw_name(draw), "rows": draw_rows(draw), "form": form}
    context |= {"place": place, "result": place_rows(place) if place else []}
    return render(request, "web/public/draw.html", context, status=422 if form.errors else 200)


@public
@require_safe
def places_file(request: AppRequest, starts_on: str) -> StreamingHttpResponse:
    """Every lot number with its place, so that anybody can do the whole draw again."""
    draw = _found(starts_on)
    if not draw.is_drawn:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="loting-{draw.starts_on}.csv"'}
    return StreamingHttpResponse(_lines(draw), content_type="text/csv; charset=utf-8", headers=headers)


def draw_table() -> Table:
    """All draws, newest first."""
    rows: list[list[Cell | str]] = [
        [
            Cell(draw_name(draw), draw_url(draw), note=f"Aangekondigd op {day(draw.announced_on)}"),
            _state(draw),
            "" if draw.entries is None else str(draw.entries),
            "" if draw.winners is None else str(draw.winners),
        ]
        for draw in draws()
    ]
    columns = [Column("Loting"), Column("Stand"), Column("Deden mee", numeric=True), Column("Plaatsen", numeric=True)]
    return Table("Lotingen", columns, rows, "Er is nog geen loting aangekondigd.")


def draw_rows(draw: DrawView) -> list[SummaryRow]:
    rows = [
        SummaryRow("Aangekondigd op", day(draw.announced_on)),
        SummaryRow("Wie wacht sinds ten laatste", day(draw.ends_on)),
        SummaryRow("Controlegetal van de sleutel (SHA-256)", draw.seed_hash),
    ]
    if draw.drawn_on is None:
        return [*rows, SummaryRow("We loten op", f"{day(draw.draws_on)}, of kort daarna")]
    return [
        *rows,
        SummaryRow("Geloot op", day(draw.drawn_on)),
        SummaryRow("De sleutel", draw.seed),
        SummaryRow("Deden mee", str(draw.entries)),
        SummaryRow("Kregen een plaats", str(draw.winners)),
    ]


def place_rows(found: PlaceView) -> list[SummaryRow]:
    return [
        SummaryRow("Plaats", f"{found.place} van {found.draw.entries}"),
        SummaryRow("Kreeg een plaats in het budget", YES_NO[found.won].capitalize()),
        SummaryRow("Wachtte al dit aantal lotingen", str(found.draws_waited)),
        SummaryRow("Het lot, opnieuw berekend", found.lot),
    ]


def _state(draw: DrawView) -> Cell:
    if draw.drawn_on:
        return Cell("Geloot", pill="ok", note=day(draw.drawn_on))
    return Cell("Aangekondigd", pill="info", note=f"We loten op {day(draw.draws_on)}")


def _place(draw: DrawView, form: TicketForm) -> PlaceView | None:
    try:
        return place_of_ticket(draw, form.cleaned_data["lotnummer"])
    except TicketUnknown as error:
        form.add_domain_error(error)
        return None


def _found(starts_on: str) -> DrawView:
    try:
        draw = draw_from(date.fromisoformat(starts_on))
    except ValueError:
        draw = None
    if draw is None:
        raise NotFound
    return draw


def _lines(draw: DrawView) -> Iterator[str]:
    writer = csv.writer(Echo(), delimiter=";")
    yield BYTE_ORDER_MARK
    yield writer.writerow(COLUMNS)
    for found in all_places(draw):
        yield writer.writerow([found.place, found.ticket, found.draws_waited, found.lot, YES_NO[found.won]])
