"""The rooms ask the law: who is registered, which agreement holds and which minutes are paid, each with its reasons."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.story import Story

from loopbaankrediet.counsellors.actions import RegistrationFile, register_counsellor
from loopbaankrediet.counsellors.conditions import Shown, conditions_of, receipt_of
from loopbaankrediet.counsellors.errors import ConditionsNotMet, NoRegisterYet
from loopbaankrediet.counsellors.models import Counsellor, RegistrationDecision
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.demo.seed import registration_file
from loopbaankrediet.guidance.actions.tracks import TEXT_EDITION, end_track, sign_agreement
from loopbaankrediet.guidance.errors import AgreementDoesNotHold, HoursNotPayable
from loopbaankrediet.guidance.lawful import CLAUSES, minutes_to_pay
from loopbaankrediet.guidance.models import GuidanceAgreement, GuidanceModule
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.people.models import Person
from loopbaankrediet.web.citizen.presenters.agreement import clauses

pytestmark = pytest.mark.django_db

COMPLETE = Shown("listed", "professional_qualification", methods_founded=True, code_of_conduct=True)
WORDS = {
    "prices_named": "per uur",
    "no_surcharge": "mag daarboven niets vragen",
    "in_dutch": "De begeleiding is in het Nederlands.",
    "rules_told": "Je mag na elke module stoppen.",
    "readers_told": "Verslagen zijn alleen voor jou",
    "complaints_told": "Vlaamse Ombudsdienst",
    "withdrawal_told": "Van gedachten veranderen?",
}


@pytest.fixture
def story() -> Story:
    return Story()


def noor(**shown: Any) -> RegistrationFile:
    return replace(registration_file(BY_KEY["noor"]), shown=replace(COMPLETE, **shown))


def told(counsellor: Counsellor) -> dict[str, bool | None]:
    return {condition.article: condition.holds for condition in conditions_of(counsellor.id)}


# ---- registration


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        ({"diploma": "none"}, "Je toont geen diploma van de lijst en geen erkende ervaring."),
        ({"diploma": "recognised_experience"}, "Je toont erkende ervaring (EVC)."),
        ({"qualification": "none"}, "Je hebt geen beroepskwalificatie en geen uitstel."),
        ({"methods_founded": False}, "Niet elke methodiek die je noemt, is wetenschappelijk onderbouwd."),
        ({"code_of_conduct": False}, "Je tekende de gedragscode niet."),
    ],
)
def test_whom_the_law_refuses_is_not_registered_and_reads_why(story: Story, shown: dict[str, Any], reason: str) -> None:
    before = Person.objects.count(), Counsellor.objects.count(), RegistrationDecision.objects.count()
    with pytest.raises(ConditionsNotMet) as refusal:
        register_counsellor(file=noor(**shown), **story.act("rita"))
    assert str(refusal.value).endswith(reason)
    assert (Person.objects.count(), Counsellor.objects.count(), RegistrationDecision.objects.count()) == before


def test_a_registered_counsellor_reads_every_condition(story: Story) -> None:
    registered = register_counsellor(file=noor(), **story.act("rita"))
    assert set(told(registered).values()) == {True}
    assert RegistrationDecision.objects.get(counsellor=registered).outcome == "granted"


def test_what_the_officer_did_not_look_into_is_no_refusal_and_is_said(story: Story) -> None:
    registered = register_counsellor(file=noor(diploma=None, code_of_conduct=None), **story.act("rita"))
    assert RegistrationDecision.objects.get(counsellor=registered).outcome == "undetermined"
    assert told(registered)["art. 12 (diploma)"] is None
    assert told(registered)["art. 12 (beroepskwalificatie)"] is True


def test_grace_registers_until_the_end_of_2029_and_not_a_day_longer(story: Story) -> None:
    story.clock.day = date(2030, 1, 1)
    with pytest.raises(ConditionsNotMet, match="uitstel"):
        register_counsellor(file=noor(qualification="grace"), **story.act("rita"))
    story.clock.day = date(2029, 12, 31)
    assert register_counsellor(file=noor(qualification="grace"), **story.act("rita")).register_number


def test_before_the_law_starts_nobody_is_registered(story: Story) -> None:
    story.clock.day = date(2026, 12, 31)
    with pytest.raises(NoRegisterYet, match="1 januari 2027"):
        register_counsellor(file=noor(), **story.act("rita"))


def test_the_decision_on_a_registration_can_be_computed_again(story: Story) -> None:
    receipt = receipts.read(json.dumps(receipt_of(story.counsellor("els").id)))
    assert receipts.replay(receipt) == ()
    assert receipt.facts["qualification"].origin == {"source": "Stukken die de medewerker zag"}


def test_a_decision_on_a_registration_is_never_changed(story: Story) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        RegistrationDecision.objects.update(outcome="undetermined")


# ---- agreement


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        ({"methods": []}, "In de overeenkomst ontbreekt: met welke methodieken jullie werken."),
        ({"place": ""}, "In de overeenkomst ontbreekt: hoe en waar de gesprekken zijn."),
        ({"modules": 4}, "Aantal modules in de overeenkomst: 4."),
    ],
)
def test_an_agreement_that_would_not_hold_cannot_be_signed(story: Story, lacking: dict[str, Any], reason: str) -> None:
    story.apply("an")
    track = story.propose("an", "dirk")
    GuidanceAgreement.objects.filter(track=track).update(**lacking)
    with pytest.raises(AgreementDoesNotHold) as refusal:
        sign_agreement(track_id=track.id, version=1, early_start=True, **story.act("an"))
    assert reason in str(refusal.value)
    assert not GuidanceModule.objects.filter(track=track).exists()
    assert GuidanceAgreement.objects.get(track=track).signed_on is None


def test_the_fixed_text_says_what_the_law_is_told_that_it_says(story: Story) -> None:
    story.apply("an")
    view = track_for(story.propose("an", "dirk").id, by=story.actor("an"))
    assert view.agreement is not None
    written = " ".join(s for c in clauses(view, view.agreement, 120, story.clock.today()) for s in c.sentences)
    assert set(WORDS) == set(CLAUSES[TEXT_EDITION])
    assert [name for name, words in WORDS.items() if words not in written] == []


# ---- hours


@pytest.mark.parametrize("minutes", [15, 45, 105])
def test_of_a_module_that_stops_early_every_quarter_is_paid_and_the_rest_returns(story: Story, minutes: int) -> None:
    story.apply("an")
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id, minutes)
    end_track(track_id=track.id, **story.act("an"))
    story.report("dirk", module.id)
    story.confirm("an", module.id)
    assert Claim.objects.get(module=module).minutes == minutes
    assert story.balance("an").available == 360 - minutes


def test_hours_without_an_answer_or_a_report_are_not_paid(story: Story) -> None:
    story.apply("an")
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id)
    track.refresh_from_db()
    with pytest.raises(HoursNotPayable, match="Het verslag van de module is er nog niet"):
        minutes_to_pay(module, track, delivered=120, answered=True)
    module = story.report("dirk", module.id)
    with pytest.raises(HoursNotPayable, match="antwoordde nog niet"):
        minutes_to_pay(module, track, delivered=120, answered=False)
    assert minutes_to_pay(module, track, delivered=120, answered=True) == 120


def test_who_did_not_ask_to_begin_early_waits_until_the_day_after_the_time_to_think(story: Story) -> None:
    story.apply("an")
    track = story.sign("an", "dirk", early_start=False)
    view = track_for(track.id, by=story.actor("an"))
    assert view.agreement is not None
    assert view.agreement.first_conversation_on == story.clock.today() + timedelta(days=15)
