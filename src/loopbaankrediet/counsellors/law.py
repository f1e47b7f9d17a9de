"""Which law about registration holds here: the draft, or what a scenario makes of it (`REGISTRATION_SCENARIO`)."""

from datetime import date

from django.conf import settings

from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.loopbaankrediet.further_laws import REGISTRATION
from loopbaankrediet.decree.scenario import DRAFT, law_of, scenario_named


def registration_law() -> Law:
    name = settings.REGISTRATION_SCENARIO
    return REGISTRATION if name == DRAFT else law_of(scenario_named(name), REGISTRATION)


def asks_wse_quality(on: date) -> bool:
    """Whether the minimum quality conditions of WSE hold for everybody (default 20)."""
    return scenario_named(settings.REGISTRATION_SCENARIO).choice("wse_minimum_quality", on=on) == ("on",)


def org_form_rule(on: date) -> str:
    """`solo_only`, `employees_allowed` or `centre`: how counsellors may organise themselves (default 21)."""
    return scenario_named(settings.REGISTRATION_SCENARIO).choice("org_form_rule", on=on)[0]
