"""A revocation on the pages: opened by one officer, answered by the citizen, decided by another, with remedies."""

import pytest

from loopbaankrediet.credit.models import Application, Revocation
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.people.actions import trust_with
from tests.story import Story
from tests.web.visitor import Visitor

WHY = "De bron verbeterde het aantal maanden werk."


@pytest.fixture
def granted(story: Story) -> Application:
    trust_with(person_id=story.person("rita").id, role=Role.CASE_OFFICER, clock=story.clock)
    return story.apply("an")


def opened(granted: Application) -> Revocation:
    page = f"/medewerker/aanvragen/{granted.id}/intrekken/"
    status, text = Visitor("omar").press(page, ground="source", minutes="120", reasons=WHY)
    assert (status, "Een collega beslist" in text) == (200, True)
    return Revocation.objects.get()


def test_from_opening_to_decision_each_reads_what_was_said_and_how_to_react(granted: Application) -> None:
    file = opened(granted)
    citizen, mine = Visitor("an"), f"/mijn/intrekking/{file.id}/"
    assert mine in citizen.page("/mijn/")
    text = citizen.page(mine)
    assert WHY in text
    assert "Er is nog niets beslist" in text
    assert citizen.press(mine, answer="Ik werkte er wel.")[0] == 200
    assert mine not in citizen.page("/mijn/")
    status, text = Visitor("rita").press(
        f"/medewerker/intrekkingen/{file.id}/", outcome="revoke", reasons="De bron is nagekeken."
    )
    assert (status, "Ik werkte er wel." in text, "Ingetrokken" in text) == (200, True, True)
    text = citizen.page(mine)
    assert "De bron is nagekeken." in text
    assert "Ben je het niet eens met de beslissing" in text
    assert Entry.objects.filter(verb="open_file_of_revocation", kind="look").exists()


def test_the_officer_who_opened_it_finds_no_form_to_decide(granted: Application) -> None:
    file = opened(granted)
    page = Visitor("omar").page(f"/medewerker/intrekkingen/{file.id}/")
    assert "Jij opende dit dossier. Een collega beslist." in page
    assert "Je beslissing" not in page


def test_a_call_is_noted_and_the_list_shows_what_is_to_be_decided(granted: Application) -> None:
    file = opened(granted)
    address = f"/medewerker/intrekkingen/{file.id}/"
    status, _ = Visitor("omar").press(address, f"{address}gesprek/", answer="Ze belde: het klopt niet.")
    assert status == 200
    assert "Te beslissen" in Visitor("rita").page("/medewerker/intrekkingen/")


def test_taking_minutes_before_an_answer_is_refused_in_words(granted: Application) -> None:
    file = opened(granted)
    address = f"/medewerker/intrekkingen/{file.id}/"
    status, text = Visitor("rita").press(address, outcome="revoke", reasons="Nu al.")
    assert (status, "De burger las dit nog niet" in text) == (422, True)
    Visitor("an").page(f"/mijn/intrekking/{file.id}/")
    status, text = Visitor("rita").press(address, outcome="revoke", reasons="Nu al.")
    assert (status, "De burger kan nog antwoorden tot en met" in text) == (422, True)


def test_an_officer_notes_a_call_and_the_term_starts(granted: Application) -> None:
    file = opened(granted)
    address = f"/medewerker/intrekkingen/{file.id}/"
    assert "de termijn, en die begon nog niet" in Visitor("rita").page(address)
    status, text = Visitor("omar").press(address, f"{address}gemeld/", channel="phone")
    assert (status, "De termijn om te antwoorden loopt" in text, "Telefoon" in text) == (200, True, True)
    assert "Noteer dat je het zei" not in text
    assert "Antwoord ten laatste op" in Visitor("an").page("/mijn/")


def test_the_citizen_reads_her_rights_when_the_file_opens(granted: Application) -> None:
    text = Visitor("an").page(f"/mijn/intrekking/{opened(granted).id}/")
    assert "Wat je al gebruikte, vragen we hier niet terug." in text
    assert "Je mag je dossier inkijken en iemand meebrengen." in text


def test_the_officers_work_counts_the_files_and_shows_those_that_wait_for_her(granted: Application) -> None:
    file = opened(granted)
    address = f"/medewerker/intrekkingen/{file.id}/"
    assert "Er loopt 1 dossier om krediet in te trekken." in Visitor("rita").page("/medewerker/")
    assert address not in Visitor("rita").page("/medewerker/")
    Visitor("an").press(f"/mijn/intrekking/{file.id}/", answer="Ik werkte er wel.")
    assert "/medewerker/intrekkingen/" in Visitor("omar").page("/medewerker/")
    assert address not in Visitor("omar").page("/medewerker/")
    assert address in Visitor("rita").page("/medewerker/")


def test_a_decided_file_is_found_again_from_the_decision(granted: Application) -> None:
    file = opened(granted)
    address = f"/medewerker/intrekkingen/{file.id}/"
    assert Visitor("rita").press(address, outcome="keep", reasons="Het klopte wel.")[0] == 200
    assert f"/mijn/intrekking/{file.id}/" in Visitor("an").page(f"/mijn/beslissing/{granted.id}/")


def test_nobody_else_reads_the_file(granted: Application) -> None:
    file = opened(granted)
    assert Visitor("bart").status(f"/mijn/intrekking/{file.id}/") == 404
    assert Visitor("petra").status(f"/medewerker/intrekkingen/{file.id}/") == 403
    assert Visitor("an").status(f"/medewerker/intrekkingen/{file.id}/") == 403
