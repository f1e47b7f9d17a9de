"""Money that did not leave yet is refused as carefully as money that is asked back: held, heard, decided, explained."""

from datetime import timedelta
from typing import Any

import pytest
from tests.recovery.recovering import DAYS_TO_ANSWER, FULL, QUARTER, Case
from tests.story import Story

from loopbaankrediet.guidance.models import Channel, GuidanceModule
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.errors import BatchOutdated, NothingToPay
from loopbaankrediet.payments.models import Claim, ClaimState
from loopbaankrediet.recovery.actions.deciding import answer_recovery, decide_recovery, notify_recovery
from loopbaankrediet.recovery.actions.ending import waive_recovery
from loopbaankrediet.recovery.actions.repaying import agree_plan, propose_plan
from loopbaankrediet.recovery.errors import AnswerTermRuns, PlanOutdated, SameOpener, ToldDayWrong
from loopbaankrediet.recovery.models import Recovery
from loopbaankrediet.recovery.queries import recovery_file
from loopbaankrediet.recovery.states import RecoveryGround, RecoveryState
from loopbaankrediet.recovery.terms import monthly
from loopbaankrediet.web.counsellor.recovery_forms import KeepForm
from loopbaankrediet.web.officer.recovery_forms import OpenForm
from loopbaankrediet.web.recovery_letters import Letter, letter, letters_of

HALF = FULL // 2


@pytest.fixture
def case(db: None) -> Case:
    case = Case(Story())
    case.confirm()
    return case


def read(case: Case, recovery: Recovery, kind: str) -> Letter:
    return letter(kind, recovery_file(recovery.id, on=case.story.clock.today()))


def everything(found: Letter) -> str:
    return " ".join([found.title, *found.short, *(f"{row.label}: {row.value}" for row in found.grounds)])


def decided(case: Case, recovery: Recovery) -> Recovery:
    answer_recovery(recovery_id=recovery.id, text="Het gesprek was er.", **case.story.act("dirk"))
    return decide_recovery(recovery_id=recovery.id, reasons="De agenda toont niets.", **case.story.act("quinten"))


def test_what_is_contested_waits_and_the_rest_is_paid_meanwhile(case: Case) -> None:
    recovery = case.open(60, RecoveryGround.NO_SHOW)
    assert (recovery.state, recovery.held) == (RecoveryState.INTENTION, True)
    assert case.pay().total_cents == HALF
    with pytest.raises(NothingToPay):
        case.draft()
    assert prove().breaks == ()


def test_a_draft_that_holds_what_is_contested_cannot_leave(case: Case) -> None:
    draft = case.draft()
    case.open(120, RecoveryGround.NO_SHOW)
    with pytest.raises(BatchOutdated):
        case.approve(draft)


def test_nobody_refuses_to_pay_alone_or_unheard(case: Case) -> None:
    recovery = case.open(60, RecoveryGround.NO_SHOW)
    with pytest.raises(AnswerTermRuns):
        decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **case.story.act("quinten"))
    case.story.pass_days(DAYS_TO_ANSWER)
    with pytest.raises(SameOpener):
        decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **case.story.act("petra"))


def test_the_letter_of_a_refusal_has_reasons_a_name_true_figures_and_a_way_out(case: Case) -> None:
    recovery = case.open(60, RecoveryGround.NO_SHOW)
    intention = read(case, recovery, "voornemen")
    assert intention.title == "We willen minder betalen"
    assert "Daarvan wacht op een beslissing: 83,90 euro" in everything(intention)
    decided(case, recovery)
    found = read(case, recovery, "beslissing")
    assert (found.reasons, found.signed_by) == ("De agenda toont niets.", case.story.person("quinten").full_name)
    assert any("Raad van State" in text for text in found.remedies)
    words = everything(found)
    assert "Daarvan betalen we niet: 83,90 euro" in words
    assert "De rest betalen we: 83,90 euro" in words
    assert "23 tot 25" not in words
    assert "Betaald:" not in words
    to_her = letters_of(recovery_file(recovery.id, on=case.story.clock.today()), to_counsellor=True)
    assert [kind for kind, _ in to_her] == ["voornemen", "beslissing"]


