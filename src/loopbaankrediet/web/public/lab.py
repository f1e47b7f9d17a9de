"""What the policy lab computed of the standard scenarios, for everybody, each under an address that stays."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loopbaankrediet.decree.scenario import DRAFT
from loopbaankrediet.labruns.queries import ResultView, newest_standard, older_standards, public_file, public_result
from loopbaankrediet.web.access import public
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.lab.result import pack_download, result_page, same_as_draft, spreadsheet
from loopbaankrediet.web.lab.words import disputed, draw_count, number, rough
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.spreadsheets import csv_download
from loopbaankrediet.web.templatetags.dutch import day

SHOWN = ("begin", "public_euro")


@public
@require_safe
def scenarios(request: AppRequest) -> HttpResponse:
    """Every standard scenario with what the opinion says beside what the model computes."""
    found = newest_standard()
    context = _context(found) | {"table": _table(found), "older": _older()} if found else {}
    return render(request, "web/public/lab.html", context)


@public
@require_safe
def result(request: AppRequest, key: str) -> HttpResponse:
    found = public_result(key)
    context = _context(found) | {"result": result_page(found, request.GET)}
    return render(request, "web/public/lab_result.html", context)


@public
@require_safe
def result_file(request: AppRequest, key: str) -> HttpResponse:
    found = public_result(key)
    return csv_download(f"beleidslab-{found.key[:12]}.csv", spreadsheet(found))


@public
@require_safe
def result_pack(request: AppRequest, key: str, pack_kind: str) -> HttpResponse:
    return pack_download(key, pack_kind, public_file(key, pack_kind))


def _context(found: ResultView) -> dict[str, object]:
    draws = found.content["question"]["draws"]
    return {"found": found, "draws": draw_count(draws), "rough": rough(draws)}


def _table(found: ResultView) -> Table:
    headings = found.content["headings"]
    columns = [Column("Scenario"), Column("Wat het SERV-advies zegt"), *(Column(headings[one]) for one in SHOWN)]
    rows = [_row(found, name) for name in found.content["results"]]
    years = found.content["question"]["years"]
    return Table(f"Elk scenario, {years} jaar samen: midden, en van laag tot hoog", columns, rows)


def _row(found: ResultView, name: str) -> tuple[Cell | str, ...]:
    one = found.content["results"][name]
    source, sentence = disputed(name)
    told = Cell(sentence, note=source) if sentence else Cell("Dit is het voorontwerp zelf." if name == DRAFT else "")
    note = "Geen verschil in dit model." if same_as_draft(found.content, name) else ""
    url = f"{reverse('public:lab_result', args=[found.key])}?scenario={name}"
    return (Cell(one["title"], url, note=note), told, *(_levels(one["totals"][figure], figure) for figure in SHOWN))


def _levels(levels: dict[str, float], figure: str) -> Cell:
    low, middle, high = (number(levels[key], figure) for key in ("p05", "p50", "p95"))
    return Cell(middle, note=f"{low} tot {high}")


def _older() -> list[Cell]:
    """Results of before, under another law or model; the newest first."""
    return [Cell(f"Berekend op {day(on)}", reverse("public:lab_result", args=[key])) for key, on in older_standards()]
