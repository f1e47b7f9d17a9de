"""The turn of an application under a cap: which draw, what place, and that being quick is of no use."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from loopbaankrediet.budget.draw_queries import PlaceView, next_draw, places_of
from loopbaankrediet.credit.models import ApplicationState, DecisionKind
from loopbaankrediet.credit.queries import ApplicationView, turn_of
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.draw_words import draw_name, draw_url
from loopbaankrediet.web.in_words import duration
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
    found = (
        gettext("je kreeg een plaats")
        if place.won
        else (gettext("er was geld voor %(winners)s plaatsen") % {"winners": place.draw.winners})
    )
    return gettext("%(draw)s: plaats %(place)s van %(entries)s, %(found)s") % {
        "draw": draw_name(place.draw),
        "place": place.place,
        "entries": place.draw.entries,
        "found": found,
    }


def waiting_words(turn_draws_on: date | None) -> str:
    """For the overview: what she waits for."""
    if turn_draws_on is None:
        return gettext(
            "Je hebt recht op loopbaankrediet. Er is nu geen geld voor nieuwe toekenningen. We bewaren je aanvraag."
        )
    return gettext("Je hebt recht op loopbaankrediet en wacht op je plaats. De loting is op %(turn_draws_on)s.") % {
        "turn_draws_on": day(turn_draws_on)
    }
