"""What the stand-in tells of somebody: only what the scope allows and the chosen capacity has."""

from pathlib import Path

import pytest
import requests

from tests.acm.client import EID, Browser, Platform, hint, id_token, new_key, redeem, serving_keys, told
from tests.providers import running_acm

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
CLAIMS = {"sub", "given_name", "family_name", "rrn", "vo_id", "vo_doelgroepcode", "vo_doelgroepnaam"}
ORGANISATION = {"vo_orgcode", "vo_orgnaam"}
OF_THE_TOKEN = {"iss", "aud", "exp", "iat", "nonce", "jti", "auth_time", "at_hash"}
MANDATE = """
[[persona]]
key = "koen"
given_name = "Koën"
family_name = "D'Haese"
national_number = "77621433139"
vo_id = "a1"
sentence = "Boekhouder."
capacities = [{ group = "EA", code = "1999999646", name = "D'Haese & Co", mandate_of = "1999999943" }]
"""


def claims(browser: Browser, person: str, group: str, **changes: str) -> dict[str, object]:
    answer = told(browser.sign_in(person, login_hint=hint(group), **changes))
    return {
        name: value
        for name, value in id_token(browser, redeem(browser, answer["code"])).items()
        if name not in OF_THE_TOKEN
    }


def test_a_citizen_has_no_organisation_and_nothing_empty_is_told(browser: Browser) -> None:
    found = claims(browser, "bart", "BUR")
    assert set(found) == CLAIMS
    assert (found["family_name"], found["vo_doelgroepcode"]) == ("D'Hondt", "BUR")
    assert found["sub"] not in {found["vo_id"], found["rrn"]}


def test_an_entrepreneur_comes_with_the_number_of_the_enterprise(browser: Browser) -> None:
    found = claims(browser, "dirk", "EA")
    assert set(found) == CLAIMS | ORGANISATION | {"wv_orgcode"}
    assert (found["vo_orgcode"], found["wv_orgcode"]) == ("1999999943", "1999999943")


def test_an_officer_comes_with_roles_at_an_organisation(browser: Browser) -> None:
    found = claims(browser, "omar", "GID")
    assert found["lbk_rol_3d"] == ["LBKDossierbehandelaar:OVO999901"]
    assert found["vo_orgcode"] == "OVO999901"


def test_an_officer_without_a_role_comes_without_the_claim(browser: Browser) -> None:
    assert "lbk_rol_3d" not in claims(browser, "guido", "GID")


def test_a_claim_of_a_scope_that_was_not_asked_stays_home(browser: Browser) -> None:
    assert set(claims(browser, "an", "BUR", scope="openid vo")) == CLAIMS - {"given_name", "family_name", "rrn"}


def test_userinfo_tells_the_same_as_the_id_token(browser: Browser) -> None:
    answer = redeem(browser, told(browser.sign_in("els", login_hint=hint("EA")))["code"]).json()
    headers = {"Authorization": f"Bearer {answer['access_token']}"}
    found = requests.get(f"{browser.issuer}/v1/userinfo", headers=headers, timeout=10).json()
    assert set(found) == CLAIMS | ORGANISATION
    assert requests.get(f"{browser.issuer}/v1/userinfo", timeout=10).status_code == 401


def test_a_sign_in_is_remembered_until_it_is_ended(browser: Browser) -> None:
    browser.sign_in("an", login_hint=hint("BUR"))
    assert "code" in told(browser.ask(login_hint=hint("BUR")))
    ended = browser.session.get(f"{browser.issuer}/v1/logout", allow_redirects=False)
    assert "afgemeld" in ended.text
    assert "Wie ben je?" in browser.ask(login_hint=hint("BUR")).text


@pytest.mark.parametrize("changes", [{"prompt": "login"}, {"max_age": "0"}])
def test_a_new_sign_in_can_be_asked(browser: Browser, changes: dict[str, str]) -> None:
    first = id_token(browser, redeem(browser, told(browser.sign_in("an", login_hint=hint("BUR")))["code"]))
    page = browser.ask(login_hint=hint("BUR"), **changes)
    assert "Wie ben je?" in page.text
    second = id_token(browser, redeem(browser, told(browser.press(page, person="an"))["code"]))
    assert second["auth_time"] >= first["auth_time"]


def test_a_stronger_proof_is_asked_once_and_again_when_it_grows_old(browser: Browser) -> None:
    browser.sign_in("an", login_hint=hint("BUR"))
    page = browser.ask(acr_values=EID)
    assert "Bevestig met eID" in page.text
    assert "code" in told(browser.press(page))
    assert "code" in told(browser.ask(acr_values=EID, max_age="600"))
    assert "Bevestig met eID" in browser.ask(acr_values=EID, prompt="login").text


def test_who_has_several_capacities_is_asked_and_can_switch(browser: Browser) -> None:
    page = browser.sign_in("dirk")
    assert "In welke hoedanigheid?" in page.text
    assert "code" in told(browser.press(page, place="1"))
    after = f"{browser.platform.address}/afgemeld/"
    where = {"client_id": "loopbaankrediet", "post_logout_redirect_uri": after}
    gone = browser.session.get(f"{browser.issuer}/v1/logout?switch", params=where, allow_redirects=False)
    assert gone.headers["Location"] == after
    assert "In welke hoedanigheid?" in browser.ask().text


def test_a_hint_chooses_the_capacity_and_who_lacks_it_is_not_offered(browser: Browser) -> None:
    page = browser.ask(login_hint=hint("GID"))
    assert ("Omar Benali" in page.text, "An Peeters" in page.text) == (True, False)
    assert browser.press(page, person="an").status_code == 404


def test_signing_out_leads_only_to_an_agreed_address(browser: Browser) -> None:
    browser.sign_in("an", login_hint=hint("BUR"))
    where = {"client_id": "loopbaankrediet", "post_logout_redirect_uri": "https://elsewhere.example/"}
    refused = browser.session.get(f"{browser.issuer}/v1/logout", params=where, allow_redirects=False)
    assert (refused.status_code, "Location" in refused.headers) == (400, False)
    assert "code" in told(browser.ask(login_hint=hint("BUR")))


def test_a_new_key_signs_while_the_old_one_stays_published_and_people_keep_their_numbers(tmp_path: Path) -> None:
    personas = tmp_path / "people.toml"
    personas.write_text(MANDATE, encoding="utf-8")
    with serving_keys([new_key("first")]) as platform:
        before, old = mandated(tmp_path, platform, personas)
        after, both = mandated(tmp_path, platform, personas, "--new-key")
    assert before["ssm_mandaatgever"] == "1999999943"
    assert (after["sub"], after["vo_orgnaam"]) == (before["sub"], "D'Haese & Co")
    assert (len(old), len(both), old < both) == (1, 2, True)


def mandated(folder: Path, platform: Platform, personas: Path, *options: str) -> tuple[dict[str, object], set[str]]:
    """Claims of Koën, and the names of the published keys."""
    with running_acm(folder / "acm", platform.address, personas=personas, options=options) as issuer:
        found = claims(Browser(issuer, platform), "koen", "EA")
        return found, {key["kid"] for key in requests.get(f"{issuer}/v1/keys", timeout=10).json()["keys"]}
