"""Server time, queries and weight of every page on demo data: `python -m benchmarks.pages`.

A platform of its own in a temporary folder plays the story once; then each page is opened 20 times through the whole
stack of middleware, views and templates.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchmarks._platform import platform  # isort: split

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.recovery.recovering import Case
from tests.story import Story
from tests.web.visitor_session import signed_in

from loopbaankrediet.contributions.actions.collecting import note_payment
from loopbaankrediet.contributions.actions.reporting import Asked, look_at_report, report_surcharge
from loopbaankrediet.contributions.models import ContributionEntry, Payer, SurchargeReport, Way, WhatFor
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.counsellors.account_changes import ask_account_change
from loopbaankrediet.counsellors.models import AccountChange
from loopbaankrediet.credit.models import Application
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.voucher_history import contest_voucher
from loopbaankrediet.guidance.models import Dispute, Track
from loopbaankrediet.payments.actions.holds import hold_payments
from loopbaankrediet.payments.models import PaymentBatch, UnmatchedLine
from loopbaankrediet.recovery.models import Recovery
from loopbaankrediet.vouchers.models import VoucherContest, VoucherFile

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

ROUNDS = 20
MOST_MILLISECONDS = 100
MOST_QUERIES = 12
VOUCHER = "LC2025-020954"
OTHER_ACCOUNT = "BE66 1030 1234 5643"


def play_the_story() -> Story:
    """Everyone has something to look at: decisions, running tracks, batches, and all that goes wrong with money."""
    story = Story()
    for name in ("an", "bart", "chantal", "fatima", "zoe"):
        story.apply(name)
    track = story.sign("an", "dirk")
    story.deliver("an", "dirk", track)
    case = Case(story)
    case.pay()
    case.open()
    case.incoming(8_390)
    story.deliver("an", "dirk", track, 2)
    case.send()
    hours_are_disputed(story)
    shares_are_paid(story, track)
    hold_payments(counsellor_id=story.counsellor("els").id, reason="Onderzoek", **story.act("petra"))
    ask_account_change(iban=OTHER_ACCOUNT, **story.act("dirk"))
    hanne = story.person("hanne").id
    contest_voucher(person_id=hanne, voucher_number=VOUCHER, what="Nooit gegaan", proof="", **story.act("hanne"))
    return story


def hours_are_disputed(story: Story) -> None:
    module = story.module(story.sign("fatima", "els", modules=1))
    story.talk("els", module.id)
    story.report("els", module.id)
    dispute_hours(module_id=module.id, given_minutes=60, why="Het was een uur.", **story.act("fatima"))


def shares_are_paid(story: Story, track: Track) -> None:
    paid = Paid(2_000, story.clock.today(), Way.CASH, Payer.CITIZEN)
    note_payment(track_id=track.id, number=1, paid=paid, **story.act("dirk"))
    report = report_surcharge(track_id=track.id, asked=Asked(4_000, WhatFor.TEST, "Contant"), **story.act("an"))
    look_at_report(report_id=report.id, **story.act("omar"))


def pages(story: Story) -> Iterator[tuple[str, str]]:
    """Persona and address of every page worth its time."""
    for name in ("start", "register", "how_we_decide", "check", "help", "draws"):
        yield "", reverse(f"public:{name}")
    yield "", f"{reverse('public:register')}?tekst=anker"
    yield from citizen_pages(story)
    yield from counsellor_pages(story)
    yield from officer_pages(story)


def citizen_pages(story: Story) -> Iterator[tuple[str, str]]:
    track, entry = Track.objects.get(person=story.person("an")), ContributionEntry.objects.get()
    for name in ("overview", "choose", "hours", "looks", "shares", "surcharge"):
        yield "an", reverse(f"citizen:{name}")
    yield "an", reverse("citizen:decision", args=[Application.objects.get(person=story.person("an")).id])
    yield "an", reverse("citizen:track", args=[track.id])
    yield "an", reverse("citizen:module", args=[track.id, 1])
    yield "an", reverse("citizen:share_receipt", args=[entry.id])
    yield "hanne", reverse("citizen:vouchers")
    yield "hanne", reverse("citizen:voucher", args=[VOUCHER])
    disputed = Track.objects.get(person=story.person("fatima"))
    yield "fatima", reverse("citizen:module", args=[disputed.id, 1])


def counsellor_pages(story: Story) -> Iterator[tuple[str, str]]:
    track, recovery = Track.objects.get(person=story.person("an")), Recovery.objects.get()
    for name in ("overview", "earnings", "account", "shares", "recoveries"):
        yield "dirk", reverse(f"counsellor:{name}")
    yield "dirk", reverse("counsellor:track", args=[track.id])
    yield "dirk", reverse("counsellor:share", args=[track.id])
    yield "dirk", reverse("counsellor:share_receipt", args=[ContributionEntry.objects.get().id])
    yield "dirk", reverse("counsellor:surcharge", args=[SurchargeReport.objects.get().id])
    yield "dirk", reverse("counsellor:advice", args=[PaymentBatch.objects.earliest("made_at").id])
    yield "dirk", reverse("counsellor:recovery", args=[recovery.id])
    yield "dirk", reverse("counsellor:recovery_letter", args=[recovery.id, "voornemen"])
    yield "els", reverse("counsellor:dispute", args=[Dispute.objects.get().module_id])


def officer_pages(story: Story) -> Iterator[tuple[str, str]]:
    recovery = Recovery.objects.get()
    for name in ("overview", "disputes", "notices", "voucher_contests", "voucher_imports", "reports"):
        yield "omar", reverse(f"officer:{name}")
    yield "omar", reverse("officer:application", args=[Application.objects.get(person=story.person("chantal")).id])
    yield "omar", reverse("officer:dispute", args=[Dispute.objects.get().module_id])
    yield "omar", reverse("officer:voucher_contest", args=[VoucherContest.objects.get().id])
    yield "omar", reverse("officer:voucher_file", args=[VoucherFile.objects.get().id])
    yield "omar", reverse("officer:report", args=[SurchargeReport.objects.get().id])
    for name in ("payments", "bank", "late", "stopped", "account_changes", "own_shares", "recoveries"):
        yield "petra", reverse(f"officer:{name}")
    for name in ("budget", "draws"):
        yield "petra", reverse(f"officer:{name}")
    yield "petra", reverse("officer:batch", args=[PaymentBatch.objects.earliest("made_at").id])
    yield "petra", reverse("officer:bank_line", args=[UnmatchedLine.objects.get().id])
    yield "petra", reverse("officer:account_change", args=[AccountChange.objects.get().id])
    yield "petra", reverse("officer:recovery", args=[recovery.id])
    yield "petra", reverse("officer:recovery_letter", args=[recovery.id, "voornemen"])
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


def browser_of(persona: str) -> Client:
    """Of nobody when the name is empty."""
    client = Client(headers={"host": "localhost"})
    return signed_in(persona, client=client) if persona else client


def main() -> int:
    """0 when every page keeps to the targets; 1 otherwise."""
    with platform():
        call_command("collectstatic", interactive=False, verbosity=0)
        story, slow = play_the_story(), 0
        sys.stdout.write(f"{'page':64} {'median ms':>9} {'max ms':>7} {'queries':>7} {'bytes':>7}\n")
        for persona, address in pages(story):
            median, highest, queries, size = measure(browser_of(persona), address)
            sys.stdout.write(f"{persona + ' ' + address:64} {median:9.1f} {highest:7.1f} {queries:7} {size:7}\n")
            slow += median > MOST_MILLISECONDS or queries > MOST_QUERIES
        connection.close()
    return min(slow, 1)


if __name__ == "__main__":
    sys.exit(main())
