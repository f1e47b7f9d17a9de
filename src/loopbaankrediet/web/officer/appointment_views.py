"""The appointments of the desk: who comes or is called when, and cancelling one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.appointments.actions import cancel_appointment as cancel_moment
from loopbaankrediet.appointments.queries import coming_at_desk
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.appointment_words import desk_table, when_words
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.requests import AppRequest


@requires_role(Role.DESK_OFFICER)
@require_safe
def appointments(request: AppRequest) -> HttpResponse:
    """One's own first, then those of colleagues."""
    lines, me = coming_at_desk(request.clock.today()), actor_of(request).person_id
    saw_in_list(request, "appointment", [line.person_id for line in lines])
    mine = [line for line in lines if line.officer_id == me]
    others = [line for line in lines if line.officer_id != me]
    context = {
        "mine": desk_table(mine, caption="Bij jou", when_empty="Je hebt geen afspraken."),
        "others": desk_table(others, caption="Bij collega's", when_empty="Collega's hebben geen afspraken."),
    }
    return render(request, "web/officer/appointments.html", context)


@requires_role(Role.DESK_OFFICER)
@require_http_methods(["GET", "POST"])
def cancel_appointment(request: AppRequest, appointment_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST or None)

    def act() -> str:
        cancel_moment(appointment_id=appointment_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "Afgezegd. De burger leest het, en kan een ander moment kiezen."

    if carried_out(request, form, act):
        return redirect("officer:appointments")
    found = next((one for one in coming_at_desk(request.clock.today()) if one.id == appointment_id), None)
    if found is None:
        raise NotFound
    saw(request, "see_appointment", Subject("appointment", found.id, found.person_id))
    context = {
        "form": form,
        "found": found,
        "when": when_words(found.slot),
        "back_url": reverse("officer:appointments"),
    }
    return render(request, "web/officer/cancel_appointment.html", context, status=422 if form.errors else 200)
