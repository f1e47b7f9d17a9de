"""The pages for everybody and of the demonstration, asked for as a browser would."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from loopbaankrediet.platform.legal_clock import current_clock

PAGES = ["/", "/hulp/", "/toegankelijkheid/", "/privacy/", "/demo/klok/", "/aanmelden/", "/afgemeld/"]
HEAVIEST_VIEW = 100_000  # bytes


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.django_db
def test_a_page_has_its_policy_language_title_heading_and_landmarks(client: Client, address: str) -> None:
    answer = client.get(address)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert '<html lang="nl">' in html
    assert re.search(r"<title>\w[^<]+ - Loopbaanbegeleiding</title>", html)
    assert html.count("<h1") == 1
    assert html.index('class="skip" href="#inhoud"') < html.index("<header")
    assert '<main id="inhoud"' in html
    assert "<footer" in html


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.django_db
def test_no_link_of_a_page_is_dead(client: Client, address: str) -> None:
    html = client.get(address).content.decode()

    for link in set(re.findall(r'<a [^>]*href="(/[^"#]*)"', html)):
        if link.startswith("/aanmelden/start/"):  # leads to the provider
            continue
        assert client.get(link, follow=True).status_code == 200, link


@pytest.mark.django_db
def test_the_first_view_fits_a_slow_phone(client: Client) -> None:
    html = client.get("/").content
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', html.decode())
    weights = [Path(str(finders.find(name))).stat().st_size for name in files]

    assert len(files) == 8
    assert len(html) + sum(weights) <= HEAVIEST_VIEW


@pytest.mark.django_db
def test_the_legal_day_moves_and_the_page_says_so(client: Client) -> None:
    key = "9b8f9b6e-4b5a-4c39-8e0d-7c2c1d8d1f11"

    answer = client.post("/demo/klok/", {"act_key": key, "day": "15/3/2027"}, follow=True)

    assert current_clock().today() == date(2027, 3, 15)
    assert "De wettelijke dag is nu 15 maart 2027." in answer.content.decode()


@pytest.mark.django_db
def test_the_legal_day_never_goes_before_the_start_of_the_demonstration(client: Client) -> None:
    key = "9b8f9b6e-4b5a-4c39-8e0d-7c2c1d8d1f11"

    answer = client.post("/demo/klok/", {"act_key": key, "day": "28/2/2027"})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Fout: De wettelijke dag - Loopbaanbegeleiding</title>" in html
    assert '<a href="#id_day">De demonstratie begint op 1 maart 2027.' in html
    assert current_clock().today() == date(2027, 3, 1)


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_a_plain_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/demo/klok/", {"day": "15/3/2027"})

    assert answer.status_code == 403
    assert "Je formulier is verlopen" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_is_a_plain_page(client: Client) -> None:
    answer = client.get("/bestaat-niet/")

    assert answer.status_code == 404
    assert "We vinden deze pagina niet" in answer.content.decode()
