"""Each scenario changes what the opinion asks, and nothing else."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest

from loopbaankrediet.decree import Decision, LiftError, Outcome, ScenarioRefused, decide
from loopbaankrediet.decree.dated.procedure import choice, term
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.saying.show import KINDS, law_as_dict, law_as_text, scenarios_as_dicts
from loopbaankrediet.decree.scenario import Scenario, Step, law_of, scenario_named, scenario_names, scenarios, together
from tests.decree.persons import AN, KNOWN_ON, ON
from tests.decree.reading import VALUES
from tests.decree.scenario_reading import EXTRA, STEPS, Person, read_under

FROM_THE_DRAFT = [name for name in scenario_names() if name != "predecessor_continued"]
CHOICES_ONLY = [
    "plan_kept",
    "evc_instead_of_diploma",
    "any_language",
    "employees_allowed",
    "centres_allowed",
    "wse_minimum_quality",
    "centre_funding_conditional",
    "own_share_to_platform",
    "cap_monthly_envelope",
    "cap_lottery",
    "cap_stop",
]
POINTS = (
    VALUES
    | {
        "seniority_months": (11, 12, 35, 36, 59, 60, 83, 84),
        "vouchers_used": (0, 1, 2, 20),
        "credit_minutes_granted": (0, 119, 120, 359, 360, 479, 480, 6000),
    }
    | EXTRA
)
OF_THE_PREDECESSOR: Person = {"months_worked_last_24": 9, "agency_4_weeks": True}
GRID_STEP, TRACED_STEP = 1499, 101


def an(scenario: str, **changed: object) -> Decision:
    return an_on(ON, scenario, changed)


def an_on(day: date, scenario: str, changed: dict[str, object]) -> Decision:
    return decide(AN | changed, on=day, known_on=KNOWN_ON, scenario=scenario)


def grid() -> Iterator[Person]:
    """Persons spread evenly over every combination of boundary values."""
    for values in itertools.islice(itertools.product(*POINTS.values()), 0, None, GRID_STEP):
        person: Person = dict(zip(POINTS, values, strict=True))
        recent, ever = person["vouchers_used_last_6_years"], person["vouchers_used"]
        assert isinstance(recent, int)
        assert isinstance(ever, int)
        yield person | {"vouchers_used_last_6_years": min(recent, ever)}


@pytest.mark.parametrize("name", FROM_THE_DRAFT)
def test_every_scenario_answers_as_the_independent_reading_of_it(name: str) -> None:
    policy = policy_on(ON, KNOWN_ON, (), name)
    places = [policy.columns[rule] for rule in policy.outputs]
    grounds = [plan.column for plan in policy.grounds]
    for person in grid():
        row = policy.row(*(person[fact] for fact in policy.facts))
        expected = read_under(name, person)
        assert tuple(row[i] for i in places) == expected.outputs, person
        assert tuple(row[i] for i in grounds) == expected.grounds, person


@pytest.mark.parametrize("name", scenario_names())
def test_the_traced_form_the_row_and_the_articles_themselves_say_the_same(name: str) -> None:
    policy = policy_on(ON, KNOWN_ON, (), name)
    rules = [rule for rule in policy.columns if isinstance(rule, str)]
    for person in itertools.islice(grid(), 0, None, TRACED_STEP):
        facts = {fact: (person | OF_THE_PREDECESSOR)[fact] for fact in policy.facts}
        row = policy.row(*facts.values())
        traced = decide(facts, on=ON, known_on=KNOWN_ON, scenario=name)
        assert (traced.outcome is Outcome.GRANTED, *traced.results.values()) == row[: len(policy.outputs)]
        assert [row[policy.columns[rule]] for rule in rules] == [policy.value(rule, facts) for rule in rules]
        assert all(reason.sentence for reason in traced.why())


@pytest.mark.parametrize("year", STEPS)
def test_seniority_falls_in_steps_over_the_years(year: int) -> None:
    for months in (11, 12, 35, 36, 59, 60, 83, 84):
        expected = read_under("seniority_stepwise", AN | {"seniority_months": months}, year).outputs[0]
        for day in (date(year, 1, 1), date(year, 12, 31)):
            assert (an_on(day, "seniority_stepwise", {"seniority_months": months}).outcome == "granted") is expected


@pytest.mark.parametrize(
    ("scenario", "changed", "results"),
    [
        ("draft", {"seniority_months": 36}, (0, 8390, 2500, 10890)),
        ("seniority_one_year", {"seniority_months": 36}, (360, 8390, 2500, 10890)),
        ("seniority_one_year", {"seniority_months": 11}, (0, 8390, 2500, 10890)),
        ("income_tested_contribution", {"low_income": True}, (360, 9390, 1500, 10890)),
        ("income_tested_contribution", {"low_income": False}, (360, 8390, 2500, 10890)),
        ("income_tested_contribution", {"low_income": None}, (360, None, None, 10890)),
        ("income_tested_contribution", {"schooling": "low"}, (360, 9390, 1500, 10890)),
        ("fee_153_82", {}, (360, 16112, 2500, 18612)),
        ("fee_153_82", {"schooling": "low"}, (360, 17112, 1500, 18612)),
        ("fee_153_82_vat_included", {}, (360, 12882, 2500, 15382)),
        ("incentive_funding", {"schooling": "low"}, (360, 9390, 1500, 11890, 1000)),
        ("incentive_funding", {}, (360, 8390, 2500, 10890, 0)),
        (
            "renewal_after_six_years",
            {"credit_minutes_granted": 360, "months_since_last_credit": 72},
            (360, 8390, 2500, 10890),
        ),
        (
            "renewal_after_six_years",
            {"credit_minutes_granted": 360, "months_since_last_credit": 71},
            (0, 8390, 2500, 10890),
        ),
        ("more_hours", {}, (480, 8390, 2500, 10890)),
        ("more_hours", {"vouchers_used": 1}, (120, 8390, 2500, 10890)),
        ("voucher_users_included", {"vouchers_used": 2}, (360, 8390, 2500, 10890)),
        (
            "recent_vouchers_only",
            {"vouchers_used": 2, "vouchers_used_last_6_years": 1},
            (120, 8390, 2500, 10890),
        ),
        ("application_per_module", {}, (120, 8390, 2500, 10890)),
        ("application_per_module", {"credit_minutes_granted": 300}, (60, 8390, 2500, 10890)),
        (
            "serv_all",
            {"seniority_months": 12, "vouchers_used": 2, "low_income": True},
            (480, 17112, 1500, 18612, 0),
        ),
        ("serv_all", {"schooling": "low", "low_income": False}, (480, 17112, 1500, 19612, 1000)),
    ],
)
def test_what_a_scenario_means_for_one_person(
    scenario: str, changed: dict[str, object], results: tuple[int | None, ...]
) -> None:
    assert tuple(an(scenario, **changed).results.values()) == results


def test_somebody_who_never_had_credit_is_not_asked_how_long_ago_that_was() -> None:
    assert an("renewal_after_six_years").missing == ()
    asked = an("renewal_after_six_years", credit_minutes_granted=360).missing
    assert [missing.fact for missing in asked] == ["months_since_last_credit"]


def test_the_income_is_asked_only_where_it_can_change_the_price() -> None:
    assert [m.fact for m in an("income_tested_contribution").missing] == ["low_income"]
    assert an("income_tested_contribution", schooling="low").missing == ()
    assert an("draft").missing == ()


def test_the_fee_net_of_vat_is_the_cost_of_the_study() -> None:
    vat = term("vat_percent", on=ON)
    total = an("fee_153_82").results["total_cents_per_hour"]
    assert total == (15382 * (100 + vat) + 50) // 100


@pytest.mark.parametrize("name", CHOICES_ONLY)
def test_a_scenario_about_guidance_leaves_the_right_as_it_is_but_is_another_law(name: str) -> None:
    assert an(name).results == an("draft").results
    assert an(name).law.hash != an("draft").law.hash
    scenario = scenario_named(name)
    assert all(answers != (choice(key, on=ON),) for key, answers in scenario.choices)
    assert {scenario.choice(key, on=ON) for key, _ in scenario.choices} == {answers for _, answers in scenario.choices}


def test_paid_intake_plan_and_closing_talk_are_three_hours_that_the_draft_does_not_pay() -> None:
    scenario = scenario_named("intake_plan_closing_paid")
    talks = ("paid_intake_minutes", "paid_plan_minutes", "paid_closing_talk_minutes")
    assert [term(name, on=ON) for name in talks] == [0, 0, 0]
    assert [scenario.term(name, on=ON) for name in talks] == [60, 60, 60]
    assert scenario.choice("own_share_collection", on=ON) == ("counsellor",)


def test_all_requests_together_hold_what_each_part_changes() -> None:
    whole = scenario_named("serv_all")
    for part in ("seniority_one_year", "fee_153_82", "plan_kept", "centre_funding_conditional", "incentive_funding"):
        one = scenario_named(part)
        assert set(one.parameters) <= set(whole.parameters)
        assert set(one.choices) <= set(whole.choices)
        assert set(one.articles) <= set(whole.articles)


def test_every_scenario_has_a_hash_of_its_own_the_same_every_time() -> None:
    hashes = [an(name).law.hash for name in FROM_THE_DRAFT]
    assert len(set(hashes)) == len(hashes)
    assert decide({}, on=ON, known_on=KNOWN_ON).law.hash == hashes[0]
    assert len({hash(scenario) for scenario in scenarios()}) == len(scenarios())


def test_the_draft_reads_no_fact_of_a_scenario() -> None:
    assert not set(EXTRA) & set(policy_on(ON, KNOWN_ON).facts)
    assert "low_income" not in str(law_as_dict(ON, KNOWN_ON))
    assert "low_income" in str(law_as_dict(ON, KNOWN_ON, "income_tested_contribution"))


def test_a_replaced_amount_names_the_scenario_as_its_source() -> None:
    parameter = an("seniority_one_year").grounds[3].parameters["seniority_months_required"]
    assert (parameter.value, parameter.status) == (12, "override")
    assert parameter.source == "Scenario 'Anciënniteit van één jaar' (SERV-advies, 2.2 en 2.5)"
    assert "Wie 12 maanden werkte" in law_as_text(ON, KNOWN_ON, "seniority_one_year")


def test_a_parameter_can_still_be_set_by_hand_within_a_scenario() -> None:
    decision = decide(
        AN | {"credit_minutes_granted": 360, "months_since_last_credit": 48},
        on=ON,
        known_on=KNOWN_ON,
        overrides={"renewal_months": 48},
        scenario="renewal_after_six_years",
    )
    assert decision.results["minutes"] == 360


def test_each_scenario_says_what_is_asked_and_what_changes_in_sentences() -> None:
    for shown in scenarios_as_dicts():
        for field in ("request", "effect"):
            assert str(shown[field]).endswith("."), shown
        assert shown["title"]
    assert scenario_names()[0] == "draft"


def test_an_unknown_scenario_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(ScenarioRefused, match=r"Scenario 'later' bestaat niet. Wel bekend: draft, "):
        an("later")


def test_scenarios_that_contradict_each_other_do_not_go_together() -> None:
    own = Scenario("both", "Beide", "2.2", "reading", "?", "?")
    with pytest.raises(LiftError, match="'both': zijn delen spreken elkaar tegen over 'seniority_months_required'"):
        together(own, [scenario_named("seniority_one_year"), scenario_named("seniority_stepwise")])
    with pytest.raises(LiftError, match="'both': twee artikelen voor 'minutes'"):
        law_of(
            Scenario("both", "Beide", "2.2", "reading", "?", "?", articles=("articles_renewal", "articles_per_module"))
        )


def test_a_scenario_holds_from_its_first_day_on() -> None:
    scenario = Scenario(
        "x",
        "X",
        "2.2",
        "reading",
        "?",
        "?",
        parameters=(("credit_minutes", (Step(1, date(2027, 1, 1)), Step(2, date(2028, 1, 1)))),),
    )
    record = law_of(scenario).book.parameters["credit_minutes"]
    assert [(v.value, v.since, v.until) for v in record.values] == [
        (1, date(2027, 1, 1), date(2027, 12, 31)),
        (2, date(2028, 1, 1), None),
    ]


@pytest.mark.parametrize(("recent", "results"), [(0, [240, 68134, 4500]), (1, [180, 49975, 4500])])
def test_the_predecessor_goes_on_as_it_was_in_2024(recent: int, results: list[int]) -> None:
    """4 h + 3 h at 150.07 euro without VAT, 45 euro of one's own per voucher, again after six years (dossier 2.06)."""
    facts: dict[str, object] = {"vouchers_used": 4, "vouchers_used_last_6_years": recent}
    assert list(an("predecessor_continued", **facts).results.values()) == results
    assert decide(AN | facts, on=date(2024, 6, 1), known_on=KNOWN_ON).results == dict(
        zip(("minutes", "public_cents", "own_cents"), results, strict=True)
    )
    assert an("predecessor_continued", vouchers_used=4, vouchers_used_last_6_years=2).outcome == "refused"


