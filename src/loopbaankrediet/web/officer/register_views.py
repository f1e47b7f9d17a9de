"""The register, kept by the registrar: who is in it, and entering somebody new."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.counsellors.actions import register_counsellor
from loopbaankrediet.counsellors.conditions import conditions_of
from loopbaankrediet.counsellors.errors import NotRegistered
from loopbaankrediet.counsellors.measures.history import history_of
from loopbaankrediet.counsellors.measures.models import MeasureState
from loopbaankrediet.counsellors.measures.queries import measures_of
from loopbaankrediet.counsellors.models import RegistrationState
from loopbaankrediet.counsellors.queries import (
    RegisterEntry,
    entry_of,
    organisation_of,
    outside_register,
    person_behind,
)
from loopbaankrediet.counsellors.queries import registered as registered_on
from loopbaankrediet.counsellors.search import REGISTER_PAGE, Wanted, search
from loopbaankrediet.demo.personas import BY_KEY, PERSONAS
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.conditions import conditions_table
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.officer.forms import RegistrationForm
from loopbaankrediet.web.registration_words import MEASURE_WORDS, REGISTRATION_WORDS, history_items
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day


@requires_role(Role.REGISTRAR)
@require_safe
def register(request: AppRequest) -> HttpResponse:
    text, number = request.GET.get("zoek", ""), request.GET.get("pagina", "1")
    found = search(Wanted(request.clock.today(), text), page=int(number) if number.isdigit() else 1)
    page = Paginator(range(found.count), REGISTER_PAGE).get_page(number)
    context = {
        "table": _table(tuple(one.entry for one in found.page)),
        "page": page,
        "text": text,
        "total": found.count,
        "outside": _outside(request),
    }
    return render(request, "web/officer/register.html", context)


@requires_role(Role.REGISTRAR)
@require_http_methods(["GET", "POST"])
def register_new(request: AppRequest) -> HttpResponse:
    form = RegistrationForm(request.POST or None, initial=_persona_data(request.GET.get("proefpersoon", "")))
    if form.is_valid():
        try:
            counsellor = register_counsellor(file=form.file(), by=actor_of(request), clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return redirect("officer:registered", counsellor.id)
    context = {"form": form, "personas": _persona_links()}
    return render(request, "web/officer/register_counsellor.html", context, status=422 if form.errors else 200)


@requires_role(Role.REGISTRAR)
@require_safe
def registered(request: AppRequest, counsellor_id: UUID) -> HttpResponse:
    try:
        entry = entry_of(counsellor_id)
    except NotRegistered as error:
        raise NotFound from error
    subject = Subject("counsellor", counsellor_id, person_behind(counsellor_id))
    saw(request, "open_registration", subject, dossier=entry.register_number)
    conditions = conditions_table(conditions_of(counsellor_id))
    context = {
        "entry": entry,
        "rows": _rows(entry),
        "conditions": conditions,
        "history": history_items(history_of(counsellor_id)),
        "measures": [(one, MEASURE_WORDS[MeasureState(one.state)]) for one in measures_of(counsellor_id)],
        "organisation_id": organisation_of(counsellor_id),
        "is_inside": registered_on(request.clock.today()).filter(id=counsellor_id).exists(),
    }
    return render(request, "web/officer/registered.html", context)


def _table(found: tuple[RegisterEntry, ...]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(entry.name, reverse("officer:registered", args=[entry.id])),
            Cell(entry.register_number, note=f"Sinds {day(entry.registered_on)}"),
            Cell(entry.legal_form, note=entry.organisation or ""),
            entry.municipality,
        ]
        for entry in found
    ]
    columns = [Column("Naam"), Column("Nummer"), Column("Werkt als"), Column("Gemeente")]
    return Table("Geregistreerde loopbaanbegeleiders", columns, rows, "Niemand gevonden.")


def _outside(request: AppRequest) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(one.name, reverse("officer:registered", args=[one.id])),
            one.register_number,
            REGISTRATION_WORDS[state] if state != RegistrationState.REGISTERED else "De termijn of schorsing loopt",
        ]
        for one, state in outside_register(request.clock.today())
    ]
    columns = [Column("Naam"), Column("Nummer"), Column("Toestand")]
    return Table("Niet in het openbare register", columns, rows, "Niemand is geschorst, geschrapt of gestopt.")


def _rows(entry: RegisterEntry) -> list[SummaryRow]:
    company = f", {entry.organisation} ({entry.enterprise_number})" if entry.organisation else ""
    return [
        SummaryRow("Registernummer", entry.register_number),
        SummaryRow("Geregistreerd op", day(entry.registered_on)),
        SummaryRow("Werkt als", entry.legal_form + company),
        SummaryRow("Gemeente", entry.municipality),
        SummaryRow("Telefoon", entry.phone or "Geen"),
        SummaryRow("E-mailadres", entry.email or "Geen"),
        SummaryRow("Begeleidt", ", ".join(entry.modes)),
        SummaryRow("Methodieken", ", ".join(entry.methods)),
    ]


def _persona_links() -> list[Cell]:
    """The demonstration's counsellors, to fill the form with."""
    if not settings.DEMO:
        return []
    new = reverse("officer:register_counsellor")
    found = [persona for persona in PERSONAS if persona.registration]
    return [Cell(f"{persona.name}: {persona.sentence}", f"{new}?proefpersoon={persona.key}") for persona in found]


def _persona_data(key: str) -> dict[str, object]:
    persona = BY_KEY.get(key) if settings.DEMO else None
    if persona is None:
        return {}
    names = {"given_name": persona.given_name, "family_name": persona.family_name}
    registration = persona.registration | {"methods": "\n".join(persona.registration.get("methods", ()))}
    shown = {name: _answer(value) for name, value in registration.pop("shown", {}).items()}
    return {"national_number": persona.national_number} | names | registration | shown


def _answer(value: bool | str) -> str:
    return value if isinstance(value, str) else "ja" if value else "nee"
