"""`law list`, `law show` and `law diff`: the law of any day, and what changes between two, said in Dutch."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from loopbaankrediet.decree import FACTS
from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.laws import LAWS
from loopbaankrediet.decree.saying.diff import diff_as_dict, diff_as_text, law_diff
from tests.decree.persons import AN, KNOWN_ON
from tests.decree.test_commands import DAYS, run

STARTS = [edition.since for law in LAWS for edition in editions(law, KNOWN_ON)]


def test_law_list_names_every_edition_with_its_days() -> None:
    known = ("--known-on", KNOWN_ON.isoformat())
    laws = {law["name"]: law for law in json.loads(run("law", "list", *known, "--format", "json").stdout)}
    vouchers = [(e["since"], e["until"]) for e in laws["loopbaancheques"]["editions"]]
    assert vouchers == [
        ("2013-07-01", "2015-02-28"),
        ("2015-03-01", "2019-12-31"),
        ("2020-01-01", "2023-12-31"),
        ("2024-01-01", "2025-06-30"),
        ("2025-07-01", "2025-09-30"),
        ("2025-10-01", "2026-12-31"),
    ]
    assert laws["loopbaancheques"]["until"] == "2026-12-31"
    text = run("law", "list", *known).stdout
    assert "- 2020-01-01 tot 2023-12-31: sha256:" in text


@pytest.mark.parametrize("day", STARTS, ids=str)
def test_an_edition_holds_from_its_first_day_to_the_day_before_the_next(day: date) -> None:
    assert policy_on(day, KNOWN_ON).hash == policy_on(day + timedelta(days=30), KNOWN_ON).hash
    if day > date(2013, 7, 1):
        assert policy_on(day - timedelta(days=1), KNOWN_ON).hash != policy_on(day, KNOWN_ON).hash


def test_law_show_tells_the_law_of_any_day_as_known_on_any_other() -> None:
    law = json.loads(run("law", "show", "--on", "2025-11-01", "--known-on", "2024-12-31", "--format", "json").stdout)
    assert law["parameters"]["own_cents_per_voucher"]["value"] == 4500
    law = json.loads(run("law", "show", "--on", "2025-11-01", "--format", "json").stdout)
    assert law["parameters"]["own_cents_per_voucher"] == {
        "value": 9000,
        "unit": "cents",
        "article": "BVR 17-05-2013 (eigen bijdrage)",
        "since": "2025-10-01",
        "source": "90 euro voor 4 uur, volgens de pagina van een loopbaanpraktijk in 2026 (graad M)",
        "status": "open",
    }
    assert "vouchers_per_six_years" not in law["parameters"]


def test_every_article_of_the_predecessor_names_its_source() -> None:
    for law in LAWS:
        if law.name == "loopbaancheques":
            assert [a.rule for a in law.book.articles if not a.source] == []


# ---- diff


def test_law_diff_says_what_the_new_decree_changes() -> None:
    text = run("law", "diff", "2024-01-01", "2027-01-01", "--known-on", KNOWN_ON.isoformat()).stdout
    for said in (
        "Wat verandert tussen 2024-01-01 en 2027-01-01",
        "vervalt: Je gebruikte in de laatste zes jaar minder dan 2 loopbaancheques.",
        "nieuw:   Je hebt recht op meer dan het krediet dat je al kreeg.",
        "- vervalt: Een loopbaancheque kost je 45,00 euro.",
        "- nieuw: Het volledige krediet is 6 uur (360 minuten).",
        "- Je hebt 7 jaar (84 maanden) nodig. Status: van kracht, daarna voorontwerp.",
    ):
        assert said in text
    names = {*FACTS, *policy_on(date(2024, 1, 1), KNOWN_ON).parameters, "None", "True", "False"}
    assert not names & set(re.findall(r"\w+", text))


def test_law_diff_as_json_holds_both_sides_of_every_difference() -> None:
    found = json.loads(
        run("law", "diff", "2019-12-31", "2020-01-01", "--known-on", "2026-11-23", "--format", "json").stdout
    )
    assert (found["before"]["on"], found["after"]["on"], found["known_on"]) == (
        "2019-12-31",
        "2020-01-01",
        "2026-11-23",
    )
    (article,) = found["articles"]
    assert (article["rule"], article["change"], article["what"]) == ("enough_seniority", "changed", ["text", "rule"])
    assert article["conditions"]["new"] == ["Je werkte in totaal minstens 7 jaar (84 maanden)."]
    parameters = {p["name"]: p for p in found["parameters"]}
    assert parameters["recent_months_required"]["change"] == "dropped"
    assert parameters["seniority_months_required"]["before"] is None
    second = parameters["second_voucher_minutes"]
    assert (second["before"]["value"], second["after"]["value"]) == (240, 180)


@pytest.mark.parametrize(("before", "after"), list(zip(STARTS, STARTS[1:] + STARTS[:1], strict=True)), ids=str)
def test_a_difference_is_the_same_seen_from_the_other_side(before: date, after: date) -> None:
    there, back = law_diff(before, after, KNOWN_ON), law_diff(after, before, KNOWN_ON)
    turned = {"new": "dropped", "dropped": "new", "changed": "changed"}
    assert {(c.rule, turned[c.kind]) for c in there.articles} == {(c.rule, c.kind) for c in back.articles}
    assert {(c.name, turned[c.kind]) for c in there.parameters} == {(c.name, c.kind) for c in back.parameters}
    assert there.articles or there.parameters
    assert json.dumps(diff_as_dict(there, before, after, KNOWN_ON))
    assert str(before) in diff_as_text(there, before, after)


def test_two_days_of_one_edition_differ_in_nothing() -> None:
    day, later = date(2021, 1, 1), date(2023, 12, 31)
    found = law_diff(day, later, KNOWN_ON)
    assert (found.articles, found.parameters) == ((), ())
    assert diff_as_text(found, day, later).endswith("Tussen deze twee dagen verandert er niets.")


# ---- decide and replay


def test_decide_says_which_right_it_is_about_and_when_the_answer_was_another() -> None:
    person = json.dumps(AN | {"seniority_months": 60, "vouchers_used_last_6_years": 0})
    said = run("decide", "-", "--on", "2024-06-01", "--format", "text", stdin=person).stdout
    assert said.startswith("Je krijgt geen loopbaancheque.")
    assert "Wanneer het antwoord anders was\n- Als je in totaal 7 jaar (84 maanden) gewerkt hebt." in said
    shown = json.loads(run("decide", "-", *DAYS, stdin=person).stdout)
    assert shown["changes"]["together"][0]["changes"] == [
        {"fact": "seniority_months", "values": [84], "text": "als je in totaal 7 jaar (84 maanden) gewerkt hebt"}
    ]


def test_a_receipt_from_decide_replays_and_a_forged_one_does_not(tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    run("decide", "-", *DAYS, "--receipt", str(receipt), stdin=json.dumps(AN))
    done = run("replay", str(receipt))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Het bewijs klopt" in done.stdout
    forged = receipt.read_text(encoding="utf-8").replace('"minutes": 360', '"minutes": 480')
    again = run("replay", "-", stdin=forged)
    assert (again.returncode, again.stdout) == (1, "")
    assert 'resultaten: in het bewijs staat {"minutes": 480' in again.stderr


def test_a_receipt_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    done = run("decide", "-", *DAYS, "--receipt", str(tmp_path), stdin=json.dumps(AN))
    assert done.returncode == 1
    assert "is niet te schrijven" in done.stderr
