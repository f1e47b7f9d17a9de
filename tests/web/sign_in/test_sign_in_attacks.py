"""What an attacker may send instead of an honest answer: nobody is signed in, and the page says so plainly."""

import re
import time
from base64 import b64decode
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.web.oidc import asking
from loopbaankrediet.web.oidc import provider as known
from tests.web.sign_in.conftest import Browser, claims_of, written
from tests.web.sign_in.provider import (
    KEY,
    NEXT_KEY,
    STRANGER_KEY,
    Claims,
    signed,
    signed_with_what_everyone_knows,
    unsigned,
)

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]
YESTERYEAR, FAR_AWAY = 1_600_000_000, 4_000_000_000


def is_refused(browser: Browser, address: str, status: int = 403) -> None:
    """A plain page with the phone number, and nobody is signed in."""
    answer = browser.client.get(address)
    html = answer.content.decode()
    assert answer.status_code == status, html
    assert "tel:1700" in html
    assert browser.actor is None


def test_a_visitor_signs_in_and_lands_on_her_own_page(browser: Browser) -> None:
    answer = browser.sign_in("an")

    assert answer["Location"] == "/mijn/"
    assert "An Peeters" in browser.client.get("/mijn/").content.decode()


def test_the_question_to_the_provider_carries_all_that_guards_the_answer(browser: Browser) -> None:
    query = parse_qs(urlsplit(browser.leave_for_provider("EA")).query)

    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert min(len(query[name][0]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert query["redirect_uri"] == ["http://testserver/aanmelden/terug/"]
    assert b64decode(query["login_hint"][0]) == b'{"cap_hint":"EA"}'
    assert "acr_values" not in query


@pytest.mark.parametrize("state", [None, "", "made-up"])
def test_an_answer_that_nobody_asked_for_signs_nobody_in(browser: Browser, state: str | None) -> None:
    is_refused(browser, browser.provider.say_yes(browser.leave_for_provider(), claims_of("an"), state=state))
    assert "/op/v1/token" not in browser.provider.paths


def test_an_answer_counts_once_so_a_copied_address_is_worth_nothing(browser: Browser) -> None:
    back = browser.provider.say_yes(browser.leave_for_provider(), claims_of("an"))
    browser.client.get(back)
    browser.client.post("/afmelden/")

    is_refused(browser, back)


def test_the_attacker_cannot_sign_a_victim_in_as_himself(browser: Browser) -> None:
    attacker = Browser(browser.provider)
    bait = browser.provider.say_yes(attacker.leave_for_provider(), claims_of("bart"))

    is_refused(browser, bait)


def test_a_stolen_code_is_worth_nothing_in_another_browser(browser: Browser) -> None:
    victim = Browser(browser.provider)
    stolen = browser.provider.say_yes(victim.leave_for_provider(), claims_of("an"))
    code = parse_qs(urlsplit(stolen).query)["code"][0]
    own = browser.provider.say_yes(browser.leave_for_provider(), claims_of("bart"), code=code)

    is_refused(browser, own)


def test_a_code_that_was_used_before_signs_nobody_in(browser: Browser) -> None:
    back = browser.provider.say_yes(browser.leave_for_provider(), claims_of("an"))
    for asked in browser.provider.codes.values():
        asked.used = True

    is_refused(browser, back)


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": None},
        {"nonce": "of another sign-in"},
        {"iss": "https://another.example/op"},
        {"iss": None},
        {"aud": "another-platform"},
        {"aud": None},
        {"aud": ["loopbaankrediet", "another-platform"], "azp": "loopbaankrediet"},
        {"azp": "another-platform"},
        {"exp": YESTERYEAR},
        {"exp": None},
        {"exp": "later"},
        {"iat": FAR_AWAY},
        {"nbf": FAR_AWAY},
        {"iat": None},
        {"at_hash": "of-another-token"},
        {"sub": None},
        {"sub": 7},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_not_of_now_or_not_for_this_question_is_refused(
    browser: Browser, lie: dict[str, object]
) -> None:
    browser.provider.token_says = lie
    is_refused(browser, browser.provider.say_yes(browser.leave_for_provider(), claims_of("an")))
    assert written("refuse_sign_in") == []
    assert written("sign_in") == []


@pytest.mark.parametrize(
    "sign",
    [
        unsigned,
        signed_with_what_everyone_knows,
        lambda claims: signed(claims, STRANGER_KEY),
        lambda claims: signed(claims, NEXT_KEY),
        lambda claims: signed(claims, KEY, "RS512"),
        lambda claims: signed(claims, KEY, "PS256"),
        lambda claims: signed(claims, KEY)[:-8] + "AAAAAAAA",
        lambda claims: "no.token.at-all",
        lambda claims: "\ud800",
    ],
    ids=["none", "hs256", "stranger", "unknown kid", "rs512", "ps256", "tampered", "garbage", "no text"],
)
def test_who_cannot_sign_as_the_provider_cannot_make_a_citizen(browser: Browser, sign: Callable[..., str]) -> None:
    browser.provider.sign = sign
    is_refused(browser, browser.provider.say_yes(browser.leave_for_provider(), claims_of("an")))
    assert written("refuse_sign_in") == []
    assert written("sign_in") == []


def test_a_provider_that_renews_its_keys_in_the_middle_locks_nobody_out(browser: Browser) -> None:
    browser.sign_in("an")
    browser.provider.published, browser.provider.signing_key = [NEXT_KEY], NEXT_KEY
    for kept in known._kept.values():
        kept.answered_at -= known.FRESH_KEYS_SECONDS

    assert browser.sign_in("bart")["Location"] == "/mijn/"


def test_tokens_with_made_up_keys_do_not_make_us_ask_the_provider_again_and_again(browser: Browser) -> None:
    browser.provider.signing_key = NEXT_KEY
    for _ in range(5):
        browser.sign_in("an")

    assert browser.provider.paths.count("/op/v1/keys") <= 2
    assert browser.provider.paths.count("/op/.well-known/openid-configuration") == 1


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ((400, b'{"error": "invalid_grant"}'), 403),
        ((200, b'{"token_type": "Bearer"}'), 403),
        ((500, b'{"error": "server_error"}'), 503),
        ((200, b"<html>"), 503),
        ((200, b"[]"), 503),
        ((302, b""), 503),
        ((200, b"[" * 100_000), 503),
        ((200, b'"' + b"x" * 300_000 + b'"'), 503),
    ],
    ids=["refused", "no token", "broken", "html", "list", "redirect", "deep", "huge"],
)
def test_whatever_the_token_endpoint_answers_the_visitor_reads_what_to_do(
    browser: Browser, answer: tuple[int, bytes], status: int
) -> None:
    browser.provider.token_answer = answer
    is_refused(browser, browser.provider.say_yes(browser.leave_for_provider(), claims_of("an")), status)


