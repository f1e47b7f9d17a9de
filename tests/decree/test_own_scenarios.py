"""A scenario with amounts of one's own is a law like any other, and what cannot be is refused with how to mend it."""

from datetime import date

import pytest

from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.errors import DecreeError, LiftError, ParameterRefused, ScenarioRefused
from loopbaankrediet.decree.scenario import changeable, own_name, scenario_named, scenarios

DAY = date(2027, 3, 1)


def test_an_amount_of_ones_own_takes_the_place_of_that_of_the_scenario() -> None:
    name = own_name("more_hours", {"own_cents_per_hour": 2_000, "credit_minutes": 300})
    assert name == "more_hours+credit_minutes=300+own_cents_per_hour=2000"
    plain, own = (policy_on(DAY, DAY, scenario=one) for one in ("more_hours", name))
    assert (plain.values["credit_minutes"], own.values["credit_minutes"]) == (480, 300)
    assert own.values["own_cents_per_hour"] == 2_000
    assert own.hash != plain.hash
    assert {key for key in own.values if own.values[key] != plain.values[key]} == {
        "credit_minutes",
        "own_cents_per_hour",
    }


def test_every_amount_takes_its_own_bounds_and_nothing_beyond() -> None:
    for name, record in changeable().items():
        for value in (record.minimum, record.maximum):
            scenario_named(own_name("draft", {name: value}))
        with pytest.raises(ParameterRefused, match="ligt buiten"):
            scenario_named(own_name("draft", {name: record.maximum + 1}))


def test_two_scenarios_and_an_amount_hold_at_once() -> None:
    whole = policy_on(DAY, DAY, scenario="more_hours+fee_153_82+own_cents_per_hour=2000").values
    hours, fee = (policy_on(DAY, DAY, scenario=one).values for one in ("more_hours", "fee_153_82"))
    changed = {key for key in whole if whole[key] != policy_on(DAY, DAY).values[key]}
    assert whole["own_cents_per_hour"] == 2_000
    assert all(whole[key] in (hours[key], fee[key]) for key in changed - {"own_cents_per_hour"})
    assert whole["credit_minutes"] == hours["credit_minutes"]


def test_what_an_amount_of_ones_own_changes_is_said() -> None:
    assert scenario_named("draft+module_minutes=90").effect == (
        "Eigen getallen: Een module duurt 1 uur en 30 minuten (90 minuten)."
    )


def test_a_law_of_before_takes_no_amount_of_the_draft() -> None:
    before = next(one.name for one in scenarios() if one.continues)
    with pytest.raises(LiftError, match="er kan niets anders bij"):
        scenario_named(own_name(before, {"credit_minutes": 480}))


@pytest.mark.parametrize(
    ("name", "refusal", "told"),
    [
        ("draft+kopjes_koffie=3", ParameterRefused, "die bestaat niet"),
        ("draft+credit_minutes=veel", ParameterRefused, "Schrijf bijvoorbeeld credit_minutes=480"),
        ("draft+credit_minutes=1e3", ParameterRefused, "geen geheel getal"),
        ("draft+credit_minutes", ScenarioRefused, "credit_minutes"),
        ("draft+", ScenarioRefused, "bestaat niet"),
        ("bestaat_niet+credit_minutes=480", ScenarioRefused, "bestaat niet"),
    ],
)
def test_what_cannot_be_is_refused(name: str, refusal: type[DecreeError], told: str) -> None:
    with pytest.raises(refusal, match=told):
        scenario_named(name)
