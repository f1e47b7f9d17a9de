"""What every run is asked to have, before anything is computed."""

from __future__ import annotations

from datetime import date

from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.scenario import scenario_named
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.outcomes import CREDIT_STARTS

MOST_YEARS = 10


def checked(scenarios: tuple[str, ...], years: int, known_on: date) -> None:
    """Whether there is a law to run. Raises RunRefused, ScenarioRefused, ParameterRefused, NoLawInForce."""
    if not 1 <= years <= MOST_YEARS:
        raise RunRefused(f"Reken 1 tot en met {MOST_YEARS} jaar vooruit, niet {years}.")
    if not scenarios:
        raise RunRefused("Noem minstens één scenario, bijvoorbeeld 'draft'.")
    for name in scenarios:
        scenario_named(name)
        policy_on(CREDIT_STARTS, known_on, scenario=name)
