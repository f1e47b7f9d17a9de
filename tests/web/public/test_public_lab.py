"""The standard scenarios for everybody: what the opinion says beside what the model computes, and its limits."""

import pytest
from django.test import Client

from tests.lab_results import LIMITS, asked, finish, question, standard
from tests.story import Story
from tests.web.visitor import story_of_today

pytestmark = pytest.mark.django_db


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_a_visitor_reads_each_scenario_with_the_sentence_of_the_opinion_and_the_limits() -> None:
    story: Story = story_of_today()
    assert "De berekening is nog bezig" in page("/beleid/")
    key = standard(story).key
    everything = page("/beleid/")
    assert "Het advies noemt 153,82 euro per uur" in everything
    assert "SERV-advies zegt (deel 2.5" in everything
    assert "Geen verschil in dit model." in everything
    own = asked(story, question(story))
    finish(story)
    fee = f"/beleid/{key}/?scenario=fee_153_82"
    for address in ("/beleid/", f"/beleid/{key}/", fee, f"{fee}&cijfer=public_euro"):
        assert LIMITS in page(address), address
    assert "Het advies noemt 153,82 euro per uur" in page(fee)
    assert "Het model ziet geen verschil" in page(f"/beleid/{key}/?scenario=any_language")
    assert "waaier-euro-van-de-overheid-per-jaar" in page(f"{fee}&cijfer=public_euro")
    assert LIMITS in Client().get(f"/beleid/{key}/bestand/").content.decode("utf-8-sig")
    assert "telt de bekendheid het meest" in page(fee)
    assert "van de 10,7 miljoen euro die voorzien is (" in page(fee)
    assert "Geslacht: vrouwen" in page(fee)
    assert Client().get(f"/beleid/{key}/bestand/pdf/").content == b"%PDF-1.7"
    assert Client().get(f"/beleid/{key}/bestand/parquet/").content == b"PAR1"
    for address in (
        f"{own.key}/bestand/pdf/",
        f"{key}/bestand/exe/",
        f"{own.key}/",
        f"{own.key}/bestand/",
        "niets/",
        f"{key}/?scenario=niets",
    ):
        assert Client().get(f"/beleid/{address}").status_code == 404, address
