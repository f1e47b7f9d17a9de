"""A rush on a capped budget: `python -m benchmarks.budget_rush --people 50000 --clients 8`.

A platform of its own in a temporary folder. Everybody asks on one day. So many of them (`--asking`) do so
through the same action as the page, from several processes at once; the sources answer for each as for the persona An.
The rest is laid in the same tables, as if they had asked. The next day all those processes hold the draw and grant at
the same time. Printed are times; stopped on are an envelope that gave too much, a place that was
given twice, and a second run, in another order, that differs.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from multiprocessing import get_context
from uuid import UUID

os.environ.setdefault("LOOPBAANKREDIET_VAR", tempfile.mkdtemp(prefix="loopbaankrediet-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loopbaankrediet.settings.demo")
os.environ["LOOPBAANKREDIET_VIEWER"] = "system"
os.environ["LOOPBAANKREDIET_CAP_SCENARIO"] = "cap_lottery"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, connections
from tests.crowd import asks, facts_of_an, people
from tests.story import Story

import loopbaankrediet.credit.actions as acts
from loopbaankrediet.budget.drawing import Entry, drawn
from loopbaankrediet.budget.draws import announce_draws
from loopbaankrediet.budget.models import Draw, DrawPlace
from loopbaankrediet.credit.models import Application, Decision, Turn
from loopbaankrediet.credit.turns import grant_next, hold_next_draw, ticket_of
from loopbaankrediet.kernel.clock import FixedClock, SystemClock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.people.models import Person
from loopbaankrediet.platform import transitions
from loopbaankrediet.platform.postgres import Server

ANNOUNCED, OPEN, DRAWN = date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)
MOST_SECONDS_TO_DRAW = 30.0


def clock_on(day: date) -> FixedClock:
    return FixedClock(SystemClock().now(), day)


def ask_all(ids: Sequence[UUID]) -> list[float]:
    """Each of these people asks once; the seconds of each."""
    connections.close_all()
    acts.gather_facts = facts_of_an
    seconds = []
    for person in Person.objects.filter(id__in=ids).order_by("national_number_hash").iterator():
        started = time.perf_counter()
        asks(person, clock_on(OPEN))()
        seconds.append(time.perf_counter() - started)
    return seconds


def draw_all(_: int) -> tuple[float, int]:
    """Hold what is due and grant what follows: the seconds of the draw, and how many this hand granted."""
    connections.close_all()
    clock, granted, started = clock_on(DRAWN), 0, time.perf_counter()
    held = hold_next_draw(clock=clock)
    seconds = time.perf_counter() - started
    while count := grant_next(clock=clock):
        granted += count
    return (seconds if held else 0.0), granted


def lay(ids: Sequence[UUID]) -> None:
    """What the action leaves of these people, without their sealed facts and receipts."""
    clock = clock_on(OPEN)
    rows = [Application(person_id=one, applied_on=OPEN, submitted_at=clock.now(), facts_sealed=b"") for one in ids]
    Application.objects.bulk_create(rows, batch_size=5_000)
    Application.objects.filter(state="submitted").update(state="waiting")
    said = {"decided_on": OPEN, "decided_at": clock.now(), "law_hash": "", "minutes": 0, "receipt_sealed": b""}
    Decision.objects.bulk_create([Decision(application=row, kind="turn", **said) for row in rows], batch_size=5_000)
    since = {"minutes": 360, "schooling": "high", "waits_since": OPEN, "waits_since_at": clock.now()}
    Turn.objects.bulk_create([Turn(application=row, ticket=ticket_of(row.id), **since) for row in rows], 5_000)


def told(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(count: int, asking: int, clients: int) -> int:
    """Returns how many things were wrong."""
    Story()
    announce_draws(clock=clock_on(ANNOUNCED))
    crowd = [person.id for person in people(count)]
    random.Random(7).shuffle(crowd)
    lay(crowd[asking:])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connections.close_all()
    with get_context("spawn").Pool(clients) as hands:
        started = time.perf_counter()
        seconds = sorted(
            one for part in hands.map(ask_all, [crowd[n:asking:clients] for n in range(clients)]) for one in part
        )
        elapsed = time.perf_counter() - started
        told(f"{asking} applications from {clients} processes: {elapsed:.1f} s, {asking / elapsed:.0f} a second")
        told(
            f"one application: half within {seconds[asking // 2] * 1000:.0f} ms, 99 of 100 within "
            f"{seconds[asking * 99 // 100] * 1000:.0f} ms, all within {seconds[-1] * 1000:.0f} ms"
        )
        started = time.perf_counter()
        parts = hands.map(draw_all, range(clients), chunksize=1)
        elapsed = time.perf_counter() - started
    held = [one for one, _ in parts if one]
    granted = sum(number for _, number in parts)
    told(f"the draw of {count}, held by one of {clients} hands: {max(held):.1f} s")
    told(f"{granted} grants after it, by {clients} hands: {elapsed - max(held):.1f} s")
    return wrong(count, granted, held)


def wrong(count: int, granted: int, held: Sequence[float]) -> int:
    """Look at the whole, and compute the draw once more from what is public, in another order."""
    draw = Draw.objects.get(starts_on=OPEN)
    places = list(DrawPlace.objects.filter(draw=draw).order_by("place"))
    envelope = balance(accounts.envelope(OPEN))
    entries = [Entry(row.entry_id, row.ticket, row.draws_waited, row.cents) for row in places]
    random.Random(8).shuffle(entries)
    again = list(drawn(entries, bytes(draw.seed or b""), draw.amount_cents or 0))
    spent = sum(row.cents for row in places if row.won)
    found = {
        "held more or less than once": len(held) != 1,
        "over-committed": spent > (draw.amount_cents or 0) or envelope.available != (draw.amount_cents or 0) - spent,
        "not everybody has one place": [row.place for row in places] != list(range(1, count + 1)),
        "another order gives other places": [(one.place, one.entry.ticket, one.won) for one in again]
        != [(row.place, row.ticket, row.won) for row in places],
        "winners without a grant": granted != draw.winners
        or Application.objects.filter(state="granted").count() != granted,
        "somebody was lost": Application.objects.filter(state="waiting").count() != count - granted,
        "the ledger does not add up": prove().breaks != (),
        "the draw was slow": max(held) > MOST_SECONDS_TO_DRAW,
    }
    told(f"envelope {draw.amount_cents} cents, given {spent}, left {envelope.available}; {draw.winners} places")
    for text, is_wrong in found.items():
        told(f"{'WRONG' if is_wrong else 'no   '}  {text}")
    return sum(found.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--asking", type=int, default=400, help="how many of them ask by the action")
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    with Server():
        call_command("migrate", database="owner", verbosity=0)
        transitions.sync(using="owner")
        return run(options.people, min(options.asking, options.people), options.clients)


if __name__ == "__main__":
    sys.exit(main())
