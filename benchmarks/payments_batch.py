"""Seconds and memory from confirmed modules to a validated bank file: `python -m benchmarks.payments_batch`.

A platform of its own in a temporary folder. The claims hang on few modules and many counsellors; all else is as in
production: two officers, the ledger, the file written, checked against the schema, packed and kept. After it the bank
answers and books everything, which is measured as well. Memory is the highest resident size of this process above the
size at rest, not that of the database.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from benchmarks._platform import IBAN, counsellors, platform  # isort: split

from django.db import connection, connections
from tests.payments.bank.camt_text import Booking, Line, Sheet, written
from tests.story import Story

from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.identifiers import bic_of
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.actions.statements import take_statement
from loopbaankrediet.payments.models import PaymentBatch, PaymentFile, PaymentItem

MOST_SECONDS = 6.0
MOST_MEGABYTES = 80.0
CENTS = 16_780
CLAIMS = """
INSERT INTO payments_claim (id, module_id, part, counsellor_id, state, minutes, public_cents, own_cents, arisen_on,
  arisen_at, due_on)
SELECT gen_random_uuid(), (%(modules)s::uuid[])[1 + n / 30000], 2 + n %% 30000,
       (%(payees)s::uuid[])[1 + n %% cardinality(%(payees)s::uuid[])], 'open', 120, %(cents)s, 5000, '2027-03-01',
       now(), '2027-03-31'
  FROM generate_series(0, %(count)s - 1) AS n
"""

Result = TypeVar("Result")


def owe(story: Story, payees: list[UUID], count: int) -> None:
    """The claims, and the money that is owed for them."""
    modules = list(GuidanceModule.objects.order_by("number").values_list("id", flat=True))
    values: dict[str, Any] = {"modules": modules, "payees": payees, "cents": CENTS, "count": count}
    with connection.cursor() as cursor:
        cursor.execute(CLAIMS, values)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE payments_claim")
    commitment, payment = accounts.commitment(2027), accounts.payment_appropriation(2027)
    steps = [direct(f"year:{to.code}", accounts.treasury(), to, count * CENTS) for to in (commitment, payment)]
    each = [count // len(payees) + (place < count % len(payees)) for place in range(len(payees))]
    steps += [
        direct(f"owe:{payee}", commitment, accounts.payable(payee), claims * CENTS)
        for payee, claims in zip(payees, each, strict=True)
    ]
    record(steps, act="benchmark", act_key=uuid4(), effective_on=story.clock.today(), by=SYSTEM)


def measured(name: str, act: Callable[[], Result]) -> tuple[Result, float]:
    """Do the act and print its seconds and the highest memory so far above rest."""
    started = time.perf_counter()
    result = act()
    seconds = time.perf_counter() - started
    sys.stdout.write(f"{name:<34} {seconds:6.2f} s   peak {peak():6.1f} MB above rest\n")
    sys.stdout.flush()
    return result, seconds


def peak() -> float:
    """MB above rest, at the highest so far."""
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - AT_REST[0]) / 1024


def booked(batch: PaymentBatch) -> BytesIO:
    """One statement that books every payment of the batch."""
    names = PaymentItem.objects.filter(batch=batch).order_by("end_to_end_id").values_list("end_to_end_id", flat=True)
    lines = tuple(Line(name, CENTS) for name in names)
    booking = Booking("ALL", -CENTS * len(lines), lines, batch.message_id)
    return BytesIO(written(Sheet("S1", "BE43068999999501", batch.made_on, (booking,), CENTS * len(lines))))


AT_REST = [0]


def run(count: int, payees: int) -> tuple[float, float]:
    """Lay the claims, then measure: seconds and MB from claims to the kept bank file."""
    story = Story()
    story.apply("an")
    track = story.sign("an", "dirk")
    for number in (1, 2, 3):
        story.deliver("an", "dirk", track, number)
    story.apply("fatima")
    story.deliver("fatima", "els", story.sign("fatima", "els", modules=1))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE payments_claim SET state = 'batched'")
    owe(story, counsellors(story, payees), count)
    bic_of(IBAN)
    AT_REST[0] = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1024
    batch, made = measured(f"batch of {count} made", lambda: make_batch(**story.act("petra")))
    _, approved = measured(
        "approved, file written and checked", lambda: approve_batch(batch_id=batch.id, **story.act("quinten"))
    )
    used = peak()
    file = PaymentFile.objects.get()
    sys.stdout.write(f"file {file.bytes_long / 1e6:.1f} MB, kept in {len(bytes(file.packed)) / 1e6:.1f} MB\n")
    source = booked(batch)
    taken, _ = measured(
        "statement of all payments taken",
        lambda: take_statement(source=source, by=story.actor("petra"), clock=story.clock),
    )
    breaks, _ = measured("ledger proven", lambda: prove().breaks)
    sys.stdout.write(f"{taken.settled} settled, {taken.queued} queued, {len(breaks)} breaks\n")
    return made + approved, used


def main() -> int:
    """0 when both limits hold for 100,000 claims."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--counsellors", type=int, default=2_500)
    options = parser.parse_args()
    with platform():
        seconds, megabytes = run(options.claims, options.counsellors)
    sys.stdout.write(f"claims to checked file: {seconds:.2f} s (at most {MOST_SECONDS}), ")
    sys.stdout.write(f"{megabytes:.1f} MB above rest (at most {MOST_MEGABYTES})\n")
    return int(seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