def test_hours_go_back_with_the_decision_and_not_before(case: Case) -> None:
    free = case.story.balance("an").available
    recovery = case.open(60, RecoveryGround.NO_SHOW)
    assert case.story.balance("an").available == free
    assert decided(case, recovery).state == RecoveryState.CORRECTED
    assert case.story.balance("an").available == free + 60
    assert prove().breaks == ()


def test_what_was_held_for_nothing_is_paid_after_all(case: Case) -> None:
    recovery = case.open(60, RecoveryGround.NO_SHOW)
    waive_recovery(recovery_id=recovery.id, reason="Het gesprek was er.", **case.story.act("quinten"))
    rows = Claim.objects.exclude(state=ClaimState.WITHDRAWN).order_by("part")
    assert [(row.minutes, row.public_cents, row.basis) for row in rows] == [
        (60, HALF, "confirmed"),
        (60, HALF, "decided"),
    ]
    assert case.pay().total_cents == FULL
    assert prove().breaks == ()
    assert "We betalen je alles" in everything(read(case, recovery, "einde"))


def test_the_intention_says_what_is_decided_and_what_is_not(case: Case) -> None:
    case.pay()
    words = everything(read(case, case.open(60), "voornemen"))
    assert "Over de uren is beslist. Over terugvragen nog niet." in words
    assert "Er is nog niets beslist" not in words


def test_the_decision_says_what_follows_when_she_does_not_choose(case: Case) -> None:
    case.pay()
    assert "Kies je niet op tijd? Dan kunnen wij zelf een deel inhouden." in everything(
        read(case, case.owed(60), "beslissing")
    )


def test_a_plan_never_asks_more_than_is_open(case: Case) -> None:
    case.pay()
    recovery = case.owed(60)
    case.keep_back(recovery.id)
    parts = monthly(HALF, months=3, first_on=case.story.clock.today())
    plan = propose_plan(recovery_id=recovery.id, instalments=parts, **case.story.act("dirk"))
    case.story.deliver("an", "dirk", GuidanceModule.objects.earliest("reserved_on").track, 2)
    case.pay()
    with pytest.raises(PlanOutdated, match="41,95"):
        agree_plan(plan_id=plan.id, **case.story.act("petra"))
    assert Recovery.objects.get().cents - QUARTER == 4195


def test_an_officer_is_offered_no_ground_that_is_not_law_yet(case: Case) -> None:
    field = OpenForm(on=case.story.clock.today())["ground"]
    assert [widget.data["value"] for widget in field.subwidgets] == ["undelivered_hours", "no_show", "mistake"]


def test_a_part_of_later_payments_is_not_kept_back_by_one_slip_of_the_hand() -> None:
    assert "sure" in KeepForm({}).errors


def test_the_terms_run_from_a_call_at_once_and_from_a_letter_three_working_days_later(case: Case) -> None:
    case.pay()
    recovery = case.open(60)
    case.story.pass_days(DAYS_TO_ANSWER)
    thursday = case.story.clock.today()
    assert thursday.isoweekday() == 4, "so that the letter waits a weekend"
    decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **case.story.act("quinten"))
    told: dict[str, Any] = {"recovery_id": recovery.id, "channel": Channel.LETTER, "told_on": thursday}
    with pytest.raises(ToldDayWrong):
        notify_recovery(**told | {"told_on": thursday + timedelta(days=1)}, **case.story.act("quinten"))
    found = notify_recovery(**told, **case.story.act("quinten"))
    assert found.notified_on == thursday + timedelta(days=5)
    assert found.pay_until == thursday + timedelta(days=5 + 30)
