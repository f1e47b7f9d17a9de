"""Anybody reads how a draw works and computes a place again, before and after it was held."""

import csv
import hashlib
import hmac
from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from loopbaankrediet.budget.models import Draw
from loopbaankrediet.credit.models import Turn
from tests.crowd import all_as_an, all_ask, people
from tests.draws import SEED, announce, hold
from tests.story import Story

SHARE = 50_340
DRAW = "/loting/2027-04-01/"


@pytest.fixture
def story(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Story:
    """April has money for two."""
    settings.CAP_SCENARIO = "cap_monthly_envelope"
    all_as_an(monkeypatch)
    story = Story()
    announce(story, date(2027, 4, 1), date(2027, 4, 30), 2 * SHARE)
    return story


@pytest.fixture
def held(story: Story) -> Draw:
    all_ask(people(5), story.clock)
    return hold(story, date(2027, 5, 1))


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def test_without_a_draw_the_page_says_that_everybody_gets_it_at_once(client: Client, db: None) -> None:
    html = page(client, "/loting/")
    assert "Wie recht heeft op loopbaankrediet, krijgt het meteen." in html
    assert "Er is nog geen loting aangekondigd." in html


def test_an_announced_draw_shows_the_hash_and_keeps_the_seed(client: Client, story: Story) -> None:
    html = page(client, DRAW)
    assert hashlib.sha256(SEED).hexdigest() in html
    assert SEED.hex() not in html
    assert "Reken een plaats na" not in html
    assert client.get(f"{DRAW}plaatsen/").status_code == 404


def test_after_the_draw_everybody_can_do_it_again_from_the_file(client: Client, held: Draw) -> None:
    assert SEED.hex() in page(client, DRAW)
    answer = client.get(f"{DRAW}plaatsen/")
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    lots = [hmac.digest(SEED, row["Lotnummer"].encode(), "sha256").hex() for row in rows]
    assert lots == sorted(lots) == [row["Lot (HMAC-SHA256)"] for row in rows]
    assert [row["Kreeg een plaats"] for row in rows] == ["ja", "ja", "nee", "nee", "nee"]


def test_a_lot_number_shows_its_place_however_it_is_typed(client: Client, held: Draw) -> None:
    ticket = Turn.objects.earliest("ticket").ticket
    for typed in (ticket, f" {ticket[:10]} {ticket[10:].upper()} "):
        html = page(client, f"{DRAW}?lotnummer={typed}")
        assert hmac.digest(SEED, ticket.encode(), "sha256").hex() in html
        assert "van 5" in html


@pytest.mark.parametrize("typed", ["", "0", "zzzz", "%00", "'; DROP TABLE", "9" * 61])
def test_a_lot_number_that_was_not_in_the_draw_is_refused_at_its_field(client: Client, held: Draw, typed: str) -> None:
    assert 'href="#id_lotnummer"' in page(client, f"{DRAW}?lotnummer={typed}", status=422)


@pytest.mark.parametrize(
    "address", ["/loting/2027-04-02/", "/loting/morgen/", "/loting/2027-13-01/", "/loting/x/plaatsen/"]
)
def test_a_draw_that_does_not_exist_is_not_found(client: Client, story: Story, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_pages_name_nobody(client: Client, held: Draw) -> None:
    for address in ("/loting/", DRAW, f"{DRAW}?lotnummer={Turn.objects.earliest('ticket').ticket}"):
        assert "Hoore" not in page(client, address)