def test_before_the_start_of_the_draft_a_scenario_leaves_the_law_of_that_day() -> None:
    day = date(2024, 6, 1)
    for name in ("serv_all", "predecessor_continued"):
        assert an_on(day, name, {"vouchers_used_last_6_years": 0}).results["minutes"] == 240


@pytest.mark.parametrize("months", [(70, 73), (72, 74), (0, 3)])
@pytest.mark.parametrize("minutes", [(0, 2), (358, 361), (479, 481)])
@pytest.mark.parametrize("name", ["renewal_after_six_years", "serv_all"])
def test_facts_known_in_part_leave_what_trying_every_value_leaves(
    name: str, minutes: tuple[int, int], months: tuple[int, int]
) -> None:
    windows = {"credit_minutes_granted": minutes, "months_since_last_credit": months}
    partly = {fact: {"min": low, "max": high} for fact, (low, high) in windows.items()}
    person: Person = AN | {"vouchers_used_last_6_years": 0}
    known: Person = person | {"low_income": False}
    decision = decide(person | partly | {"low_income": None}, on=ON, known_on=KNOWN_ON, scenario=name)
    tried = [
        read_under(name, known | dict(zip(windows, values, strict=True)) | {"low_income": poor}).outputs
        for values in itertools.product(*(range(low, high + 1) for low, high in windows.values()))
        for poor in (True, False)
    ]
    same = [column[0] if len(set(column)) == 1 else None for column in zip(*tried, strict=True)]
    assert list(decision.results.values()) == same[1:]
    assert decision.outcome == {True: "granted", False: "refused", None: "undetermined"}[same[0]]


def test_the_scenarios_are_listed_with_what_they_change() -> None:
    program = "import sys; from loopbaankrediet.cli import main; sys.exit(main(['law', 'scenarios']))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    told = [line.split(":")[0].removeprefix("- ") for line in run.stdout.splitlines() if line.startswith("- ")]
    assert sorted(told) == sorted(scenario_names())
    assert "Wie 12 maanden werkte, komt in aanmerking" in run.stdout


def test_the_opinion_is_not_said_to_ask_what_it_does_not_ask() -> None:
    kinds = {kind: {s.name for s in scenarios() if s.kind == kind} for kind in KINDS}
    assert set().union(*kinds.values()) == set(scenario_names())
    assert {"any_language", "application_per_module", "recent_vouchers_only"} <= kinds["reading"]
    assert kinds["comparison"] == {"draft", "predecessor_continued", "cap_monthly_envelope", "cap_lottery", "cap_stop"}


def test_deciding_by_the_draft_reads_no_scenario() -> None:
    program = (
        "import sys; from datetime import date; from loopbaankrediet.decree import decide; "
        "decide({}, on=date(2027, 3, 1), known_on=date(2026, 11, 23)); "
        "sys.exit('loopbaankrediet.decree.scenarios' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
