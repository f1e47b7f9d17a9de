"""A cap is an article in force: the draft has none, a scenario may ask for one."""

from datetime import date

import pytest

from loopbaankrediet.decree.deciding.caps import DRAW, cap_on
from loopbaankrediet.decree.deciding.policy import policy_of
from loopbaankrediet.decree.loopbaankrediet.further_laws import GRANT
from loopbaankrediet.decree.scenario import law_of, scenario_named
from tests.decree.persons import KNOWN_ON
from tests.decree.reading_counselling import CAPS
from tests.decree.test_counselling import cases, told

ON = date(2027, 3, 1)


def test_the_draft_lets_no_grant_wait_and_holds_no_draw() -> None:
    cap = cap_on(ON)
    assert (cap.in_force, cap.draws, cap.month_cents) == (False, False, None)
    assert "het budget houdt geen toekenning tegen" in cap.rule


@pytest.mark.parametrize("scenario", CAPS)
def test_a_correction_and_a_drawn_place_wait_for_nobody(scenario: str) -> None:
    cap = cap_on(ON, scenario)
    assert cap.must_wait(granted_before=False, place_drawn=False)
    assert not cap.must_wait(granted_before=True, place_drawn=False)
    assert not cap.must_wait(granted_before=False, place_drawn=True)


@pytest.mark.parametrize(("room", "given"), [(0, 0), (89_166_665, 89_166_665), (89_166_667, 89_166_666)])
def test_a_monthly_draw_gives_its_amount_and_never_more_than_the_year_has(room: int, given: int) -> None:
    cap = cap_on(ON, "cap_monthly_envelope")
    assert cap.policy.value(DRAW, {"year_room_cents": room}) == given
    assert cap.month_cents == 89_166_666


def test_a_lottery_gives_all_that_the_year_has() -> None:
    cap = cap_on(ON, "cap_lottery")
    assert cap.policy.value(DRAW, {"year_room_cents": 7}) == 7
    assert (cap.draws, cap.month_cents, cap.per_day) == (True, None, True)


def test_a_stop_holds_no_draw() -> None:
    assert not cap_on(ON, "cap_stop").draws


@pytest.mark.parametrize("scenario", CAPS)
def test_under_a_cap_a_first_grant_waits_for_its_place_and_nobody_loses_the_right(scenario: str) -> None:
    question = CAPS[scenario]
    policy = policy_of(law_of(scenario_named(scenario), GRANT), ON, KNOWN_ON)
    facts = tuple(question.values)
    for case in cases(question.values):
        assert told(policy, facts, case) == question.read(dict(zip(facts, case, strict=True)), ON), case