def test_a_provider_that_drips_its_answer_holds_no_page_for_long(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = browser.provider.say_yes(browser.leave_for_provider(), claims_of("an"))
    monkeypatch.setattr(asking, "WHOLE_SECONDS", 0.3)
    monkeypatch.setattr(asking, "PIECE", 1)
    browser.provider.drip_seconds = 0.05
    began = time.monotonic()

    is_refused(browser, back, 503)
    assert time.monotonic() - began < 3


def test_a_dead_provider_is_a_plain_page_with_the_phone_number(browser: Browser, settings: Settings) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9/op"
    answer = browser.client.get("/aanmelden/start/?hoedanigheid=BUR")

    assert answer.status_code == 503
    assert "Aanmelden kan nu even niet" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://another.example/op"},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"code_challenge_methods_supported": ["plain"]},
    ],
    ids=str,
)
def test_a_provider_that_says_it_is_another_one_is_not_used(browser: Browser, lie: dict[str, object]) -> None:
    browser.provider.discovery_says = lie
    assert browser.client.get("/aanmelden/start/?hoedanigheid=BUR").status_code == 503


def test_an_answer_of_another_provider_is_refused(browser: Browser) -> None:
    location = browser.leave_for_provider()
    is_refused(browser, browser.provider.say_yes(location, claims_of("an"), iss="https://another.example/op"))
    assert "/op/v1/token" not in browser.provider.paths


def test_a_provider_that_names_itself_must_do_so_in_every_answer(browser: Browser) -> None:
    browser.provider.discovery_says = {"authorization_response_iss_parameter_supported": True}
    is_refused(browser, browser.provider.say_yes(browser.leave_for_provider(), claims_of("an")))

    back = browser.provider.say_yes(browser.leave_for_provider(), claims_of("an"), iss=browser.provider.issuer)
    assert browser.client.get(back)["Location"] == "/mijn/"


def test_who_stops_at_the_provider_reads_that_she_is_not_signed_in(browser: Browser) -> None:
    location = browser.leave_for_provider()
    is_refused(browser, browser.provider.say_yes(location, {}, code=None, error="access_denied"))


