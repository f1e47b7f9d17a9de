"""The check asks only what still matters, keeps nothing anywhere, and loses nothing that a visitor typed."""

import re
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loopbaankrediet.web.public.check_answers import days_for, questions
from loopbaankrediet.web.public.check_forms import PARTLY
from tests.web.public.checker import ADDRESS, EMPLOYEE, Checker

NAMES = questions(days_for(date(2027, 3, 1)))


@pytest.fixture
def checker(db: None) -> Checker:
    return Checker()


# ---- only what matters


@pytest.mark.parametrize("years", [7, 12, 40])
@pytest.mark.parametrize("schooling", ["low", "middle", "high", None])
@pytest.mark.parametrize("residence", ["flanders", "brussels"])
def test_a_typical_employee_answers_at_most_eight_questions(
    checker: Checker, residence: str, schooling: str | None, years: int
) -> None:
    checker.answer_all(EMPLOYEE | {"residence": residence, "schooling": schooling, "seniority_months": 12 * years})

    assert "Ja, het ziet ernaar uit dat je recht hebt" in checker.html
    assert len(checker.asked) <= 8


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        ({}, "Ja, het ziet ernaar uit dat je recht hebt"),
        ({"residence": "wallonia", "moved_in_from_eea": True, "workplace": "brussels"}, "Ja, het ziet ernaar uit"),
        ({"employment_contract": False, "self_employed": True, "fund_affiliated": True}, "Ja, het ziet ernaar uit"),
        ({"employment_contract": None, "under_authority": True}, "Ja, het ziet ernaar uit"),
        ({"vouchers_used": 2}, "Nee, nu niet"),
        ({"vouchers_used": None}, "We weten het nog niet"),
        ({"credit_minutes_granted": 360}, "Nee, nu niet"),
        ({"residence": None}, "We weten het nog niet"),
    ],
)
def test_the_end_is_what_the_law_says_of_the_answers(checker: Checker, told: dict[str, object], heading: str) -> None:
    checker.answer_all(EMPLOYEE | told)

    assert f"<h1>{heading}" in checker.html


# ---- what the visitor reads at the end


def test_yes_says_the_hours_and_the_own_price(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE)

    assert "6 uur" in checker.html
    assert "25,00 euro" in checker.html
    assert "150,00 euro voor al je uren samen" in checker.html


def test_yes_without_a_diploma_says_that_the_price_depends_on_it(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE | {"schooling": None})

    assert "Wat je zelf betaalt, hangt af van je diploma" in checker.html
    assert "Heb je geen diploma van het secundair onderwijs? Dan betaal je 15,00 euro per uur." in checker.html


def test_no_says_why_from_which_day_it_can_and_where_else_to_go(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE | {"seniority_months": 72})

    assert "Je werkte in totaal 6 jaar (72 maanden). Je hebt 7 jaar (84 maanden) nodig." in checker.html
    assert "voldoe je ook aan de andere regels" in checker.html
    assert "1 maart 2028" in checker.html
    assert "https://www.vdab.be" in checker.html


def test_no_tells_which_rule_is_still_open(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE | {"residence": "wallonia", "workplace": "wallonia"})

    assert "Je woont in Wallonië. Je werkt in Wallonië." in checker.html
    assert "Deze regel staat nog open." in checker.html


def test_no_leaves_out_what_did_not_matter(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE | {"vouchers_used": 2})

    assert "Je hebt recht op 0 minuten." in checker.html
    assert "We weten nog niet hoeveel loopbaankrediet je al kreeg." not in checker.html


def test_a_day_that_rests_on_at_least_is_said_to_be_the_latest(checker: Checker) -> None:
    checker.send(stap=PARTLY)
    checker.send(stap="volgende", minstens_jaren="5", hoogstens_jaren="6")

    assert "1 maart 2029" in checker.html
    assert "Misschien al vroeger" in checker.html


def test_no_gives_no_day_when_time_alone_does_not_help(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE | {"employment_contract": False})

    assert "Nee, nu niet" in checker.html
    assert "Je werkt niet als zelfstandige." in checker.html
    assert "Vanaf wanneer wel?" not in checker.html


def test_no_names_every_ground_that_fails(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE | {"seniority_months": None, "residence": "elsewhere"})
    checker.send(verander="seniority_months")
    checker.send(stap="volgende", juist_jaren="6")

    assert "Je woont in een land buiten de Europese Economische Ruimte." in checker.html
    assert "Je hebt 7 jaar (84 maanden) nodig." in checker.html


def test_not_yet_says_what_is_missing_and_who_knows_it(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE | {"seniority_months": None})

    assert "We weten het nog niet" in checker.html
    assert "We weten nog niet hoelang je al werkt." in checker.html
    assert "RSZ en RSVZ (hele loopbaan)" in checker.html


@pytest.mark.parametrize("months", [144, 72, None])
def test_every_end_says_that_it_is_no_decision_what_was_answered_and_whom_to_call(
    checker: Checker, months: int | None
) -> None:
    checker.answer_all(EMPLOYEE | {"seniority_months": months})

    assert "Dit is geen beslissing. De regels zijn nog een voorontwerp." in checker.html
    assert 'href="tel:1700"' in checker.html
    assert f'href="{reverse("citizen:apply")}"' in checker.html
    assert checker.html.count('name="verander"') == len(checker.asked)


def test_before_the_law_begins_the_check_looks_at_its_first_day() -> None:
    days = days_for(date(2026, 11, 23))

    assert (days.on, days.is_ahead) == (date(2027, 1, 1), True)
    assert questions(days) == NAMES


