"""For the auditor: any account as a statement, on any day and as a spreadsheet, and the postings behind each act."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.queries import Movement, Statement, balance, balance_on, statement, transfers_of_act
from loopbaankrediet.web.access import requires_role
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.officer.act_postings import act_page
from loopbaankrediet.web.officer.balances import asked_words, balance_rows
from loopbaankrediet.web.officer.ledger_forms import BalanceForm, FindAccountForm
from loopbaankrediet.web.officer.ledger_places import Place, find, places_of, siblings_of
from loopbaankrediet.web.officer.ledger_words import place_cell, statement_url
from loopbaankrediet.web.officer.proof_views import ledger_home
from loopbaankrediet.web.officer.spreadsheets import spreadsheet
from loopbaankrediet.web.officer.statements import (
    Trail,
    edge_rows,
    held_after,
    lines_of,
    read_trail,
    statement_table,
)
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.spreadsheets import csv_download

LINES_A_PAGE = 50
LINES_AT_ONCE = 1_000
PARTS_OF_A_FILE = 3
TRAIL = "na"


@requires_role(Role.AUDITOR)
@require_POST
def find_account(request: AppRequest) -> HttpResponse:
    """One account: straight to it. Several: a list to choose from."""
    form = FindAccountForm(request.POST)
    found = find(form.cleaned_data["what"], request.clock.today()) if form.is_valid() else []
    if form.is_valid() and not found:
        form.add_error("what", "We vinden niets. Kijk het nummer na, of is er nog niets toegekend in dit dossier?")
    if len(found) == 1:
        return redirect(statement_url(found[0].code))
    places = places_of(account.code for account in found)
    return ledger_home(request, form, [place_cell(account.code, places) for account in found])


@requires_role(Role.AUDITOR)
@require_safe
def account_statement(request: AppRequest, code: str) -> HttpResponse:
    place = _look_at(request, code, "open_statement")
    account, trail = place.account, read_trail(request.GET.get(TRAIL, ""), place.account)
    page = statement(account, after=trail.here, limit=LINES_A_PAGE)
    lines = lines_of(page)
    others = siblings_of(place)
    places = places_of([line.other_account for line in page.lines] + [other.code for other in others])
    form, asked = _asked_balance(request, account)
    context = {
        "form": form,
        "place": place,
        "rows": balance_rows(balance(account), account),
        "asked": asked,
        "opening": edge_rows("Beginsaldo", page.opening, page.opening_held, account.unit),
        "closing": edge_rows("Eindsaldo", page.closing, held_after(page, lines), account.unit),
        "table": statement_table(lines, account, places),
        "siblings": [place_cell(other.code, places) for other in others],
        "file_url": _url("officer:ledger_file", account, trail),
        **_page_links(account, trail, page),
    }
    return render(request, "web/officer/ledger_statement.html", context, status=422 if form.errors else 200)


@requires_role(Role.AUDITOR)
@require_safe
def statement_file(request: AppRequest, code: str) -> HttpResponse:
    """The lines from here on as a spreadsheet; a very long account comes in parts, each naming the next."""
    place = _look_at(request, code, "download_statement")
    account, trail = place.account, read_trail(request.GET.get(TRAIL, ""), place.account)
    page = _long_statement(account, trail.here)
    lines = lines_of(page)
    more = ""
    if page.next_after:
        more = request.build_absolute_uri(_url("officer:ledger_file", account, Trail((page.next_after,))))
    places = places_of(line.other_account for line in page.lines)
    content = spreadsheet(lines, page, account, places, more)
    name = f"rekening-{code.replace(':', '-')}.csv"
    return csv_download(name, content)


@requires_role(Role.AUDITOR)
@require_safe
def act(request: AppRequest, act_key: UUID) -> HttpResponse:
    """What one act moved, who did it, and what answers or undoes it."""
    postings = transfers_of_act(act_key)
    if not postings:
        raise NotFound
    page = act_page(act_key, postings)
    if page.subject:
        saw(request, "open_postings", page.subject, dossier=f"handeling {act_key}")
    return render(request, "web/officer/ledger_act.html", {"page": page})


def _look_at(request: AppRequest, code: str, verb: str) -> Place:
    """The account; the journal notes who looked at that of a person."""
    place = places_of([code]).get(code)
    if place is None:
        raise NotFound
    if place.subject and place.subject.person_id:
        saw(request, verb, place.subject, dossier=f"rekening {code}")
    return place


def _asked_balance(request: AppRequest, account: Account) -> tuple[BalanceForm, dict[str, object]]:
    """The form, and what it asked for when it was sent."""
    form = BalanceForm(request.GET if {"dag", "geboekt"} & request.GET.keys() else None)
    if not form.is_valid():
        return form, {}
    day, known_at = form.cleaned_data["dag"], form.cleaned_data["geboekt"]
    found = balance_on(account, day, known_at=known_at)
    return form, {"title": asked_words(day, known_at), "rows": balance_rows(found, account)}


def _long_statement(account: Account, after: int) -> Statement:
    """Several pages as one."""
    first = page = statement(account, after=after, limit=LINES_AT_ONCE)
    lines: list[Movement] = list(page.lines)
    for _ in range(PARTS_OF_A_FILE - 1):
        if page.next_after is None:
            break
        page = statement(account, after=page.next_after, limit=LINES_AT_ONCE)
        lines += page.lines
    return replace(first, lines=tuple(lines), closing=page.closing, next_after=page.next_after)


def _page_links(account: Account, trail: Trail, page: Statement) -> dict[str, str]:
    """Empty where there is no such page; `first_url` only when going back one by one does not lead there any more."""
    back, name = trail.back(), "officer:ledger_statement"
    leads_to_first = back is not None and not back.here
    onward = trail.onward(page.next_after) if page.next_after else None
    return {
        "previous_url": _url(name, account, back) if back else "",
        "next_url": _url(name, account, onward) if onward else "",
        "first_url": _url(name, account, Trail()) if trail.here and not leads_to_first else "",
    }


def _url(name: str, account: Account, trail: Trail) -> str:
    address = reverse(name, args=[account.code])
    return f"{address}?{urlencode({TRAIL: trail.signed(account)})}" if trail.here else address
