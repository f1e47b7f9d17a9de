"""What the citizen, or who acts for her, is about to confirm with the last button after the proof."""

from uuid import UUID

from loopbaankrediet.counsellors.queries import names
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.kernel.actors import Representation
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.citizen.helper_forms import GiveForm, TakeUpForm
from loopbaankrediet.web.components import SummaryRow
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
        SummaryRow("Overeenkomst met", view.counsellor),
        SummaryRow("Hoeveel", "1 module" if modules == 1 else f"{modules} modules"),
        SummaryRow("Jij betaalt", f"{euro(view.agreement.own_cents_per_hour)} per uur"),
        SummaryRow("Begint tijdens de bedenktijd", "ja" if typed.get("early_start") else "nee"),
    ]


def module_rows(request: AppRequest, *, track_id: UUID, number: int, typed: Typed) -> list[SummaryRow]:
    view = track_for(track_id, by=actor_of(request))
    module = next((module for module in view.modules if module.number == number), None)
    if module is None:
        raise NotFound
    return [
        SummaryRow("Module", f"Module {number} bij {view.counsellor}"),
        SummaryRow("Uren", duration(module.delivered)),
        SummaryRow("Jij betaalt", euro(module.own_cents)),
        SummaryRow("Vlaanderen betaalt", euro(module.public_cents)),
    ]


def code_rows(request: AppRequest, *, counsellor_id: UUID, typed: Typed) -> list[SummaryRow]:
    return [SummaryRow("Code voor", name) for name in names({counsellor_id}).values()]
