"""Who may act for the citizen: the list, giving power of attorney, its code, its letter, its end."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.flows.mandates import give_mandate, stop_mandate
from loopbaankrediet.journal.queries import lines_under
from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Scope
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.people.mandates.queries import MandateLine, code_of, mandate_line, mandates_of_citizen
from loopbaankrediet.people.queries import names
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.helper_forms import GiveForm
from loopbaankrediet.web.citizen.presenters import helpers as presenter
from loopbaankrediet.web.citizen.presenters.confirming import mandate_rows
from loopbaankrediet.web.citizen.who import citizen_of
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.paging import page_through
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import needs_step_up

LINES_PER_PAGE = 50


@requires(Capacity.CITIZEN)
@require_safe
def helpers(request: AppRequest) -> HttpResponse:
    """Everybody who may act for her, or could."""
    _, person_id = _who_gives(request)
    table = presenter.helpers_table(mandates_of_citizen(person_id, clock=request.clock))
    return render(request, "web/citizen/helpers.html", {"table": table})


@requires(Capacity.CITIZEN)
@needs_step_up(gettext_noop("iemand volmacht geven"), tells=mandate_rows)
@require_http_methods(["GET", "POST"])
def give(request: AppRequest) -> HttpResponse:
    """One named person gets power of attorney; the next page shows the code."""
    actor, person_id = _who_gives(request)
    form, made = GiveForm(request.POST or None, at_desk=actor.representation is Representation.DESK), []

    def act() -> str:
        given = give_mandate(
            person_id=person_id, helper=form.helper, **form.said, by=actor, clock=request.clock, key=form.key
        )
        made.append(given.id)
        return gettext("De volmacht voor %(given_name)s staat klaar.") % {"given_name": form.helper.given_name}

    if carried_out(request, form, act):
        return redirect("citizen:helper", made[0])
    context = {
        "form": form,
        "always": presenter.always(Representation.HELPER),
        "never": presenter.never(),
        "days": term("mandate_code_days", on=request.clock.today()),
        "years": term("mandate_months", on=request.clock.today()) // 12,
    }
    return render(request, "web/citizen/give_mandate.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@require_safe
def helper(request: AppRequest, mandate_id: UUID) -> HttpResponse:
    """One mandate, for both sides: what it allows, what was done with it, and the button that ends it."""
    return _page(request, mandate_id, PlainForm())


@requires(Capacity.CITIZEN)
@needs_step_up(gettext_noop("de brief met de code van een volmacht lezen"), reads=True)
@require_safe
def letter(request: AppRequest, mandate_id: UUID) -> HttpResponse:
    """The code on paper, printed by the citizen herself."""
    actor, _ = _who_gives(request)
    line = _own(request, mandate_id)
    code = _code(actor, line, request)
    if not code:
        raise NotFound
    may, may_not = presenter.may_and_may_not(line)
    context = {"mandate": line, "code": code, "may": may, "may_not": may_not, "until": line.code_until}
    return render(request, "web/mandate_letter.html", context)


@requires(Capacity.CITIZEN)
@require_POST
def stop(request: AppRequest, mandate_id: UUID) -> HttpResponse:
    """Either side ends it, at once."""
    actor, _ = citizen_of(request)
    line, form = _own(request, mandate_id), PlainForm(request.POST)

    def act() -> str:
        stop_mandate(mandate_id=mandate_id, by=actor, clock=request.clock, key=form.key)
        return gettext("De volmacht is gestopt. Dat geldt meteen.")

    if carried_out(request, form, act):
        return redirect("citizen:helping" if line.helper_id == actor.person_id else "citizen:helpers")
    return _page(request, mandate_id, form)


def _page(request: AppRequest, mandate_id: UUID, form: PlainForm) -> HttpResponse:
    actor, person_id = citizen_of(request)
    line = _own(request, mandate_id)
    is_giver = line.person_id == person_id
    page = page_through(request, lines_under(mandate_id), most=LINES_PER_PAGE)
    lines = list(page.object_list)
    may, may_not = presenter.may_and_may_not(line, for_who_acts=line.person_id != person_id)
    context = {
        "mandate": line,
        "form": form,
        "rows": presenter.summary(line),
        "may": may,
        "may_not": may_not,
        "code": _code(actor, line, request),
        "can_end": line.kind is Representation.HELPER and line.ended_on is None,
        "is_giver": is_giver,
        "done": presenter.done_table(
            lines, names({entry.actor_id for entry in lines}), person_id, can_ask=is_giver and actor.may(Scope.LOOKS)
        ),
        "page": page,
    }
    return render(request, "web/citizen/helper.html", context, status=422 if form.errors else 200)


def _who_gives(request: AppRequest) -> tuple[Actor, UUID]:
    actor, person_id = citizen_of(request)
    if not actor.may(Scope.MANDATES):
        raise NotAllowed
    return actor, person_id


def _own(request: AppRequest, mandate_id: UUID) -> MandateLine:
    """A mandate that she gave, or that the reader himself uses; for anyone else there is none."""
    actor, person_id = citizen_of(request)
    line = mandate_line(mandate_id, clock=request.clock)
    is_giver = line.person_id == person_id and actor.may(Scope.MANDATES)
    is_helper = line.helper_id == actor.person_id and actor.represents is None
    if not is_giver and not is_helper:
        raise NotFound
    return line


def _code(actor: Actor, line: MandateLine, request: AppRequest) -> str:
    """Only for who gave it; what was asked by letter, as always at the desk, is on paper only."""
    if line.person_id != actor.citizen_id or line.by_letter:
        return ""
    return code_of(line.id, clock=request.clock)
