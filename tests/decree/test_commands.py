"""`decide` and `law` as a person in a terminal meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.decree.persons import AN

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
    assert "Je werkt 6 jaar (72 maanden). Je hebt 7 jaar (84 maanden) nodig." in done.stdout
    assert "seniority_months" not in done.stdout


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
        (("replay", "-"), "{}", "geen bewijs van een beslissing"),
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
