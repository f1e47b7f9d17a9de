"""The pages of the desk: one caller at a time, the same pages as the citizen's, and a note at the end."""

import re

import pytest

from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.people.mandates.models import DeskCall, Mandate
from tests.people.mandating import words
from tests.web.citizen.conftest import Story, story

__all__ = ["story"]
pytestmark = pytest.mark.django_db


def opened(story: Story, who: str = "an", **changed: object) -> tuple[int, str]:
    persona = BY_KEY[who]
    typed = {
        "national_number": persona.national_number,
        "given_name": persona.given_name,
        "family_name": persona.family_name,
        "channel": "phone",
        "controls": ["number", "called_back"],
        "reason": "Wil aanvragen, heeft geen computer.",
    }
    answer = story.post("desi", "/medewerker/loket/", **typed | changed)  # type: ignore[arg-type]
    return answer.status_code, words(answer.content.decode())


def test_desi_opens_a_call_applies_closes_it_and_an_sees_all_of_it(story: Story) -> None:
    status, home = opened(story)
    assert status == 200
    assert "als medewerker, aan de telefoon of aan het loket" in home
    assert "6 uur" in words(story.post("desi", "/mijn/aanvraag/").content.decode())
    after = words(story.post("desi", "/mijn/ik-help/klaar/").content.decode())
    assert "Je gesprek met An Peeters" in after
    call = DeskCall.objects.get()
    assert story.post("desi", f"/medewerker/loket/{call.id}/afsluiten/", note="").status_code == 422
    story.post("desi", f"/medewerker/loket/{call.id}/afsluiten/", note="Aangevraagd, uitleg gegeven.")
    assert "Begin het gesprek" in story.get("desi", "/medewerker/loket/")
    looks = words(story.get("an", "/mijn/inzage/"))
    assert "Desi Aerts" in looks
    assert "loketmedewerker, voor jou, omdat je contact opnam" in looks
    assert "sloot het gesprek met jou af" in looks


def test_the_desk_goes_back_into_a_call_that_is_open(story: Story) -> None:
    opened(story)
    story.post("desi", "/mijn/ik-help/klaar/")
    assert "An Peeters" in words(story.post("desi", "/medewerker/loket/verder/").content.decode())


def test_a_name_that_does_not_go_with_the_number_is_refused_at_its_field(story: Story) -> None:
    status, page = opened(story, family_name="Janssens")
    assert status == 422
    assert "Zoeken op naam kan niet." in page
    assert "An Peeters" not in page


def test_at_the_desk_no_report_and_no_code_is_shown(story: Story) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.reported(track_id, "dirk")
    opened(story)
    assert "wat An energie geeft" not in story.get("desi", f"/mijn/begeleiding/{track_id}/module/1/")
    given = {"given_name": "Mia", "family_name": "De Smet", "by_letter": "screen", "ticked": "sign"}
    page = words(story.post("desi", "/mijn/helpers/geven/", **given).content.decode())
    assert not re.search(r"\b[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4}\b", page)
    assert "De code komt met een brief" in page
    assert Mandate.objects.get().ticked == []
    assert "een overeenkomst tekenen" not in words(story.get("desi", "/mijn/helpers/geven/"))


def test_the_citizen_sees_at_once_that_the_desk_was_asked_for_a_power_of_attorney_and_stops_it(story: Story) -> None:
    warning = "Iemand vroeg aan het loket een volmacht in jouw naam"
    assert warning not in story.get("an", "/mijn/")
    opened(story)
    story.post("desi", "/mijn/helpers/geven/", given_name="Mia", family_name="De Smet")
    assert warning not in story.get("desi", "/mijn/")
    assert warning in story.get("an", "/mijn/")
    story.post("an", f"/mijn/helpers/{Mandate.objects.get().id}/stoppen/")
    assert warning not in story.get("an", "/mijn/")


def test_the_letter_waits_at_the_desk_is_printed_and_noted_as_sent(story: Story) -> None:
    given = {"given_name": "Mia", "family_name": "De Smet", "by_letter": "letter"}
    story.post("an", "/mijn/helpers/geven/", **given)
    mandate = Mandate.objects.get()
    address = f"/medewerker/loket/brief/{mandate.id}/"
    assert address in story.get("desi", "/medewerker/loket/")
    letter = words(story.get("desi", address))
    assert re.search(r"\b[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4}\b", letter)
    story.post("desi", f"{address}verstuurd/")
    assert address not in story.get("desi", "/medewerker/loket/")
    assert story.browser("desi").get(address).status_code == 409
    assert "opende de brief met de code" in words(story.get("an", "/mijn/inzage/"))


@pytest.mark.parametrize("who", ["an", "dirk", "omar", "rita"])
def test_the_desk_is_closed_for_everybody_else(story: Story, who: str) -> None:
    assert story.browser(who).get("/medewerker/loket/").status_code == 403


def test_a_case_officer_enters_a_judgment_and_the_representative_acts(story: Story) -> None:
    an, mia = BY_KEY["an"], BY_KEY["mia"]
    typed = {
        "national_number": an.national_number,
        "given_name": an.given_name,
        "family_name": an.family_name,
        "helper_number": mia.national_number,
        "helper_given_name": mia.given_name,
        "helper_family_name": mia.family_name,
        "court": "Vredegerecht Mechelen",
        "roll_number": "27A123",
        "judged_on": "1/2/2027",
        "valid_from": "15/2/2027",
        "matters": ["person", "goods"],
        "manner": "in_her_place",
    }
    page = words(story.post("omar", "/medewerker/bewindvoerders/", **typed).content.decode())
    assert "Telt nog niet" in page
    mandate = Mandate.objects.get()
    assert story.browser("mia").post(f"/mijn/ik-help/{mandate.id}/").status_code == 404
    confirm = f"/medewerker/bewindvoerders/{mandate.id}/bevestigen/"
    assert "Je noteerde dit zelf." in words(story.post("omar", confirm).content.decode())
    assert "Bevestigd." in words(story.post("lot", confirm).content.decode())
    home = words(story.post("mia", f"/mijn/ik-help/{mandate.id}/").content.decode())
    assert "als wettelijke vertegenwoordiger" in home
    assert story.browser("mia").get("/mijn/inzage/").status_code == 200
    assert "je wettelijke vertegenwoordiger" in words(story.get("an", "/mijn/inzage/"))
    assert story.post("mia", f"/mijn/helpers/{mandate.id}/stoppen/").status_code in (404, 422)
    story.post("omar", f"/medewerker/bewindvoerders/{mandate.id}/stoppen/")
    assert story.browser("mia").get("/mijn/").status_code == 403


def test_a_number_that_nobody_has_is_asked_once_more_before_a_person_is_made(story: Story) -> None:
    status, page = opened(story, national_number="92631421193", given_name="Josée", family_name="Noël")
    assert status == 422
    assert "We kennen dit nummer nog niet. Kijk het na. Klopt het?" in page
    status, page = opened(story, national_number="92631421193", given_name="Josée", family_name="Noël", is_new="on")
    assert status == 200
    assert "Josée Noël" in page


def test_a_number_and_a_birth_date_alone_open_no_call_and_the_page_says_what_does(story: Story) -> None:
    status, page = opened(story, controls=["number", "birth"])
    assert status == 422
    assert "kaart gezien, teruggebeld of brief ondertekend" in page
