"""Server time, queries and weight of every page on demo data: `python -m benchmarks.pages`.

A platform of its own in a temporary folder plays the story once; then each page is opened 20 times through the whole
stack of middleware, views and templates.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

from benchmarks._platform import platform  # isort: split

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.story import Story

from loopbaankrediet.credit.models import Application
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

ROUNDS = 20
MOST_MILLISECONDS = 100
MOST_QUERIES = 12


def play_the_story() -> Story:
    """Everyone has something to look at: decisions, a running track, a batch with the bank."""
    story = Story()
    for name in ("an", "bart", "chantal", "fatima", "zoe"):
        story.apply(name)
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    story.deliver("fatima", "els", story.sign("fatima", "els", modules=1))
    batch = make_batch(**story.act("petra"))
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    return story


def pages(story: Story) -> Iterator[tuple[str, str]]:
    """Persona and address of every page worth its time."""
    an = Application.objects.get(person=story.person("an"))
    chantal = Application.objects.get(person=story.person("chantal"))
    track = Track.objects.get(person=story.person("an"))
    for name in ("public:start", "public:register", "public:how_we_decide", "public:check", "public:help"):
        yield "", reverse(name)
    yield "", f"{reverse('public:register')}?tekst=anker"
    for name in ("citizen:overview", "citizen:choose", "citizen:hours", "citizen:looks"):
        yield "an", reverse(name)
    yield "an", reverse("citizen:decision", args=[an.id])
    yield "an", reverse("citizen:track", args=[track.id])
    for name in ("counsellor:overview", "counsellor:earnings"):
        yield "dirk", reverse(name)
    yield "dirk", reverse("counsellor:track", args=[track.id])
    yield "omar", reverse("officer:overview")
    yield "omar", reverse("officer:application", args=[chantal.id])
    yield "petra", reverse("officer:payments")
    yield "aude", reverse("officer:proof")


def measure(client: Client, address: str) -> tuple[float, float, int, int]:
    """Median and highest milliseconds, queries, and bytes of the page."""
    with CaptureQueriesContext(connection) as queries:
        response: Response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    asked = len(queries)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), max(times), asked, len(response.content)


def signed_in(persona: str) -> Client:
    client = Client(headers={"host": "localhost"})
    if persona:
        client.post(reverse("demo:personas"), {"persona": persona, "act_key": str(uuid4())})
    return client


def main() -> int:
    """0 when every page keeps to the targets; 1 otherwise."""
    with platform():
        call_command("collectstatic", interactive=False, verbosity=0)
        story, slow = play_the_story(), 0
        sys.stdout.write(f"{'page':64} {'median ms':>9} {'max ms':>7} {'queries':>7} {'bytes':>7}\n")
        for persona, address in pages(story):
            median, highest, queries, size = measure(signed_in(persona), address)
            sys.stdout.write(f"{persona + ' ' + address:64} {median:9.1f} {highest:7.1f} {queries:7} {size:7}\n")
            slow += median > MOST_MILLISECONDS or queries > MOST_QUERIES
        connection.close()
    return min(slow, 1)


if __name__ == "__main__":
    sys.exit(main())
