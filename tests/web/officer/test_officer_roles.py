"""Each role sees its own work and nothing else."""

from uuid import uuid4

import pytest

from tests.story import Story
from tests.web.visitor import Visitor

HOME = "/medewerker/"
ANY = uuid4()
PAGES_OF = {
    "omar": [
        f"/medewerker/aanvragen/{ANY}/",
        f"/medewerker/aanvragen/{ANY}/weigeren/",
        "/medewerker/meldingen/",
        f"/medewerker/meldingen/{ANY}/",
        "/medewerker/betwistingen/",
        f"/medewerker/betwistingen/{ANY}/",
        "/medewerker/herinneringen/",
        f"/medewerker/herinneringen/{ANY}/",
    ],
    "rita": ["/medewerker/register/", "/medewerker/register/nieuw/", f"/medewerker/register/{ANY}/"],
    "petra": [
        "/medewerker/betalingen/",
        f"/medewerker/betalingen/{ANY}/",
        f"/medewerker/betalingen/{ANY}/bankbestand/",
        "/medewerker/betalingen/eigen-bijdrage/",
        f"/medewerker/betalingen/eigen-bijdrage/{ANY}/",
        f"/medewerker/betalingen/eigen-bijdrage/module/{ANY}/",
        "/medewerker/terugvorderingen/",
        f"/medewerker/terugvorderingen/{ANY}/",
        f"/medewerker/terugvorderingen/{ANY}/brief/beslissing/",
    ],
    "aude": ["/medewerker/grootboek/"],
}
ACTS = [f"/medewerker/betalingen/{ANY}/{act}/" for act in ("goedkeuren", "weggooien", "ophalen", "antwoord")]
ACTS += [f"/medewerker/meldingen/{ANY}/{act}/" for act in ("nakijken", "gehoord", "beslissen")]
ACTS += [f"/medewerker/betalingen/eigen-bijdrage/{ANY}/{act}/" for act in ("plaatsen", "teruggeven", "teruggestort")]
RECOVERY_ACTS = (
    "antwoord",
    "beslissen",
    "melden",
    "stopzetten",
    "inhouden",
    "niet-inhouden",
    "plan-stoppen",
    "boeking",
)
ACTS += [f"/medewerker/terugvorderingen/{ANY}/{act}/" for act in RECOVERY_ACTS]
ACTS += [f"/medewerker/terugvorderingen/{ANY}/plan/{ANY}/goedkeuren/", "/medewerker/terugvorderingen/"]
ACTS += [f"/medewerker/terugvorderingen/{ANY}/boeking/{ANY}/goedkeuren/"]
ACTS += [f"/medewerker/aanvragen/{ANY}/gegeven/schooling/", "/medewerker/register/nieuw/", "/medewerker/betalingen/"]
ACTS += [f"/medewerker/betwistingen/{ANY}/", f"/medewerker/betwistingen/{ANY}/teruggevorderd/"]
ACTS += [f"/medewerker/herinneringen/{ANY}/"]


@pytest.mark.parametrize("name", sorted(PAGES_OF))
def test_a_role_opens_its_own_pages_and_is_refused_at_all_others(story: Story, name: str) -> None:
    visitor = Visitor(name)

    assert visitor.status(HOME) == 200
    for owner, addresses in PAGES_OF.items():
        statuses = {visitor.status(address) for address in addresses}
        assert statuses == {403} if owner != name else statuses <= {200, 404}, owner


@pytest.mark.parametrize("name", ["an", "dirk", "aude"])
def test_nobody_without_the_role_does_an_act_of_an_officer(story: Story, name: str) -> None:
    visitor = Visitor(name)

    assert {visitor.send(address, {"act_key": str(uuid4())})[0] for address in ACTS} == {403}


@pytest.mark.parametrize("name", ["an", "dirk"])
def test_the_pages_of_officers_are_for_officers(story: Story, name: str) -> None:
    assert Visitor(name).status(HOME) == 403


def test_the_first_page_shows_only_the_work_of_ones_own_role(story: Story) -> None:
    heading = {
        "omar": "Aanvragen die op jou wachten",
        "rita": "Registreer een loopbaanbegeleider",
        "petra": "Betaalopdrachten die jij kan goedkeuren",
        "aude": "Reken het grootboek na",
    }
    for name in heading:
        html = Visitor(name).page(HOME)
        assert {other for other, text in heading.items() if text in html} == {name}
