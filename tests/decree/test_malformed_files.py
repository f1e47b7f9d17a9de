"""A record or a scenario with a slip is refused when it is read, with its file, its line or name, and what to mend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loopbaankrediet.decree import LiftError
from loopbaankrediet.decree.dated.choices import choices_from
from loopbaankrediet.decree.dated.procedure import sanctions_from
from loopbaankrediet.decree.dated.records import records_of
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.scenario import law_of, scenario_from, scenario_named

RECORD = """
[months]
unit = "months"
article = "art. 1"
source = "test"
status = "open"
phrase = "Je hebt {value} nodig."
minimum = 0
maximum = 99
values = [{ value = 7, from = 2024-01-01, known_since = 2023-06-01 }]
"""


@pytest.mark.parametrize(
    ("written", "slip", "told"),
    [
        ("value = 7", "value = true", "'value' is true. Hier hoort een geheel getal."),
        ("value = 7", "value = 30.5", "'value' is 30.5"),
        ("value = 7", 'value = "7"', "'value' is \"7\""),
        ("maximum = 99", "maximum = true", "'maximum' is true"),
        ("from = 2024-01-01,", "from = 2024-01-01, util = 2024-12-31,", "Bedoel je 'until'?"),
        ("from = 2024-01-01", "from = 2024-01-01T00:00:00", "'from' is 2024-01-01T00:00:00. Hier hoort een dag"),
        ("from = 2024-01-01", 'from = "2024-01-01"', "'from' is \"2024-01-01\". Hier hoort een dag"),
        ("minimum", "minimun", "Bedoel je 'minimum'?"),
        ('source = "test"\n', "", "'source' ontbreekt: zet het bij het geheel of bij elke waarde."),
        ('source = "test"', 'source = " "', "'source' is leeg."),
        ('unit = "months"', 'unit = "month"', 'de eenheid "month" bestaat niet. Wel: months, minutes'),
        ('"open"', '"override"', 'de status "override" bestaat niet. Wel: in force, draft, open.'),
        ("{value}", "84 maanden", "'phrase' noemt '{value}' niet"),
        ("{value}", "{foo}", "'phrase' noemt '{value}' niet"),
        ("{value}", "{value} of {foo}", "'phrase' bevat een accolade die geen '{value}' is."),
        ("{value}", "{value} en {value}", "'phrase' noemt '{value}' meer dan één keer."),
        ("{value}", "{value:>300000000}", "'phrase' noemt '{value}' niet"),
        ("values = [{", "values = [] # [{", "'values' is leeg."),
        ("values = [{", "values = [3] # [{", "dit is 3. Hier hoort een tabel."),
    ],
)
def test_a_slip_in_an_amount_is_refused_with_file_line_and_record(written: str, slip: str, told: str) -> None:
    assert records_of(RECORD, "x.toml")["months"].values[0].value == 7
    assert written in RECORD
    with pytest.raises(LiftError) as refused:
        records_of(RECORD.replace(written, slip), "x.toml")
    assert str(refused.value).startswith("x.toml:2: parameter 'months' is onvolledig of verkeerd: ")
    assert told in str(refused.value)


@pytest.mark.parametrize("text", ["months = 3", "[months\n"])
def test_what_is_no_record_at_all_is_refused_with_its_file(text: str) -> None:
    with pytest.raises(LiftError, match=r"x\.toml"):
        records_of(text, "x.toml")


CHOICE: dict[str, Any] = {
    "article": "art. 1",
    "phrase": "{value}.",
    "source": "test",
    "status": "open",
    "several": True,
    "allowed": {"a": "zo", "b": "anders"},
    "values": [{"value": ["a", "b"], "from": date(2027, 1, 1), "known_since": date(2026, 1, 1)}],
}


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ({"several": 1}, "'several' is 1. Hier hoort true of false."),
        ({"allowed": {}}, "is geen van"),
        ({"allowed": {"a": "zo", "b": " "}}, "'b' is leeg."),
        ({"allowed": ["a", "b"]}, "'allowed' is"),
        ({"alowed": {}}, "Bedoel je 'allowed'?"),
        ({"phrase": "Zo."}, "'phrase' noemt '{value}' niet"),
        ({"values": []}, "'values' is leeg."),
        ({"values": [{**CHOICE["values"][0], "value": ["a", "a"]}]}, "noemt een antwoord twee keer."),
        ({"values": [{**CHOICE["values"][0], "value": True}]}, "'value' is true"),
        ({"values": [{**CHOICE["values"][0], "form": date(2027, 1, 1)}]}, "Bedoel je 'from'?"),
    ],
)
def test_a_slip_in_a_choice_is_refused_with_its_name(slip: dict[str, object], told: str) -> None:
    assert choices_from({"x": CHOICE})["x"].values[0].value == ("a", "b")
    with pytest.raises(LiftError, match="keuze of dag 'x' is onvolledig of verkeerd: ") as refused:
        choices_from({"x": CHOICE | slip})
    assert told in str(refused.value)


BREACH: dict[str, Any] = {
    "breach": "surcharge",
    "says": "Extra kosten gevraagd",
    "measures": ["warning"],
    "article": "art. 18",
    "source": "test",
    "status": "open",
    "from": date(2027, 1, 1),
    "known_since": date(2026, 1, 1),
}


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ({"measures": []}, "'measures' is leeg."),
        ({"measures": [3]}, "een waarde van 'measures' is 3"),
        ({"status": "streng"}, 'de status "streng" bestaat niet'),
        ({"util": date(2027, 12, 31)}, "Bedoel je 'until'?"),
        ({"until": date(2026, 12, 31)}, "'surcharge' eindigt op 2026-12-31, voor ze begint"),
    ],
)
def test_a_slip_in_the_grid_of_measures_is_refused(slip: dict[str, object], told: str) -> None:
    assert sanctions_from({"sanctions": [BREACH]})[0].measures == ("warning",)
    with pytest.raises(LiftError, match=r"parameters/sanctions\.toml") as refused:
        sanctions_from({"sanctions": [BREACH | slip]})
    assert told in str(refused.value)


# ---- scenarios

HEAD = 'title = "X"\nsection = "2.2"\nkind = "asked"\nrequest = "Vraag."\neffect = "Gevolg."\n'


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("[parameters]\ncredit_minutes = true", "'credit_minutes' is true. Hier hoort een geheel getal of een lijst."),
        ("[parameters]\ncredit_minutes = 7000", "7000 ligt buiten 0 tot en met 6000"),
        ("[parameters]\ncredit_minuts = 3", "'credit_minuts': die bestaat niet"),
        ("[parameters]\ncredit_minutes = []", "de stappen beginnen op 2027-01-01"),
        (
            "[parameters]\ncredit_minutes = [{ value = 3, from = 2027-01-01, until = 2028-01-01 }]",
            "'until' hoort hier niet",
        ),
        ("[parameters]\ncredit_minutes = [{ value = 3, from = 2026-01-01 }]", "de stappen beginnen op 2027-01-01"),
        ("[parameters]\ncredit_minutes = [{ value = 3, from = 2028-01-01 }]", "de stappen beginnen op 2027-01-01"),
        ('[parameters]\ncredit_minutes = [{ value = 3, from = "2027-01-01" }]', "'from' is \"2027-01-01\""),
        (
            "[parameters]\ncredit_minutes = [{ value = 3, from = 2027-01-01 }, { value = 4, from = 2027-01-01 }]",
            "van vroeg naar laat",
        ),
        ('articles = ["nope"]', "'articles' noemt \"nope\": dat is geen module van decree/scenarios."),
        ('articles = ["book"]', "'articles' noemt \"book\""),
        ('articles = "articles_income"', "'articles' is \"articles_income\". Hier hoort een lijst."),
        ("articles = []", "'articles' is leeg."),
        ('from = "2027-01-01"', "'from' hoort hier niet"),
        ('continues = "2024"', "'continues' is \"2024\". Hier hoort een dag"),
        ("continues = 2027-01-01", "'continues' is 2027-01-01: dat is geen dag van voor 2027-01-01."),
        ('together = ["x"]', "'together' noemt \"x\": dat is geen ander scenario."),
        ('together = ["serv_all"]', "dat zelf uit delen bestaat"),
        ("together = [3]", "een deel van 'together' is 3"),
        ('[choices]\nrenewl = "none"', "'renewl': die bestaat niet"),
        ('[choices]\nrenewal = "soon"', '"soon" is geen van'),
        ("= ", "geen TOML"),
    ],
)
def test_a_slip_in_a_scenario_is_refused_with_its_file_and_the_name(slip: str, told: str) -> None:
    with pytest.raises(LiftError, match=r"^scenarios/x\.toml") as refused:
        scenario_from("x", HEAD + slip)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("written", "slip", "told"),
    [
        ('kind = "asked"', 'kind = "wished"', "'kind' is \"wished\". Wel: asked, reading, comparison."),
        ('kind = "asked"\n', "", "'kind' ontbreekt."),
        ('title = "X"', "title = 3", "'title' is 3"),
        ('effect = "Gevolg."', 'effect = ""', "'effect' is leeg."),
    ],
)
def test_a_scenario_says_what_it_is(written: str, slip: str, told: str) -> None:
    assert scenario_from("x", HEAD).title == "X"
    with pytest.raises(LiftError, match=r"^scenarios/x\.toml") as refused:
        scenario_from("x", HEAD.replace(written, slip))
    assert told in str(refused.value)


def test_a_result_that_no_article_gives_is_refused_with_the_name_of_the_scenario() -> None:
    scenario = replace(scenario_named("more_hours"), name="x", results=("nothing",))
    with pytest.raises(LiftError, match=r"scenario 'x': .*'nothing' is geen artikel"):
        law_of(scenario, LAW)
