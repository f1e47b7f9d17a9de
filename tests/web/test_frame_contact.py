"""How to reach the department, on every page where somebody may be stuck; and what is honest about time and law."""

import pytest
from django.test import Client, override_settings

from loopbaankrediet.kernel.clock import BRUSSELS, SystemClock
from loopbaankrediet.kernel.days import day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/hulp/", "/bestaat-niet/"])
def test_help_and_error_pages_tell_every_way_to_reach_us(client: Client, address: str) -> None:
    html = client.get(address).content.decode()

    for way in ("tel:1700", "mailto:loopbaankrediet@voorbeeld.example", "Schrijf een brief naar", "Kom langs"):
        assert way in html
    assert html.count("geen echt adres") == 2


@override_settings(CONTACT_EMAIL="", CONTACT_ADDRESS="", CONTACT_DESK="")
def test_a_way_that_is_not_configured_is_left_out(client: Client) -> None:
    html = client.get("/hulp/").content.decode()

    for way in ("mailto:", "Schrijf een brief", "Kom langs"):
        assert way not in html


def test_the_banner_explains_both_clocks_and_leaves_no_loose_dots_on_paper(client: Client) -> None:
    html = client.get("/").content.decode()

    today = day(SystemClock().now().astimezone(BRUSSELS).date())
    assert f"Tijdstippen op deze pagina's zijn echt: vandaag is {today}." in html
    banner = html[html.index('<aside class="demo"') : html.index("</aside>")]
    links = banner[banner.index('<span class="demo__links">') : banner.index("</span>")]
    assert banner.count("·") == links.count("·") == 1


def test_the_start_page_says_that_the_law_is_a_draft_and_promises_nothing_untrue(client: Client) -> None:
    html = client.get("/").content.decode()

    assert "In het voorontwerp van decreet heet dat loopbaankrediet." in html
    assert "De regels kunnen nog veranderen." in html
    assert "Gebruikte je al loopbaancheques? Dan krijg je minder of geen uren." in html
    assert "Je kijkt ze na" not in html
