"""The pages of helpers: what An sees, what Mia can open and do for her, and what stops at once."""

import re
from uuid import UUID

import pytest
from django.test import Client

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Scope
from loopbaankrediet.people.mandates.actions.giving import end_mandate
from loopbaankrediet.people.mandates.models import Mandate
from tests.people.mandating import helped, words
from tests.web.citizen.conftest import Story, story
from tests.web.visitor_session import signed_in

__all__ = ["story"]
pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4}\b")
GIVEN = {"given_name": "Mia", "family_name": "De Smet", "by_letter": "screen"}


def acting(story: Story, *ticked: Scope, citizen: str = "an") -> UUID:
    """Mia's browser, acting for An."""
    mandate, _ = helped(story.acts, *ticked, citizen=citizen)
    answer = story.post("mia", f"/mijn/ik-help/{mandate.id}/")
    assert answer.status_code == 200
    return mandate.id


def test_an_gives_a_code_mia_enters_it_and_acts_for_her(story: Story) -> None:
    page = words(story.post("an", "/mijn/helpers/geven/", **GIVEN).content.decode())
    code = CODE.search(page)
    assert code is not None
    assert "Mia De Smet" in page
    entered = words(story.post("mia", "/mijn/ik-help/", code=code[0]).content.decode())
    assert "Gelukt. Je kan nu helpen." in entered
    assert "An Peeters" in entered
    mandate = Mandate.objects.get()
    home = words(story.post("mia", f"/mijn/ik-help/{mandate.id}/").content.decode())
    assert "Je handelt voor An Peeters , als helper." in home
    applied = words(story.post("mia", "/mijn/aanvraag/").content.decode())
    assert "6 uur" in applied
    assert "6 uur" in words(story.get("an", "/mijn/"))
    of_mia = Entry.objects.filter(person_id=story.person("an"), actor_id=story.person("mia"))
    without = of_mia.filter(mandate_id=None).exclude(verb="activate_mandate")
    assert (of_mia.filter(mandate_id=mandate.id).count() >= 3, without.count()) == (True, 0)
    looks = words(story.get("an", "/mijn/inzage/"))
    assert "Mia De Smet" in looks
    assert "je helper" in looks
    assert "opende een pagina van je dossier" in looks


def test_the_code_is_shown_to_nobody_else(story: Story) -> None:
    story.post("an", "/mijn/helpers/geven/", **GIVEN)
    mandate = Mandate.objects.get()
    for who in ("bart", "mia", "desi"):
        for page in ("", "brief/"):
            assert story.browser(who).get(f"/mijn/helpers/{mandate.id}/{page}").status_code in (403, 404)


def test_a_wrong_code_and_a_code_of_another_get_the_same_answer(story: Story) -> None:
    story.post("an", "/mijn/helpers/geven/", **GIVEN | {"family_name": "D'Hondt"})
    code = CODE.search(words(story.get("an", f"/mijn/helpers/{Mandate.objects.get().id}/")))
    assert code is not None
    pages = [story.post("mia", "/mijn/ik-help/", code=text) for text in (code[0], "ABCD EFGH JKMN")]
    texts = [re.search(r"Deze code klopt niet[^<]*", page.content.decode()) for page in pages]
    assert [page.status_code for page in pages] == [422, 422]
    assert texts[0]
    assert texts[1]
    assert texts[0][0] == texts[1][0]


def test_every_page_of_an_opens_for_her_helper_and_none_of_bart(story: Story) -> None:
    of_an, of_bart = story.applied("an"), story.applied("bart")
    acting(story)
    for address in ("/mijn/", "/mijn/uren/", "/mijn/betalingen/", f"/mijn/beslissing/{of_an}/"):
        assert "An Peeters" in story.get("mia", address)
    browser = story.browser("mia")
    assert browser.get(f"/mijn/beslissing/{of_bart}/").status_code == 404
    assert browser.post(f"/mijn/ik-help/{UUID(int=7)}/").status_code == 404


def test_a_helper_is_not_offered_and_not_let_into_what_is_personal(story: Story) -> None:
    acting(story)
    home = story.get("mia", "/mijn/")
    assert "/mijn/inzage/" not in home
    assert 'href="/mijn/helpers/"' not in home
    for address in ("/mijn/inzage/", "/mijn/helpers/", "/mijn/helpers/geven/"):
        assert story.browser("mia").get(address).status_code == 403


def test_a_page_that_was_open_when_an_stopped_it_gets_a_clear_refusal(story: Story) -> None:
    mandate_id = acting(story)
    story.get("mia", "/mijn/aanvraag/")
    end_mandate(mandate_id=mandate_id, **story.acts.act("an"))
    refused = story.post("mia", "/mijn/aanvraag/")
    assert refused.status_code == 403
    assert "Je handelt niet meer voor deze persoon" in refused.content.decode()
    assert "An Peeters" not in story.get("mia", "/mijn/")


def test_a_mandate_ends_at_midnight_with_the_page_open(story: Story) -> None:
    acting(story)
    story.later(730)
    assert story.browser("mia").get("/mijn/").status_code == 200
    story.later(1)
    assert story.browser("mia").get("/mijn/").status_code == 403
    assert story.browser("mia").get("/mijn/").status_code == 200


