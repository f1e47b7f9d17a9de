"""The panel of experts: proposals of methods, what members wrote, and taking a method out of the catalogue."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from loopbaankrediet.counsellors.methods.actions import propose_method, review_method, withdraw_method
from loopbaankrediet.counsellors.methods.models import MethodState
from loopbaankrediet.counsellors.methods.queries import catalogue, method_to_read
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.counsellor.registration_forms import MethodForm
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.method_words import STATE_WORDS, method_table, review_words
from loopbaankrediet.web.officer.registration_forms import ReviewForm, WithdrawMethodForm
from loopbaankrediet.web.requests import AppRequest

PAGE = "officer:method"


@requires_role(Role.EXPERT)
@require_http_methods(["GET", "POST"])
def methods(request: AppRequest) -> HttpResponse:
    """What waits for this member, and the whole catalogue; a POST proposes a method."""
    form = MethodForm(request.POST or None)

    def act() -> str:
        name, basis = form.cleaned_data["name"], form.cleaned_data["basis"]
        propose_method(name=name, basis=basis, by=actor_of(request), clock=request.clock, key=form.key)
        return "Voorgesteld. Andere leden van het panel beoordelen je voorstel."

    if carried_out(request, form, act):
        return redirect("officer:methods")
    found, me = catalogue(on=request.clock.today()), actor_of(request).person_id
    mine = [one for one in found if one.waits_for(me)]
    others = [one for one in found if one not in mine]
    context = {
        "form": form,
        "mine": method_table(
            mine, caption="Jij kan beoordelen", when_empty="Er wacht geen voorstel op jou.", address=PAGE
        ),
        "others": method_table(others, caption="De rest van de catalogus", when_empty="Er is nog niets.", address=PAGE),
    }
    return render(request, "web/officer/methods.html", context, status=422 if form.errors else 200)


@requires_role(Role.EXPERT)
@require_http_methods(["GET", "POST"])
def method(request: AppRequest, method_id: UUID) -> HttpResponse:
    """One method; a POST reviews it."""
    form = ReviewForm(request.POST or None)

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("is_founded", "reasons")}
        review_method(method_id=method_id, **values, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je beoordeling is bewaard."

    if carried_out(request, form, act):
        return redirect(PAGE, method_id)
    return _page(request, method_id, form)


@requires_role(Role.EXPERT)
@require_POST
def method_withdraw(request: AppRequest, method_id: UUID) -> HttpResponse:
    form = WithdrawMethodForm(request.POST, auto_id="id_withdraw_%s")

    def act() -> str:
        from_on, why = form.cleaned_data["from_on"], form.cleaned_data["why"]
        by, clock = actor_of(request), request.clock
        withdraw_method(method_id=method_id, from_on=from_on, why=why, by=by, clock=clock, key=form.key)
        return "Ingetrokken vanaf die dag."

    if carried_out(request, form, act):
        return redirect(PAGE, method_id)
    return _page(request, method_id, ReviewForm(), withdrawing=form)


def _page(
    request: AppRequest, method_id: UUID, form: ReviewForm, *, withdrawing: WithdrawMethodForm | None = None
) -> HttpResponse:
    found = method_to_read(method_id, on=request.clock.today())
    context = {
        "form": form,
        "withdrawing": withdrawing
        or WithdrawMethodForm(auto_id="id_withdraw_%s", initial={"from_on": request.clock.today()}),
        "found": found,
        "state": STATE_WORDS[MethodState(found.state)],
        "reviews": [(one, review_words(one.is_founded)) for one in found.reviews],
        "can_review": found.waits_for(actor_of(request).person_id),
        "can_withdraw": found.state == MethodState.ACCEPTED and found.withdrawn_from is None,
        "is_own": found.state == MethodState.PROPOSED and found.proposed_by_id == actor_of(request).person_id,
        "needed": term("method_reviews_at_least", on=found.proposed_on),
    }
    tried: tuple[PlainForm | None, ...] = (form, withdrawing)
    is_wrong = any(one.errors for one in tried if one is not None)
    return render(request, "web/officer/method.html", context, status=422 if is_wrong else 200)
