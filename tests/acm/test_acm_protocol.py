"""What ACM refuses, its stand-in refuses too: a client that works here does not lean on leniency."""

import sqlite3
import time
from pathlib import Path

import pytest
import requests

from tests.acm.client import (
    ASSERTION_TYPE,
    CLIENT_ID,
    EID,
    Browser,
    assertion,
    hint,
    id_token,
    new_key,
    redeem,
    told,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


def code(browser: Browser) -> str:
    answer = browser.ask(login_hint=hint("BUR"))
    return told(answer if answer.is_redirect else browser.press(answer, person="an"))["code"]


def test_discovery_names_what_acm_has_and_nothing_it_has_not(issuer: str) -> None:
    found = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
    assert found["issuer"] == issuer
    assert found["authorization_endpoint"] == f"{issuer}/v1/auth"
    assert found["id_token_signing_alg_values_supported"] == ["RS256"]
    assert found["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]


def test_discovery_tells_the_same_under_the_other_name_of_this_machine(issuer: str) -> None:
    other = issuer.replace("localhost", "127.0.0.1")
    found = requests.get(f"{other}/.well-known/openid-configuration", timeout=10).json()
    assert found["issuer"] == issuer


def test_an_address_that_was_not_agreed_gets_no_answer(browser: Browser) -> None:
    for elsewhere in ("https://elsewhere.example/", browser.redirect_uri + "x", "http://127.0.0.1:1/aanmelden/terug/"):
        answer = browser.ask(redirect_uri=elsewhere)
        assert (answer.status_code, "Location" in answer.headers) == (400, False)


def test_the_other_name_of_this_machine_is_agreed_too(browser: Browser) -> None:
    other = browser.redirect_uri.replace("localhost", "127.0.0.1")
    assert "Wie ben je?" in browser.ask(redirect_uri=other).text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "openid salaris"}, "invalid_scope"),
        ({"code_challenge": "", "code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_a_wrong_request_is_refused_before_anybody_signs_in(
    browser: Browser, changes: dict[str, str], error: str
) -> None:
    answer = told(browser.ask(**changes))
    assert (answer["error"], answer["state"]) == (error, "a-state")


def test_who_does_not_want_to_sign_in_goes_back_without(browser: Browser) -> None:
    page = browser.ask()
    answer = browser.follow(browser.session.get(page.url.replace("wie-ben-je", "annuleer"), allow_redirects=False))
    assert told(answer) == {"error": "access_denied", "state": "a-state"}


def test_a_code_gives_a_token_once_and_no_refresh_token(browser: Browser) -> None:
    once = code(browser)
    first, second = redeem(browser, once), redeem(browser, once)
    assert "refresh_token" not in first.json()
    assert id_token(browser, first)["nonce"] == "a-nonce"
    assert (second.status_code, second.json()["error"]) == (400, "invalid_grant")


def test_a_code_is_worth_nothing_after_thirty_seconds(browser: Browser, acm_folder: Path) -> None:
    late = code(browser)
    with sqlite3.connect(acm_folder / "acm.sqlite3", timeout=20) as kept:
        left = "SELECT unixepoch(expires) - unixepoch() FROM oauth2_provider_grant WHERE code = ?"
        [[seconds]] = kept.execute(left, [late])
        kept.execute(
            "UPDATE oauth2_provider_grant SET expires = datetime(expires, '-31 seconds') WHERE code = ?", [late]
        )
    assert 25 <= seconds <= 30
    assert redeem(browser, late).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("verifier", ["", "x" * 64])
def test_a_code_without_the_verifier_of_its_request_is_worth_nothing(browser: Browser, verifier: str) -> None:
    answer = redeem(browser, code(browser), code_verifier=verifier)
    assert (answer.status_code, "id_token" in answer.json()) == (400, False)


def test_a_code_is_only_for_the_address_it_was_sent_to(browser: Browser) -> None:
    other = browser.redirect_uri.replace("localhost", "127.0.0.1")
    assert redeem(browser, code(browser), redirect_uri=other).status_code == 400


def proofs(browser: Browser) -> dict[str, str]:
    """Ways in which a client fails to prove itself."""
    ours, stranger, issuer = browser.platform.keys[-1], new_key("first"), browser.issuer
    return {
        "signed by a stranger": assertion(issuer, stranger),
        "a key of an unknown name": assertion(issuer, new_key("unknown")),
        "another algorithm": assertion(issuer, ours, algorithm="PS256"),
        "for another provider": assertion(issuer, ours, aud="https://elsewhere.example"),
        "of another client": assertion(issuer, ours, iss="other", sub="other"),
        "expired": assertion(issuer, ours, exp=int(time.time()) - 60),
        "valid for a year": assertion(issuer, ours, exp=int(time.time()) + 31_000_000),
        "without an end": assertion(issuer, ours, exp=None),
        "without a number": assertion(issuer, ours, jti=None),
        "nonsense": "a.b.c",
    }


def test_a_client_that_does_not_prove_itself_gets_no_token(browser: Browser) -> None:
    kept = code(browser)
    for way, proof in proofs(browser).items():
        answer = redeem(browser, kept, client_assertion=proof)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client"), way
    assert redeem(browser, kept).status_code == 200


def test_a_proof_is_taken_once(browser: Browser) -> None:
    proof = assertion(browser.issuer, browser.platform.keys[-1])
    assert redeem(browser, code(browser), client_assertion=proof).status_code == 200
    assert redeem(browser, code(browser), client_assertion=proof).json()["error"] == "invalid_client"


def test_a_secret_is_no_proof(browser: Browser) -> None:
    form = {"grant_type": "authorization_code", "code": code(browser), "redirect_uri": browser.redirect_uri}
    secret = {"client_id": CLIENT_ID, "client_secret": "x", "code_verifier": browser.verifier}
    answer = requests.post(f"{browser.issuer}/v1/token", data=form | secret, timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_client_may_start_to_sign_with_a_new_key_at_any_moment(browser: Browser) -> None:
    browser.platform.keys.append(new_key("second"))
    assert redeem(browser, code(browser)).status_code == 200
    browser.platform.keys.pop()


@pytest.mark.parametrize("kind", ["client_credentials", "password", "refresh_token"])
def test_no_other_grant_is_given(browser: Browser, kind: str) -> None:
    form = {"grant_type": kind, "client_assertion_type": ASSERTION_TYPE, "username": "an", "password": "x"}
    proof = assertion(browser.issuer, browser.platform.keys[-1])
    answer = requests.post(f"{browser.issuer}/v1/token", data=form | {"client_assertion": proof}, timeout=10)
    assert (answer.status_code, "access_token" in answer.json()) == (400, False)


def test_the_means_are_told_only_when_they_were_asked(browser: Browser) -> None:
    plain = id_token(browser, redeem(browser, code(browser)))
    asked = told(browser.press(browser.ask(acr_values=EID, login_hint=hint("BUR"))))
    strong = id_token(browser, redeem(browser, asked["code"]))
    assert ("acr" in plain, strong["acr"], strong["sub"] == plain["sub"]) == (False, EID, True)