# ---- nothing is kept, nothing is lost


def test_a_visit_leaves_no_cookie_no_session_no_row_and_no_address(checker: Checker) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        checker.answer_all(EMPLOYEE)
        checker.send(verander="residence")

    assert not checker.client.cookies
    assert Session.objects.count() == 0
    assert not [q for q in queries.captured_queries if not q["sql"].startswith("SELECT")]
    assert "?" not in "".join(re.findall(r'(?:action|href)="(/heb[^"]*)"', checker.html))
    assert 'method="get"' not in checker.html
    assert "no-store" in checker.headers["Cache-Control"]


def test_an_answer_that_is_changed_takes_its_own_place_and_the_others_stay(checker: Checker) -> None:
    checker.answer_all(EMPLOYEE)
    before = checker.form["antwoord"]

    checker.send(verander="schooling")
    assert checker.form["keuze"] == ["high"]
    checker.send(stap="volgende", keuze="low")

    assert "Geen diploma van het secundair onderwijs" in checker.html
    assert [text.partition(":")[0] for text in checker.form["antwoord"]] == [t.partition(":")[0] for t in before]
    assert "15,00 euro" in checker.html


def test_the_previous_question_shows_its_answer_again(checker: Checker) -> None:
    checker.reply(150)
    assert 'name="verander" value="seniority_months"' in checker.html

    checker.send(verander="seniority_months")

    assert (checker.form["juist_jaren"], checker.form["juist_maanden"]) == (["12"], ["6"])


def test_a_number_known_in_part_is_asked_with_two_ends_and_shown_again(checker: Checker) -> None:
    checker.send(stap=PARTLY)
    checker.send(stap="volgende", minstens_jaren="7", hoogstens_jaren="9", hoogstens_maanden="6")
    assert checker.form["antwoord"] == ["seniority_months:84-114"]

    checker.send(verander="seniority_months")

    assert checker.form["minstens_jaren"] == ["7"]
    assert (checker.form["hoogstens_jaren"], checker.form["hoogstens_maanden"]) == (["9"], ["6"])


def test_what_nobody_knows_is_not_asked_again(checker: Checker) -> None:
    checker.answer_all(dict.fromkeys(NAMES))

    assert "We weten het nog niet" in checker.html
    assert len(checker.asked) == len(set(checker.asked)) == len(NAMES)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"juist_jaren": "zeven"}, "Vul bij 'Jaren' een geheel getal in, zoals 7."),
        ({"juist_jaren": "-1"}, "Vul bij 'Jaren' 0 of meer in."),
        ({"juist_jaren": "101"}, "Dat kan niet: het meeste is 100 jaar (1.200 maanden)."),
        ({"juist_jaren": "9" * 5000}, "Vul bij 'Jaren' een geheel getal in, zoals 7."),
        ({}, "Vul een getal in."),
    ],
)
def test_a_number_that_cannot_be_is_explained_and_stays_to_be_mended(
    checker: Checker, typed: dict[str, str], says: str
) -> None:
    checker.send(stap="volgende", **typed)

    assert checker.status == 422
    assert says in checker.html
    assert "<title>Fout: " in checker.html
    assert all(checker.form[name] == [value] for name, value in typed.items())


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"minstens_jaren": "9", "hoogstens_jaren": "8"}, "'Minstens' is meer dan 'hoogstens'."),
        ({}, "Vul een getal in."),
    ],
)
def test_two_ends_that_cannot_be_are_explained(checker: Checker, typed: dict[str, str], says: str) -> None:
    checker.send(stap=PARTLY)
    checker.send(stap="volgende", **typed)

    assert checker.status == 422
    assert says in checker.html


def test_no_choice_is_explained(checker: Checker) -> None:
    checker.send(verander="residence")
    checker.send(stap="volgende")

    assert checker.status == 422
    assert "Kies een antwoord." in checker.html
    assert 'href="#id_keuze_0"' in checker.html


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("residence:mars", "We konden je antwoord op 'Waar woon je?' niet lezen."),
        ("vouchers_used:21", "We konden je antwoord op"),
        ("vouchers_used:3-2", "We konden je antwoord op"),
        ("employment_contract:1", "We konden je antwoord op"),
        ("months_worked_last_24:3", "We kregen een antwoord op een vraag die we niet stellen."),
        ("<script>", "We kregen een antwoord op een vraag die we niet stellen."),
    ],
)
def test_an_answer_that_somebody_tampered_with_is_told_and_the_others_stay(
    checker: Checker, bad: str, says: str
) -> None:
    checker.show(checker.client.post(ADDRESS, {"antwoord": ["seniority_months:144", bad]}))

    assert checker.status == 422
    assert says in checker.html
    assert "<script>" not in checker.html
    assert checker.form["antwoord"] == ["seniority_months:144"]


@pytest.mark.parametrize("field", ["vraag", "verander"])
def test_a_question_that_does_not_exist_is_told_and_the_answers_stay(checker: Checker, field: str) -> None:
    checker.show(checker.client.post(ADDRESS, {"antwoord": ["seniority_months:144"], field: "favourite_colour"}))

    assert checker.status == 422
    assert "een vraag mee die we niet stellen" in checker.html
    assert checker.form["antwoord"] == ["seniority_months:144"]


def test_another_site_cannot_be_told_apart_but_learns_and_changes_nothing(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post(ADDRESS, {"antwoord": ["seniority_months:144"]})

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["X-Frame-Options"] == "DENY"
