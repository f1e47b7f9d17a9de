"""Enterprises that somebody represents or manages: who guides there, and what was paid. Never what clients told."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loopbaankrediet.counsellors.files.policies import check_is_candidate
from loopbaankrediet.counsellors.organisations.queries import (
    Member,
    check_belongs,
    members_of,
    organisations_of,
)
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.payments.queries.enterprises import PaidSum, paid_sums
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.looking import saw_in_list
from loopbaankrediet.web.registration_words import REGISTRATION_WORDS
from loopbaankrediet.web.requests import AppRequest

NOTHING = PaidSum(0, 0, 0)


@requires(Capacity.COUNSELLOR)
@require_safe
def organisations(request: AppRequest) -> HttpResponse:
    found = organisations_of(check_is_candidate(actor_of(request)))
    rows: list[list[Cell | str]] = [
        [Cell(one.name, reverse("counsellor:organisation", args=[one.id])), one.enterprise_number] for one in found
    ]
    columns = [Column("Naam"), Column("Ondernemingsnummer")]
    table = Table("Ondernemingen", columns, rows, "Je vertegenwoordigt of beheert geen onderneming.")
    return render(request, "web/counsellor/organisations.html", {"table": table})


@requires(Capacity.COUNSELLOR)
@require_safe
def organisation(request: AppRequest, organisation_id: UUID) -> HttpResponse:
    """Its counsellors and what they were paid."""
    person_id = check_is_candidate(actor_of(request))
    check_belongs(person_id, organisation_id)
    members = members_of(organisation_id)
    saw_in_list(request, "organisation", [one.person_id for one in members])
    name = next(one.name for one in organisations_of(person_id) if one.id == organisation_id)
    return render(request, "web/counsellor/organisation.html", {"name": name, "table": _table(members)})


def _table(members: tuple[Member, ...]) -> Table:
    sums = paid_sums(one.counsellor_id for one in members)
    rows: list[list[Cell | str]] = []
    for one in members:
        found = sums.get(one.counsellor_id, NOTHING)
        state = REGISTRATION_WORDS[one.state]
        who = Cell(one.name, note=f"{one.register_number}, {state.text.lower()}")
        rows.append([who, str(found.claims), euro(found.paid_cents), euro(found.open_cents)])
    columns = [Column("Begeleider"), Column("Betalingen", numeric=True)]
    columns += [Column("Betaald", numeric=True), Column("Nog te betalen", numeric=True)]
    return Table("Wat betaald is", columns, rows, "Niemand begeleidt hier.")
