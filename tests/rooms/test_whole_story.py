"""The story of the README as acts: from An's application to the bank file and the next counsellor."""

import subprocess
import sys
from uuid import UUID

import pytest
from django.conf import settings
from simulators.bank import answer_to
from tests.story import FIRST_DAY, Story

from loopbaankrediet.budget.queries import year_budget
from loopbaankrediet.credit.actions import record_fact, sign_refusal
from loopbaankrediet.credit.errors import TermStillRuns
from loopbaankrediet.credit.queries import applications_of
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.collecting import collect_now
from loopbaankrediet.payments.models import PaymentFile
from loopbaankrediet.payments.orders import deliver_file
from loopbaankrediet.payments.queries import claims_of, items_of

pytestmark = pytest.mark.django_db


def test_an_is_granted_six_hours_at_once() -> None:
    story = Story()
    application = story.apply("an")
    assert application.state == "granted"
    assert story.balance("an").available == 360
    [view] = applications_of(story.person("an").id)
    assert view.decision.receipt.decision["results"]["own_cents_per_hour"] == 2500
    assert all(reason["holds"] for reason in view.decision.receipt.reasons)


def test_bart_is_refused_only_after_he_could_answer_and_by_a_named_officer() -> None:
    story = Story()
    application = story.apply("bart")
    assert application.state == "intended"
    [view] = applications_of(story.person("bart").id)
    assert view.decision.receipt.qualifies_from == FIRST_DAY.replace(year=2028)
    with pytest.raises(TermStillRuns):
        sign_refusal(application_id=application.id, **story.act("omar"))
    story.pass_days(15)
    sign_refusal(application_id=application.id, **story.act("omar"))
    [view] = applications_of(story.person("bart").id)
    assert (view.state, view.decision.signed_by) == ("refused", "Omar Benali")
    assert view.decision.receipt.decision["remedies"]


def test_chantal_waits_for_one_fact_and_is_granted_when_it_is_proven() -> None:
    story = Story()
    application = story.apply("chantal")
    assert application.state == "undetermined"
    [view] = applications_of(story.person("chantal").id)
    assert [item["fact"] for item in view.decision.receipt.decision["missing"]] == ["seniority_months"]
    record_fact(
        application_id=application.id,
        name="seniority_months",
        value=96,
        proof="Attest van de werkgever in Lyon, 12 februari 2027",
        **story.act("omar"),
    )
    assert story.balance("chantal").available == 360


def test_dirk_is_paid_and_an_goes_on_with_els() -> None:
    story = Story()
    story.apply("an")
    track = story.sign("an", "dirk")
    assert (story.balance("an").available, story.balance("an").held) == (240, 120)
    story.deliver("an", "dirk", track)
    [claim] = claims_of(story.counsellor("dirk").id)
    assert (claim.public_cents, claim.own_cents) == (16780, 5000)
    batch = make_batch(**story.act("petra"))
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    answer_by_bank(batch.id, story)
    [item] = items_of(batch.id)
    assert item.state == "accepted"
    end_track(track_id=track.id, **story.act("an"))
    assert story.balance("an").available == 240
    story.deliver("an", "els", story.sign("an", "els", modules=2))
    assert claims_of(story.counsellor("els").id)[0].public_cents == 16780
    assert prove().breaks == ()


def answer_by_bank(batch_id: UUID, story: Story) -> None:
    """Hand the file over and let the simulated bank, a process of its own, answer it."""
    deliver_file(batch_id, clock=story.clock)
    command = [sys.executable, "-m", "simulators.bank", "--once"]
    folders = ["--outbox", str(settings.BANK_OUTBOX), "--inbox", str(settings.BANK_INBOX)]
    subprocess.run([*command, *folders], check=True)
    assert collect_now() == 1


def test_a_payment_that_comes_back_after_new_year_comes_back_to_the_year_that_paid() -> None:
    story = Story()
    story.apply("an")
    story.clock.day = story.clock.day.replace(month=12, day=31)
    story.deliver("an", "els", story.sign("an", "els"))
    batch = make_batch(**story.act("petra"))
    story.pass_days(3)
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    file = PaymentFile.objects.get(batch=batch)
    rejected = answer_to(bytes(file.content), frozenset({"BE62510007547061"}))
    take_answer(content=rejected, by=story.actor("petra"), clock=story.clock)
    assert year_budget(2028).paid == 0
    assert prove().breaks == ()
