"""What the law says on a day about a budget that is not enough for everybody (art. 16, default 24).

Whether a grant waits, and what a draw gives away, are articles of the law `grant_start`; a cap is an article that takes
their place. How a draw goes about it (its window, what is left over, who goes first) are dated choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from loopbaankrediet.decree.dated.choices import only
from loopbaankrediet.decree.deciding.policy import Policy, policy_of
from loopbaankrediet.decree.loopbaankrediet.chapter5_grant_facts import FACTS
from loopbaankrediet.decree.loopbaankrediet.further_laws import GRANT
from loopbaankrediet.decree.scenario import DRAFT, law_of, scenario_named

DRAW = "draw_cents"
MOST_CENTS = FACTS["year_room_cents"].high


@dataclass(frozen=True, slots=True)
class Cap:
    """The articles in force on a day, and how their draw goes about it.

    `rule` is what the article says, in Dutch. `draws`: a draw decides who gets a place. `month_cents`: the most that
    one draw gives away, in cents; None where it gives all that the year has left.
    """

    policy: Policy
    rule: str
    draws: bool
    month_cents: int | None
    per_day: bool
    carries_over: bool
    longest_wait_first: bool

    @property
    def in_force(self) -> bool:
        """Whether a first grant waits."""
        return self.must_wait(granted_before=False, place_drawn=False)

    def must_wait(self, *, granted_before: bool, place_drawn: bool) -> bool:
        """Whether somebody who has the right must wait for a place."""
        facts = {"right_holds": True, "granted_before": granted_before, "place_drawn": place_drawn}
        return not self.policy.value(GRANT.outcome, facts)


@lru_cache(maxsize=64)
def cap_on(on: date, scenario: str = DRAFT) -> Cap:
    """The articles in force and known on a day. Raises NoLawInForce, NoValueInForce, or ScenarioRefused."""
    chosen = scenario_named(scenario)
    policy = policy_of(law_of(chosen, GRANT), on, on)
    draws = DRAW in policy.corpus.articles
    most = int(policy.value(DRAW, {"year_room_cents": MOST_CENTS})) if draws else 0
    return Cap(
        policy=policy,
        rule=policy.corpus.articles[GRANT.outcome].text,
        draws=draws,
        month_cents=most if draws and most < MOST_CENTS else None,
        per_day=only(chosen.choice("cap_window", on=on)) == "day",
        carries_over=only(chosen.choice("cap_carry_over", on=on)) == "next_draw",
        longest_wait_first=only(chosen.choice("cap_priority", on=on)) == "longest_wait",
    )
