"""Reads of draws: what everybody may know of each, the places by ticket, and where one application stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from loopbaankrediet.budget.drawing import lot
from loopbaankrediet.budget.errors import TicketUnknown
from loopbaankrediet.budget.models import Draw, DrawPlace, DrawState


@dataclass(frozen=True)
class DrawView:
    """A draw as the public may know it. `seed` is empty, and the numbers None, until it was held."""

    id: UUID
    starts_on: date
    ends_on: date
    announced_on: date
    seed_hash: str
    seed: str
    drawn_on: date | None
    entries: int | None
    winners: int | None
    amount_cents: int | None
    given_cents: int | None

    @property
    def draws_on(self) -> date:
        """The first day on which it can be held."""
        return self.ends_on + timedelta(days=1)

    @property
    def is_drawn(self) -> bool:
        return self.drawn_on is not None


@dataclass(frozen=True)
class PlaceView:
    """One place of a draw. `lot` is computed again from the seed, not read."""

    draw: DrawView
    place: int
    ticket: str
    draws_waited: int
    won: bool
    lot: str


def draws() -> tuple[DrawView, ...]:
    """All announced draws, newest first."""
    return tuple(_view(row) for row in Draw.objects.order_by("-starts_on"))


def draw_from(starts_on: date) -> DrawView | None:
    """The draw whose days begin on this one."""
    row = Draw.objects.filter(starts_on=starts_on).first()
    return _view(row) if row else None


def next_draw(waits_since: date) -> DrawView | None:
    """The first draw still to be held that holds who waits since that day; None while none is announced."""
    row = Draw.objects.filter(state=DrawState.ANNOUNCED, ends_on__gte=waits_since).order_by("starts_on").first()
    return _view(row) if row else None


def places_of(entry_id: UUID) -> tuple[PlaceView, ...]:
    """Every place that one application drew, newest draw first."""
    rows = DrawPlace.objects.filter(entry_id=entry_id).select_related("draw").order_by("-draw__starts_on")
    return tuple(_place(row, _view(row.draw)) for row in rows)


def place_of_ticket(draw: DrawView, ticket: str) -> PlaceView:
    """The place of a ticket, however it was typed. TicketUnknown when it was not in this draw."""
    typed = "".join(ticket.lower().split())
    row = DrawPlace.objects.filter(draw_id=draw.id, ticket=typed).first()
    if row is None:
        raise TicketUnknown
    return _place(row, draw)


def all_places(draw: DrawView) -> Iterator[PlaceView]:
    """In order, a part at a time in memory."""
    rows = DrawPlace.objects.filter(draw_id=draw.id).order_by("place")
    return (_place(row, draw) for row in rows.iterator(chunk_size=2_000))


def differing_places(draw: DrawView) -> int:
    """The check of a draw that was held: how many of its places another computation from the seed does not give."""
    kept = list(all_places(draw))
    again = sorted(kept, key=lambda found: (-found.draws_waited, found.lot, found.ticket))
    wrong = sum(one.ticket != other.ticket for one, other in zip(kept, again, strict=True))
    return wrong + sum(found.won != (found.place <= (draw.winners or 0)) for found in kept)


def _place(row: DrawPlace, draw: DrawView) -> PlaceView:
    return PlaceView(draw, row.place, row.ticket, row.draws_waited, row.won, lot(bytes.fromhex(draw.seed), row.ticket))


def _view(row: Draw) -> DrawView:
    return DrawView(
        row.id,
        row.starts_on,
        row.ends_on,
        row.announced_on,
        row.seed_hash,
        bytes(row.seed).hex() if row.seed else "",
        row.drawn_on,
        row.entries,
        row.winners,
        row.amount_cents,
        row.given_cents,
    )
