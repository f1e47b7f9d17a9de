"""The own contribution of clients: what a counsellor received, gave back, and answers to a report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.contributions.actions.collecting import correct_entry, note_payment, state_vat_regime
from loopbaankrediet.contributions.actions.refunds import note_refund
from loopbaankrediet.contributions.actions.reporting import reply_to_report
from loopbaankrediet.contributions.actions.surcharges import note_paid_back
from loopbaankrediet.contributions.models import VatRegime
from loopbaankrediet.contributions.queries import receipt_for, shares_of_counsellor, shares_of_track, total_open
from loopbaankrediet.contributions.reports import reports_about
from loopbaankrediet.contributions.states import ReportState
from loopbaankrediet.contributions.vat import regime_of
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.share_forms import (
    AnswerForm,
    CorrectionForm,
    PaidBackForm,
    PaymentForm,
    RefundForm,
    VatForm,
)
from loopbaankrediet.web.counsellor.shares import open_table, payment_form, report_table, share_cards
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.report_remedies import report_remedies
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.share_words import NO_SURCHARGE, receipt_rows, receipt_title
from loopbaankrediet.web.templatetags.dutch import day


@for_registered
@require_http_methods(["GET", "POST"])
def shares(request: AppRequest) -> HttpResponse:
    """What stands open with all clients; a POST says how it is with the VAT."""
    counsellor_id = check_is_counsellor(actor_of(request))
    form = VatForm(request.POST or None, initial={"regime": regime_of(counsellor_id)})

    def act() -> str:
        regime = VatRegime(form.cleaned_data["regime"])
        state_vat_regime(regime=regime, by=actor_of(request), clock=request.clock, key=form.key)
        return "Bewaard. Het staat vanaf nu op je bewijzen."

    if carried_out(request, form, act):
        return redirect("counsellor:shares")
    found, reports = shares_of_counsellor(counsellor_id), reports_about(counsellor_id)
    saw_in_list(request, "own_share", [*(line.person_id for line in found), *(line.person_id for line in reports)])
    context = {
        "form": form,
        "table": open_table(found),
        "total": total_open(found),
        "reports": report_table(reports) if reports else None,
    }
    return render(request, "web/counsellor/shares.html", context, status=422 if form.errors else 200)


@for_registered
@require_safe
def share(request: AppRequest, track_id: UUID) -> HttpResponse:
    return _share(request, track_id)


@for_registered
@require_POST
def payment(request: AppRequest, track_id: UUID) -> HttpResponse:
    found = shares_of_track(track_id, by=actor_of(request))
    form = payment_form(found, request.clock.today(), request.POST)
    if form is None:
        messages.warning(request, "Er is niets meer te betalen.")
        return redirect("counsellor:share", track_id)

    def act() -> str:
        number = form.cleaned_data["module"]
        entry = note_payment(
            track_id=track_id, number=number, paid=form.paid, by=actor_of(request), clock=request.clock, key=form.key
        )
        return f"Genoteerd. Bewijs {entry.number} staat klaar voor je klant."

    if carried_out(request, form, act):
        return redirect("counsellor:share", track_id)
    return _share(request, track_id, form)


@for_registered
@require_POST
def refund(request: AppRequest, track_id: UUID, module_id: UUID) -> HttpResponse:
    form = RefundForm(request.POST, module_id=module_id)

    def act() -> str:
        note_refund(module_id=module_id, paid=form.paid, by=actor_of(request), clock=request.clock, key=form.key)
        return "Genoteerd. Je klant bevestigt dat het geld er is."

    if carried_out(request, form, act):
        return redirect("counsellor:share", track_id)
    return _share(request, track_id, refund_form=form, module_id=module_id)


@for_registered
@require_safe
def receipt(request: AppRequest, entry_id: UUID) -> HttpResponse:
    found = receipt_for(entry_id, by=actor_of(request))
    _looked(request, Subject("contribution_entry", entry_id, found.person_id), f"bewijs {found.entry.receipt}")
    context = {"title": receipt_title(found), "rows": receipt_rows(found), "no_surcharge": NO_SURCHARGE}
    return render(request, "web/counsellor/share_receipt.html", context)


@for_registered
@require_http_methods(["GET", "POST"])
def correct(request: AppRequest, entry_id: UUID) -> HttpResponse:
    """Take a payment back that was noted wrongly; it stays to be read by both."""
    found = receipt_for(entry_id, by=actor_of(request))
    form = CorrectionForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        correct_entry(entry_id=entry_id, reason=reason, by=actor_of(request), clock=request.clock, key=form.key)
        return "De betaling is teruggenomen. Noteer nu wat juist is."

    if carried_out(request, form, act):
        return redirect("counsellor:shares")
    _looked(request, Subject("contribution_entry", entry_id, found.person_id), f"bewijs {found.entry.receipt}")
    context = {"form": form, "title": receipt_title(found), "rows": receipt_rows(found)}
    return render(request, "web/counsellor/share_correct.html", context, status=422 if form.errors else 200)


@for_registered
@require_http_methods(["GET", "POST"])
def surcharge(request: AppRequest, report_id: UUID) -> HttpResponse:
    """A report about her: what it says, and her answer."""
    form = AnswerForm(request.POST or None)

    def act() -> str:
        text = form.cleaned_data["text"]
        reply_to_report(report_id=report_id, text=text, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je antwoord is verstuurd."

    if carried_out(request, form, act):
        return redirect("counsellor:shares")
    return _surcharge(request, report_id, form)


@for_registered
@require_POST
def surcharge_paid_back(request: AppRequest, report_id: UUID) -> HttpResponse:
    form = PaidBackForm(request.POST)

    def act() -> str:
        paid_on = form.cleaned_data["paid_on"]
        note_paid_back(report_id=report_id, paid_on=paid_on, by=actor_of(request), clock=request.clock, key=form.key)
        return "Genoteerd. Je klant bevestigt dat het geld er is."

    if carried_out(request, form, act):
        return redirect("counsellor:surcharge", report_id)
    return _surcharge(request, report_id, AnswerForm(), form)


def _surcharge(
    request: AppRequest, report_id: UUID, form: AnswerForm, back_form: PaidBackForm | None = None
) -> HttpResponse:
    reports = reports_about(check_is_counsellor(actor_of(request)))
    found = next((report for report in reports if report.line.id == report_id), None)
    if found is None:
        raise NotFound
    subject = Subject("surcharge_report", report_id, found.person_id)
    _looked(request, subject, f"melding van {day(found.line.reported_on)}")
    until = found.line.answer_until
    context = {
        "form": form,
        "back_form": back_form or PaidBackForm(initial={"paid_on": request.clock.today()}),
        "is_founded": found.line.state in (ReportState.FOUNDED, ReportState.PAID_BACK, ReportState.SETTLED),
        "report": found,
        "recourse": report_remedies(found),
        "can_answer": found.line.state == ReportState.LOOKED_AT,
        "is_late": until is not None and request.clock.today() > until,
    }
    errors = form.errors or (back_form and back_form.errors)
    return render(request, "web/counsellor/surcharge.html", context, status=422 if errors else 200)


def _looked(request: AppRequest, subject: Subject, dossier: str) -> None:
    """The citizen reads who saw her payments and her reports."""
    saw(request, "look_at_own_share", subject, dossier=dossier)


def _share(
    request: AppRequest,
    track_id: UUID,
    form: PaymentForm | None = None,
    *,
    refund_form: RefundForm | None = None,
    module_id: UUID | None = None,
) -> HttpResponse:
    found = shares_of_track(track_id, by=actor_of(request))
    if found:
        _looked(request, Subject("track", track_id, found[0].person_id), "eigen bijdragen")
    today = request.clock.today()
    context = {
        "track_id": track_id,
        "client": found[0].client if found else "",
        "cards": share_cards(found, today, refund_form, module_id),
        "form": form or payment_form(found, today),
    }
    has_errors = bool((form and form.errors) or (refund_form and refund_form.errors))
    return render(request, "web/counsellor/share.html", context, status=422 if has_errors else 200)
