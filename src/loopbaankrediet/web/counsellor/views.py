"""Own clients as tasks, the one field for a code, and what is paid when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.contributions.reports import reports_to_answer
from loopbaankrediet.contributions.vat import regime_of
from loopbaankrediet.counsellors.conditions import conditions_of
from loopbaankrediet.counsellors.queries import counsellor_of, payee
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.actions.codes import open_with_code
from loopbaankrediet.guidance.open_hours import disputes_to_answer
from loopbaankrediet.guidance.queries import tracks_of_counsellor
from loopbaankrediet.kernel.errors import DomainError, NotAllowed
from loopbaankrediet.kernel.identifiers import mask_iban
from loopbaankrediet.payments.queries import claims_of, holds
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.recovery.queries import recoveries_to_answer
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.conditions import conditions_table
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.earnings import earnings_table, earnings_vat, stopped_words, totals
from loopbaankrediet.web.counsellor.forms import CodeForm
from loopbaankrediet.web.counsellor.tasks import dispute_table, money_table, past_table, task_tables
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.requests import AppRequest


@for_registered
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    return _overview(request, CodeForm())


@for_registered
@require_http_methods(["GET", "POST"])
def open_right(request: AppRequest) -> HttpResponse:
    """The code opens one citizen's right. A counsellor never searches or lists citizens."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            track = open_with_code(
                code=form.cleaned_data["code"], by=actor_of(request), clock=request.clock, key=form.key
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "De code klopt. Je klant staat nu bij je klanten.")
            return redirect("counsellor:track", track.id)
    return _overview(request, form)


@for_registered
@require_safe
def earnings(request: AppRequest) -> HttpResponse:
    actor = actor_of(request)
    registration = counsellor_of(actor.person_id) if actor.person_id else None
    if registration is None:
        raise NotAllowed
    name, iban = payee(registration)
    claims = claims_of(registration.id)
    saw_in_list(request, "claim", [claim.client_id for claim in claims])
    today = request.clock.today()
    context = {
        "term_days": term("payment_term_days", on=today),
        "totals": totals(claims),
        "table": earnings_table(claims, today=today),
        "payee": name,
        "account": mask_iban(iban),
        "vat": earnings_vat(claims, regime_of(registration.id), on=today),
        "holds": [stopped_words(hold) for hold in holds(registration.id)],
    }
    return render(request, "web/counsellor/earnings.html", context)


def _overview(request: AppRequest, form: CodeForm) -> HttpResponse:
    counsellor_id = check_is_counsellor(actor_of(request))
    tracks = tracks_of_counsellor(counsellor_id)
    saw_in_list(request, "track", [track.person_id for track in tracks])
    mine, waiting = task_tables([track for track in tracks if track.is_active])
    context = {
        "form": form,
        "disputes": dispute_table(disputes_to_answer(counsellor_id)),
        "money": money_table(recoveries_to_answer(counsellor_id), reports_to_answer(counsellor_id)),
        "mine": mine,
        "waiting": waiting,
        "past": past_table([track for track in tracks if not track.is_active]),
        "conditions": conditions_table(conditions_of(counsellor_id)),
    }
    return render(request, "web/counsellor/overview.html", context, status=422 if form.errors else 200)
