"""Methods that this counsellor proposed to the panel, and proposing one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loopbaankrediet.counsellors.files.policies import check_is_candidate
from loopbaankrediet.counsellors.methods.actions import propose_method
from loopbaankrediet.counsellors.methods.queries import proposals_of
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.counsellor.registration_forms import MethodForm
from loopbaankrediet.web.method_words import method_table
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def methods(request: AppRequest) -> HttpResponse:
    form = MethodForm(request.POST or None)

    def act() -> str:
        name, basis = form.cleaned_data["name"], form.cleaned_data["basis"]
        propose_method(name=name, basis=basis, by=actor_of(request), clock=request.clock, key=form.key)
        return "Je voorstel is bij het expertenpanel."

    if carried_out(request, form, act):
        return redirect("counsellor:methods")
    mine = proposals_of(check_is_candidate(actor_of(request)), on=request.clock.today())
    table = method_table(mine, caption="Je voorstellen", when_empty="Je stelde nog geen methodiek voor.")
    context = {"form": form, "table": table}
    return render(request, "web/counsellor/methods.html", context, status=422 if form.errors else 200)
