"""The turn of an application under a cap: which draw, what place, and that being quick is of no use."""

from dataclasses import dataclass
from datetime import date

from loopbaankrediet.budget.draw_queries import PlaceView, next_draw, places_of
from loopbaankrediet.credit.models import ApplicationState, DecisionKind
from loopbaankrediet.credit.queries import ApplicationView, turn_of
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.draw_words import draw_name, draw_url
from loopbaankrediet.web.templatetags.dutch import day


@dataclass(frozen=True)
class TurnPage:
    """What the reader needs to follow her turn. `draw` and `draws_on` are empty while no draw is announced.

    `results`: each draw that was held with her in it, as a link to where she can check it.
    """

    ticket: str
    minutes: str
    waits_since: date
    draw: Cell | None
    draws_on: date | None
    results: tuple[Cell, ...]
    goes_first: bool


def turn_page(view: ApplicationView) -> TurnPage | None:
    """None for an application that never waited for a place."""
    if view.latest(DecisionKind.TURN) is None:
        return None
    turn = turn_of(view.id)
    coming = next_draw(turn.waits_since) if view.state == ApplicationState.WAITING else None
    held = places_of(view.id)
    return TurnPage(
        ticket=turn.ticket,
        minutes=duration(turn.minutes),
        waits_since=turn.waits_since,
        draw=Cell(draw_name(coming), draw_url(coming)) if coming else None,
        draws_on=coming.draws_on if coming else None,
        results=tuple(Cell(_result(place), f"{draw_url(place.draw)}?lotnummer={turn.ticket}") for place in held),
        goes_first=bool(held) and not held[0].won,
    )


def _result(place: PlaceView) -> str:
    found = "je kreeg een plaats" if place.won else f"er was geld voor {place.draw.winners} plaatsen"
    return f"{draw_name(place.draw)}: plaats {place.place} van {place.draw.entries}, {found}"


def waiting_words(turn_draws_on: date | None) -> str:
    """For the overview: what she waits for."""
    if turn_draws_on is None:
        return "Je hebt recht op loopbaankrediet. Er is nu geen geld voor nieuwe toekenningen. We bewaren je aanvraag."
    return f"Je hebt recht op loopbaankrediet en wacht op je plaats. De loting is op {day(turn_draws_on)}."
