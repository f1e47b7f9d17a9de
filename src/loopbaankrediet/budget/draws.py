"""Announcing and holding draws. Who waits is known one floor up: `credit.turns` hands the entries in.

The cap acts in the ledger: a year's room comes out of the treasury once, an envelope out of the room, and each place
out of the envelope. None of the three can go below zero, so nothing that is computed here can over-commit.
"""

from collections.abc import Sequence
from datetime import date
from secrets import token_bytes
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import connection, transaction
from django.db.models import Max

from loopbaankrediet.budget.caps import cap_in_force
from loopbaankrediet.budget.drawing import Drawn, Entry, drawn, seed_hash
from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.budget.figures import exposure_on
from loopbaankrediet.budget.models import DRAW_TABLE, Draw, DrawPlace, DrawState
from loopbaankrediet.budget.windows import Window, next_windows
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.deciding.caps import Cap
from loopbaankrediet.journal.actions import Subject, record_act
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.crypto import seal, unseal
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.postings import Step, direct, record
from loopbaankrediet.ledger.queries import balance, balances
from loopbaankrediet.platform.places import secret_bytes

SEED_BYTES = 32
HELD = ("state", "seed", "drawn_on", "drawn_at", "entries", "winners", "amount_cents", "given_cents")
KEEP_PLACES = "SELECT keep_places(%s, %s, %s::int[], %s::uuid[], %s::text[], %s::int[], %s::bigint[], %s::bool[])"


def announce_draws(*, clock: Clock) -> int:
    """Publish the hash of the seeds of the coming draws, before their first day; returns how many are new.

    Draws that were announced stay, also when the law changes meanwhile. Doing it again, or twice at once, is harmless.
    """
    today = clock.today()
    cap = cap_in_force(today)
    if not cap.draws:
        return 0
    coming = Draw.objects.filter(starts_on__gt=today).count()
    last = Draw.objects.aggregate(last=Max("ends_on"))["last"] or today
    missing = max(term("draws_announced_ahead", on=today) - coming, 0)
    windows = next_windows(max(last, today), missing, per_day=cap.per_day)
    return sum(_announce(window, cap, clock) for window in windows)


def lock_due_draw(today: date) -> Draw | None:
    """The oldest announced draw whose days are over, locked; None when there is none, or another hand holds it now.

    Draws are held in order: nobody goes on to the next one meanwhile, and nobody waits for the minutes this may take.
    """
    due = Draw.objects.filter(state=DrawState.ANNOUNCED)
    first = due.filter(ends_on__lt=today).order_by("starts_on").values_list("id", flat=True).first()
    return due.filter(id=first).select_for_update(skip_locked=True).first() if first else None


