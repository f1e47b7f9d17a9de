"""What the citizen, or who acts for her, is about to confirm with the last button after the proof."""

from uuid import UUID

from django.utils.translation import gettext

from loopbaankrediet.counsellors.queries import names
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.kernel.actors import Representation
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.citizen.helper_forms import GiveForm, TakeUpForm
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.in_words import duration, euro
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.typed import Typed, typed_rows


def mandate_rows(request: AppRequest, *, typed: Typed) -> list[SummaryRow]:
    return typed_rows(GiveForm(typed, at_desk=actor_of(request).representation is Representation.DESK))


def taking_up_rows(request: AppRequest, *, typed: Typed) -> list[SummaryRow]:
    return typed_rows(TakeUpForm(typed))


def agreement_rows(request: AppRequest, *, track_id: UUID, typed: Typed) -> list[SummaryRow]:
    view = track_for(track_id, by=actor_of(request))
    if view.agreement is None:
        raise NotFound
    modules = view.agreement.modules
    return [
        SummaryRow(gettext("Overeenkomst met"), view.counsellor),
        SummaryRow(
            gettext("Hoeveel"),
            gettext("1 module") if modules == 1 else (gettext("%(modules)s modules") % {"modules": modules}),
        ),
        SummaryRow(
            gettext("Jij betaalt"),
            (
                gettext("%(own_cents_per_hour)s per uur")
                % {"own_cents_per_hour": euro(view.agreement.own_cents_per_hour)}
            ),
        ),
        SummaryRow(gettext("Begint tijdens de bedenktijd"), "ja" if typed.get("early_start") else "nee"),
    ]


def module_rows(request: AppRequest, *, track_id: UUID, number: int, typed: Typed) -> list[SummaryRow]:
    view = track_for(track_id, by=actor_of(request))
    module = next((module for module in view.modules if module.number == number), None)
    if module is None:
        raise NotFound
    return [
        SummaryRow(
            gettext("Module"),
            (gettext("Module %(number)s bij %(counsellor)s") % {"number": number, "counsellor": view.counsellor}),
        ),
        SummaryRow(gettext("Uren"), duration(module.delivered)),
        SummaryRow(gettext("Jij betaalt"), euro(module.own_cents)),
        SummaryRow(gettext("Vlaanderen betaalt"), euro(module.public_cents)),
    ]


def code_rows(request: AppRequest, *, counsellor_id: UUID, typed: Typed) -> list[SummaryRow]:
    return [SummaryRow(gettext("Code voor"), name) for name in names({counsellor_id}).values()]
