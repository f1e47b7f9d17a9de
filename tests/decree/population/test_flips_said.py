"""The difference between two laws as a person reads it: who, how much, by which article, and what no sum shows."""

from __future__ import annotations

import re

import pytest

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.population.cube import cube_of
from loopbaankrediet.decree.population.flips import differences
from loopbaankrediet.decree.population.flips_said import differences_as_dict, differences_as_text
from tests.decree.persons import AN
from tests.decree.population.crowds import frame_of
from tests.decree.population.people import people
from tests.decree.population.people_files import OTHERS, draft
from tests.decree.population.readings import cases
from tests.decree.population.test_flips import READ, ROWS, cube, reform


def text(before: str, after: Policy) -> list[str]:
    return differences_as_text(differences(cube(ROWS), cases()[before].policy, after), "oud", "nieuw").splitlines()


def test_a_changed_term_is_said_with_its_people_minutes_and_euros() -> None:
    found = differences(cube(ROWS), draft(), cases()["seniority_one_year"].policy)
    (part,) = found.parts
    gained = {name: f"{value:,}".replace(",", ".") for name, value in part.sums.items()}
    heading, line, total = text("draft", cases()["seniority_one_year"].policy)
    assert heading == "Van oud naar nieuw"
    assert line.startswith(
        f"- art. 4 (anciënniteit): 7 jaar (84 maanden) wordt 1 jaar (12 maanden): {part.people:,}".replace(",", ".")
        + f" mensen krijgen er recht op, + {gained['minutes']} minuten, + "
    )
    assert line.endswith(" euro van de mensen zelf")
    assert total.startswith("Samen: ")


def test_one_person_who_loses_the_right_is_said_as_such() -> None:
    stricter = reform(seniority_months_required=145)
    one = frame_of([AN | OTHERS | {"low_income": False, "months_since_last_credit": 0}])
    told = differences_as_text(differences(cube_of(one.lazy(), [draft(), stricter]), draft(), stricter), "oud", "nieuw")
    assert told == (
        "Van oud naar nieuw\n"
        "- art. 4 (anciënniteit): 7 jaar (84 maanden) wordt 12 jaar en 1 maand (145 maanden): 1 mens verliest het "
        "recht, - 360 minuten, - 503,40 euro van de overheid, - 150,00 euro van de mensen zelf\n"
        "Samen: 1 mens krijgt een ander antwoord, - 360 minuten, - 503,40 euro van de overheid, - 150,00 euro van de "
        "mensen zelf"
    )


def test_articles_that_only_one_law_has_are_said_as_new_or_dropped() -> None:
    told = "\n".join(text("draft", cases()["predecessor_continued"].policy))
    assert "vervalt: art. 43: Je hebt recht op het volledige krediet" in told
    assert "nieuw: BVR 17-05-2013 (vergoeding): Vlaanderen betaalt" in told
    assert "art. 3 en art. 43 wordt BVR 17-05-2013 (duur): " in told
    assert told.count("vervalt: art. 43:") == 1


def test_an_article_with_another_text_is_said_with_that_text() -> None:
    told = "\n".join(text("draft", cases()["voucher_users_included"].policy))
    assert "    art. 43 wordt: Je hebt recht op het volledige krediet, ook als je vroeger loopbaancheques" in told


def test_what_a_scenario_adds_is_said_as_money_of_its_own_and_not_as_another_price() -> None:
    line = text("draft", cases()["incentive_funding"].policy)[1]
    assert re.fullmatch(
        r"- art\. 16: voor [0-9.]+ mensen verandert de aanmoediging van de overheid, \+ [0-9.]+,[0-9]{2} euro "
        r"aanmoediging van de overheid",
        line,
    )


def test_every_changed_price_cites_its_own_article() -> None:
    told = text("draft", cases()["income_tested_contribution"].policy)
    lines = [line for line in told if line.startswith("- ")]
    assert re.fullmatch(
        r"- art\. 16: voor .* verandert de bijdrage van de overheid, \+ [^+-]* van de overheid", lines[0]
    )
    assert re.fullmatch(r"- art\. 17: voor .* verandert de eigen bijdrage, - [^+-]* van de mensen zelf", lines[1])
    assert told[-1].endswith("Wie bij meer artikelen staat, telt hier één keer.")


def test_of_several_changed_amounts_none_is_said_to_do_it_alone() -> None:
    laws = [draft(), reform(credit_minutes=365, credit_minutes_after_one_voucher=119)]
    counted = cube_of(people(READ, seed=5).lazy(), laws)
    lines = differences_as_text(differences(counted, *laws), "oud", "nieuw").splitlines()
    for effect in ("meer", "minder"):
        (line,) = (line for line in lines if f" krijgen {effect} minuten, " in line)
        assert re.match(r"- art\. 3 en art\. 43: [0-9.]+ mensen ", line)
        assert line.endswith(
            "(gewijzigd in dit artikel: 6 uur (360 minuten) wordt 6 uur en 5 minuten (365 minuten) en "
            "2 uur (120 minuten) wordt 1 uur en 59 minuten (119 minuten))"
        )


@pytest.mark.parametrize(
    ("scenario", "told"),
    [
        ("intake_plan_closing_paid", "Van het intakegesprek betaalt Vlaanderen 1 uur (60 minuten)."),
        ("centres_allowed", "Begeleiden mag ook een loopbaancentrum."),
        ("evc_instead_of_diploma", "EVC"),
        ("serv_all", "Van het intakegesprek betaalt Vlaanderen 1 uur (60 minuten)."),
    ],
)
def test_what_the_cube_does_not_count_of_a_scenario_is_named(scenario: str, told: str) -> None:
    lines = text("draft", cases()[scenario].policy)
    at = lines.index("Ook dit wijzigt. Dat telt deze kubus niet.")
    assert lines[at - 1].startswith("Voor niemand verandert het recht of het bedrag." if at == 2 else "Samen: ")
    assert any(told in line for line in lines[at + 1 :]), lines
    found = differences(cube(ROWS), draft(), cases()[scenario].policy)
    assert differences_as_dict(found)["uncounted"] == [line.strip() for line in lines[at + 1 :]]


def test_what_the_old_scenario_changed_and_the_new_does_not_is_named() -> None:
    found = differences(cube(ROWS), cases()["centres_allowed"].policy, draft())
    assert differences_as_dict(found)["uncounted"] == ["Niet meer: Begeleiden mag ook een loopbaancentrum."]


def test_a_condition_that_one_law_does_not_have_is_never_said_to_change_as_well() -> None:
    parts = differences(cube(READ), draft(), cases()["predecessor_continued"].policy).parts
    assert (parts[0].sides.article.rule, parts[0].also) == ("minutes_left", ())


@pytest.mark.parametrize("scenario", ["more_hours", "renewal_after_six_years", "fee_153_82", "seniority_stepwise"])
def test_a_scenario_that_the_cube_counts_names_nothing_else(scenario: str) -> None:
    assert not any("telt deze kubus niet" in line for line in text("draft", cases()[scenario].policy))


def test_the_difference_as_plain_values_holds_every_part() -> None:
    found = differences(cube(ROWS), draft(), cases()["serv_all"].policy)
    plain = differences_as_dict(found)
    assert plain["people"] == found.people
    assert plain["sums"] == found.sums
    parts = plain["parts"]
    assert isinstance(parts, list)
    assert [part["people"] for part in parts] == [part.people for part in found.parts]
    assert parts[1]["amounts"] == ["7 jaar (84 maanden) wordt 1 jaar (12 maanden)"]
