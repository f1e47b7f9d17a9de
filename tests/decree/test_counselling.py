"""The laws on counsellors, agreements, claims and sanctions say what an independent reading of them says."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from loopbaankrediet.decree import Decision, Law, changes, decide, tariff
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.decree.archive.receipts import Stated
from loopbaankrediet.decree.dated.choices import only
from loopbaankrediet.decree.dated.procedure import choices, named_day, sanctions, term
from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import Policy, policy_of
from loopbaankrediet.decree.language.tree import enum_values
from loopbaankrediet.decree.laws import LAWS, every_law, law_named
from loopbaankrediet.decree.loopbaankrediet.chapter7_sanctions_facts import Cell, Measure, cell_on
from loopbaankrediet.decree.loopbaankrediet.further_laws import (
    AGREEMENT,
    CLAIM,
    FURTHER_LAWS,
    REGISTRATION,
    SANCTION,
)
from loopbaankrediet.decree.scenario import law_of, scenario_named
from loopbaankrediet.kernel.amounts import cents_for
from tests.decree.persons import KNOWN_ON, ON
from tests.decree.reading_counselling import QUESTIONS, UNDER, Question, Reading, Values
from tests.decree.test_commands import DAYS, run

LAST_OF_2029, FIRST_OF_2030 = date(2029, 12, 31), date(2030, 1, 1)
LAW_DAYS = [
    pytest.param(law, edition.since, id=f"{law.name} {edition.since}")
    for law in FURTHER_LAWS
    for edition in editions(law, KNOWN_ON)
]
SAMPLE = 150

COUNSELLOR: dict[str, object] = {
    "diploma": "listed",
    "qualification": "professional_qualification",
    "methods_named": 2,
    "methods_founded": True,
    "code_of_conduct": True,
    "organisation": "natural_person",
}
MODULE: dict[str, object] = {
    "by_agreement": True,
    "subcontracted": False,
    "undisputed_steps": 8,
    "no_shows": 0,
    "report_handed_in": True,
    "answered": True,
    "days_silent": 0,
    "reminded_twice": False,
    "days_since_reminder": 0,
    "decided": False,
    "schooling": "high",
}
MEASURE: dict[str, object] = {
    "measure": "warning",
    "party": "natural_person",
    "cell_then": "in_force",
    "cell_now": "in_force",
    "punished_before": False,
    "with_intent": False,
    "official_report": False,
    "auditor_decided": False,
    "heard": False,
    "months_since_payment": 0,
}


def cases(values: Values) -> Iterator[tuple[object, ...]]:
    return itertools.product(*values.values())


def told(policy: Policy, facts: tuple[str, ...], case: tuple[object, ...]) -> Reading:
    """What the articles say of one case: outcome and results, and the grounds."""
    row = policy.row(*(case[facts.index(fact)] for fact in policy.facts))
    outputs = tuple(row[policy.columns[rule]] for rule in policy.outputs)
    return Reading(outputs, tuple(row[plan.column] for plan in policy.grounds))


def counsellor(on: date = ON, **changed: object) -> Decision:
    return decide(COUNSELLOR | changed, on=on, known_on=KNOWN_ON, law=REGISTRATION)


def module(**changed: object) -> Decision:
    return decide(MODULE | changed, on=ON, known_on=KNOWN_ON, law=CLAIM)


def measure(**changed: object) -> Decision:
    return decide(MEASURE | changed, on=ON, known_on=KNOWN_ON, law=SANCTION)


# ---- every case on the boundaries


@pytest.mark.parametrize(("law", "on"), LAW_DAYS)
def test_every_case_on_the_boundaries_gets_the_answer_of_the_independent_reading(law: Law, on: date) -> None:
    question, policy = QUESTIONS[law.name], policy_of(law, on, KNOWN_ON)
    assert tuple(plan.article.rule for plan in policy.grounds) == question.grounds
    assert ("outcome", *law.results) == question.outputs
    facts = tuple(question.values)
    for case in cases(question.values):
        assert told(policy, facts, case) == question.read(dict(zip(facts, case, strict=True)), on), case


@pytest.mark.parametrize("scenario", UNDER)
@pytest.mark.parametrize("on", [ON, FIRST_OF_2030], ids=str)
def test_a_scenario_on_counsellors_is_what_the_independent_reading_makes_of_it(scenario: str, on: date) -> None:
    question = UNDER[scenario]
    policy = policy_of(law_of(scenario_named(scenario), REGISTRATION), on, KNOWN_ON)
    facts = tuple(question.values)
    for case in cases(question.values):
        assert told(policy, facts, case) == question.read(dict(zip(facts, case, strict=True)), on), case


@pytest.mark.parametrize(("law", "on"), LAW_DAYS)
def test_the_boundary_values_of_the_reading_are_those_of_the_articles(law: Law, on: date) -> None:
    question, policy = QUESTIONS[law.name], policy_of(law, on, KNOWN_ON)
    assert set(question.values) == set(law.book.facts)
    for fact, tried in question.values.items():
        spec = law.book.facts[fact]
        if spec.kind is int:
            edges = {spec.low, spec.high}
            for c in policy.classes(fact, None) if fact in policy.facts else ():
                edges |= {c.low, c.low - 1} if c.low > spec.low else set()
            assert edges <= set(tried), fact
        else:
            assert set(tried) == set(enum_values(spec.kind) or (True, False)), fact


# ---- what is not known


@pytest.mark.parametrize(("law", "on"), LAW_DAYS)
def test_with_two_facts_unknown_the_answer_is_what_every_completion_says(law: Law, on: date) -> None:
    question, drawn = QUESTIONS[law.name], random.Random(2027)
    known = list(cases(question.values))
    for case in drawn.sample(known, min(SAMPLE, len(known))):
        facts = dict(zip(question.values, case, strict=True))
        unknown = drawn.sample(list(facts), 2)
        decision = decide(facts | dict.fromkeys(unknown), on=on, known_on=KNOWN_ON, law=law)
        readings = completed(question, facts, unknown, on)
        outcomes = {reading.outputs[0] for reading in readings}
        expected = "undetermined" if len(outcomes) == 2 else "granted" if outcomes == {True} else "refused"
        assert decision.outcome == expected, facts
        for place, result in enumerate(law.results, 1):
            found = {reading.outputs[place] for reading in readings}
            assert decision.results[result] == (found.pop() if len(found) == 1 else None), (facts, unknown, result)


def completed(question: Question, facts: Mapping[str, object], unknown: list[str], on: date) -> list[Reading]:
    values = itertools.product(*(question.values[fact] for fact in unknown))
    return [question.read({**facts, **dict(zip(unknown, chosen, strict=True))}, on) for chosen in values]


@pytest.mark.parametrize("law", FURTHER_LAWS, ids=lambda law: law.name)
def test_nothing_known_is_never_a_refusal_and_every_ground_can_be_said(law: Law) -> None:
    decision = decide({}, on=ON, known_on=KNOWN_ON, law=law)
    assert decision.outcome == "undetermined"
    for reason in decision.why():
        assert reason.sentence
        assert "{" not in reason.sentence
    assert all(law.book.facts[missing.fact].question.endswith("?") for missing in decision.missing)
    assert all(decision.why_amount(result) for result in law.results)


# ---- counsellors


def test_grace_holds_up_to_and_including_the_last_day_of_2029() -> None:
    assert named_day("bk_grace_until", on=ON) == LAST_OF_2029
    assert counsellor(LAST_OF_2029, qualification="grace").outcome == "granted"
    refused = counsellor(FIRST_OF_2030, qualification="grace")
    assert (refused.outcome, refused.decisive) == ("refused", ("qualified",))
    assert counsellor(FIRST_OF_2030).outcome == "granted"


def test_experience_does_instead_of_a_diploma_only_in_the_scenario_that_asks_it() -> None:
    experienced = COUNSELLOR | {"diploma": "recognised_experience"}
    assert decide(experienced, on=ON, known_on=KNOWN_ON, law=REGISTRATION).decisive == ("educated",)
    for scenario in ("evc_instead_of_diploma", "serv_all"):
        law = law_of(scenario_named(scenario), REGISTRATION)
        assert decide(experienced, on=ON, known_on=KNOWN_ON, law=law).outcome == "granted"


@pytest.mark.parametrize(
    ("name", "answer", "law"),
    [
        ("diploma_rule", "diploma", REGISTRATION),
        ("evc_route_allowed", "no", REGISTRATION),
        ("bk_rule", "required_or_grace", REGISTRATION),
        ("methods_rule", "several", REGISTRATION),
        ("wse_minimum_quality", "off", REGISTRATION),
        ("eu_counsellors", "recognised_equivalents", REGISTRATION),
        ("org_form_rule", "solo_only", REGISTRATION),
        ("guidance_language", "dutch", AGREEMENT),
        ("intake_rule", "required_free", AGREEMENT),
        ("surcharge_rule", "forbidden", AGREEMENT),
        ("subcontracting_rule", "forbidden", CLAIM),
        ("silence_after_module", "pays", CLAIM),
        ("part_of_a_module", "pro_rata", CLAIM),
        ("no_show_rule", "costs_nothing", CLAIM),
        ("disagreement_procedure", "note", CLAIM),
        ("vat_exempt_treatment", "same_amount", CLAIM),
        ("open_sanction_cells", "not_imposable", SANCTION),
        ("enforcement_frame", "decree_2004", SANCTION),
        ("recovery_rule", "fraud_only", SANCTION),
    ],
)
def test_an_article_says_what_the_choice_in_the_data_says_on_every_day_it_holds(
    name: str, answer: str, law: Law
) -> None:
    """Another answer in the data must not leave the article behind."""
    assert {only(value.value) for value in choices()[name].values} == {answer}
    assert choices()[name].on(law.since, ON).value == (answer,)


def test_several_methods_may_be_named_and_none_is_refused() -> None:
    assert counsellor(methods_named=0).decisive == ("several_methods",)
    assert counsellor(methods_named=12).outcome == "granted"


def test_a_refused_counsellor_reads_every_failed_condition_and_what_would_have_to_change() -> None:
    refused = counsellor(diploma="none", code_of_conduct=False)
    assert refused.decisive == ("educated", "code_signed")
    failed = [reason.sentence for reason in refused.why() if reason.holds is False]
    assert failed == ["Je toont geen diploma van de lijst en geen erkende ervaring.", "Je tekende de gedragscode niet."]
    [together] = changes(refused).together
    assert [change.fact for change in together] == ["diploma", "code_of_conduct"]


# ---- claims


@pytest.mark.parametrize(("steps", "minutes"), [(1, 15), (3, 45), (7, 105), (8, 120), (9, 120)])
def test_a_part_of_a_module_is_paid_per_quarter_of_an_hour_and_never_more_than_a_module(
    steps: int, minutes: int
) -> None:
    assert module(undisputed_steps=steps).results["minutes_to_pay"] == minutes


@pytest.mark.parametrize("missed", [1, 3])
def test_a_missed_conversation_costs_no_minutes_and_pays_nothing(missed: int) -> None:
    assert module(no_shows=missed).results == module().results
    assert module(undisputed_steps=0, no_shows=missed).results["minutes_to_pay"] == 0


@pytest.mark.parametrize(("days", "outcome"), [(13, "refused"), (14, "granted"), (60, "granted")])
def test_silence_pays_from_the_fourteenth_day(days: int, outcome: str) -> None:
    assert module(answered=False, days_silent=days, reminded_twice=True, days_since_reminder=4).outcome == outcome


def test_silence_pays_nothing_without_both_reminders_and_time_to_answer_the_last_one() -> None:
    silent: dict[str, object] = {"answered": False, "days_silent": 60}
    assert module(**silent, reminded_twice=False, days_since_reminder=50).outcome == "refused"
    assert module(**silent, reminded_twice=True, days_since_reminder=3).outcome == "refused"
    assert module(**silent, reminded_twice=True, days_since_reminder=4).outcome == "granted"


def test_what_an_officer_decided_is_paid_without_an_answer() -> None:
    assert module(answered=False, decided=True).outcome == "granted"


@pytest.mark.parametrize(
    ("schooling", "minutes", "public"),
    [("high", 120, 16780), ("low", 120, 18780), ("high", 15, 2098), ("low", 45, 7043)],
)
def test_the_amount_is_the_minutes_at_the_price_per_hour_half_up_once(
    schooling: str, minutes: int, public: int
) -> None:
    results = module(schooling=schooling, undisputed_steps=minutes // 15).results
    paid = results["minutes_to_pay"] or 0
    assert paid == minutes
    assert cents_for(paid, results["public_cents_per_hour"] or 0) == public
    assert results["public_cents_per_hour"] == tariff(schooling, on=ON, known_on=KNOWN_ON).public_cents_per_hour
    assert results["payment_days"] == term("payment_term_days", on=ON)


# ---- sanctions


def test_today_no_measure_of_the_grid_can_be_imposed_on_anybody() -> None:
    grid = [(row.breach, Measure(name)) for row in sanctions(ON) for name in row.measures]
    assert len(grid) > 20
    for breach, proposed in grid:
        cell = cell_on(ON, breach, proposed)
        assert cell is Cell.OPEN
        decision = measure(measure=proposed.value, cell_then=cell.value, cell_now=cell.value)
        assert decision.outcome == "refused"
        assert {"laid_down", "still_laid_down"} <= set(decision.decisive)


def test_a_measure_that_the_grid_does_not_name_is_no_measure() -> None:
    assert cell_on(ON, "missing_documents", Measure.FINE) is Cell.ABSENT
    assert cell_on(date(2026, 12, 31), "surcharge", Measure.FINE) is Cell.ABSENT


def test_a_later_law_that_drops_a_measure_holds_for_older_breaches_too() -> None:
    assert measure(cell_then="in_force", cell_now="absent").decisive == ("still_laid_down",)
    assert measure(cell_then="absent", cell_now="in_force").decisive == ("laid_down",)


def test_a_fine_waits_for_the_report_the_auditor_and_the_hearing() -> None:
    ready = {"official_report": True, "auditor_decided": True, "heard": True}
    assert measure(measure="fine", **ready).outcome == "granted"
    for lacking in ready:
        assert measure(measure="fine", **ready | {lacking: False}).decisive == ("prepared_as_a_fine",)


@pytest.mark.parametrize("party", ["applicant", "natural_person", "legal_person"])
def test_the_same_facts_lead_to_the_same_for_every_party_but_used_minutes_stay_with_the_applicant(party: str) -> None:
    assert measure(party=party).outcome == "granted"
    honest = measure(measure="recovery", party=party).outcome
    assert honest == ("refused" if party == "applicant" else "granted")
    assert measure(measure="recovery", party=party, with_intent=True).outcome == "granted"


# ---- laws like any other


def test_every_law_has_a_name_of_its_own_and_none_of_these_decides_on_a_right() -> None:
    names = [law.name for law in every_law()]
    assert len(set(names)) == len(names)
    assert not set(FURTHER_LAWS) & set(LAWS)
    assert [law_named(name) for name in names] == list(every_law())


@pytest.mark.parametrize(("law", "on"), LAW_DAYS)
def test_a_receipt_replays_from_the_archive(law: Law, on: date) -> None:
    question = QUESTIONS[law.name]
    for case in random.Random(7).sample(list(cases(question.values)), 10):
        facts = dict(zip(question.values, case, strict=True))
        decision = decide(facts, on=on, known_on=KNOWN_ON, law=law)
        kept = receipts.make(decision, {fact: Stated(value) for fact, value in facts.items()})
        assert kept.content is None, "run: loopbaankrediet law release"
        assert receipts.replay(kept) == ()


# ---- the command line


def test_law_list_and_law_show_know_every_law() -> None:
    known = ("--known-on", KNOWN_ON.isoformat())
    listed = {law["name"]: law for law in json.loads(run("law", "list", *known, "--format", "json").stdout)}
    assert list(listed) == [law.name for law in every_law()]
    ends = [edition["until"] for edition in listed["counsellor_registration"]["editions"]]
    assert ends == ["2029-12-31", None]
    for law in FURTHER_LAWS:
        shown = json.loads(run("law", "show", *DAYS, "--law", law.name, "--format", "json").stdout)
        assert shown["law"]["hash"] == policy_of(law, ON, KNOWN_ON).hash
        assert {fact["name"] for fact in shown["facts"]} == set(policy_of(law, ON, KNOWN_ON).facts)


def test_decide_asks_another_law_by_its_name_and_keeps_a_receipt(tmp_path: Path) -> None:
    facts, receipt = tmp_path / "facts.json", tmp_path / "receipt.json"
    facts.write_text(json.dumps(COUNSELLOR | {"diploma": "recognised_experience"}), encoding="utf-8")
    asked = ("decide", str(facts), *DAYS, "--law", "counsellor_registration")
    answer = json.loads(run(*asked, "--receipt", str(receipt)).stdout)
    assert (answer["outcome"], answer["decisive"], answer["qualifies_from"]) == ("refused", ["educated"], None)
    assert [change["fact"] for change in answer["changes"]["together"][0]["changes"]] == ["diploma"]
    assert run("replay", str(receipt)).returncode == 0
    under = run(*asked, "--scenario", "evc_instead_of_diploma", "--format", "text").stdout
    assert under.startswith("Je voldoet aan de voorwaarden voor registratie.\n- Je registratie geldt 6 jaar")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--law", "sanctie"), "Wet 'sanctie' bestaat niet. Wel bekend: loopbaankrediet, loopbaancheques"),
        (("--law", "loopbaankrediet"), "laat --law weg"),
        (("--law", "loopbaancheques", "--scenario", "serv_all"), "laat --law weg"),
        (("--law", "sanction"), "Feit 'diploma': dit feit bestaat niet."),
        (("--law", "counsellor_registration", "--set", "credit_minutes=1"), "Parameter 'credit_minutes'"),
    ],
)
def test_a_law_that_cannot_answer_says_what_to_do(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(COUNSELLOR), encoding="utf-8")
    refused = run("decide", str(facts), *DAYS, *words)
    assert refused.returncode == 1
    assert said in refused.stderr
