"""How long a sign-in lasts, and that leaving is leaving."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.web.access import MARK
from loopbaankrediet.web.checks import views_in
from loopbaankrediet.web.urls import addresses
from tests.web.sign_in.conftest import Browser, written

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]
COOKIES = """
from loopbaankrediet.settings import production as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SIGN_IN)
"""


def back_in_time(client: Client, **seconds: int) -> None:
    """As if these moments of the session lay so much earlier."""
    session = client.session
    for name, ago in seconds.items():
        session[name] = int(current_clock().now().timestamp()) - ago
    session.save()


@pytest.mark.parametrize(
    ("moments", "stays"),
    [
        ({"seen_at": 29 * 60}, True),
        ({"seen_at": 31 * 60}, False),
        ({"signed_in_at": 8 * 3600 - 60}, True),
        ({"signed_in_at": 8 * 3600 + 1}, False),
    ],
    ids=str,
)
def test_a_sign_in_that_was_left_open_ends_by_itself(browser: Browser, moments: dict[str, int], stays: bool) -> None:
    browser.sign_in("an")
    back_in_time(browser.client, **moments)
    answer = browser.client.get("/mijn/")

    assert (answer.status_code == 200) is stays
    if not stays:
        assert answer["Location"] == "/aanmelden/?next=%2Fmijn%2F"
        assert "Meld je opnieuw aan." in browser.client.get(answer["Location"]).content.decode()


def test_reading_keeps_a_sign_in_alive_with_one_write_a_minute(browser: Browser) -> None:
    browser.sign_in("an")
    back_in_time(browser.client, seen_at=20 * 60)
    browser.client.get("/mijn/")
    seen = browser.client.session["seen_at"]

    assert int(current_clock().now().timestamp()) - seen < 10
    assert "Set-Cookie" not in str(browser.client.get("/mijn/").headers)


def test_signing_out_leaves_nothing_here_and_nothing_at_the_provider(browser: Browser) -> None:
    browser.sign_in("an")
    old = browser.key
    there = urlsplit(browser.client.post("/afmelden/")["Location"])
    thief = Client()
    thief.cookies["loopbaankrediet"] = old

    assert there.path == "/op/v1/logout"
    assert parse_qs(there.query) == {
        "client_id": ["loopbaankrediet"],
        "post_logout_redirect_uri": ["http://testserver/afgemeld/"],
    }
    assert thief.get("/mijn/").status_code == 302
    assert [capacity for _, capacity, _ in written("sign_out")] == ["citizen"]


def test_her_name_is_on_every_page_until_she_signs_out_and_no_browser_keeps_it(browser: Browser) -> None:
    browser.sign_in("an")
    inside = browser.client.get("/hulp/")
    browser.client.post("/afmelden/")
    outside = browser.client.get("/hulp/")

    assert "An Peeters" in inside.content.decode()
    assert "no-store" in inside["Cache-Control"]
    assert "An Peeters" not in outside.content.decode()


def test_switching_signs_out_here_and_keeps_the_sign_in_at_the_provider(browser: Browser) -> None:
    browser.sign_in("an")
    there = browser.client.post("/aanmelden/wissel/")["Location"]

    assert "/op/v1/logout?switch&client_id=loopbaankrediet&post_logout_redirect_uri=" in there
    assert browser.client.get("/mijn/").status_code == 302
    assert len(written("switch_capacity")) == 1


def test_who_signs_out_while_the_provider_is_dead_is_signed_out_here_and_told_so(
    browser: Browser, settings: Settings
) -> None:
    browser.sign_in("an")
    settings.OIDC_ISSUER = "http://127.0.0.1:9/op"
    answer = browser.client.post("/afmelden/", follow=True)

    assert "Alleen op deze website" in answer.content.decode()
    assert browser.actor is None


def test_a_link_or_picture_of_another_site_signs_nobody_out(browser: Browser) -> None:
    browser.sign_in("an")

    assert browser.client.get("/afmelden/").status_code == 405
    assert browser.client.get("/aanmelden/wissel/").status_code == 405
    assert browser.actor is not None


def test_a_form_of_before_a_switch_in_another_tab_does_nothing_and_says_why(browser: Browser) -> None:
    browser.client = Client(enforce_csrf_checks=True)
    browser.sign_in("dirk", vo_doelgroepcode="BUR")
    browser.client.get("/mijn/")
    old = browser.client.cookies["csrftoken"].value
    browser.sign_in("dirk")

    answer = browser.client.post("/begeleider/code/", {"csrfmiddlewaretoken": old, "code": "ABCDEFGHJKLM"})
    html = answer.content.decode()

    assert answer.status_code == 403
    assert "je meldde je intussen opnieuw aan in een ander venster. Er is niets gebeurd." in html
    assert "Kijk bovenaan of je aangemeld bent zoals je wil." in html


def test_every_page_of_the_sign_in_says_who_may_open_it() -> None:
    marks = {where: getattr(pattern.callback, MARK) for where, pattern in views_in(addresses())}
    proofs = {where: mark for where, mark in marks.items() if where.startswith("aanmelden/bevestigen/")}

    assert {mark for where, mark in marks.items() if where.startswith(("aanmelden/", "af"))} - {"public"} == set(
        proofs.values()
    )
    assert set(proofs.values()) == {"citizen counsellor officer"}


def test_in_production_no_other_host_and_no_open_line_can_set_our_cookies(tmp_path: Path) -> None:
    environment = os.environ | {
        "LOOPBAANKREDIET_VAR": str(tmp_path),
        "LOOPBAANKREDIET_OIDC_ISSUER": "https://op.example",
    }
    run = subprocess.run([sys.executable, "-c", COOKIES], env=environment, capture_output=True, text=True, check=True)

    assert run.stdout.split() == ["__Host-loopbaankrediet", "__Host-csrftoken", "True", "True", "oidc"]
