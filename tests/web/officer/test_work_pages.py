"""The pages of officers around decisions: work, proposal, question, letter, second look, incident, open terms."""

from datetime import timedelta
from uuid import uuid4

import pytest

from loopbaankrediet.credit.models import Application, Clarification, Redecision
from loopbaankrediet.credit.redecision_work import work_on_redecisions
from loopbaankrediet.office.models import Incident, LetterTemplate
from loopbaankrediet.platform.legal_clock import current_clock, move_to
from tests.story import Story
from tests.web.visitor import Visitor

WORK = "/medewerker/werk/"


@pytest.fixture
def omar(story: Story) -> Visitor:
    return Visitor("omar")


@pytest.fixture
def lot(story: Story) -> Visitor:
    return Visitor("lot")


def of(application: Application, part: str = "") -> str:
    return f"/medewerker/aanvragen/{application.id}/{part}"


def test_work_is_taken_given_and_filtered_by_the_address(story: Story, omar: Visitor, lot: Visitor) -> None:
    chantal = story.apply("chantal")
    html = omar.page(WORK)
    assert "Chantal Lefèvre-Ngoma" in html
    assert "Gegeven ontbreekt" in html
    item = f"{WORK}gegeven/{chantal.id}/"
    assert omar.press(item, f"{item}nemen/")[0] == 200
    assert "Omar Benali" in lot.page(WORK)
    status, html = lot.send(f"{item}nemen/", {"act_key": str(uuid4())})
    assert (status, "Omar Benali heeft dit werk al" in html) == (422, True)
    assert "Chantal" not in lot.page(f"{WORK}?wie=vrij")
    assert "Er is geen werk dat hierbij past" in lot.page(f"{WORK}?soort=gegeven&wie=mijn&te_laat=ja&pagina=9")
    to_lot = str(story.person("lot").id)
    assert omar.press(f"{item}doorgeven/", officer=to_lot, reason="")[0] == 422
    assert "Lot Janssens" in omar.press(f"{item}doorgeven/", officer=to_lot, reason="Verlof")[1]
    assert lot.press(item, f"{item}teruggeven/")[0] == 200
    assert omar.status(f"{WORK}te-laat/{chantal.id}/") == 403
    assert omar.status(f"{WORK}gegeven/{uuid4()}/") == 404


def test_the_proposal_tells_each_answer_and_the_applicant_answers_on_her_page(story: Story, omar: Visitor) -> None:
    chantal = story.apply("chantal")
    html = omar.page(of(chantal))
    assert "Wat elk antwoord verandert" in html
    assert "Meteen 6 uur" in html
    assert "Voornemen om te weigeren" in html
    asked = omar.press(of(chantal, "vraag/?feit=seniority_months"), question="Werkte je <b>elders</b>?")[1]
    assert "De termijn om te beslissen staat stil" in asked
    assert "&lt;b&gt;elders" in asked
    citizen, question = Visitor("chantal"), Clarification.objects.get()
    assert "Antwoord op een vraag over je aanvraag" in citizen.page("/mijn/")
    address = f"/mijn/vraag/{question.id}/"
    assert citizen.press(address, text="")[0] == 422
    assert "Je antwoordde" in citizen.press(address, text="Acht jaar in Kinshasa.")[1]
    assert "Acht jaar in Kinshasa." in omar.page(of(chantal))
    assert Visitor("an").status(address) == 404
    assert omar.press(of(chantal, "afwijken/"), reasons="Geen antwoord")[0] == 422


def test_a_refusal_asks_a_second_look_and_its_letter_is_one_document(story: Story, omar: Visitor, lot: Visitor) -> None:
    bart = story.apply("bart")
    assert "Antwoord ten laatste op" in omar.page(of(bart, "brief/"))
    text = {"opening": "Dag {naam}, <script>", "closing": "Groet", "why": "Korter", "from_on": "16/3/2027"}
    made = omar.press("/medewerker/brieven/", letter="refusal", **text)[1]
    assert "Een collega keurt goed" in made
    assert "Dag Voorbeeld D&#x27;Hondt-Lefèvre, &lt;script&gt;" in made
    draft = f"/medewerker/brieven/{LetterTemplate.objects.get().id}/"
    assert "Goedgekeurd" in lot.press(draft, f"{draft}ja/")[1]
    move_to(current_clock().today() + timedelta(days=15))
    assert omar.press(of(bart, "weigeren/"))[0] == 422
    assert "De weigering is ondertekend." in omar.press(of(bart, "weigeren/"), looked="on")[1]
    for letter in (omar.page(of(bart, "brief/")), Visitor("bart").page(f"/mijn/aanvraag/{bart.id}/brief/")):
        assert "Dag Bart D&#x27;Hondt, &lt;script&gt;" in letter
        assert "Ondertekend door Omar Benali" in letter
        assert "Raad van State" in letter
        assert "Waarop steunt dit?" in letter
        assert "versie 1" in letter
    assert Visitor("an").status(f"/mijn/aanvraag/{bart.id}/brief/") == 404


def test_alike_files_and_incidents_have_their_pages(story: Story, omar: Visitor, lot: Visitor) -> None:
    story.apply("an")
    assert omar.press("/medewerker/herbekijken/", again="law", why="Proef")[0] == 422
    omar.press("/medewerker/herbekijken/", again="law", why="Proef", kind="grant")
    page = f"/medewerker/herbekijken/{Redecision.objects.get().id}/"
    while work_on_redecisions(clock=story.clock):
        continue
    assert "Herbekijk deze dossiers" in omar.page(page)
    omar.press(page, f"{page}herbekijken/")
    while work_on_redecisions(clock=story.clock):
        continue
    assert "1 van 1" in lot.page(page)
    stopped = omar.press("/medewerker/incidenten/", stops="decisions", told="We beslissen <i>even</i> niet.", why="x")
    assert (stopped[0], "We beslissen &lt;i&gt;even&lt;/i&gt; niet." in stopped[1]) == (200, True)
    fatima = Visitor("fatima")
    assert "Aanvragen kan nog" in fatima.page("/mijn/")
    assert "We bewaarden je aanvraag" in fatima.press("/mijn/aanvraag/")[1]
    assert "even" not in Visitor("dirk").page("/begeleider/").partition("<main")[0]
    incident = f"/medewerker/incidenten/{Incident.objects.get().id}/"
    omar.press("/medewerker/incidenten/", f"{incident}voorstel/", mended="Hersteld")
    assert omar.send(f"{incident}ja/", {"act_key": str(uuid4())})[0] == 422
    assert "Vroegere incidenten" in lot.press("/medewerker/incidenten/", f"{incident}ja/")[1]


def test_anybody_reads_what_is_decided_and_what_is_open(story: Story) -> None:
    html = Visitor("an").page("/hoe-we-beslissen/stand/")
    assert "Wat de regering nog kan invullen" in html
    assert "Elk artikel en elk gegeven" in html
    assert "uitvoeringsbesluit" in Visitor("an").page("/hoe-we-beslissen/stand/?stand=open&pagina=2")
