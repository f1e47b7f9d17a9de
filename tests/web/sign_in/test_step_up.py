"""Risky acts ask for a strong proof of now; who typed something loses none of it, and it is done once."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session

from loopbaankrediet.counsellors.models import AccountChange
from loopbaankrediet.web import step_up
from loopbaankrediet.web.checks import views_in
from loopbaankrediet.web.urls import addresses
from tests.web.sign_in.conftest import OFFICE, Browser, claims_of, written
from tests.web.sign_in.test_sessions import back_in_time
from tests.web.visitor import FormReader
from tests.web.visitor_session import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]
ACCOUNT = "/begeleider/betalingen/rekening/"
OTHER_IBAN = "BE66 1030 1234 5643"
RISKY = {
    "een code maken voor een begeleider",
    "een nieuwe code maken voor een begeleider",
    "de overeenkomst ondertekenen",
    "de uren van een module bevestigen",
    "een andere rekening vragen",
    "een andere rekening nakijken",
    "een andere rekening goedkeuren",
    "iemand volmacht geven",
    "een volmacht gebruiken",
    "een wettelijke vertegenwoordiger noteren",
    "een wettelijke vertegenwoordiger bevestigen",
    "de brief met de code van een volmacht lezen",
    "een betaalopdracht goedkeuren",
    "lezen wat er in een betwisting staat",
    "een betwisting afronden",
    "een melding van een burger lezen",
    "een melding behandelen",
    "gegevens wissen",
    "een weigering ondertekenen",
    "gelijke dossiers herbekijken",
    "iets weer starten",
    "een deel van het platform stilzetten",
    "voorstellen om iets weer te starten",
}


def ask_account(browser: Browser) -> str:
    """Send the form of another account; the page of the proof that she is sent to."""
    answer = browser.client.post(ACCOUNT, {"act_key": str(uuid4()), "iban": OTHER_IBAN})
    assert answer.status_code == 302
    return str(answer["Location"])


def prove(browser: Browser, page: str, persona: str = "dirk", **changed: object) -> "tuple[int, str]":
    """To the provider and back; status and place of our answer."""
    location = browser.client.get(f"{page}start/")["Location"]
    answer = browser.client.get(browser.provider.say_yes(location, claims_of(persona, **changed)))
    return answer.status_code, answer.headers.get("Location", "")


@pytest.fixture
def dirk(browser: Browser) -> Browser:
    browser.sign_in("dirk")
    return browser


def test_the_risky_acts_are_these_and_no_other() -> None:
    marked = {getattr(pattern.callback, step_up.MARK, "") for _, pattern in views_in(addresses())}
    assert marked - {""} == RISKY


def test_what_was_typed_is_not_lost_and_is_done_once_after_the_proof(dirk: Browser) -> None:
    page = ask_account(dirk)
    shown = dirk.client.get(page).content.decode()
    assert "Toon dat jij het bent" in shown
    assert "een andere rekening vragen" in shown
    assert AccountChange.objects.count() == 0

    assert prove(dirk, page) == (302, page)
    reader = FormReader()
    reader.feed(dirk.client.get(page).content.decode())
    fields = reader.forms[ACCOUNT]
    assert fields["iban"] == [OTHER_IBAN]
    for _ in range(2):
        assert dirk.client.post(ACCOUNT, fields).status_code == 302

    assert AccountChange.objects.count() == 1
    assert len(written("step_up")) == 1
    assert dirk.client.get(page).status_code == 422


def test_the_way_to_the_proof_asks_for_a_strong_one_of_now(dirk: Browser) -> None:
    location = dirk.client.get(f"{ask_account(dirk)}start/")["Location"]
    query = parse_qs(urlsplit(location).query)

    assert query["acr_values"] == ["urn:be:vlaanderen:authmech:eid"]
    assert (query["prompt"], query["max_age"]) == (["login"], ["0"])


def test_a_proof_is_good_for_a_quarter_of_an_hour(dirk: Browser) -> None:
    prove(dirk, ask_account(dirk))
    back_in_time(dirk.client, stepped_up_at=14 * 60)
    assert dirk.client.post(ACCOUNT, {"act_key": str(uuid4()), "iban": "x"}).status_code == 422
    back_in_time(dirk.client, stepped_up_at=15 * 60)

    assert "/aanmelden/bevestigen/" in ask_account(dirk)


@pytest.mark.parametrize(
    "lie",
    [
        {"acr": "urn:be:vlaanderen:authmech:csamtotp"},
        {"acr": None},
        {"acr": ["urn:be:vlaanderen:authmech:eid"]},
        {"auth_time": None},
        {"auth_time": 1_600_000_000},
        {"auth_time": "now"},
        {"auth_time": float("inf")},
    ],
    ids=str,
)
def test_a_weaker_or_older_proof_is_refused_and_nothing_happens(dirk: Browser, lie: dict[str, object]) -> None:
    page = ask_account(dirk)
    dirk.provider.token_says = lie

    assert prove(dirk, page)[0] == 403
    assert "Toon dat jij het bent" in dirk.client.get(page).content.decode()
    assert len(written("refuse_sign_in")) == (lie != {"auth_time": "now"})
    assert written("step_up") == []


@pytest.mark.parametrize(
    ("persona", "changed"),
    [
        ("els", {}),
        ("dirk", {"vo_doelgroepcode": "BUR"}),
        ("dirk", {"vo_orgcode": "0403019261"}),
        ("dirk", {"vo_doelgroepcode": "GID", "vo_orgcode": OFFICE, "lbk_rol_3d": [f"LBKAuditor:{OFFICE}"]}),
    ],
)
def test_the_proof_of_another_person_or_capacity_is_refused(
    dirk: Browser, persona: str, changed: dict[str, object]
) -> None:
    before = dirk.actor
    page = ask_account(dirk)

    assert prove(dirk, page, persona, **changed)[0] == 403
    assert dirk.actor == before
    assert "Toon dat jij het bent" in dirk.client.get(page).content.decode()
    assert [(about, person) for about, _, person in written("refuse_sign_in")] == [
        ("sign_in_step_up_by_another", before.person_id if before else None)
    ]


def test_an_officer_who_lost_her_last_role_is_out_at_once(browser: Browser) -> None:
    browser.sign_in("petra")
    answer = browser.client.post(f"/medewerker/betalingen/{uuid4()}/goedkeuren/", {"act_key": str(uuid4())})

    assert prove(browser, answer["Location"], "petra", lbk_rol_3d=None)[0] == 403
    assert browser.actor is None


def test_an_officer_is_brought_back_to_the_text_she_wanted_to_read(browser: Browser) -> None:
    browser.sign_in("omar")
    wanted = f"/medewerker/betwistingen/{uuid4()}/"
    page = browser.client.get(wanted)["Location"]
    prove(browser, page, "omar")

    assert browser.client.get(page)["Location"] == wanted
    assert browser.client.get(wanted).status_code == 404


def test_opening_a_form_asks_for_no_proof(dirk: Browser) -> None:
    assert dirk.client.get(ACCOUNT).status_code == 200


def test_an_account_number_that_waits_stands_in_no_session(dirk: Browser) -> None:
    ask_account(dirk)
    kept = "".join(str(row.get_decoded()) for row in Session.objects.order_by("session_key"))

    assert "'held'" in kept
    assert "1030" not in kept


def test_what_waits_longer_than_a_quarter_of_an_hour_is_gone_and_the_page_says_so(dirk: Browser) -> None:
    page = ask_account(dirk)
    session = dirk.client.session
    for kept in session["held"].values():
        kept["at"] -= 15 * 60
    session.save()
    answer = dirk.client.get(page)

    assert answer.status_code == 422
    assert "Er is niets gebeurd" in answer.content.decode()


def test_what_waits_for_one_is_not_there_for_another(dirk: Browser) -> None:
    page = ask_account(dirk)
    other = signed_in("els", stepped_up=True)

    assert other.get(page).status_code == 422


def test_only_a_few_forms_wait_and_none_is_endless(dirk: Browser) -> None:
    pages = [ask_account(dirk) for _ in range(4)]

    assert dirk.client.get(pages[0]).status_code == 422
    assert dirk.client.get(pages[3]).status_code == 200
    endless = {"act_key": str(uuid4()), "iban": "x" * 60_000}
    assert dirk.client.post(ACCOUNT, endless).status_code == 422


def test_a_proof_gives_the_session_another_key(dirk: Browser) -> None:
    before = dirk.key
    prove(dirk, ask_account(dirk))

    assert dirk.key != before


def test_a_sign_in_is_no_proof_of_itself(dirk: Browser) -> None:
    dirk.provider.token_says = {"acr": "urn:be:vlaanderen:authmech:eid"}
    dirk.sign_in("dirk")

    assert "/aanmelden/bevestigen/" in ask_account(dirk)


def test_a_plain_sign_in_in_the_middle_of_a_proof_makes_it_none(dirk: Browser) -> None:
    page = ask_account(dirk)
    back = dirk.provider.say_yes(dirk.client.get(f"{page}start/")["Location"], claims_of("dirk"))
    dirk.client.post("/afmelden/")

    assert dirk.client.get(back).status_code == 403
    assert dirk.actor is None
