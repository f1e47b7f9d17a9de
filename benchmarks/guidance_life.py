"""Lives of a module per second through our own acts: `python -m benchmarks.guidance_life`.

A platform of its own in a temporary folder, fsync on. A life is: the citizen signs (which reserves minutes and money),
a conversation, the report, the confirmation (which posts minutes and money and raises the claim). Eight processes do
one act after the other, each on agreements of its own; counsellors and the budget of the year are shared by all.
Printed: lives per second, the time of each act, and how many statements it sent to the database.
Targets: at least 100 lives a second, 99 in 100 acts within 150 ms, at most 10 statements per act.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from typing import Any
from uuid import UUID, uuid4

from benchmarks._platform import counsellors, leave_database, platform  # isort: split

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.story import REPORT, Story, first_clock

from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.guidance.actions.modules import hand_in_report, log_conversation
from loopbaankrediet.guidance.actions.tracks import sign_agreement
from loopbaankrediet.guidance.models import GuidanceAgreement, GuidanceModule, Track
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Capacity
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.people.models import Person

CLIENTS, COUNSELLORS = 8, 200
LEAST_LIVES, MOST_SECONDS, MOST_STATEMENTS = 100.0, 0.150, 10
CLOCK = first_clock()
Acts = Iterator[tuple[str, Callable[[], Any]]]


def lay_tracks(story: Story, count: int) -> list[UUID]:
    """So many citizens with a filled wallet and an agreement of one module that waits for their signature."""
    story.apply("an")
    pattern = story.propose("an", "dirk", modules=1)
    agreement = GuidanceAgreement.objects.get(track=pattern)
    people = [
        Person(id=uuid4(), given_name="Zoë", family_name=f"D'Hoore {number}", national_number_sealed=b"x",
               national_number_hash=number.to_bytes(32, "big"), known_since=CLOCK.now())
        for number in range(count)
    ]  # fmt: skip
    wallets = [Wallet(person=one, schooling="high", opened_on=CLOCK.today(), opened_at=CLOCK.now()) for one in people]
    payees = counsellors(story, COUNSELLORS)
    tracks = [
        Track(person=one, wallet=wallet, counsellor_id=payees[place % COUNSELLORS],
              opened_on=CLOCK.today(), opened_at=CLOCK.now(), intake_on=CLOCK.today())
        for place, (one, wallet) in enumerate(zip(people, wallets, strict=True))
    ]  # fmt: skip
    Person.objects.bulk_create(people)
    for one in people:
        seal_for(one.id, "", context="key")
    Wallet.objects.bulk_create(wallets)
    _fill([accounts.wallet(wallet.id) for wallet in wallets])
    Track.objects.bulk_create(tracks)
    for state in (TrackState.INTAKE_HELD, TrackState.PROPOSED):
        Track.objects.filter(person__in=people).update(state=state)
    GuidanceAgreement.objects.bulk_create([_for(agreement, track) for track in tracks], batch_size=2_000)
    return [track.id for track in tracks]


def _for(agreement: GuidanceAgreement, track: Track) -> GuidanceAgreement:
    values = {field.attname: getattr(agreement, field.attname) for field in GuidanceAgreement._meta.concrete_fields}
    return GuidanceAgreement(**values | {"track_id": track.id})


def _fill(purses: list[accounts.Account]) -> None:
    for purse in purses:
        purse.open()
    steps = [direct(f"grant:{purse.code}", accounts.minutes_issued(), purse, 360) for purse in purses]
    record(steps, act="benchmark", act_key=uuid4(), effective_on=CLOCK.today(), by=SYSTEM)


def life(track_id: UUID) -> Acts:
    """The four acts of one module, each to be called once, in this order."""
    track = Track.objects.get(id=track_id)
    citizen = Actor(Capacity.CITIZEN, track.person_id)
    counsellor = Actor(Capacity.COUNSELLOR, None, track.counsellor_id)
    told: dict[str, Any] = {"clock": CLOCK}
    yield (
        "sign, reserve",
        lambda: sign_agreement(track_id=track_id, version=1, early_start=True, by=citizen, key=uuid4(), **told),
    )
    module_id = GuidanceModule.objects.values_list("id", flat=True).get(track_id=track_id)
    told["module_id"] = module_id
    talk: dict[str, Any] = {"held_on": CLOCK.today(), "minutes": 120, "mode": "online"}
    yield "conversation", lambda: log_conversation(by=counsellor, key=uuid4(), **talk, **told)
    yield "report", lambda: hand_in_report(text=REPORT, by=counsellor, key=uuid4(), **told)
    yield "confirm", lambda: confirm_module(by=citizen, key=uuid4(), **told)


def client(track_ids: list[UUID], seconds: float) -> list[tuple[str, float]]:
    """One process: lives until the time is over; the name and seconds of each act."""
    found: list[tuple[str, float]] = []
    ends = time.perf_counter() + seconds
    for track_id in track_ids:
        for name, act in life(track_id):
            started = time.perf_counter()
            act()
            found.append((name, time.perf_counter() - started))
        if time.perf_counter() > ends:
            return found
    raise RuntimeError("all agreements were used before the time was over: lay more with --tracks")


def statements(track_id: UUID) -> dict[str, int]:
    """How many statements each act sends."""
    found = {}
    for name, act in life(track_id):
        with CaptureQueriesContext(connection) as sent:
            act()
        found[name] = sum(not query["sql"].startswith(("BEGIN", "COMMIT")) for query in sent.captured_queries)
    return found


def run(tracks: list[UUID], seconds: float) -> tuple[float, list[tuple[str, float]]]:
    """Lives per second of all clients together, and every act."""
    leave_database()
    shares = [tracks[place::CLIENTS] for place in range(CLIENTS)]
    with get_context("fork").Pool(CLIENTS) as pool:
        pool.map(abs, range(CLIENTS))
        found = pool.starmap(client, [(share, seconds) for share in shares], chunksize=1)
    acts = [act for of_one in found for act in of_one]
    return sum(name == "confirm" for name, _ in acts) / seconds, acts


def tell(lives: float, acts: list[tuple[str, float]], sent: dict[str, int]) -> bool:
    """Print; whether all targets hold."""
    worst = 0.0
    for name, count in sent.items():
        times = [seconds for act, seconds in acts if act == name]
        of_99 = statistics.quantiles(times, n=100)[98]
        worst = max(worst, of_99)
        sys.stdout.write(
            f"{name:<16} {statistics.median(times) * 1000:6.1f} ms, 99 in 100 within {of_99 * 1000:6.1f} ms, "
            f"{count} statements\n"
        )
    sys.stdout.write(f"{lives:.0f} lives of a module a second, {CLIENTS} clients, {len(acts)} acts\n")
    return lives >= LEAST_LIVES and worst <= MOST_SECONDS and max(sent.values()) <= MOST_STATEMENTS


def main() -> int:
    """0 when the targets hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--tracks", type=int, default=4_000)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--shards", type=int, default=1, help="rows over which the budget of the year is spread")
    options = parser.parse_args()
    with platform() as server:
        tracks = lay_tracks(Story(), options.tracks)
        with psycopg.connect(server.dsn("owner"), autocommit=True) as owner:
            owner.execute("ANALYZE")
            if options.shards > 1:
                owner.execute("SELECT ledger.shard_account('commitment:2027', %s)", [options.shards])
        sent = [statements(track_id) for track_id in tracks[:20]][-1]
        good = tell(*run(tracks[20:], options.seconds), sent)
        sys.stdout.write(f"ledger proven: {len(prove().breaks)} breaks\n")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
