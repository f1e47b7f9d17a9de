"""What the law says on a day about a budget that is not enough for everybody (art. 16, default 24).

A cap is no article about a person: it never changes an outcome, it only makes a grant wait. So it is four dated choices
and one dated amount, which a scenario replaces.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from loopbaankrediet.decree.dated.choices import only
from loopbaankrediet.decree.scenario import DRAFT, scenario_named

NONE, MONTHLY_ENVELOPE, LOTTERY, STOP = "none", "monthly_envelope", "lottery", "stop"


@dataclass(frozen=True, slots=True)
class Cap:
    """`month_cents`: what a draw of a fixed amount per month gives away, in cents; a lottery gives what is left."""

    behaviour: str
    per_day: bool
    month_cents: int
    carries_over: bool
    longest_wait_first: bool

    @property
    def in_force(self) -> bool:
        """Whether a grant waits."""
        return self.behaviour != NONE

    @property
    def draws(self) -> bool:
        """Whether a draw decides who gets a place."""
        return self.behaviour in (MONTHLY_ENVELOPE, LOTTERY)


@lru_cache(maxsize=64)
def cap_on(on: date, scenario: str = DRAFT) -> Cap:
    """The cap in force and known on a day. Raises NoValueInForce, or ScenarioRefused for an unknown scenario."""
    law = scenario_named(scenario)
    behaviour = only(law.choice("cap_behaviour", on=on))
    return Cap(
        behaviour=behaviour,
        per_day=behaviour == LOTTERY and only(law.choice("cap_window", on=on)) == "day",
        month_cents=law.term("cap_month_cents", on=on),
        carries_over=only(law.choice("cap_carry_over", on=on)) == "next_draw",
        longest_wait_first=only(law.choice("cap_priority", on=on)) == "longest_wait",
    )
