"""Every decision tells both sides what they can do against it: about hours, a report of a surcharge, a voucher."""

from datetime import date
from html import unescape

import pytest

from loopbaankrediet.contributions.actions.reporting import (
    Asked,
    decide_report,
    look_at_report,
    reply_to_report,
    report_surcharge,
)
from loopbaankrediet.contributions.models import SurchargeReport, WhatFor
from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.flows.decide_dispute import decide_dispute
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.voucher_history import contest_voucher, decide_contest
from loopbaankrediet.guidance.actions.disputes import answer_dispute
from loopbaankrediet.guidance.models import Dispute, GuidanceModule
from loopbaankrediet.platform import remedies
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.platform.remedies import NoWayToContest, check_can_be_contested
from loopbaankrediet.vouchers.models import ContestState, VoucherContest
from tests.story import FIRST_DAY, Story
from tests.web.visitor import Visitor, story_of_today

pytestmark = pytest.mark.django_db
OUTCOMES = ("dispute", "surcharge_report", "voucher_contest")
LC = "LC2025-020954"


def disputed(story: Story) -> GuidanceModule:
    story.apply("an")
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id)
    story.report("dirk", module.id)
    dispute_hours(module_id=module.id, given_minutes=60, why="", **story.act("an"))
    answer_dispute(module_id=module.id, text="Het waren er twee.", **story.act("dirk"))
    return module


def reported(story: Story) -> SurchargeReport:
    story.apply("an")
    track, asked = story.sign("an", "dirk"), Asked(4000, WhatFor.TEST, "")
    report = report_surcharge(track_id=track.id, asked=asked, **story.act("an"))
    look_at_report(report_id=report.id, **story.act("omar"))
    reply_to_report(report_id=report.id, text="Het was voor een test.", **story.act("dirk"))
    return report


def contested(story: Story) -> VoucherContest:
    person_id = story.person("hanne").id
    return contest_voucher(person_id=person_id, voucher_number=LC, what="Niet van mij.", proof="", **story.act("hanne"))


def check_block(page: str, outcome: str, number: str) -> None:
    text = unescape(page)
    assert "Ben je het niet eens met de beslissing van 1 maart 2027?" in text
    assert "ten laatste op 30 april 2027" in text
    for remedy in remedies_for(outcome, FIRST_DAY, FIRST_DAY):
        assert remedy.text in text, remedy.name
    assert f"Geef altijd je dossiernummer: <strong>{number}" in text


def without_remedies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remedies, "remedies_for", lambda outcome, on, known_on: ())


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_decision_has_a_second_look_a_judge_and_a_complaint(outcome: str) -> None:
    found = remedies_for(outcome, FIRST_DAY, FIRST_DAY)
    assert [(remedy.name, remedy.term_days) for remedy in found] == [
        ("reconsideration", 60),
        ("council_of_state", 60),
        ("complaint", 0),
    ]
    with pytest.raises(NoWayToContest):
        check_can_be_contested(outcome, on=date(2026, 12, 31))


def test_a_decision_about_hours_tells_both_what_they_can_do() -> None:
    story = story_of_today()
    module = disputed(story)
    pages = [("an", f"/mijn/begeleiding/{module.track_id}/module/1/"), ("dirk", f"/begeleider/betwisting/{module.id}/")]
    assert all("Ben je het niet eens met de beslissing" not in Visitor(who).page(page) for who, page in pages)
    decide_dispute(module_id=module.id, minutes=90, reasons="Anderhalf uur.", **story.act("omar"))
    digits = module.id.hex[:8].upper()
    for who, page in pages:
        check_block(Visitor(who).page(page), "dispute", f"BU {digits[:4]} {digits[4:]}")


@pytest.mark.parametrize("founded", [True, False])
def test_a_decided_report_tells_both_what_they_can_do(founded: bool) -> None:
    story = story_of_today()
    report = reported(story)
    decide_report(report_id=report.id, founded=founded, reason="Zo was het.", **story.act("omar"))
    for who, page in (("an", "/mijn/betalingen/"), ("dirk", f"/begeleider/meldingen/{report.id}/")):
        check_block(Visitor(who).page(page), "surcharge_report", "ML ")


def test_a_voucher_that_was_kept_tells_her_what_she_can_do() -> None:
    story = story_of_today()
    contest = contested(story)
    decide_contest(contest_id=contest.id, accept=False, reason="VDAB bevestigt het.", **story.act("omar"))
    check_block(Visitor("hanne").page(f"/mijn/loopbaancheques/{LC}/"), "voucher_contest", "BC ")


def test_nothing_is_decided_that_nobody_could_contest(monkeypatch: pytest.MonkeyPatch) -> None:
    story = story_of_today()
    module, contest = disputed(story), contested(story)
    report = report_surcharge(track_id=module.track_id, asked=Asked(4000, WhatFor.TEST, ""), **story.act("an"))
    look_at_report(report_id=report.id, **story.act("omar"))
    without_remedies(monkeypatch)
    with pytest.raises(NoWayToContest):
        decide_dispute(module_id=module.id, minutes=90, reasons="Zo.", **story.act("omar"))
    with pytest.raises(NoWayToContest):
        decide_report(report_id=report.id, founded=False, reason="Zo.", **story.act("omar"))
    with pytest.raises(NoWayToContest):
        decide_contest(contest_id=contest.id, accept=False, reason="Zo.", **story.act("omar"))
    assert Dispute.objects.get().decided_on is None
    assert VoucherContest.objects.get().state == ContestState.OPEN


def test_after_the_term_the_counsellor_is_not_told_that_he_has_still_time() -> None:
    story = story_of_today()
    story.apply("an")
    track, asked = story.sign("an", "dirk"), Asked(4000, WhatFor.TEST, "")
    report = report_surcharge(track_id=track.id, asked=asked, **story.act("an"))
    look_at_report(report_id=report.id, **story.act("omar"))
    page = f"/begeleider/meldingen/{report.id}/"
    before = Visitor("dirk").page(page)
    assert "Antwoord ten laatste op 15 maart 2027. Daarna kan een medewerker beslissen zonder jouw antwoord." in before
    assert "Er volgt niets uit" not in before
    story.pass_days(15)
    move_to(story.clock.today())
    after = Visitor("dirk").page(page)
    assert "Je kon antwoorden tot en met 15 maart 2027. Zolang er niets beslist is, kan het nog." in after
