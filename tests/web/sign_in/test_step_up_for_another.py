"""The proof while acting for somebody else: at the desk as the officer, as a helper as oneself; and the way back."""

import base64
import json
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.demo.seed import actor_for
from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Role, Scope
from loopbaankrediet.people.mandates.models import DeskCall
from tests.people.mandating import helped, words
from tests.story import Story
from tests.web.citizen.conftest import page_clock
from tests.web.sign_in.conftest import OFFICE, Browser, written
from tests.web.sign_in.test_step_up import prove

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]


def press(browser: Browser, address: str, **typed: object) -> str:
    """Where a pressed button leads to."""
    answer = browser.client.post(address, {"act_key": str(uuid4())} | typed)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def asked_capacity(browser: Browser, page: str) -> str:
    location = browser.client.get(f"{page}start/")["Location"]
    hint = parse_qs(urlsplit(location).query)["login_hint"][0]
    return str(json.loads(base64.b64decode(hint))["cap_hint"])


def wants_a_code(browser: Browser) -> str:
    """The page of the proof, on the way to a code for Dirk."""
    return press(browser, f"/mijn/begeleider/{actor_for('dirk').counsellor_id}/code/")


@pytest.fixture
def desk(browser: Browser) -> Browser:
    """Desi, who acts for An at the desk."""
    Story(page_clock()).apply("an")
    browser.sign_in("desi")
    an = BY_KEY["an"]
    told = {"given_name": an.given_name, "family_name": an.family_name, "reason": "Wil een code."}
    how = {"national_number": an.national_number, "channel": "desk", "controls": ["number", "card"]}
    press(browser, "/medewerker/loket/", **told, **how)
    return browser


def now(browser: Browser) -> Actor:
    assert browser.actor is not None
    return browser.actor


def test_at_the_desk_the_officer_proves_that_she_is_the_officer_and_closes_the_call_after_it(desk: Browser) -> None:
    page = wants_a_code(desk)
    assert asked_capacity(desk, page) == "GID"
    assert prove(desk, page, "desi") == (302, page)
    assert (now(desk).capacity, now(desk).representation) == (Capacity.CITIZEN, Representation.DESK)

    assert press(desk, "/mijn/ik-help/klaar/") == "/medewerker/loket/"
    assert now(desk) == Actor(Capacity.OFFICER, now(desk).person_id, roles=frozenset({Role.DESK_OFFICER}))
    press(desk, f"/medewerker/loket/{DeskCall.objects.get().id}/afsluiten/", note="Code gemaakt.")
    assert DeskCall.objects.get().closed_at is not None


def test_what_the_officer_does_for_a_caller_goes_through_after_the_proof(desk: Browser) -> None:
    prove(desk, wants_a_code(desk), "desi")
    assert wants_a_code(desk) == f"/mijn/begeleider/{actor_for('dirk').counsellor_id}/code/"


def test_at_the_desk_a_proof_as_a_private_citizen_is_refused(desk: Browser) -> None:
    before, page = now(desk), wants_a_code(desk)
    assert prove(desk, page, "desi", vo_doelgroepcode="BUR", vo_orgcode=None, lbk_rol_3d=None)[0] == 403
    assert now(desk) == before


def test_an_officer_who_no_longer_works_at_the_desk_is_out_at_the_proof(desk: Browser) -> None:
    assert prove(desk, wants_a_code(desk), "desi", lbk_rol_3d=[f"LBKAuditor:{OFFICE}"])[0] == 403
    assert desk.actor is None


def test_a_helper_proves_who_he_is_as_a_citizen_and_is_himself_again_afterwards(browser: Browser) -> None:
    story = Story(page_clock())
    story.apply("an")
    mandate, _ = helped(story)
    browser.sign_in("mia")
    himself = now(browser)
    press(browser, f"/mijn/ik-help/{mandate.id}/")
    page = wants_a_code(browser)

    assert asked_capacity(browser, page) == "BUR"
    assert prove(browser, page, "mia") == (302, page)
    assert now(browser).represents == mandate.person_id
    assert len(written("step_up")) == 1
    press(browser, "/mijn/ik-help/klaar/")
    assert now(browser) == himself


def test_the_last_page_says_for_whom_and_what_exactly_is_confirmed(browser: Browser) -> None:
    story = Story(page_clock())
    story.apply("an")
    track = story.sign("an", "dirk")
    story.talk("dirk", story.module(track).id)
    story.report("dirk", story.module(track).id)
    mandate, _ = helped(story, Scope.HOURS)
    browser.sign_in("mia")
    press(browser, f"/mijn/ik-help/{mandate.id}/")
    page = press(browser, f"/mijn/begeleiding/{track.id}/module/1/")
    prove(browser, page, "mia")

    shown = words(browser.client.get(page).content.decode())
    for part in ("An Peeters", "Module 1 bij Dirk Claes", "2 uur", "Jij betaalt", "Lukt het niet? Bel gratis 1700"):
        assert part in shown


def test_who_stops_before_the_proof_reads_that_he_is_still_signed_in(browser: Browser) -> None:
    Story(page_clock()).apply("an")
    browser.sign_in("an")
    location = browser.client.get(f"{wants_a_code(browser)}start/")["Location"]
    asked = parse_qs(urlsplit(location).query)
    left = {"error": "access_denied", "state": asked["state"][0], "iss": browser.provider.issuer}
    answer = browser.client.get(urlsplit(asked["redirect_uri"][0]).path, left)

    assert answer.status_code == 403
    assert "Je bent nog aangemeld." in answer.content.decode()
    assert "Je bent niet aangemeld" not in answer.content.decode()
    assert browser.actor is not None
