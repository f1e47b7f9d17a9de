"""The order of a draw and who gets a place in it. Pure: whoever knows the seed and the tickets finds the same.

The order of an entry is the HMAC-SHA256 of its ticket under the seed of the draw. The seed is made, and its SHA-256
published, before the first application of the draw can come in; the ticket is made by the platform. So neither the
moment of asking nor the order of reading the applications matters.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Entry:
    """One application in a draw. `draws_waited`: who waited for more of them goes first. `cents`: all its grant costs.

    `ticket` is unique in a draw: printable characters, no spaces.
    """

    id: UUID
    ticket: str
    draws_waited: int
    cents: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entry at its place, counted from 1; `won` when the money reaches that far."""

    place: int
    entry: Entry
    won: bool


def seed_hash(seed: bytes) -> str:
    """What is published before the draw."""
    return hashlib.sha256(seed).hexdigest()


def lot(seed: bytes, ticket: str) -> str:
    """The number that orders a ticket, 64 hexadecimal digits; the lowest comes first."""
    return hmac.new(seed, ticket.encode(), hashlib.sha256).hexdigest()


def ranked(entries: Iterable[Entry], seed: bytes) -> list[Entry]:
    """In the order of the draw: most draws waited, then lowest lot; the ticket settles what cannot happen, a tie."""
    return sorted(entries, key=lambda entry: (-entry.draws_waited, lot(seed, entry.ticket), entry.ticket))


def drawn(entries: Iterable[Entry], seed: bytes, cents: int) -> Iterator[Drawn]:
    """Everybody at her place. Places are given in order until the first that costs more than is left of `cents`.

    Nobody behind that one gets a place, also not who costs less: the order is the order.
    """
    order = ranked(entries, seed)
    totals = accumulate(entry.cents for entry in order)
    for place, (entry, total) in enumerate(zip(order, totals, strict=True), start=1):
        yield Drawn(place, entry, total <= cents)