def test_a_form_that_was_opened_before_a_switch_is_not_sent_for_another(story: Story) -> None:
    mandate, _ = helped(story.acts)
    browser = signed_in("mia", client=Client(enforce_csrf_checks=True))
    story.clients["mia"] = browser
    as_mia = csrf(browser, "/mijn/ik-help/")
    browser.post(f"/mijn/ik-help/{mandate.id}/", {"csrfmiddlewaretoken": as_mia})
    assert "An Peeters" in browser.get("/mijn/").content.decode()
    old = browser.post("/mijn/aanvraag/", {"act_key": str(UUID(int=2)), "csrfmiddlewaretoken": as_mia})
    assert old.status_code == 403
    assert story.browser("an").get("/mijn/").status_code == 200


def csrf(browser: Client, address: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(address).content.decode())
    assert found is not None
    return found[1]


def test_stopping_brings_her_back_to_her_own_pages(story: Story) -> None:
    acting(story)
    story.post("mia", "/mijn/ik-help/klaar/")
    assert "An Peeters" not in story.get("mia", "/mijn/")


def test_a_report_is_not_shown_to_a_helper_unless_an_ticked_it(story: Story) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.reported(track_id, "dirk")
    mandate_id = acting(story)
    address = f"/mijn/begeleiding/{track_id}/module/1/"
    assert "wat An energie geeft" not in story.get("mia", address)
    end_mandate(mandate_id=mandate_id, **story.acts.act("an"))
    story.browser("mia").get("/mijn/")
    acting(story, Scope.CONTENT)
    assert "wat An energie geeft" in story.get("mia", address)


def test_both_see_what_was_done_with_it_and_either_stops_it(story: Story) -> None:
    mandate_id = acting(story)
    story.post("mia", "/mijn/aanvraag/")
    story.post("mia", "/mijn/ik-help/klaar/")
    for who in ("an", "mia"):
        assert "vroeg loopbaanbegeleiding aan" in words(story.get(who, f"/mijn/helpers/{mandate_id}/"))
    story.post("mia", f"/mijn/helpers/{mandate_id}/stoppen/")
    assert "gestopt" in words(story.get("an", "/mijn/helpers/"))


def test_the_citizen_says_that_a_declaration_does_not_hold_and_the_registrar_reads_it(story: Story) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    agreement = words(story.get("an", f"/mijn/begeleiding/{track_id}/overeenkomst/"))
    assert "Ik verklaar op eer: deze klant is niet mijn partner, geen familie" in agreement
    story.post("an", f"/mijn/begeleiding/{track_id}/geen-familie/", text="Dirk is mijn schoonbroer.")
    listed = story.get("rita", "/medewerker/bezwaren/")
    found = re.search(r'/medewerker/bezwaren/[^/"]+/', listed)
    assert found is not None
    assert "schoonbroer" not in listed
    assert "schoonbroer" in story.get("rita", found[0])
    assert story.browser("dirk").get(found[0]).status_code == 403
    assert story.browser("bart").get(f"/mijn/begeleiding/{track_id}/geen-familie/").status_code == 404


PRESSED = {
    "overeenkomst": ("Ik ga akkoord en teken", "tekenen"),
    "stoppen": ("Ja, ik stop", "een begeleiding stoppen"),
    "module/1": ("Ja, deze uren kloppen", "zeggen of de uren kloppen"),
    "module/1/betwisten": ("Verstuur", "zeggen of de uren kloppen"),
}


@pytest.mark.parametrize("page", PRESSED)
def test_a_helper_is_offered_no_button_that_her_volmacht_refuses_and_no_proof_is_asked_in_vain(
    story: Story, page: str
) -> None:
    story.applied("an")
    if page == "overeenkomst":
        track_id = story.proposed("an", "dirk")
    else:
        track_id = story.signed("an", "dirk")
        story.reported(track_id, "dirk")
    acting(story)
    address, button = f"/mijn/begeleiding/{track_id}/{page}/", PRESSED[page][0]
    shown = words(story.get("mia", address))
    assert button not in shown
    assert "Dit doet An Peeters zelf. Het staat niet in je volmacht." in shown
    story.clients["mia"] = signed_in("mia", stepped_up=False)
    story.post("mia", f"/mijn/ik-help/{Mandate.objects.get().id}/")
    refused = story.browser("mia").post(address, {"act_key": str(UUID(int=3))})
    assert refused.status_code == 403
    text = words(refused.content.decode())
    assert "Dit staat niet in je volmacht. An Peeters doet dit zelf, of belt gratis 1700. Jij mag: het dossier" in text
    assert "Meld je aan met de juiste rol" not in text


def test_a_helper_with_the_tick_is_offered_the_button(story: Story) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.reported(track_id, "dirk")
    acting(story, Scope.HOURS)
    assert "Ja, deze uren kloppen" in story.get("mia", f"/mijn/begeleiding/{track_id}/module/1/")


def test_the_helper_reads_what_she_may_in_words_for_her(story: Story) -> None:
    mandate_id = acting(story)
    story.post("mia", "/mijn/ik-help/klaar/")
    assert "het dossier volgen" in words(story.get("mia", f"/mijn/helpers/{mandate_id}/"))
    assert "je dossier volgen" in words(story.get("an", f"/mijn/helpers/{mandate_id}/"))
