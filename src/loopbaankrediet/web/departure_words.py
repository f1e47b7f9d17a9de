"""The list of clients to hand over, for the counsellor who leaves and for the registrar."""

from collections.abc import Iterator
from dataclasses import dataclass

from loopbaankrediet.guidance.departures import DepartureView, HandoverLine
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.templatetags.dutch import day


@dataclass(frozen=True)
class ClientCard:
    """One client with what is known, and what still has to happen."""

    line: HandoverLine
    pill: Cell
    told: str
    chose: str
    guidance: str
    form: PlainForm


def client_cards(departure: DepartureView) -> Iterator[ClientCard]:
    for line in departure.clients:
        yield ClientCard(line, _pill(line), _told(line), line.choice or "nog geen", _guidance(line), PlainForm())


def _pill(line: HandoverLine) -> Cell:
    return Cell("Overgedragen", pill="ok") if line.is_done else Cell("Nog te doen", pill="warn")


def _told(line: HandoverLine) -> str:
    if line.told_on:
        return f"{line.told.lower()}, op {day(line.told_on)}"
    return "las het op de eigen pagina" if line.is_told else "nog niet"


def _guidance(line: HandoverLine) -> str:
    if line.is_over:
        return "Afgerond. Uren die over zijn, staan weer bij de klant."
    if line.module_state == ModuleState.REPORTED:
        return "Het verslag is er. De klant bevestigt nog de uren."
    if line.track_state is TrackState.ENDING and line.has_talked:
        return "Gestopt. De begeleider schrijft nog het verslag van de laatste gesprekken."
    if line.has_talked:
        return "Er loopt een module. Rond af, schrijf het verslag, en de klant bevestigt de uren."
    return "Loopt nog. Rond af: dan gaan de gereserveerde uren meteen terug naar de klant."