def test_whoever_starts_and_stops_a_thousand_times_fills_no_journal(browser: Browser) -> None:
    before = Entry.objects.count()
    for answer in ("error=x", "code=made-up", ""):
        state = parse_qs(urlsplit(browser.leave_for_provider()).query)["state"][0]
        is_refused(browser, f"/aanmelden/terug/?state={state}&{answer}")
    assert Entry.objects.count() == before


def test_userinfo_about_somebody_else_is_refused(browser: Browser) -> None:
    browser.provider.userinfo_says = {"sub": "sub-bart", "rrn": "97660223174"}
    is_refused(browser, browser.provider.say_yes(browser.leave_for_provider(), claims_of("an")))


def test_what_is_signed_wins_from_what_userinfo_says(browser: Browser) -> None:
    browser.provider.userinfo_says = {"vo_doelgroepcode": "GID", "given_name": "Iemand", "nonce": "x"}
    browser.sign_in("an")

    assert browser.actor is not None
    assert browser.actor.capacity == "citizen"


def test_claims_that_only_userinfo_gives_are_enough(browser: Browser) -> None:
    names = ("vo_id", "rrn", "given_name", "family_name", "vo_doelgroepcode")
    browser.provider.token_says = dict.fromkeys(names)

    assert browser.sign_in("an")["Location"] == "/mijn/"


@pytest.mark.parametrize("name", ["rrn", "vo_id", "given_name", "family_name", "vo_doelgroepcode"])
def test_somebody_without_a_name_or_number_is_not_let_in(browser: Browser, name: str) -> None:
    for value in (None, "", "  ", 7, "x" * 300, "a\0b"):
        changed: Claims = {name: value}
        browser.sign_in("an", **changed)
        assert browser.actor is None, value
    assert written("sign_in") == []


@pytest.mark.parametrize("group", ["LB", "OV", "VER", "bur"])
def test_a_capacity_that_has_no_place_here_is_told_so(browser: Browser, group: str) -> None:
    answer = browser.sign_in("an", vo_doelgroepcode=group)

    assert answer.status_code == 403
    assert "Met deze rol kan je hier niets doen" in answer.content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org/",
        "javascript:alert(1)",
        "/medewerker/",
        "/afmelden/",
        "/aanmelden/wissel/",
    ],
)
def test_signing_in_never_leads_to_another_site_or_to_a_page_of_others(browser: Browser, elsewhere: str) -> None:
    assert browser.sign_in("an", following=elsewhere)["Location"] == "/mijn/"


def test_signing_in_goes_on_to_the_page_that_was_asked_for(browser: Browser) -> None:
    assert browser.sign_in("an", following="/mijn/uren/?pagina=2")["Location"] == "/mijn/uren/?pagina=2"


def test_headers_of_a_proxy_steer_neither_the_return_address_nor_the_host(browser: Browser) -> None:
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.1"}
    location = browser.client.get("/aanmelden/start/", headers=forged)["Location"]

    assert parse_qs(urlsplit(location).query)["redirect_uri"] == ["http://testserver/aanmelden/terug/"]
    assert browser.client.get("/aanmelden/start/", headers={"Host": "evil.example"}).status_code == 400


def test_a_session_that_an_attacker_planted_is_not_the_one_she_signs_in_to(browser: Browser) -> None:
    browser.leave_for_provider()
    planted = browser.key
    browser.sign_in("an")
    attacker = Client()
    attacker.cookies["loopbaankrediet"] = planted

    assert browser.key != planted
    assert attacker.get("/mijn/").status_code == 302


def test_a_browser_keeps_only_a_few_unfinished_sign_ins(browser: Browser) -> None:
    first = browser.provider.say_yes(browser.leave_for_provider(), claims_of("an"))
    for _ in range(6):
        browser.leave_for_provider()

    assert len(browser.client.session["sign_ins"]) == 5
    is_refused(browser, first)


def test_the_page_of_choices_offers_three_capacities_and_a_phone_number(browser: Browser) -> None:
    html = browser.client.get("/aanmelden/?next=/mijn/uren/").content.decode()

    assert re.findall(r"start/\?hoedanigheid=(\w+)&amp;next=%2Fmijn%2Furen%2F", html) == ["BUR", "EA", "GID"]
    assert "Bel 1700" in html


def test_our_public_key_is_there_for_the_provider_and_the_private_half_is_not(browser: Browser) -> None:
    [key] = browser.client.get("/aanmelden/sleutels.json").json()["keys"]

    assert {"kty", "n", "e", "kid", "use", "alg"} == set(key)
