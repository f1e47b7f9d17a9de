"""Limitation to the day, interest only by law, and parts that add up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recovery.recovering import Case
from tests.story import Story

from loopbaankrediet.decree.dated.procedure import procedure
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.recovery.actions.deciding import decide_recovery
from loopbaankrediet.recovery.actions.ending import bar_recoveries, waive_recovery
from loopbaankrediet.recovery.balances import standing
from loopbaankrediet.recovery.errors import LimitationPassed
from loopbaankrediet.recovery.models import Recovery
from loopbaankrediet.recovery.states import RecoveryGround, RecoveryState
from loopbaankrediet.recovery.terms import interest, interest_on, last_day_to_recover, monthly

PAID_ON = date(2027, 3, 2)
LAST = date(2037, 3, 2)
RATE = procedure()["recovery_interest_percent"].values[0]


@pytest.fixture
def case(db: None) -> Case:
    case = Case(Story())
    case.confirm()
    case.pay()
    return case


def be_on(case: Case, day: date) -> None:
    case.story.pass_days((day - case.story.clock.today()).days)


def test_the_last_day_to_recover_is_ten_years_after_the_payment() -> None:
    assert last_day_to_recover(PAID_ON, on=PAID_ON) == LAST
    assert last_day_to_recover(date(2028, 2, 29), on=PAID_ON) == date(2038, 2, 28)


def test_a_recovery_opens_on_the_last_day_and_not_the_day_after(case: Case) -> None:
    be_on(case, LAST)
    assert case.open().state == RecoveryState.INTENTION
    be_on(case, LAST + timedelta(days=1))
    with pytest.raises(LimitationPassed, match="02/03/2037"):
        case.open(15, RecoveryGround.NO_SHOW)


def test_what_was_not_told_in_time_is_barred_and_stays_paid(case: Case) -> None:
    be_on(case, LAST - timedelta(days=31))
    recovery = case.open()
    be_on(case, LAST)
    assert bar_recoveries(clock=case.story.clock) == 0
    be_on(case, LAST + timedelta(days=1))
    with pytest.raises(LimitationPassed):
        decide_recovery(recovery_id=recovery.id, reasons="Te laat.", **case.story.act("quinten"))
    assert (bar_recoveries(clock=case.story.clock), bar_recoveries(clock=case.story.clock)) == (1, 0)
    recovery = Recovery.objects.get()
    assert (recovery.state, standing(recovery).waived, case.receivable()) == ("time_barred", recovery.cents, 0)


def test_a_decision_that_was_told_runs_its_own_ten_years(case: Case) -> None:
    recovery = case.owed()
    told = Recovery.objects.get(id=recovery.id).notified_on
    assert told is not None
    be_on(case, LAST + timedelta(days=1))
    assert bar_recoveries(clock=case.story.clock) == 0
    be_on(case, last_day_to_recover(told, on=told) + timedelta(days=1))
    assert bar_recoveries(clock=case.story.clock) == 1


def test_interest_that_is_no_law_is_never_asked() -> None:
    assert interest_on(100_000, since=PAID_ON, on=LAST) == 0
    assert interest(100_000, days=365, rate=replace(RATE, value=7)) == 0


def test_interest_in_force_counts_by_the_day_half_up_once() -> None:
    law = replace(RATE, value=7, status="in force")
    assert interest(100_000, days=365, rate=law) == 7_000
    assert interest(100_000, days=1, rate=law) == 19
    assert interest(100_000, days=0, rate=law) == 0


def test_interest_in_force_is_owed_and_let_go_with_the_rest(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    record = procedure()["recovery_interest_percent"]
    law = replace(record, values=(replace(RATE, value=10, status="in force"),))
    monkeypatch.setitem(procedure(), "recovery_interest_percent", law)
    recovery = Recovery.objects.get(id=case.owed().id)
    assert recovery.interest_cents > 0
    assert case.receivable() == recovery.cents + recovery.interest_cents
    case.repay(recovery.id, recovery.cents)
    waive_recovery(recovery_id=recovery.id, reason="Klein bedrag.", **case.story.act("quinten"))
    assert (case.receivable(), standing(Recovery.objects.get()).waived) == (0, recovery.interest_cents)
    assert prove().breaks == ()


@given(st.integers(1, 2_000_000), st.integers(1, 120), st.dates(date(2027, 1, 1), date(2060, 12, 31)))
def test_monthly_parts_add_up_and_come_one_after_the_other(cents: int, months: int, first_on: date) -> None:
    parts = monthly(cents, months=months, first_on=first_on)
    days = [day for day, _ in parts]
    assert sum(amount for _, amount in parts) == cents
    assert days == sorted(set(days))
    assert max(amount for _, amount in parts) - min(amount for _, amount in parts) <= 1
