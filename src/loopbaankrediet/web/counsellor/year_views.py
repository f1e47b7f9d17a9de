"""The yearly statement of a counsellor: by quarter, as a page and as a file for a spreadsheet."""

import csv
import io
from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.contributions.vat import regime_of
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.queries import counsellor_of, payee_name
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.payments.queries import claims_of
from loopbaankrediet.practice.yearly import QUARTERS, Figures, Year, year_of, years_of
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.components import Column, Table
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.earnings import earnings_vat
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.spreadsheets import amount_cell, csv_download, plain_text

FIRST_YEAR = 2027
COUNT, TIME, MONEY = "aantal", "minuten", "euro"
WORDS: dict[str, Callable[[int], str]] = {COUNT: str, TIME: duration, MONEY: euro}
LINES = (
    ("modules", "Modules bevestigd", COUNT),
    ("minutes", "Uren bevestigd", TIME),
    ("public_cents", "Deel van de overheid, bevestigd", MONEY),
    ("own_cents", "Eigen bijdragen voor die uren", MONEY),
    ("paid_cents", "Betaald door de overheid", MONEY),
    ("set_off_cents", "Ingehouden op betalingen", MONEY),
    ("passed_cents", "Eigen bijdragen, doorgestort door het platform", MONEY),
    ("received_cents", "Eigen bijdragen, genoteerd als betaald", MONEY),
    ("refunded_cents", "Eigen bijdragen, teruggegeven", MONEY),
)


@for_registered
@require_safe
def year(request: AppRequest, year: int) -> HttpResponse:
    registration, found = _read(request, year)
    today = request.clock.today()
    claims = [claim for claim in claims_of(registration.id) if claim.arisen_on.year == year]
    context = {
        "year": year,
        "payee": payee_name(registration),
        "register_number": registration.register_number,
        "today": today,
        "table": _table(found),
        "is_running": year == today.year,
        "vat": earnings_vat(claims, regime_of(registration.id), on=min(today, date(year, 12, 31))),
        "others": [other for other in years_of(registration.id, today=today) if other != year],
    }
    return render(request, "web/counsellor/year.html", context)


@for_registered
@require_safe
def year_file(request: AppRequest, year: int) -> HttpResponse:
    registration, found = _read(request, year)
    return csv_download(f"jaaroverzicht-{year}.csv", _csv(registration, found))


def _read(request: AppRequest, year: int) -> tuple[Counsellor, Year]:
    """NotFound for a year before the credit began, or one that is still to come."""
    actor = actor_of(request)
    registration = counsellor_of(actor.person_id) if actor.person_id else None
    if registration is None:
        raise NotAllowed
    if not FIRST_YEAR <= year <= request.clock.today().year:
        raise NotFound
    found = year_of(registration.id, year)
    saw_in_list(request, "claim", found.clients)
    return registration, found


def _table(found: Year) -> Table:
    columns = [Column("Wat"), *(Column(f"Kwartaal {quarter}", numeric=True) for quarter in QUARTERS)]
    rows = [[label, *_shown(found, name, unit)] for name, label, unit in LINES]
    return Table("Per kwartaal", [*columns, Column("Heel het jaar", numeric=True)], rows)


def _shown(found: Year, name: str, unit: str) -> list[str]:
    return [WORDS[unit](value) for value in _values(found, name)]


def _csv(registration: Counsellor, found: Year) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Jaaroverzicht", found.year])
    writer.writerow([plain_text(payee_name(registration)), registration.register_number])
    writer.writerow(["Wat", "Eenheid", *(f"Kwartaal {quarter}" for quarter in QUARTERS), "Heel het jaar"])
    for name, label, unit in LINES:
        cells = [amount_cell(value) if unit == MONEY else str(value) for value in _values(found, name)]
        writer.writerow([label, unit, *cells])
    return text.getvalue()


def _values(found: Year, name: str) -> list[int]:
    parts: list[Figures] = [*found.quarters, found.total]
    return [getattr(one, name) for one in parts]
