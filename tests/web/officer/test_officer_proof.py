"""The auditor: the proof of the ledger and the movements of any account."""

import pytest
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.credit.queries import the_wallet_of
from tests.story import Story
from tests.web.visitor import Visitor

PROOF = "/medewerker/grootboek/"


@pytest.fixture
def aude(story: Story) -> Visitor:
    story.apply("an")
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    return Visitor("aude")


def test_the_proof_says_that_all_adds_up_and_counts_what_was_checked(aude: Visitor) -> None:
    html = aude.page(PROOF)

    assert "Alles klopt" in html
    assert "Verplaatste tijd" in html
    assert "8 uur" in html


def test_the_movements_of_a_wallet_are_shown_with_links_to_the_other_side(story: Story, aude: Visitor) -> None:
    code = f"wallet:{the_wallet_of(story.person('an').id).id}"
    html = aude.page(f"{PROOF}?rekening={code}")

    assert "Bewegingen op een portefeuille van een burger" in html
    assert "Uren van een module bevestigd" in html
    assert "gegeven uren van een loopbaanbegeleider" in html
    assert "confirm_module" not in html
    assert f"Code van deze rekening: {code}" in html
    assert "6 uur" in html
    assert "-2 uur" in html
    assert "?rekening=delivered%3A" in html
    assert "An Peeters" not in html


def test_money_is_shown_in_euro(aude: Visitor) -> None:
    html = aude.page(f"{PROOF}?rekening=commitment:2027")

    assert "10.700.000,00 euro" in html
    assert "-167,80 euro" in html


@pytest.mark.parametrize("code", ["bestaat-niet", "wallet:", "'; drop", "<b>"])
def test_an_account_that_does_not_exist_is_said_plainly(aude: Visitor, code: str) -> None:
    html = aude.page(f"{PROOF}?rekening={code}")

    assert "Niets gevonden" in html
    assert "<b>" not in html


def test_the_proof_costs_few_questions_to_the_database(
    aude: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        aude.page(f"{PROOF}?rekening=commitment:2027")
