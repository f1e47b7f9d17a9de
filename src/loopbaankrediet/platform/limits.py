"""How often something may be asked: counted before it is answered, in a transaction of its own, by the database.

A use is taken first and given back when the question turned out to be an honest one. So a hundred questions at the same
moment never get more answers than the limit, an act that is rolled back still counts, and whoever cannot be counted is
refused. What is counted are ids that the platform knows itself: nothing that a visitor sends, no address, no header.

    CODES = Limit("codes of a counsellor", most=10, within=timedelta(hours=1))
    uses = [Use(CODES, str(counsellor_id))]
    take(uses, at=clock.now())        # LimitReached or NotCounted: do not answer
    ...                               # answer; wrong: leave it
    give_back(uses, at=clock.now())   # right: it did not count
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.db import Error, connections

from loopbaankrediet.kernel.errors import DomainError

TAKE = "SELECT take_within_limits(%s::text[], %s::text[], %s::int[], %s::int[], %s)"
GIVE_BACK = "SELECT give_back_to_limits(%s::text[], %s::text[], %s)"


@dataclass(frozen=True)
class Limit:
    """At most `most` uses within any span of `within` (whole minutes, at most 30 days); `name` is its own for ever."""

    name: str
    most: int
    within: timedelta


@dataclass(frozen=True)
class Use:
    """One use of a limit by a subject: an id of ours, never a name or what somebody typed."""

    limit: Limit
    subject: str


class LimitReached(DomainError):
    """`use` is the first that was full. Nothing was counted."""

    message = "Dit is te vaak geprobeerd. Probeer het later opnieuw, of bel 1700."

    def __init__(self, use: Use) -> None:
        self.use = use
        super().__init__()


class NotCounted(DomainError):
    """The count cannot be kept now, so nobody is let through."""

    message = "We kunnen dit nu niet nagaan. Er is niets gebeurd. Probeer het over enkele minuten opnieuw, of bel 1700."


def take(uses: Sequence[Use], *, at: datetime) -> None:
    """Count one use of every limit, or of none. LimitReached when one is full; NotCounted when that cannot be known."""
    most = [use.limit.most for use in uses]
    seconds = [int(use.limit.within.total_seconds()) for use in uses]
    full = _asked(TAKE, [*_named(uses), most, seconds, at])
    if full:
        raise LimitReached(uses[full - 1])


def give_back(uses: Sequence[Use], *, at: datetime) -> None:
    """The use did not count after all; `at` as it was taken. When this fails it counts, and nothing else happens."""
    try:
        _asked(GIVE_BACK, [*_named(uses), at])
    except NotCounted:
        return


def _named(uses: Sequence[Use]) -> tuple[list[str], list[str]]:
    return [use.limit.name for use in uses], [use.subject for use in uses]


def _asked(question: str, parameters: Sequence[Any]) -> int:
    """On a connection of its own, so that it stands whatever becomes of the transaction around it."""
    own = connections["default"].copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(question, parameters)
            return int(cursor.fetchone()[0] or 0)
    except (Error, psycopg.Error) as error:
        raise NotCounted from error
    finally:
        own.close()
