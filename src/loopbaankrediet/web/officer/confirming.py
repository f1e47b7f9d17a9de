"""What an officer is about to do with the last button after the proof. Each names whom it shows, as its page does."""

from uuid import UUID

from loopbaankrediet.contributions.reports import report_to_judge
from loopbaankrediet.counsellors.account_history import account_change
from loopbaankrediet.guidance.open_hours import dispute_to_read
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.queries import batch
from loopbaankrediet.people.erasures import erasure_to_read
from loopbaankrediet.people.mandates.queries import mandate_line
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.citizen.presenters.helpers import may_and_may_not
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.batches import batch_rows
from loopbaankrediet.web.officer.desk_forms import JudgmentForm
from loopbaankrediet.web.officer.dispute_forms import ForgoForm, RulingForm
from loopbaankrediet.web.officer.payees import change_rows
from loopbaankrediet.web.officer.payment_forms import CheckForm
from loopbaankrediet.web.officer.share_forms import DecideForm, HeardForm
from loopbaankrediet.web.officer.shares import report_rows
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day
from loopbaankrediet.web.typed import Typed, typed_rows

Rows = list[SummaryRow]


def batch_to_approve(request: AppRequest, *, batch_id: UUID, typed: Typed) -> Rows:
    found = batch(batch_id)
    if found is None:
        raise NotFound
    return [SummaryRow("Betaalopdracht", found.message_id), *batch_rows(found)]


def account_to_check(request: AppRequest, *, change_id: UUID, typed: Typed) -> Rows:
    return _account(request, change_id) + typed_rows(CheckForm(typed))


def account_to_approve(request: AppRequest, *, change_id: UUID, typed: Typed) -> Rows:
    return _account(request, change_id)


def report_to_take_up(request: AppRequest, *, report_id: UUID, typed: Typed) -> Rows:
    return _report(request, report_id)


def hearing_to_note(request: AppRequest, *, report_id: UUID, typed: Typed) -> Rows:
    return _report(request, report_id) + typed_rows(HeardForm(typed))


def report_to_decide(request: AppRequest, *, report_id: UUID, typed: Typed) -> Rows:
    return _report(request, report_id) + typed_rows(DecideForm(typed))


def dispute_to_decide(request: AppRequest, *, module_id: UUID, typed: Typed) -> Rows:
    return _dispute(request, module_id) + typed_rows(RulingForm(typed))


def dispute_to_recover(request: AppRequest, *, module_id: UUID, typed: Typed) -> Rows:
    return [*_dispute(request, module_id), SummaryRow("Wat je doet", "Terugvordering openen")]


def dispute_to_forgo(request: AppRequest, *, module_id: UUID, typed: Typed) -> Rows:
    return [
        *_dispute(request, module_id),
        SummaryRow("Wat je doet", "Niets terugvorderen"),
        *typed_rows(ForgoForm(typed)),
    ]


def judgment_to_enter(request: AppRequest, *, typed: Typed) -> Rows:
    return typed_rows(JudgmentForm(typed))


def judgment_to_confirm(request: AppRequest, *, mandate_id: UUID, typed: Typed) -> Rows:
    line = mandate_line(mandate_id, clock=request.clock)
    saw_in_list(request, "mandate", [one for one in (line.person_id, line.helper_id) if one])
    until = day(line.valid_until) if line.valid_until else "zonder einde"
    return [
        SummaryRow("Burger", line.citizen),
        SummaryRow("Bewindvoerder", line.helper),
        SummaryRow("Mag", ", ".join(may_and_may_not(line)[0])),
        SummaryRow("Geldt", f"van {day(line.valid_from)}, {until}" if line.valid_from else until),
    ]


def erasure_to_decide(request: AppRequest, *, erasure_id: UUID, typed: Typed) -> Rows:
    found = erasure_to_read(erasure_id)
    saw(request, "open_erasure", Subject("erasure", found.id, found.person_id), dossier=found.dossier)
    return [
        SummaryRow("Van wie", found.name),
        SummaryRow("Nummer van de beslissing", found.dossier),
        SummaryRow("Advies", f"{found.advice} ({found.advised_by})" if found.advice else "nog geen"),
        SummaryRow("Terug te draaien", "nee"),
    ]


def _account(request: AppRequest, change_id: UUID) -> Rows:
    found = account_change(change_id)
    subject = Subject("account_change", found.id, found.person_id)
    saw(request, "look_at_account_change", subject, dossier=found.register_number)
    return change_rows(found)


def _report(request: AppRequest, report_id: UUID) -> Rows:
    found = report_to_judge(report_id, by=actor_of(request))
    subject = Subject("surcharge_report", report_id, found.person_id)
    saw(request, "open_report", subject, dossier=f"melding van {day(found.line.reported_on)}")
    return report_rows(found)


def _dispute(request: AppRequest, module_id: UUID) -> Rows:
    found = dispute_to_read(module_id)
    subject = Subject("dispute", module_id, found.person_id)
    saw(request, "open_dispute", subject, dossier=f"module {found.module_number}")
    return [
        SummaryRow("Burger", found.client),
        SummaryRow("Loopbaanbegeleider", found.counsellor),
        SummaryRow("Module", str(found.module_number)),
    ]
