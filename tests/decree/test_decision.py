"""What a decision tells: its law, its words, its days."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta

import pytest

from loopbaankrediet.decree import FACTS, Decision, NoLawInForce, NoValueInForce, decide, qualifies_from
from loopbaankrediet.decree.dated.records import ParameterRecord, Value
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.saying.dutch import Unit
from tests.decree.persons import AN, KNOWN_ON, ON
from tests.decree.reading import GROUNDS, OUTPUTS, VALUES

BART = AN | {"seniority_months": 72}


def decided(facts: dict[str, object], **overrides: int) -> Decision:
    return decide(facts, on=ON, known_on=KNOWN_ON, overrides=overrides)


def test_the_json_form_has_every_field_of_the_contract() -> None:
    shown = json.loads(json.dumps(decided(BART).as_dict()))
    assert list(shown["results"]) == list(OUTPUTS[1:])
    assert shown["law"]["name"] == "loopbaankrediet"
    assert (shown["law"]["on"], shown["law"]["known_on"]) == ("2027-03-01", "2026-11-23")
    assert re.fullmatch("sha256:[0-9a-f]{64}", shown["law"]["hash"])
    assert [ground["rule"] for ground in shown["grounds"]] == list(GROUNDS)
    assert shown["grounds"][3] | {"text": ""} == {
        "article": "art. 4 (anciënniteit)",
        "rule": "enough_seniority",
        "text": "",
        "status": "draft",
        "holds": False,
        "conditions": [{"text": "Je werkte in totaal minstens 7 jaar (84 maanden).", "holds": False}],
        "facts": {"seniority_months": 72},
        "parameters": {
            "seniority_months_required": {
                "value": 84,
                "article": "art. 4 (anciënniteit)",
                "since": "2027-01-01",
                "source": "SERV-advies over het voorontwerp, 2.2: de bestaande voorwaarde blijft. Die is 84 maanden "
                "bij de loopbaancheques; de tekst van het voorontwerp is niet gekend",
                "status": "draft",
            }
        },
    }
    assert (shown["decisive"], shown["missing"]) == (["enough_seniority"], [])
    assert all(isinstance(remedy, str) for remedy in shown["remedies"])


def test_the_typed_form_and_the_json_form_say_the_same() -> None:
    decision = decided(AN | {"seniority_months": {"min": 60}, "schooling": None})
    shown = json.loads(json.dumps(decision.as_dict()))
    assert [g.holds for g in decision.grounds] == [g["holds"] for g in shown["grounds"]]
    assert [[list(c) for c in g.conditions] for g in decision.grounds] == [
        [[c["text"], c["holds"]] for c in g["conditions"]] for g in shown["grounds"]
    ]
    assert [a.value for a in decision.amounts] == [a["value"] for a in shown["amounts"]]
    assert shown["grounds"][3]["facts"] == {"seniority_months": {"min": 60, "max": 1200}}
    assert shown["amounts"][1]["facts"] == {"schooling": None}


def test_a_caller_who_changes_the_json_form_changes_no_later_decision() -> None:
    first = decided(BART).as_dict()
    before = json.dumps(first)
    first["grounds"][3]["parameters"]["seniority_months_required"]["value"] = 0  # type: ignore[index]
    first["results"].clear()  # type: ignore[attr-defined]
    assert json.dumps(decided(BART).as_dict()) == before


# ---- words


def sentence(facts: dict[str, object], rule: str) -> str:
    return next(reason.sentence for reason in decided(facts).why() if reason.rule == rule)


@pytest.mark.parametrize(
    ("facts", "rule", "expected"),
    [
        (BART, "enough_seniority", "Je werkte in totaal 6 jaar (72 maanden). Je hebt 7 jaar (84 maanden) nodig."),
        (
            AN | {"seniority_months": {"min": 60, "max": 83}},
            "enough_seniority",
            "Je werkte in totaal minstens 5 jaar (60 maanden) en hoogstens 6 jaar en 11 maanden (83 maanden). "
            "Je hebt 7 jaar (84 maanden) nodig.",
        ),
        (
            AN | {"seniority_months": None},
            "enough_seniority",
            "We weten nog niet hoelang je al werkt. Je hebt 7 jaar (84 maanden) nodig.",
        ),
        (AN, "professionally_active", "Je werkt met een arbeidsovereenkomst."),
        (AN | {"residence": "brussels"}, "resident", "Je woont in Brussel."),
        (
            AN | {"residence": "wallonia"},
            "resident",
            "Je woont in Wallonië. Je werkt in Vlaanderen. Je kwam niet vanuit een ander land van de Europese "
            "Economische Ruimte in België wonen.",
        ),
        (
            AN | {"vouchers_used": 1, "credit_minutes_granted": 120},
            "minutes_left",
            "Je gebruikte 1 loopbaancheque. Je hebt recht op 2 uur (120 minuten). "
            "Je kreeg al 2 uur (120 minuten) loopbaankrediet.",
        ),
        (
            AN | {"vouchers_used": 2, "credit_minutes_granted": None},
            "minutes_left",
            "Je gebruikte 2 loopbaancheques. Je hebt recht op 0 minuten.",
        ),
        (
            AN | {"employment_contract": False, "self_employed": True, "fund_affiliated": False},
            "professionally_active",
            "Je werkt niet met een arbeidsovereenkomst. Je werkt niet zonder arbeidsovereenkomst onder het gezag van "
            "iemand anders. Je werkt als zelfstandige. Je bent niet als zelfstandige aangesloten bij een sociale "
            "verzekeringskas of bij de Nationale Hulpkas.",
        ),
    ],
)
def test_each_ground_is_explained_by_what_we_know_about_the_person(
    facts: dict[str, object], rule: str, expected: str
) -> None:
    assert sentence(facts, rule) == expected


def test_an_amount_is_explained_by_the_fact_it_follows() -> None:
    assert decided(AN | {"schooling": "low"}).why_amount("own_cents_per_hour") == (
        "Je hebt geen diploma van het secundair onderwijs. Je betaalt zelf 15,00 euro per uur."
    )
    assert (
        decided(AN).why_amount("minutes").endswith("Met deze beslissing krijg je 6 uur (360 minuten) loopbaankrediet.")
    )


def test_no_person_ever_reads_a_name_from_the_code() -> None:
    names = {*FACTS, *GROUNDS, *OUTPUTS, *policy_on(ON, KNOWN_ON).parameters, "True", "False", "None"}
    for facts in ({}, AN, BART, {name: AN[name] for name in list(VALUES)[::2]}):
        decision = decided(facts)
        words = [word for reason in decision.why() for word in (reason.article, reason.text, reason.sentence)]
        words += [condition.text for ground in decision.grounds for condition in ground.conditions]
        words += [decision.why_amount(result) for result in decision.results]
        words += [remedy.text for remedy in decision.remedies]
        for word in words:
            assert not names & set(re.findall(r"\w+", word)), word
            assert "{" not in word


def test_every_decision_says_what_a_person_can_do_against_it() -> None:
    for facts in (AN, BART):
        names = [remedy.name for remedy in decided(facts).remedies]
        assert names == ["reconsideration", "council_of_state", "complaint"]
    assert [remedy.name for remedy in decided({}).remedies] == ["complaint"]
    assert {remedy.status for remedy in decided(BART).remedies} == {"open"}


# ---- days


def test_before_the_first_law_there_is_none_and_the_message_says_from_when() -> None:
    with pytest.raises(NoLawInForce, match=r"2013-06-30.*vanaf 2013-07-01") as refused:
        decide(AN, on=date(2013, 6, 30), known_on=KNOWN_ON)
    assert refused.value.first_day == date(2013, 7, 1)


def test_before_the_draft_was_known_nothing_can_be_decided() -> None:
    with pytest.raises(NoLawInForce, match="nog geen enkele wet bekend"):
        decide(AN, on=ON, known_on=date(2025, 11, 30))
    assert decide(AN, on=ON, known_on=date(2025, 12, 1)).outcome == "granted"


def value(number: int, since: date, until: date | None, known: date) -> Value:
    return Value(number, since, until, known, "test", "draft")


def test_a_parameter_without_a_value_on_a_day_is_an_error_never_the_previous_value() -> None:
    old = value(84, date(2027, 1, 1), date(2027, 12, 31), date(2026, 1, 1))
    new = value(60, date(2028, 2, 1), None, date(2027, 6, 1))
    record = ParameterRecord("seniority", Unit.MONTHS, "art. 4", "{value}", 0, 99, (old, new))
    assert record.on(date(2027, 12, 31), date(2027, 12, 31)) == old
    assert record.on(date(2028, 2, 1), date(2028, 2, 1)) == new
    for day, known in ((date(2028, 1, 31), date(2028, 1, 31)), (date(2028, 2, 1), date(2027, 5, 31))):
        with pytest.raises(NoValueInForce, match="'seniority'"):
            record.on(day, known)


def test_of_two_versions_of_one_day_the_one_known_last_counts() -> None:
    first = value(84, date(2027, 1, 1), None, date(2026, 1, 1))
    corrected = value(72, date(2027, 1, 1), None, date(2027, 6, 1))
    record = ParameterRecord("seniority", Unit.MONTHS, "art. 4", "{value}", 0, 99, (first, corrected))
    assert record.on(ON, date(2027, 5, 31)) == first
    assert record.on(ON, date(2027, 6, 1)) == corrected


def test_a_correction_known_later_also_replaces_a_value_that_started_later() -> None:
    planned = value(60, date(2028, 1, 1), None, date(2026, 6, 1))
    corrected = value(72, date(2027, 1, 1), None, date(2027, 6, 1))
    record = ParameterRecord("seniority", Unit.MONTHS, "art. 4", "{value}", 0, 99, (planned, corrected))
    assert record.on(date(2028, 1, 1), date(2027, 5, 31)) == planned
    assert record.on(date(2028, 1, 1), date(2027, 6, 1)) == corrected


@pytest.mark.parametrize("months", [0, 1, 60, 72, 83])
def test_a_person_who_only_has_to_wait_hears_from_which_day(months: int) -> None:
    years, rest = divmod(84 - months, 12)
    expected = date(2027 + years, 3 + rest, 1) if rest <= 9 else date(2028 + years, rest - 9, 1)
    assert qualifies_from(AN | {"seniority_months": months}, ON, KNOWN_ON) == expected
    earlier = AN | {"seniority_months": 83}
    assert decide(earlier, on=expected - timedelta(days=1), known_on=KNOWN_ON).outcome == "refused"


def test_a_person_whose_seniority_is_known_in_part_hears_from_which_day_it_is_sure() -> None:
    facts = AN | {"seniority_months": {"min": 60, "max": 70}, "schooling": None}
    assert qualifies_from(facts, ON, KNOWN_ON) == date(2029, 3, 1)


@pytest.mark.parametrize("changed", [{}, {"residence": "wallonia", "seniority_months": 10}, {"seniority_months": None}])
def test_no_day_is_named_when_waiting_does_not_help(changed: dict[str, object]) -> None:
    assert qualifies_from(AN | changed, ON, KNOWN_ON) is None


def test_waiting_from_the_last_day_of_a_long_month_ends_on_the_last_day_of_a_short_one() -> None:
    assert qualifies_from(AN | {"seniority_months": 83}, date(2027, 1, 31), KNOWN_ON) == date(2027, 2, 28)
    assert qualifies_from(AN | {"seniority_months": 81}, date(2027, 1, 31), KNOWN_ON) == date(2027, 4, 30)


# ---- the law itself


def test_an_override_shows_as_one_and_gives_another_hash() -> None:
    lower = decided(BART, seniority_months_required=60)
    assert lower.outcome == "granted"
    assert lower.law.hash != decided(BART).law.hash
    shown = lower.grounds[3].parameters["seniority_months_required"]
    assert (shown.value, shown.status) == (60, "override")


@pytest.mark.parametrize(
    ("parameter", "number", "result", "expected"),
    [
        ("credit_minutes", 480, "minutes", 480),
        ("public_cents_per_hour", 9000, "total_cents_per_hour", 11500),
        ("own_cents_per_hour", 2000, "own_cents_per_hour", 2000),
    ],
)
def test_an_override_reaches_the_results(parameter: str, number: int, result: str, expected: int) -> None:
    assert decided(AN, **{parameter: number}).results[result] == expected


def test_two_days_under_the_same_law_have_the_same_hash() -> None:
    other = decide(AN, on=date(2029, 9, 9), known_on=date(2027, 5, 5))
    assert other.law.hash == decided(BART).law.hash


def test_the_hash_is_the_same_in_every_process() -> None:
    program = (
        "from datetime import date; from loopbaankrediet.decree import decide; "
        "print(decide({}, on=date(2027, 3, 1), known_on=date(2026, 11, 23)).law.hash)"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == decided(AN).law.hash
