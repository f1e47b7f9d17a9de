"""A scenario with amounts of one's own is a law like any other, and what cannot be is refused with how to mend it."""

from datetime import date

import pytest

from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.errors import DecreeError, ParameterRefused, ScenarioRefused
from loopbaankrediet.decree.scenario import changeable, own_name, scenario_named

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


@pytest.mark.parametrize(
    ("name", "refusal", "told"),
    [
        ("draft+kopjes_koffie=3", ParameterRefused, "die bestaat niet"),
        ("draft+credit_minutes=veel", ParameterRefused, "Schrijf bijvoorbeeld credit_minutes=480"),
        ("draft+credit_minutes=1e3", ParameterRefused, "geen geheel getal"),
        ("draft+credit_minutes", ParameterRefused, "geen geheel getal"),
        ("draft+", ParameterRefused, "geen geheel getal"),
        ("bestaat_niet+credit_minutes=480", ScenarioRefused, "bestaat niet"),
    ],
)
def test_what_cannot_be_is_refused(name: str, refusal: type[DecreeError], told: str) -> None:
    with pytest.raises(refusal, match=told):
        scenario_named(name)
