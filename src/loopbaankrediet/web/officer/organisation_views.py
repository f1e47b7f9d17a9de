"""An enterprise in the register: who guides there, and who represents or manages it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from loopbaankrediet.counsellors.law import org_form_rule
from loopbaankrediet.counsellors.organisations.actions import end_role, give_role
from loopbaankrediet.counsellors.organisations.queries import OrganisationView, organisation_to_read
from loopbaankrediet.decree.dated.procedure import choices
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.identifiers import parse_enterprise_number
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.officer.registration_forms import RoleForm
from loopbaankrediet.web.registration_words import REGISTRATION_WORDS
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day


@requires_role(Role.REGISTRAR)
@require_http_methods(["GET", "POST"])
def organisation(request: AppRequest, organisation_id: UUID) -> HttpResponse:
    """The record; a POST gives somebody a role."""
    form = RoleForm(request.POST or None)

    def act() -> str:
        typed = {name: value for name, value in form.cleaned_data.items() if name not in ("act_key", "national_number")}
        number, by, clock = form.cleaned_data["national_number"], actor_of(request), request.clock
        give_role(organisation_id=organisation_id, number=number, **typed, by=by, clock=clock, key=form.key)
        return "De rol is gegeven."

    if carried_out(request, form, act):
        return redirect("officer:organisation", organisation_id)
    found = organisation_to_read(organisation_id)
    people = [one.person_id for one in found.members] + [one.person_id for one in found.roles]
    saw_in_list(request, "organisation", people)
    rule = choices()["org_form_rule"]
    context = {
        "form": form,
        "found": found,
        "number": parse_enterprise_number(found.enterprise_number),
        "members": _members(found),
        "roles": _roles(found),
        "running": [(one, PlainForm()) for one in found.roles if one.ended_on is None],
        "rule": rule.sentence((org_form_rule(request.clock.today()),)),
    }
    return render(request, "web/officer/organisation.html", context, status=422 if form.errors else 200)


@requires_role(Role.REGISTRAR)
@require_POST
def role_end(request: AppRequest, organisation_id: UUID, role_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST)
    if role_id not in {one.id for one in organisation_to_read(organisation_id).roles}:
        raise NotFound

    def act() -> str:
        end_role(role_id=role_id, by=actor_of(request), clock=request.clock, key=form.key)
        return "De rol is gestopt."

    carried_out(request, form, act)
    return redirect("officer:organisation", organisation_id)


def _members(found: OrganisationView) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(one.name, reverse("officer:registered", args=[one.counsellor_id])),
            one.register_number,
            REGISTRATION_WORDS[one.state],
        ]
        for one in found.members
    ]
    return Table("Begeleiders", [Column("Naam"), Column("Nummer"), Column("Toestand")], rows, "Niemand begeleidt hier.")


def _roles(found: OrganisationView) -> Table:
    rows: list[list[Cell | str]] = [
        [one.name, one.part, f"Vanaf {day(one.since_on)}{f' tot {day(one.ended_on)}' if one.ended_on else ''}"]
        for one in found.roles
    ]
    columns = [Column("Naam"), Column("Rol"), Column("Wanneer")]
    return Table("Vertegenwoordigers en beheerders", columns, rows, "Niemand kreeg een rol.")
