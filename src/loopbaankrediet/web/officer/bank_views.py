"""What the bank told and nobody could place: read, noted by one officer, or made a payment by two."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.payments.actions.answers import Taken
from loopbaankrediet.payments.actions.files import solve_refused
from loopbaankrediet.payments.actions.lines import approve_line, note_line, propose_line, refuse_line
from loopbaankrediet.payments.actions.losses import solve_loss
from loopbaankrediet.payments.actions.statements import StatementTaken
from loopbaankrediet.payments.actions.uploads import accept_upload, refuse_upload, upload_file
from loopbaankrediet.payments.errors import LineNoteMissing
from loopbaankrediet.payments.models import LineReason, LineState
from loopbaankrediet.payments.queries import (
    count_waiting_lines,
    decided_lines,
    decided_sum,
    gaps,
    lost_payments,
    refused_files,
    waiting_line,
    waiting_lines,
    waiting_uploads,
)
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.officer.bank_lines import (
    ADVICE,
    decided_rows,
    decided_table,
    gap_words,
    line_rows,
    line_table,
    refused_words,
    upload_words,
)
from loopbaankrediet.web.officer.credit_words import lost_words
from loopbaankrediet.web.officer.forms import AnswerForm
from loopbaankrediet.web.officer.payment_forms import NoteForm, PairForm
from loopbaankrediet.web.paging import page_of, page_through, rows_of
from loopbaankrediet.web.requests import AppRequest

PAIR_IDS = "id_pair_%s"
UPLOADED = "Het bestand is bewaard. Er verandert niets tot een collega het aanvaardt."


@requires_role(Role.PAYMENTS_OFFICER)
@require_http_methods(["GET", "POST"])
def bank(request: AppRequest) -> HttpResponse:
    """Everything that waits for a person; a POST takes a file of the bank, of any kind."""
    form = AnswerForm(request.POST or None, request.FILES or None)

    def act() -> str:
        file = form.cleaned_data["answer"]
        upload_file(name=file.name, source=file, by=actor_of(request), clock=request.clock, key=form.key)
        return UPLOADED

    if carried_out(request, form, act):
        return redirect("officer:bank")
    return _overview(request, form)


def _overview(request: AppRequest, form: AnswerForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    own_id, lost = actor_of(request).person_id, lost_payments()
    page = page_of(request, count_waiting_lines())
    gaps_page = page_through(request, gaps(), "aansluiting")
    refused_page = page_through(request, refused_files(), "bestanden")
    context = {
        "form": form,
        "table": line_table(waiting_lines(rows_of(page))),
        "page": page,
        "gaps": [gap_words(gap) for gap in gaps_page],
        "gaps_page": gaps_page,
        "refused": [(file, refused_words(file), PlainForm()) for file in refused_page],
        "refused_page": refused_page,
        "uploads": [
            (upload, upload_words(upload), upload.uploaded_by_id == own_id, PlainForm()) for upload in waiting_uploads()
        ],
        "refusal": refusal,
        "lost": list(
            zip(lost, lost_words(lost), (NoteForm(auto_id=f"id_{row.end_to_end_id}_%s") for row in lost), strict=True)
        ),
    }
    return render(request, "web/officer/bank.html", context, status=422 if form.errors else status)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def accept(request: AppRequest, upload_id: UUID) -> HttpResponse:
    """A colleague's file is what the bank sent: take it."""
    form = PlainForm(request.POST)
    if form.is_valid():
        try:
            taken = accept_upload(upload_id=upload_id, by=actor_of(request), clock=request.clock, key=form.key)
        except NotFound:
            raise
        except DomainError as error:
            return _overview(request, AnswerForm(), refusal=str(error), status=422)
        messages.success(request, taken_words(taken) if taken else "Dit bestand was al aanvaard.")
    return redirect("officer:bank")


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def refuse(request: AppRequest, upload_id: UUID) -> HttpResponse:
    """This file is put aside: nothing of it is used."""
    form = PlainForm(request.POST)
    if form.is_valid():
        refuse_upload(upload_id=upload_id, by=actor_of(request), clock=request.clock, key=form.key)
        messages.success(request, "Het bestand is aan de kant gelegd. Er is niets van gebruikt.")
    return redirect("officer:bank")


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def decide_loss(request: AppRequest, end_to_end_id: str) -> HttpResponse:
    """What an officer did about a payment that a restore lost."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _overview(request, AnswerForm(), refusal=LineNoteMissing.message, status=422)
    text = form.cleaned_data["note"]
    solve_loss(end_to_end_id=end_to_end_id, note=text, by=actor_of(request), clock=request.clock, key=form.key)
    messages.success(request, "Je beslissing is bewaard.")
    return redirect("officer:bank")


@requires_role(Role.PAYMENTS_OFFICER, Role.AUDITOR)
@require_safe
def decided(request: AppRequest) -> HttpResponse:
    """Every line that people decided on, with what they wrote and the sums."""
    total = decided_sum()
    page = page_of(request, total.count)
    table = decided_table(decided_lines(rows_of(page)))
    context = {"rows": decided_rows(total), "table": table, "page": page}
    return render(request, "web/officer/bank_decided.html", context)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def solve(request: AppRequest, refused_id: UUID) -> HttpResponse:
    """This refused file needs nothing more."""
    form = PlainForm(request.POST)
    if form.is_valid():
        solve_refused(refused_id=refused_id, by=actor_of(request), clock=request.clock, key=form.key)
        messages.success(request, "Genoteerd: dit bestand is opgelost.")
    return redirect("officer:bank")


@requires_role(Role.PAYMENTS_OFFICER)
@require_safe
def bank_line(request: AppRequest, line_id: UUID) -> HttpResponse:
    return _page(request, line_id)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def note(request: AppRequest, line_id: UUID) -> HttpResponse:
    form = NoteForm(request.POST)

    def act() -> str:
        text = form.cleaned_data["note"]
        line = note_line(unmatched_id=line_id, note=text, by=actor_of(request), clock=request.clock, key=form.key)
        if line.state == LineState.PROPOSED:
            return "Je notitie is bewaard. Een collega moet ze goedkeuren."
        return "Je notitie is bewaard. De boeking is beslist."

    return _do(request, line_id, "note_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def pair(request: AppRequest, line_id: UUID) -> HttpResponse:
    form = PairForm(request.POST, auto_id=PAIR_IDS)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("end_to_end_id", "note", "differs")}
        propose_line(unmatched_id=line_id, by=actor_of(request), clock=request.clock, key=form.key, **values)
        return "Je voorstel is bewaard. Een collega moet het goedkeuren."

    return _do(request, line_id, "pair_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def approve_pair(request: AppRequest, line_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        approve_line(unmatched_id=line_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Goedgekeurd. De boeking is beslist."

    return _do(request, line_id, "approve_form", form, act)


@requires_role(Role.PAYMENTS_OFFICER)
@require_POST
def refuse_pair(request: AppRequest, line_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)

    def act() -> str:
        refuse_line(unmatched_id=line_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Het voorstel is weg. De boeking wacht weer."

    return _do(request, line_id, "refuse_form", form, act)


def taken_words(taken: Taken | StatementTaken) -> str:
    """What a file did."""
    if not taken.is_new:
        return "Dit bestand hadden we al. Er is niets veranderd."
    if isinstance(taken, Taken):
        return f"Het antwoord is verwerkt: {taken.accepted} aanvaard, {taken.rejected} geweigerd."
    return (
        f"Het uittreksel is verwerkt: {taken.settled} betaald, {taken.returned} teruggestort, "
        f"{taken.queued} na te kijken, {taken.known} al gekend."
    )


def _do(request: AppRequest, line_id: UUID, place: str, form: PlainForm, act: Callable[[], str]) -> HttpResponse:
    if carried_out(request, form, act):
        return redirect("officer:bank")
    return _page(request, line_id, {place: form})


def _page(request: AppRequest, line_id: UUID, forms: dict[str, PlainForm] | None = None) -> HttpResponse:
    line = waiting_line(line_id)
    saw(request, "look_at_bank_line", Subject("unmatched_line", line_id), dossier=f"boeking {line.reference}")
    blank = {
        "note_form": NoteForm(),
        "pair_form": PairForm(auto_id=PAIR_IDS),
        "approve_form": PlainForm(),
        "refuse_form": PlainForm(),
    }
    context = {
        "line": line,
        "rows": line_rows(line),
        "advice": ADVICE[LineReason(line.reason)],
        "is_open": line.state == LineState.OPEN,
        "is_proposed": line.state == LineState.PROPOSED,
        "is_own": line.proposed_by_id == actor_of(request).person_id,
    }
    return render(request, "web/officer/bank_line.html", blank | (forms or {}) | context, status=422 if forms else 200)
