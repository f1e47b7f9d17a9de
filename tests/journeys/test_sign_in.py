"""Signing in through the pages of a provider: our stand-in for ACM, and one that nobody here wrote."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PROVIDERS, Visit, platform_at
from tests.journeys.visitor import PROOF, Visitor

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param(1280, True, id="on-a-computer"),
    pytest.param(320, True, id="on-a-small-phone"),
    pytest.param(320, False, id="without-javascript"),
]
OTHER_ACCOUNT = "BE43 0689 9999 9501"


@pytest.fixture(scope="module", params=PROVIDERS)
def platform_address(
    request: pytest.FixtureRequest, first_var: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """One platform for all tests of a provider: they sign in as different people."""
    folder = tmp_path_factory.mktemp("sign-in")
    subprocess.run(["cp", "--archive", first_var, folder / "var"], check=True)
    with platform_at(request.param, folder) as address:
        yield address


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_everybody_gets_in_in_his_own_capacity_and_out_again(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        visitor.become("Zoë")
        visitor.sees("Wat je nu kan doen")
        visitor.become("Dirk")
        visitor.sees("Mijn klanten")
        visitor.become("Omar")
        visitor.sees("Mijn werk")
        visitor.leave()
        visitor.sees("Je bent afgemeld")
        visitor.open("/medewerker/")
        visitor.sees("Hoe wil je je aanmelden?")


def test_the_page_that_was_asked_comes_after_the_sign_in(visit: Visit) -> None:
    with visit() as visitor:
        visitor.open("/mijn/begeleider/")
        visitor.follow("Aanmelden als burger")
        visitor.press("Ga verder als Hanne D'Hooghe")
        assert visitor.page.url == visitor.address + "/mijn/begeleider/"


def test_the_other_name_of_this_machine_works_too(visit: Visit) -> None:
    with visit() as visitor:
        visitor.address = visitor.address.replace("127.0.0.1", "localhost")
        visitor.become("Bart")
        assert visitor.page.url.startswith("http://localhost")
        visitor.sees("Wat je nu kan doen")


def test_a_counsellor_switches_to_his_own_affairs(visit: Visit) -> None:
    with visit() as visitor:
        visitor.become("Dirk")
        visitor.press("Wisselen")
        if visitor.button("Ja, meld me af").count():
            visitor.press("Ja, meld me af")
        visitor.follow("Aanmelden als burger")
        if visitor.button("Ga verder als Dirk Claes").count():
            visitor.press("Ga verder als Dirk Claes")
        visitor.sees("Wat je nu kan doen")


@pytest.mark.parametrize(("width", "javascript"), WAYS[1:])
def test_a_proof_in_the_middle_of_an_act_keeps_what_was_typed(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        ask_another_account(visitor)
        visitor.sees("Er is nog niets gebeurd.")
        visitor.prove()
        visitor.sees("Er is een andere rekening gevraagd", "9501")
        visitor.press("Stop deze verandering")
        visitor.does_not_see("Er is een andere rekening gevraagd")


def test_without_the_proof_nothing_happens(visit: Visit) -> None:
    with visit() as visitor:
        ask_another_account(visitor)
        visitor.follow("Aanmelden en verdergaan")
        visitor.expected += ("status of 403",)
        cancel(visitor)
        visitor.sees("Je stopte met bevestigen. Je bent nog aangemeld.")
        visitor.open("/begeleider/betalingen/rekening/")
        visitor.does_not_see("Er is een andere rekening gevraagd")


def test_who_stops_on_the_way_is_told_and_can_begin_again(visit: Visit) -> None:
    with visit() as visitor:
        visitor.expected += ("status of 403",)
        visitor.open("/aanmelden/")
        visitor.follow("Aanmelden als burger")
        cancel(visitor)
        visitor.sees("Aanmelden is niet gelukt", "Bel 1700")
        visitor.become("Chantal")
        visitor.sees("Wat je nu kan doen")


def test_an_officer_without_a_role_is_not_let_in(visit: Visit) -> None:
    with visit() as visitor:
        visitor.expected += ("status of 403",)
        visitor.become("Guido")
        visitor.sees("Aanmelden is niet gelukt")
        expect(visitor.button("Afmelden")).to_have_count(0)
        visitor.open("/medewerker/")
        visitor.sees("Hoe wil je je aanmelden?")


def ask_another_account(visitor: Visitor) -> None:
    visitor.become("Els")
    visitor.open("/begeleider/betalingen/rekening/")
    visitor.fill("rekening", OTHER_ACCOUNT)
    visitor.press("Vraag deze rekening", prove=False)
    assert visitor.page.title().startswith(PROOF)


def cancel(visitor: Visitor) -> None:
    """At one provider it is a link, at the other a button."""
    visitor.main.get_by_text("Annuleer").first.click()
    visitor.check()
