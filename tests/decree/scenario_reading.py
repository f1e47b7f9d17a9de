"""An independent reading of the scenarios: whom does the draft treat as this scenario treats a person?

It imports nothing of the decree. Each scenario is told as a change of the person before, and of the amounts after, the
reading of the draft.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.decree.reading import Reading, read

Person = dict[str, object]
EXTRA: dict[str, tuple[object, ...]] = {
    "vouchers_used_last_6_years": (0, 1, 2),
    "low_income": (True, False),
    "months_since_last_credit": (0, 71, 72, 1200),
}
"""Facts that only scenarios read, at their boundaries."""


def months_of_work(needed: int) -> Callable[[Person], Person]:
    return lambda p: p | {"seniority_months": _int(p, "seniority_months") * 84 // needed}


def poor(p: Person) -> Person:
    return p | {"schooling": "low"} if p["low_income"] else p


def after_six_years(p: Person) -> Person:
    return p | {"credit_minutes_granted": 0} if _int(p, "months_since_last_credit") // 72 else p


def two_hours_more(p: Person) -> Person:
    return p if p["vouchers_used"] else p | {"credit_minutes_granted": _int(p, "credit_minutes_granted") - 120}


def no_vouchers(p: Person) -> Person:
    return p | {"vouchers_used": 0}


def recent_vouchers(p: Person) -> Person:
    return p | {"vouchers_used": p["vouchers_used_last_6_years"]}


AS_IF: dict[str, tuple[Callable[[Person], Person], ...]] = {
    "seniority_one_year": (months_of_work(12),),
    "income_tested_contribution": (poor,),
    "renewal_after_six_years": (after_six_years,),
    "more_hours": (two_hours_more,),
    "voucher_users_included": (no_vouchers,),
    "recent_vouchers_only": (recent_vouchers,),
    "serv_all": (months_of_work(12), poor, after_six_years, no_vouchers, two_hours_more),
}
DEARER = {"fee_153_82": 18612 - 10890, "fee_153_82_vat_included": 15382 - 10890, "serv_all": 18612 - 10890}
AT_MOST = {"application_per_module": 120}
WITH_INCENTIVE = ("incentive_funding", "serv_all")
STEPS = {2027: 84, 2028: 60, 2029: 36, 2030: 12, 2035: 12}


def read_under(scenario: str, person: Person, year: int = 2027) -> Reading:
    """The answer for one completely known person; `outputs` ends with the incentive where the scenario has one."""
    steps = (months_of_work(STEPS[year]),) if scenario == "seniority_stepwise" else ()
    changed = person
    for change in (*AS_IF.get(scenario, ()), *steps):
        changed = change(changed)
    (granted, minutes, public, own, total), grounds = read(changed)
    more = DEARER.get(scenario, 0)
    bonus = (1000 if person["schooling"] == "low" else 0,) if scenario in WITH_INCENTIVE else ()
    assert isinstance(minutes, int)
    assert isinstance(public, int)
    assert isinstance(total, int)
    at_most = min(minutes, AT_MOST.get(scenario, minutes))
    return Reading((granted, at_most, public + more, own, total + more + sum(bonus), *bonus), grounds)


def _int(person: Person, fact: str) -> int:
    value = person[fact]
    assert isinstance(value, int)
    return value
