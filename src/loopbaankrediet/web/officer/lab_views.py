"""Policy analysts: runs of the lab, asking one, following it, reading and comparing results."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.labruns.actions import ask_run, ask_run_again, cancel_run
from loopbaankrediet.labruns.queries import RunView, file_of, result_of, run_of, run_view, runs
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.lab.comparing import comparison
from loopbaankrediet.web.lab.result import pack_download, result_page, spreadsheet
from loopbaankrediet.web.lab.tables import choices_to_compare, run_table
from loopbaankrediet.web.lab.words import STATE_WORDS, run_rows
from loopbaankrediet.web.officer.lab_forms import AskForm, CompareForm, SearchForm, chosen, matching
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.spreadsheets import csv_download

RUNS_A_PAGE = 25


@requires_role(Role.POLICY_ANALYST)
@require_safe
def lab_runs(request: AppRequest) -> HttpResponse:
    """Every run of everybody: analysts share the machine and its results."""
    found = runs()
    page = page_of(request, found.count(), most=RUNS_A_PAGE)
    context = {"table": run_table(map(run_view, found[rows_of(page)])), "page": page}
    return render(request, "web/officer/lab_runs.html", context)


@requires_role(Role.POLICY_ANALYST)
@require_http_methods(["GET", "HEAD", "POST"])
def new_run(request: AppRequest) -> HttpResponse:
    """First choose which numbers get a field, by GET; then ask the run, by POST."""
    today, picked = request.clock.today(), chosen(request.GET.getlist("getal"))
    words = request.GET.get("zoek", "")
    found = matching(words)
    form = AskForm(request.POST or None, amounts=picked, on=today)
    made: list[UUID] = []

    def act() -> str:
        run = ask_run(question=form.question(), by=actor_of(request), clock=request.clock, key=form.key)
        made.append(run.id)
        return "Gevraagd. De berekening begint zodra de server vrij is."

    if carried_out(request, form, act):
        return redirect("officer:lab_run", made[0])
    search = SearchForm(words, picked=picked, found=found)
    context = {"form": form, "search": search, "has_choices": bool(picked or found)}
    context["nothing_found"] = bool(words) and not found
    return render(request, "web/officer/lab_new.html", context, status=422 if form.errors else 200)


@requires_role(Role.POLICY_ANALYST)
@require_safe
def lab_run(request: AppRequest, run_id: UUID) -> HttpResponse:
    """How far it is, and the result once it is done. While it runs, htmx asks again for the part that changes."""
    run = run_of(run_id)
    if request.htmx and not run.is_open:
        return HttpResponseClientRefresh()
    template = "web/lab/progress.html" if request.htmx else "web/officer/lab_run.html"
    return render(request, template, _context(request, run))


@requires_role(Role.POLICY_ANALYST)
@require_POST
def cancel(request: AppRequest, run_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        cancel_run(run_id=run_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Gestopt. Er is niets van bewaard."

    return _do(request, run_id, form, act)


@requires_role(Role.POLICY_ANALYST)
@require_POST
def ask_again(request: AppRequest, run_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        ask_run_again(run_id=run_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Opnieuw gevraagd."

    return _do(request, run_id, form, act)


@requires_role(Role.POLICY_ANALYST)
@require_safe
def run_file(request: AppRequest, run_id: UUID) -> HttpResponse:
    found = result_of(run_id)
    return csv_download(f"beleidslab-{found.key[:12]}.csv", spreadsheet(found))


@requires_role(Role.POLICY_ANALYST)
@require_safe
def run_pack(request: AppRequest, run_id: UUID, pack_kind: str) -> HttpResponse:
    return pack_download(result_of(run_id).key, pack_kind, file_of(run_id, pack_kind))


@requires_role(Role.POLICY_ANALYST)
@require_safe
def compare(request: AppRequest) -> HttpResponse:
    """Two results beside each other, with what was asked otherwise."""
    form = CompareForm(request.GET if "een" in request.GET else None, runs=choices_to_compare())
    both = None
    if form.is_valid():
        sides = [(run_of(form.cleaned_data[name]), result_of(form.cleaned_data[name])) for name in ("een", "ander")]
        both = comparison(sides[0], sides[1], request.GET)
    context = {"form": form, "both": both}
    return render(request, "web/officer/lab_compare.html", context, status=422 if form.errors else 200)


def _do(request: AppRequest, run_id: UUID, form: PlainForm, act: Callable[[], str]) -> HttpResponse:
    """A button of the page of a run; a refusal comes back on that page."""
    if carried_out(request, form, act):
        return redirect("officer:lab_run", run_id)
    context = _context(request, run_of(run_id)) | {"form": form}
    return render(request, "web/officer/lab_run.html", context, status=422)


def _context(request: AppRequest, run: RunView) -> dict[str, object]:
    result = result_page(result_of(run.id), request.GET) if run.result_key else None
    return {"run": run, "state": STATE_WORDS[run.state], "rows": run_rows(run), "result": result, "form": PlainForm()}
