"""Letters to print: messages that matter, for who has no e-mail or whose mail came back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.messages.actions import note_posted
from loopbaankrediet.messages.queries import letter_to_read, letters_of, letters_to_post
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.forms import DayField, PlainForm
from loopbaankrediet.web.looking import saw, saw_in_list
from loopbaankrediet.web.officer.letters import letters_table
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.requests import AppRequest


class PostedForm(PlainForm):
    """When the letter went into the post."""

    posted_on = DayField(label="Op de post op")


@requires_role(Role.CASE_OFFICER)
@require_safe
def letters(request: AppRequest) -> HttpResponse:
    """Oldest first."""
    rows = letters_to_post()
    page = page_of(request, rows.count())
    shown = letters_of(rows[rows_of(page)])
    saw_in_list(request, "message", [letter.message.person_id for letter in shown])
    return render(request, "web/officer/letters.html", {"table": letters_table(shown), "page": page})


@requires_role(Role.CASE_OFFICER)
@require_http_methods(["GET", "POST"])
def letter(request: AppRequest, message_id: UUID) -> HttpResponse:
    """One letter to print, and the day on which it was posted."""
    found = letter_to_read(message_id)
    form = PostedForm(request.POST or None, initial={"posted_on": request.clock.today()})

    def act() -> str:
        posted_on = form.cleaned_data["posted_on"]
        note_posted(message_id=message_id, posted_on=posted_on, by=actor_of(request), clock=request.clock, key=form.key)
        return f"De brief aan {found.name} is genoteerd."

    if carried_out(request, form, act):
        return redirect("officer:letters")
    saw(request, "open_letter", Subject("message", message_id, found.message.person_id))
    context = {"letter": found, "form": form}
    return render(request, "web/officer/letter.html", context, status=422 if form.errors else 200)
