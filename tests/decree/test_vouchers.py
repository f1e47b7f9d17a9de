"""The predecessor's laws and an independent reading of the dossier say the same, for every version."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from loopbaankrediet.decree import Decision, FactRefused, NoLawInForce, decide, tariff
from tests.decree.persons import AN, KNOWN_ON
from tests.decree.reading_vouchers import GROUNDS, LAST_DAY, LINKS, OUTPUTS, VALUES, VERSIONS, judge, read, version

FIRST_DAYS = (*VERSIONS, date(2015, 3, 1))
LAST_DAYS = (
    date(2015, 2, 28),
    date(2019, 12, 31),
    date(2023, 12, 31),
    date(2025, 6, 30),
    date(2025, 9, 30),
    LAST_DAY,
)
NUMBERS: dict[str, tuple[object, ...]] = {
    "seniority_months": (83, 84, 85),
    "months_worked_last_24": (8, 9, 10, 11, 12, 13),
    "vouchers_used_last_6_years": (0, 1, 2, 3),
    "vouchers_used": (0, 1, 2, 20),
}
FIXED = {
    "seniority_months": (1200,),
    "vouchers_used": (20,),
    "months_worked_last_24": (0,),
    "agency_4_weeks": (False,),
    "vouchers_used_last_6_years": (0,),
}
EMPLOYEE = {name: value for name, value in AN.items() if name in VALUES} | {
    "months_worked_last_24": 24,
    "agency_4_weeks": False,
    "vouchers_used_last_6_years": 0,
}


def decided(on: date, **changed: object) -> Decision:
    return decide(EMPLOYEE | changed, on=on, known_on=KNOWN_ON)


@pytest.mark.parametrize("on", [date(2013, 7, 1), date(2019, 6, 1), LAST_DAY], ids=str)
def test_who_is_refused_a_voucher_reads_what_she_can_do(on: date) -> None:
    refused = decided(on, residence="wallonia", workplace="wallonia")
    assert [(r.name, r.body, r.term_days) for r in refused.remedies] == [
        ("reconsideration", "VDAB", 14),
        ("council_of_state", "de Raad van State", 60),
        ("complaint", "VDAB, daarna de Vlaamse Ombudsdienst", 0),
    ]
    assert {remedy.status for remedy in refused.remedies} == {"open"}


def grid(on: date) -> list[dict[str, object]]:
    """Every person on the boundaries of the facts that the law of the day reads; the others stay out of the way."""
    row = version(on)
    turning = {row.counted, *(("seniority_months",) if row.record == "career" else ())}
    turning |= {"months_worked_last_24", "agency_4_weeks"} if row.record == "recent" else set()
    tried = ((NUMBERS if f in turning else FIXED).get(f, values) for f, values in VALUES.items())
    return [dict(zip(VALUES, values, strict=True)) for values in itertools.product(*tried)]


def assert_as_read(person: dict[str, object], on: date) -> None:
    decision, expected = decide(person, on=on, known_on=KNOWN_ON), read(person, on)
    assert decision.outcome == ("granted" if expected.outputs[0] else "refused"), (on, person)
    assert tuple(decision.results.values()) == expected.outputs[1:], (on, person)
    settled = decision.knowledge.settled
    assert tuple(settled[p.column] for p in decision.knowledge.policy.grounds) == expected.grounds, (on, person)


@pytest.mark.parametrize("on", FIRST_DAYS, ids=str)
def test_every_person_on_the_boundaries_gets_the_answer_of_the_independent_reading(on: date) -> None:
    for person in grid(on):
        assert_as_read(person, on)


@pytest.mark.parametrize("on", LAST_DAYS, ids=str)
def test_a_version_holds_to_its_last_day(on: date) -> None:
    for person in grid(on)[::17]:
        assert_as_read(person, on)


# ---- unknown facts

WINDOWS: dict[str, list[dict[str, int]]] = {
    "seniority_months": [{"min": 82, "max": 85}, {"max": 10}],
    "vouchers_used": [{"max": 3}, {"min": 1, "max": 2}],
    "months_worked_last_24": [{"min": 8, "max": 13}, {"max": 9}],
    "vouchers_used_last_6_years": [{"max": 3}, {"min": 1, "max": 2}, {"min": 2, "max": 5}],
}
BASES: dict[str, tuple[object, ...]] = {
    "residence": ("flanders", "wallonia", "eea"),
    "workplace": ("flanders", "wallonia"),
    "seniority_months": (83, 84),
    "vouchers_used": (1, 3),
    "months_worked_last_24": (8, 9, 12),
    "vouchers_used_last_6_years": (0, 1),
}
STRIDE = 997


def possible(facts: dict[str, object]) -> dict[str, tuple[object, ...]]:
    found = dict(VALUES)
    for fact, value in facts.items():
        if isinstance(value, dict):
            found[fact] = tuple(range(value.get("min", 0), value.get("max", VALUES[fact][-1]) + 1))
        elif value is not None:
            found[fact] = (value,)
    return found


def assert_judged(facts: dict[str, object], on: date) -> None:
    values = possible(facts)
    if any(min(map(int, map(str, values[a]))) > max(map(int, map(str, values[b]))) for a, b in LINKS):
        with pytest.raises(FactRefused):
            decide(facts, on=on, known_on=KNOWN_ON)
        return
    decision, expected = decide(facts, on=on, known_on=KNOWN_ON), judge(values, on)
    assert decision.outcome == expected.outcome, (on, facts)
    assert decision.results == expected.results, (on, facts)
    assert {ground.rule: ground.holds for ground in decision.grounds} == expected.grounds, (on, facts)
    assert [(m.fact, list(m.changes)) for m in decision.missing] == expected.missing, (on, facts)


@pytest.mark.parametrize("on", VERSIONS, ids=str)
def test_any_one_or_two_unknown_facts_leave_the_answer_that_trying_all_values_gives(on: date) -> None:
    persons = list(itertools.product(*(BASES.get(fact, values) for fact, values in VALUES.items())))
    subsets = [*itertools.combinations(VALUES, 1), *itertools.combinations(VALUES, 2)]
    for start, subset in enumerate(subsets):
        for turn, values in enumerate(persons[start * 7 :: STRIDE]):
            unknown = {f: WINDOWS[f][turn % len(WINDOWS[f])] if f in WINDOWS else None for f in subset}
            assert_judged(dict(zip(VALUES, values, strict=True)) | unknown, on)


@pytest.mark.parametrize("on", VERSIONS, ids=str)
def test_with_nothing_known_only_the_facts_of_that_law_are_asked(on: date) -> None:
    row = version(on)
    record = {"career": {"seniority_months"}, "recent": {"months_worked_last_24", "agency_4_weeks"}}[row.record]
    decision = decide({}, on=on, known_on=KNOWN_ON)
    assert decision.outcome == "undetermined"
    assert {m.fact for m in decision.missing} == {*list(VALUES)[:7], *record, row.counted}
    assert set(decision.results.values()) == {None}


def test_a_short_career_bounds_the_unknown_work_of_the_last_two_years() -> None:
    facts = EMPLOYEE | {"months_worked_last_24": None, "seniority_months": 8}
    assert decide(facts, on=date(2015, 6, 1), known_on=KNOWN_ON).outcome == "refused"
    facts["seniority_months"] = 9
    decision = decide(facts, on=date(2015, 6, 1), known_on=KNOWN_ON)
    assert (decision.outcome, decision.missing) == ("refused", ())
    assert decide(facts | {"agency_4_weeks": True}, on=date(2015, 6, 1), known_on=KNOWN_ON).outcome == "undetermined"


# ---- what a person had a right to


@pytest.mark.parametrize(
    ("on", "used", "minutes", "public", "own"),
    [
        (date(2015, 6, 1), 0, 240, 62550, 4000),
        (date(2015, 6, 1), 1, 240, 62550, 4000),
        (date(2015, 6, 1), 2, 0, 0, 0),
        (date(2021, 6, 1), 0, 240, 63884, 4000),
        (date(2021, 6, 1), 1, 180, 46913, 4000),
        (date(2024, 6, 1), 0, 240, 68134, 4500),
        (date(2024, 6, 1), 1, 180, 49975, 4500),
        (date(2025, 8, 1), 1, 0, 0, 0),
        (date(2025, 11, 1), 0, 240, 63634, 9000),
    ],
)
def test_the_next_voucher_has_the_hours_and_the_price_of_its_day(
    on: date, used: int, minutes: int, public: int, own: int
) -> None:
    results = decided(on, vouchers_used=used, vouchers_used_last_6_years=used).results
    assert results == dict(zip(OUTPUTS[1:], (minutes, public, own), strict=True))


def test_six_years_give_new_vouchers_until_autumn_2025_and_none_after() -> None:
    used_long_ago = {"vouchers_used": 2, "vouchers_used_last_6_years": 0}
    assert decided(date(2025, 9, 30), **used_long_ago).outcome == "granted"
    refused = decided(date(2025, 10, 1), **used_long_ago)
    assert (refused.outcome, refused.decisive) == ("refused", ("voucher_left",))


def test_one_year_of_work_was_enough_until_2019() -> None:
    one_year = {"seniority_months": 12, "months_worked_last_24": 12}
    assert decided(date(2019, 12, 31), **one_year).outcome == "granted"
    assert decided(date(2020, 1, 1), **one_year).decisive == ("enough_seniority",)


def test_a_voucher_has_no_price_per_hour() -> None:
    assert list(decided(date(2021, 6, 1)).results) == list(OUTPUTS[1:])
    with pytest.raises(NoLawInForce, match="2027-01-01"):
        tariff("low", on=date(2026, 12, 31), known_on=KNOWN_ON)


def test_vouchers_start_in_july_2013_and_end_with_2026() -> None:
    with pytest.raises(NoLawInForce, match=r"vanaf 2013-07-01"):
        decided(date(2013, 6, 30))
    assert decided(date(2026, 12, 31)).law.name == "loopbaancheques"
    assert decided(date(2027, 1, 1), credit_minutes_granted=0).law.name == "loopbaankrediet"


def test_what_was_not_known_yet_did_not_count() -> None:
    on = date(2025, 11, 1)
    as_seen = {known: decide(EMPLOYEE, on=on, known_on=known).results["own_cents"] for known in (date(2021, 1, 1), on)}
    assert as_seen == {date(2021, 1, 1): 4000, on: 9000}
    assert decide(EMPLOYEE, on=date(2027, 3, 1), known_on=date(2025, 1, 1)).law.name == "loopbaancheques"


@pytest.mark.parametrize("on", [date(2025, 8, 1), date(2025, 11, 1)])
def test_what_we_could_not_find_is_marked_open(on: date) -> None:
    prices = {a.rule: a.parameters for a in decided(on).amounts}
    assert prices["own_cents"]["own_cents_per_voucher"].status == "open"
    left = decided(on).grounds[GROUNDS.index("voucher_left")]
    assert "open" in {p.status for p in left.parameters.values()}
