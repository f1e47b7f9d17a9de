"""The work page of officers: every kind with its term, who has it, and taking, giving back and giving it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.credit.models import AlikeFile
from loopbaankrediet.flows import work
from loopbaankrediet.flows.work import Whose, WorkLine
from loopbaankrediet.flows.work_kinds import KINDS
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.web.access import actor_of, requires, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.officer.work_forms import GiveForm
from loopbaankrediet.web.officer.worklists import age
from loopbaankrediet.web.paging import page_through
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

HAVE_WORK = sorted({kind.role for kind in KINDS.values()})
LINES_A_PAGE = 25
WHOSE = {Whose.ALL: "Al het werk", Whose.MINE: "Wat ik heb", Whose.FREE: "Wat nog niemand heeft"}


@requires(Capacity.OFFICER)
@require_safe
def work_list(request: AppRequest) -> HttpResponse:
    """All work of one's roles; the filters stand in the address."""
    actor, today = actor_of(request), request.clock.today()
    kind, overdue = request.GET.get("soort", ""), request.GET.get("te_laat") == "ja"
    whose = Whose(request.GET["wie"]) if request.GET.get("wie") in set(Whose) else Whose.ALL
    lines = work.work_for(actor, today=today)
    chosen = work.chosen(lines, kind=kind, whose=whose, overdue=overdue, actor=actor, today=today)
    page = page_through(request, chosen, most=LINES_A_PAGE)
    shown = work.named(page.object_list)
    saw_in_list(request, "work", [line.person_id for line in shown if line.person_id])
    queues = work.queues(lines, actor, today=today)
    context = {
        "queues": _queue_table(queues),
        "lines": _line_table(shown, request),
        "page": page,
        "count": len(chosen),
        "kinds": [(queue.kind.name, queue.kind.label) for queue in queues],
        "whose": list(WHOSE.items()),
        "filters": {"kind": kind, "whose": whose, "overdue": overdue},
    }
    return render(request, "web/officer/work.html", context)


@requires_role(*HAVE_WORK)
@require_safe
def work_item(request: AppRequest, work_kind: str, subject_id: UUID) -> HttpResponse:
    """One piece of work: its term and who has it."""
    return _item(request, work_kind, subject_id)


@requires_role(*HAVE_WORK)
@require_POST
def take(request: AppRequest, work_kind: str, subject_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        by, clock = actor_of(request), request.clock
        work.take(kind=work_kind, subject_id=subject_id, by=by, clock=clock, key=form.key)
        return "Dit werk is nu van jou."

    if carried_out(request, form, act):
        return redirect("officer:work_item", work_kind, subject_id)
    return _item(request, work_kind, subject_id, form)


@requires_role(*HAVE_WORK)
@require_POST
def give_back(request: AppRequest, work_kind: str, subject_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        by, clock = actor_of(request), request.clock
        work.give_back(kind=work_kind, subject_id=subject_id, by=by, clock=clock, key=form.key)
        return "Je gaf dit werk terug. Een collega kan het nemen."

    if carried_out(request, form, act):
        return redirect("officer:work_list")
    return _item(request, work_kind, subject_id, form)


@requires_role(*HAVE_WORK)
@require_http_methods(["GET", "POST"])
def give(request: AppRequest, work_kind: str, subject_id: UUID) -> HttpResponse:
    actor, today = actor_of(request), request.clock.today()
    line = work.work_line(work_kind, subject_id, by=actor, today=today)
    colleagues = work.colleagues(line.kind.role, besides=actor.person_id)
    form = GiveForm(colleagues, request.POST or None)

    def act() -> str:
        values = {"officer_id": form.cleaned_data["officer"], "reason": form.cleaned_data["reason"]}
        work.give_to(kind=work_kind, subject_id=subject_id, **values, by=actor, clock=request.clock, key=form.key)
        return "Je collega heeft dit werk nu."

    if carried_out(request, form, act):
        return redirect("officer:work_item", work_kind, subject_id)
    if line.person_id:
        saw_in_list(request, "work", [line.person_id])
    context = {"form": form, "line": line, "has_colleagues": bool(colleagues)}
    return render(request, "web/officer/give_work.html", context, status=422 if form.errors else 200)


def address_of(line: WorkLine) -> str:
    """The page where this work is done."""
    if line.kind.argument == "other":
        application_id = AlikeFile.objects.values_list("application_id", flat=True).get(id=line.id)
        return reverse(line.kind.page, args=[application_id])
    return reverse(line.kind.page, args=[line.id] if line.kind.argument else [])


def _item(request: AppRequest, kind: str, subject_id: UUID, form: PlainForm | None = None) -> HttpResponse:
    actor, today = actor_of(request), request.clock.today()
    try:
        line = work.work_line(kind, subject_id, by=actor, today=today)
    except (NotFound, NotAllowed):
        if form is None:
            raise
        return render(request, "web/officer/work_gone.html", {"form": form}, status=422)
    if line.person_id:
        saw_in_list(request, "work", [line.person_id])
    context = {
        "form": form,
        "button": PlainForm(),
        "line": line,
        "rows": _rows(line, request),
        "url": address_of(line),
        "is_mine": line.has is not None and line.has.officer_id == actor.person_id,
    }
    return render(request, "web/officer/work_item.html", context, status=422 if form is not None else 200)


def _rows(line: WorkLine, request: AppRequest) -> list[SummaryRow]:
    rows = [SummaryRow("Soort", line.kind.label), SummaryRow("Sinds", day(line.since))]
    rows.append(SummaryRow("Ten laatste", _term(line, request).text))
    rows.append(SummaryRow("Wie doet dit?", line.has.officer if line.has else "Nog niemand"))
    return rows


def _queue_table(queues: tuple[work.Queue, ...]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(queue.kind.label, f"{reverse('officer:work_list')}?soort={queue.kind.name}"),
            str(queue.count),
            day(queue.oldest) if queue.oldest else "-",
            Cell(str(queue.overdue), pill="err" if queue.overdue else "ok"),
        ]
        for queue in queues
    ]
    columns = [Column("Soort"), Column("Aantal", numeric=True), Column("Oudste"), Column("Over de termijn")]
    return Table("Hoeveel werk er is", columns, rows, "Jouw rollen hebben hier geen werk.")


def _line_table(lines: tuple[WorkLine, ...], request: AppRequest) -> Table:
    today = request.clock.today()
    rows: list[list[Cell | str]] = [
        [
            Cell(line.person or line.kind.label, address_of(line), note=line.label),
            line.kind.label,
            Cell(day(line.since), note=age(line.since, today)),
            _term(line, request),
            Cell(line.has.officer if line.has else "Nog niemand", _item_url(line)),
        ]
        for line in lines
    ]
    columns = [Column("Dossier"), Column("Soort"), Column("Sinds"), Column("Ten laatste"), Column("Wie")]
    return Table("Het werk, het dringendste eerst", columns, rows, "Er is geen werk dat hierbij past.")


def _term(line: WorkLine, request: AppRequest) -> Cell:
    if line.due_on is None:
        return Cell("De termijn staat stil", pill="info")
    if line.is_overdue(request.clock.today()):
        return Cell(day(line.due_on), pill="err", note="Te laat")
    return Cell(day(line.due_on), note="We wachten op een antwoord" if line.waits else "")


def _item_url(line: WorkLine) -> str:
    return reverse("officer:work_item", args=[line.kind.name, line.id])