@transaction.atomic
def hold_draw(draw: Draw, entries: Sequence[Entry], *, clock: Clock) -> Draw:
    """Give every entry its place and the first ones their money, in one act; then show the seed.

    `draw` is locked by `lock_due_draw`. Raises NoBudget when its year has none: then everybody goes on waiting.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
    seed = unseal(_seed_key(), bytes(draw.seed_sealed), context=_context(draw))
    filled = _fill_envelope(draw, clock)
    places = list(drawn(entries, seed, filled))
    won = [found.entry for found in places if found.won]
    _pay_places(draw, won, clock)
    _keep(draw, places)
    draw.state = DRAW_TABLE.after(draw.state, "hold")
    draw.seed, draw.drawn_on, draw.drawn_at = seed, clock.today(), clock.now()
    draw.entries, draw.winners = len(places), len(won)
    draw.amount_cents, draw.given_cents = filled, sum(entry.cents for entry in won)
    draw.save(update_fields=HELD)
    record_act("hold_draw", Subject("draw", draw.id), key=_key(draw.id, "hold"), by=SYSTEM, clock=clock)
    return draw


def _announce(window: Window, cap: Cap, clock: Clock) -> bool:
    seed, month_cents = token_bytes(SEED_BYTES), cap.month_cents
    draw_id = _key(NAMESPACE_OID, window.starts_on.isoformat())
    with transaction.atomic():
        draw, is_new = Draw.objects.get_or_create(
            starts_on=window.starts_on,
            defaults={
                "id": draw_id,
                "ends_on": window.ends_on,
                "month_cents": month_cents,
                "carries_over": cap.carries_over and month_cents is not None,
                "longest_wait_first": cap.longest_wait_first,
                "seed_hash": seed_hash(seed),
                "seed_sealed": seal(_seed_key(), seed, context=f"draw:{draw_id}"),
                "announced_on": clock.today(),
                "announced_at": clock.now(),
            },
        )
        if is_new:
            key = _key(draw.id, "announce")
            record_act("announce_draw", Subject("draw", draw.id), key=key, by=SYSTEM, clock=clock)
    return is_new


def _fill_envelope(draw: Draw, clock: Clock) -> int:
    """Move what this draw may give into its envelope; returns the cents that are there."""
    year, envelope = draw.starts_on.year, accounts.envelope(draw.starts_on)
    room = _room(year, clock)
    envelope.open()
    before = Draw.objects.filter(state=DrawState.DRAWN, starts_on__year=year).order_by("-starts_on").first()
    left = accounts.envelope(before.starts_on) if before else None
    rest = balance(left).available if left else 0
    free = balance(room).available + (0 if draw.carries_over else rest)
    share = free if draw.month_cents is None else min(draw.month_cents, free)
    steps = _of_rest(left, envelope if draw.carries_over else room, rest)
    steps += [direct("fill", room, envelope, share)] if share else []
    if steps:
        record(steps, act="fill_envelope", act_key=_key(draw.id, "fill"), effective_on=clock.today(), by=SYSTEM)
    return balance(envelope).available


def _of_rest(left: Account | None, target: Account, rest: int) -> list[Step]:
    return [direct("rest", left, target, rest)] if left and rest else []


def _room(year: int, clock: Clock) -> Account:
    """What the grants of the year may cost: what the appropriation had free when its first draw was held.

    The hours that people had then were promised already: the year keeps their dearest price apart.
    """
    room, commitment, treasury = accounts.room_for_grants(year), accounts.commitment(year), accounts.treasury()
    found = balances([room, commitment])
    if commitment.code not in found:
        raise NoBudget(year=year)
    if room.code not in found:
        room.open()
        free = found[commitment.code].available - exposure_on(clock.today()).high_cents
        if free > 0:
            key = _key(NAMESPACE_OID, f"room:{year}")
            steps = [direct("room", treasury, room, free)]
            record(steps, act="open_room", act_key=key, effective_on=clock.today(), by=SYSTEM)
    return room


def _pay_places(draw: Draw, won: Sequence[Entry], clock: Clock) -> None:
    """One posting per place, all in one call: the envelope's own guard has the last word."""
    if not won:
        return
    envelope, given = accounts.envelope(draw.starts_on), accounts.places_given(draw.starts_on.year)
    given.open()
    steps = [direct(f"place:{entry.id}", envelope, given, entry.cents) for entry in won]
    record(steps, act="hold_draw", act_key=_key(draw.id, "hold"), effective_on=clock.today(), by=SYSTEM)


def _keep(draw: Draw, places: Sequence[Drawn]) -> None:
    entries = [found.entry for found in places]
    columns: list[list[Any]] = [
        [found.place for found in places],
        [entry.id for entry in entries],
        [entry.ticket for entry in entries],
        [entry.draws_waited for entry in entries],
        [entry.cents for entry in entries],
        [found.won for found in places],
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEEP_PLACES, [draw.id, _key(draw.id, "hold"), *columns])


def has_won(entry_id: UUID) -> bool:
    """Whether this entry drew a place in any draw."""
    return DrawPlace.objects.filter(entry_id=entry_id, won=True).exists()


def _key(namespace: UUID, name: str) -> UUID:
    """The same act has the same key, however often the job runs."""
    return uuid5(namespace, f"loopbaankrediet:{name}")


def _context(draw: Draw) -> str:
    return f"draw:{draw.id}"


def _seed_key() -> bytes:
    return secret_bytes("draw_key")
