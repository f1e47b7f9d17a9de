"""Officers: what VDAB sent and what was done with it, and what citizens contest of it."""

from datetime import date
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.credit.queries import standing_of
from loopbaankrediet.flows.voucher_history import decide_contest
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.vouchers.errors import ContestReasonMissing
from loopbaankrediet.vouchers.history import Voucher, history_of
from loopbaankrediet.vouchers.models import ContestState
from loopbaankrediet.vouchers.queries import (
    ContestView,
    contest_of,
    faults_of,
    files,
    open_contests,
    reconciliation,
    refused_voucher_files,
    rejected_lines,
    voucher_file,
)
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.presenters.vouchers import voucher_rows
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.voucher_tables import (
    CONTEST_WORDS,
    contest_rows,
    contest_table,
    fault_table,
    file_rows,
    file_table,
    reconciliation_rows,
    refused_words,
    rejected_table,
)
from loopbaankrediet.web.requests import AppRequest

LINES_PER_PAGE = 100
REASON_CHARACTERS = 2_000


class ContestDecisionForm(PlainForm):
    """The decision on one contest; its reason goes to the citizen."""

    decision = forms.ChoiceField(
        label="Wat beslis je?",
        choices=[
            ("accept", "De burger heeft gelijk: deze cheque telt niet mee"),
            ("keep", "De cheque blijft tellen zoals VDAB zei"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Waarom?",
        help_text="De burger leest deze reden, met je naam.",
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": ContestReasonMissing.message,
            "max_length": f"Hou je reden onder {REASON_CHARACTERS} tekens.",
        },
    )


@requires_role(Role.CASE_OFFICER, Role.AUDITOR)
@require_safe
def imports(request: AppRequest) -> HttpResponse:
    """Every file, the sums over all of them, and the files that were not used."""
    context = {
        "table": file_table(files()),
        "sums": reconciliation_rows(reconciliation()),
        "refused": [refused_words(*file) for file in refused_voucher_files()],
        "can_decide": actor_of(request).has_role(Role.CASE_OFFICER),
    }
    return render(request, "web/officer/voucher_imports.html", context)


@requires_role(Role.CASE_OFFICER, Role.AUDITOR)
@require_safe
def import_file(request: AppRequest, file_id: UUID) -> HttpResponse:
    """One file: its counts, and each line that was not used with how to mend it."""
    file = voucher_file(file_id)
    page = Paginator(rejected_lines(file_id), LINES_PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "file": file,
        "rows": file_rows(file),
        "faults": fault_table(faults_of(file_id)),
        "rejected": rejected_table(page.object_list),
        "page": page,
    }
    return render(request, "web/officer/voucher_file.html", context)


@requires_role(Role.CASE_OFFICER)
@require_safe
def contests(request: AppRequest) -> HttpResponse:
    """What waits for a decision, oldest first."""
    waiting = open_contests()
    saw_in_list(request, "voucher_contest", [line.person_id for line in waiting])
    table = contest_table(waiting, today=request.clock.today())
    return render(request, "web/officer/voucher_contests.html", {"table": table})


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def contest(request: AppRequest, contest_id: UUID) -> HttpResponse:
    """One contest beside what VDAB told; the officer decides, signed and with a reason. The look is noted."""
    form = ContestDecisionForm(request.POST or None)

    def act() -> str:
        accept = form.cleaned_data["decision"] == "accept"
        reason = form.cleaned_data["reason"]
        decide_contest(
            contest_id=contest_id,
            accept=accept,
            reason=reason,
            by=actor_of(request),
            clock=request.clock,
            key=form.key,
        )
        return "Je beslissing is bewaard. De aanvraag is opnieuw bekeken."

    if carried_out(request, form, act):
        return redirect("officer:voucher_contest", contest_id)
    found = contest_of(contest_id)
    subject = Subject("voucher_contest", found.id, found.person_id)
    saw(request, "open_contest", subject, dossier=f"cheque {found.voucher_number}")
    standing, told = standing_of(found.person_id), _told(found, request.clock.today())
    context = {
        "form": form,
        "contest": found,
        "state": CONTEST_WORDS[ContestState(found.state)],
        "rows": contest_rows(found),
        "told": voucher_rows(told) if told else (),
        "why": told.weighed.why if told else (),
        "standing": standing,
        "is_open": found.state == ContestState.OPEN,
    }
    return render(request, "web/officer/voucher_contest.html", context, status=422 if form.errors else 200)


def _told(contest: ContestView, today: date) -> Voucher | None:
    """The voucher as it holds now; None when VDAB told since that it is somebody else's."""
    held = history_of(contest.person_key, on=today).vouchers
    return next((voucher for voucher in held if voucher.number == contest.voucher_number), None)
