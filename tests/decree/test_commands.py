"""`decide` and `law` as a person in a terminal meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.decree.persons import AN, FAR_OFF

DAYS = ("--on", "2027-03-01", "--known-on", "2026-11-23")
PROGRAM = "import sys; from loopbaankrediet.cli import main; sys.exit(main())"


def run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], input=stdin, capture_output=True, text=True, check=False, timeout=30
    )


def test_decide_reads_a_file_and_writes_the_decision_as_json(tmp_path: Path) -> None:
    path = tmp_path / "an.json"
    path.write_text(json.dumps(AN), encoding="utf-8")
    done = run("decide", str(path), *DAYS)
    assert (done.returncode, done.stderr) == (0, "")
    decision = json.loads(done.stdout)
    assert (decision["outcome"], decision["results"]["minutes"]) == ("granted", 360)


def test_decide_reads_standard_input_and_takes_several_parameters() -> None:
    facts = json.dumps(AN | {"seniority_months": 60})
    done = run("decide", "-", *DAYS, "--set", "seniority_months_required=60", "credit_minutes=480", stdin=facts)
    assert json.loads(done.stdout)["results"]["minutes"] == 480
    again = run(
        "decide", "-", *DAYS, "--set", "seniority_months_required=60", "--set", "credit_minutes=480", stdin=facts
    )
    assert again.stdout == done.stdout


def test_decide_explains_itself_in_dutch_without_names_from_the_code() -> None:
    done = run("decide", "-", *DAYS, "--format", "text", stdin='{"seniority_months": 72}')
    assert "Je krijgt geen loopbaankrediet." in done.stdout
    assert "Je werkte in totaal 6 jaar (72 maanden). Je hebt 7 jaar (84 maanden) nodig." in done.stdout
    assert "seniority_months" not in done.stdout


def test_a_refusal_in_words_names_no_amount_that_nobody_pays() -> None:
    person = json.dumps(AN | {"vouchers_used": 2})
    said = run("decide", "-", *DAYS, "--format", "text", stdin=person).stdout
    assert "euro" not in said
    assert json.loads(run("decide", "-", *DAYS, stdin=person).stdout)["results"]["own_cents_per_hour"] == 2500


def test_nobody_is_told_that_she_should_have_lived_otherwise() -> None:
    person = json.dumps(AN | {"vouchers_used": 2})
    assert "Wanneer het antwoord anders was" not in run("decide", "-", *DAYS, "--format", "text", stdin=person).stdout
    assert json.loads(run("decide", "-", *DAYS, stdin=person).stdout)["changes"]["together"]


def test_who_needs_more_changes_than_we_look_for_is_told_so() -> None:
    said = run("decide", "-", *DAYS, "--format", "text", stdin=json.dumps(FAR_OFF)).stdout
    assert "Met 5 veranderingen tegelijk is het antwoord nog altijd nee. Er is meer nodig." in said
    near = json.dumps(AN | {"seniority_months": 24})
    assert "Er is meer nodig" not in run("decide", "-", *DAYS, "--format", "text", stdin=near).stdout


def test_the_receipt_of_the_terminal_betrays_a_changed_origin(tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    run("decide", "-", *DAYS, "--receipt", str(path), stdin=json.dumps(AN))
    assert run("replay", str(path)).returncode == 0
    path.write_text(path.read_text(encoding="utf-8").replace("opgegeven aan", "bewezen aan", 1), encoding="utf-8")
    done = run("replay", str(path))
    assert (done.returncode, "vingerafdruk van het bestand" in done.stderr) == (1, True)


def test_a_rule_that_is_still_open_is_said_to_be_so_where_it_decides() -> None:
    person = json.dumps(AN | {"residence": "wallonia", "workplace": "wallonia"})
    lines = run("decide", "-", *DAYS, "--format", "text", stdin=person).stdout.splitlines()
    (resident,) = (line for line in lines if "(woonplaats)" in line)
    assert resident.endswith("Deze regel staat nog open.")
    assert sum("nog open" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("scenario", "months", "needed", "day"),
    [
        ("draft", 24, "7 jaar (84 maanden)", "2032-03-01"),
        ("seniority_one_year", 11, "1 jaar (12 maanden)", "2027-04-01"),
        ("seniority_stepwise", 24, "7 jaar (84 maanden)", "2029-01-01"),
    ],
)
def test_decide_says_under_each_scenario_what_would_help_and_from_which_day(
    scenario: str, months: int, needed: str, day: str
) -> None:
    facts = json.dumps(AN | {"seniority_months": months})
    said = run("decide", "-", *DAYS, "--scenario", scenario, "--format", "text", stdin=facts).stdout
    [way] = [line for line in said.splitlines() if line.startswith("- Als je ")]
    assert needed in way
    assert f"heb je er recht op vanaf {day}." in said
    answered = json.loads(run("decide", "-", *DAYS, "--scenario", scenario, stdin=facts).stdout)
    assert (f"- {answered['changes']['together'][0]['text']}", answered["qualifies_from"]) == (way, day)


@pytest.mark.parametrize(
    ("words", "stdin", "told"),
    [
        (("decide", "-", "--on", "2013-06-01"), "{}", "--on 2013-07-01"),
        (("decide", "-", *DAYS), '{"senority": 3}', "Feit 'senority'"),
        (("decide", "-", *DAYS), '{"seniority_months": 1e3}', "Feit 'seniority_months'"),
        (("decide", "-", *DAYS), '{"schooling": "low",}', "regel 1"),
        (("decide", "-", *DAYS), '{"schooling": "low", "schooling": "high"}', "'schooling' staat twee keer"),
        (("decide", "-", *DAYS), "[]", "één JSON-object"),
        (("decide", "nergens.json", *DAYS), "", "nergens.json: niet te lezen"),
        (("decide", "-", *DAYS, "--scenario", "later"), "{}", "Wel bekend: draft"),
        (("decide", "-", *DAYS, "--set", "hours=6"), "{}", "Parameter 'hours'"),
        (("decide", "-", *DAYS, "--set", "credit_minutes=-1"), "{}", "Parameter 'credit_minutes'"),
        (("law", "show", "--on", "2013-06-01"), "", "--on 2013-07-01"),
        (("law", "diff", "2013-06-01", "2027-01-01"), "", "--on 2013-07-01"),
        (("decide", "-", *DAYS), "[" * 100_000, "-: de lijsten en tabellen zitten te diep in elkaar"),
        (("decide", "-", *DAYS), '{"seniority_months": ' + "9" * 5000 + "}", "-: een getal heeft te veel cijfers"),
        (("decide", "-", *DAYS), '{"seniority_months": ' + "9" * 4000 + "}", "9… ligt buiten 0 tot en met 1200"),
        (("decide", "-", *DAYS), '{"seniority_months": NaN}', "-: NaN is geen getal"),
        (("decide", "-", *DAYS), '{"residence": true}', "niet true."),
        (("decide", "-", *DAYS), '{"residence": ["flanders", null]}', 'niet ["flanders", null].'),
        (("replay", "-"), "{}", "geen bewijs van een beslissing"),
        (("replay", "-"), "[" * 100_000, "te diep in elkaar"),
        (("replay", "-"), '{"format": ' + "9" * 5000 + "}", "te veel cijfers"),
        (("replay", "nergens.json"), "", "nergens.json: niet te lezen"),
    ],
)
def test_refused_input_says_what_is_wrong_and_exits_with_1(words: tuple[str, ...], stdin: str, told: str) -> None:
    done = run(*words, stdin=stdin)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("decide",),
        ("decide", "-", "--on", "1 maart"),
        ("decide", "-", "--set", "credit_minutes"),
        ("decide", "-", "--set", "credit_minutes=zes"),
        ("decide", "-", "--set", "credit_minutes=3_60"),
        ("decide", "-", "--set", "credit_minutes=٣٦٠"),
        ("decide", "-", "--set", "credit_minutes= 360"),
        ("decide", "-", "--set", "credit_minutes=" + "9" * 5000),
        ("decide", "-", "--set", "credit_minutes=3", "credit_minutes=4"),
        ("decide", "-", "--set", "credit_minutes=3", "--set", "credit_minutes=3"),
        ("decide", "-", "--format", "xml"),
        ("law",),
        ("law", "diff", "2024-01-01"),
        ("replay",),
    ],
)
def test_wrong_usage_exits_with_2(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_law_show_lists_every_article_and_amount_with_its_source() -> None:
    law = json.loads(run("law", "show", *DAYS, "--format", "json").stdout)
    assert {"art. 3", "art. 16", "art. 17", "art. 43", "art. 4, 2°"} <= {a["article"] for a in law["articles"]}
    assert law["parameters"]["own_cents_per_hour_low"]["value"] == 1500
    assert all(p["source"] and p["since"] and p["status"] for p in law["parameters"].values())
    text = run("law", "show", *DAYS).stdout
    assert law["law"]["hash"] in text
    assert "7 jaar (84 maanden)" in text


def test_law_list_names_the_laws_and_their_first_day() -> None:
    assert "2027-01-01" in run("law", "list").stdout
    assert json.loads(run("law", "list", "--format", "json").stdout)[0]["name"] == "loopbaankrediet"


def test_a_decision_from_the_terminal_does_not_wait_for_django() -> None:
    program = (
        "import sys; from loopbaankrediet.cli import main; main(['law', 'list']); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
