"""What the lab says of groups and of drawn lives is what comes out when the law is asked about one person at a time."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from loopbaankrediet.decree.population.cube import answers
from loopbaankrediet.decree.population.plan import plan_for
from loopbaankrediet.policylab.errands import errand
from loopbaankrediet.policylab.fitting import history
from loopbaankrediet.policylab.lives import COUNTED, lived
from loopbaankrediet.policylab.outcomes import future, past
from loopbaankrediet.policylab.periods import periods
from loopbaankrediet.policylab.priors import drawn, likeliest
from loopbaankrediet.policylab.strata import Strata, strata
from loopbaankrediet.policylab.supply import Supply
from loopbaankrediet.policylab.takeup import Fitted, Takeup
from loopbaankrediet.policylab.world import World
from tests.policylab.one_by_one import KNOWN
from tests.policylab.slow_groups import FIGURES, Slow
from tests.policylab.slow_lives import lives

SCENARIOS = ["draft", "serv_all", "predecessor_continued", "voucher_users_included"]
BORN = (1955, 1964, 1971, 1982, 1991, 1996)


def small() -> Strata:
    """Of each sex and schooling a group in six years of birth, with another status, region and income each time."""
    whole, rng = strata(), np.random.default_rng(11)
    places = [
        rng.choice(np.flatnonzero((whole.born == born) & (whole.sex == sex) & (whole.schooling == schooling)))
        for born in BORN
        for sex in (0, 1)
        for schooling in (0, 1, 2)
    ]
    names = ("born", "sex", "schooling", "status", "region", "income", "people")
    return replace(whole, **{name: getattr(whole, name)[places] for name in names})


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_expected_numbers_are_those_of_one_group_after_another(scenario: str) -> None:
    people, guess = small(), next(drawn(1, seed=4))
    takeup = Takeup(Fitted(level=0.02, growth=0.7, second=0.4), guess)
    before, after = history(2026, KNOWN), periods(date(2027, 1, 1), date(2029, 1, 1), known_on=KNOWN, scenario=scenario)
    fast, slow = World(people, takeup), Slow(people, takeup, scenario)
    first, second = Supply(guess), Supply(guess)
    for supply in (first, second):
        supply.number, supply.mix = supply.number / 1000, supply.mix / 1000
    found = [*fast.run(before), *fast.future(people, first.brake).run(after)]
    wanted = [*slow.run(before), *slow.run(after, second.brake)]
    assert min(one.part for one in found) < 1, "so few counsellors must hold people back"
    for one, told in zip(found, wanted, strict=True):
        for name in FIGURES:
            assert getattr(one, name) == pytest.approx(told[name], rel=1e-9), (one.period.start, name)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_drawn_lives_are_those_of_one_person_after_another(scenario: str) -> None:
    before = past(likeliest(), known_on=KNOWN)
    after = future(before, scenario, years=2, known_on=KNOWN)
    given = errand(before, after, seed=7)
    eager = replace(given, acts=tuple(replace(act, rate=act.rate * 20) for act in given.acts))
    plans = {one.period.start: plan_for(one.period.policy) for one in (*before.happened, *after.happened)}
    found = lived(eager, lambda act, people: answers(plans[act.start], people), 0, 600).sum(axis=1)
    for counts, told in zip(found, lives(eager, before.people, scenario, 600), strict=True):
        assert dict(zip(COUNTED, map(int, counts), strict=True)) == {name: told[name] for name in COUNTED}
    assert found[:, COUNTED.index("second")].sum() > 50
