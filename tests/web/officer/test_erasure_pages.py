"""Erasing a person on the pages: what stands in the way, the proposal, the advice, the decision."""

import pytest

from loopbaankrediet.credit.models import Application
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.people.actions import trust_with
from loopbaankrediet.people.models import Erasure
from loopbaankrediet.platform.legal_clock import move_to
from tests.story import Story
from tests.web.visitor import Visitor


@pytest.fixture
def granted(story: Story) -> Application:
    trust_with(person_id=story.person("rita").id, role=Role.CASE_OFFICER, clock=story.clock)
    return story.apply("an")


def proposed(story: Story, granted: Application) -> str:
    """Eleven years later; the address of the proposal."""
    story.pass_days(4018)
    move_to(story.clock.today())
    page = f"/medewerker/aanvragen/{granted.id}/wissen/"
    status, text = Visitor("omar").press(page, dossier="AVG-2038/17")
    assert (status, "Wacht op advies" in text) == (200, True)
    return f"/medewerker/wissen/{Erasure.objects.get().id}/"


def test_what_stands_in_the_way_is_told_in_words_and_nothing_can_be_proposed(granted: Application) -> None:
    page = Visitor("omar").page(f"/medewerker/aanvragen/{granted.id}/wissen/")
    assert "De aanvraag blijft bewaard (tot en met" in page
    assert "Stel voor om te wissen" not in page


def test_from_proposal_to_erased_with_the_advice_between(story: Story, granted: Application) -> None:
    address = proposed(story, granted)
    assert "geeft eerst advies" in Visitor("rita").page(address)
    assert address in Visitor("fien").page("/medewerker/wissen/")
    status, text = Visitor("fien").press(address, f"{address}advies/", advice="against")
    assert (status, "Beter niet wissen" in text, "Wis de gegevens" in text) == (200, True, False)
    assert "Wis de gegevens" not in Visitor("omar").page(address)
    status, text = Visitor("rita").press(address, f"{address}beslissen/")
    assert (status, "Gewiste persoon" in text, "De gegevens zijn gewist" in text) == (200, True, True)


def test_the_data_protection_officer_can_not_send_the_decision(story: Story, granted: Application) -> None:
    address = proposed(story, granted)
    assert Visitor("fien").send(f"{address}beslissen/", {})[0] == 403
    assert Visitor("omar").send(f"{address}advies/", {"advice": "for"})[0] == 403
    assert Erasure.objects.get().state == "proposed"


def test_a_proposal_is_taken_back_and_nothing_is_erased(story: Story, granted: Application) -> None:
    address = proposed(story, granted)
    status, text = Visitor("rita").press(address, f"{address}intrekken/")
    assert (status, "Er wordt niets gewist" in text) == (200, True)
    assert Erasure.objects.get().state == "withdrawn"
