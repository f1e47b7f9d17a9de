"""Asking for the right: each person of the demonstration reads an answer and knows what to do next."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from loopbaankrediet.credit.actions import note_call, record_fact, sign_refusal
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import Application, Reply
from loopbaankrediet.credit.queries import wallet_balance, wallet_of
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.web.citizen.presenters.decision import HELPS
from tests.web.citizen.conftest import Story

ON = date(2027, 3, 1)
Words = Callable[[str], str]
PYTHON_OR_JSON = re.compile(r"True|False|None|\{\'|&quot;|&lt;|seniority_months|cents_per_hour|undetermined|refused")


def number_of_last() -> str:
    """As the person of this application reads it."""
    return file_number(Application.objects.latest("number").number)


def test_an_asks_and_reads_at_once_that_she_has_six_hours_and_what_she_pays(story: Story, words: Words) -> None:
    page = words(story.post("an", "/mijn/aanvraag/").content.decode())

    assert "Je krijgt 6 uur loopbaanbegeleiding" in page
    assert "25,00 euro betaal je zelf per uur" in page
    assert "50,00 euro per module van 2 uur" in page
    assert "Vlaanderen betaalt 167,80 euro per module" in page


def test_the_apply_page_says_what_is_fetched_from_whom_and_why(story: Story, words: Words) -> None:
    page = words(story.get("an", "/mijn/aanvraag/"))

    assert "Je hoogste diploma De databank van diploma's (LED) Wie kortgeschoold is, betaalt minder." in page
    assert "Waar je woont en werkt, telt mee." in page
    assert "Wat er daarna gebeurt" in page


def test_a_double_click_on_the_application_is_one_application(story: Story) -> None:
    key = str(uuid4())

    first = story.post("an", "/mijn/aanvraag/", act_key=key)
    second = story.post("an", "/mijn/aanvraag/", act_key=key)

    assert Application.objects.count() == 1
    assert first.redirect_chain == second.redirect_chain


def test_who_has_an_open_application_is_led_to_it_and_a_second_is_refused_in_words(story: Story, words: Words) -> None:
    story.applied("bart")

    page = story.get("bart", "/mijn/aanvraag/")
    refused = story.post("bart", "/mijn/aanvraag/")

    assert "Bekijk je aanvraag" in words(page)
    assert refused.status_code == 422
    assert "Je hebt al een aanvraag lopen." in refused.content.decode()


def test_bart_reads_why_from_which_day_he_would_qualify_and_until_when_he_can_answer(
    story: Story, words: Words
) -> None:
    page = words(story.post("bart", "/mijn/aanvraag/").content.decode())

    assert "Er is nog niets beslist." in page
    assert "Je werkte in totaal 6 jaar (72 maanden). Je hebt 7 jaar (84 maanden) nodig." in page
    assert "Blijf je werken? Dan kan je het wel krijgen vanaf 1 maart 2028" in page
    assert "Werkte je ook in het buitenland? Was je ziek, of met moederschapsverlof of ouderschapsverlof?" in page
    assert "ten laatste op 15 maart 2027" in page
    assert "Antwoord ten laatste op 15 maart 2027" in words(story.get("bart", "/mijn/"))


def test_whatever_fails_the_intention_tells_what_could_help() -> None:
    assert {ground.article.rule for ground in policy_on(ON, ON).grounds} == set(HELPS)


def test_an_reads_whom_she_can_ask_about_her_grant(story: Story, words: Words) -> None:
    page = words(story.get("an", f"/mijn/beslissing/{story.applied('an')}/"))

    assert "Je contactpersoon is Omar Benali, dossierbehandelaar." in page


def test_bart_answers_once_however_often_he_clicks_and_sees_his_own_words(story: Story, words: Words) -> None:
    address, key = f"/mijn/beslissing/{story.applied('bart')}/", str(uuid4())

    story.post("bart", address, act_key=key, text="Ik werkte ook in 's-Hertogenbosch.")
    answer = story.post("bart", address, act_key=key, text="Ik werkte ook in 's-Hertogenbosch.")

    assert Reply.objects.count() == 1
    assert "Ik werkte ook in 's-Hertogenbosch." in words(answer.content.decode())
    assert "Een medewerker leest het en beslist na 15 maart 2027." in words(story.get("bart", "/mijn/"))


def test_an_empty_answer_is_refused_at_its_field_and_asking_for_a_person_is_enough(story: Story, words: Words) -> None:
    address = f"/mijn/beslissing/{story.applied('bart')}/"

    refused = story.post("bart", address)
    numberless = story.post("bart", address, wants_a_person="on")
    asked = story.post("bart", address, wants_a_person="on", phone="0470 12 34 56")

    assert refused.status_code == numberless.status_code == 422
    assert '<a href="#id_text">Schrijf je antwoord, of kruis aan' in refused.content.decode()
    assert '<a href="#id_phone">Schrijf een telefoonnummer' in numberless.content.decode()
    assert "Je antwoord (of kruis hieronder aan)" in words(refused.content.decode())
    page = words(asked.content.decode())
    assert "Je vroeg om met een medewerker te praten." in page
    assert "We bellen je op 0470 12 34 56, binnen 5 werkdagen, voor we beslissen." in page


def test_a_refusal_names_its_officer_its_day_and_the_remedies_with_their_terms(story: Story, words: Words) -> None:
    application_id = story.applied("bart")
    story.later(15)
    sign_refusal(application_id=application_id, by=story.actor("omar"), clock=story.clock, key=uuid4())

    page = words(story.get("bart", f"/mijn/beslissing/{application_id}/"))

    assert f"Aan Bart D'Hondt. Beslissing van 16 maart 2027, dossier {number_of_last()}" in page
    assert "Aanvraag van 1 maart 2027, voornemen van 1 maart 2027." in page
    assert "Ondertekend door Omar Benali, dossierbehandelaar, namens de leidend ambtenaar" in page
    assert "de wet van 29 juli 1991 over de uitdrukkelijke motivering van bestuurshandelingen" in page
    assert "Reageer ten laatste op 15 mei 2027" in page
    assert "binnen 60 dagen nadat je deze beslissing kreeg" in page
    assert "Het staat nog niet vast wanneer je antwoord krijgt." in page
    assert "loopbaankrediet@voorbeeld.example" in page
    assert "Raad van State" in page
    assert "Vlaamse Ombudsdienst" in page
    assert "Verstuur je antwoord" not in page


def test_after_the_refusal_an_answer_to_the_intention_is_too_late_and_says_so(story: Story) -> None:
    application_id = story.applied("bart")
    story.later(15)
    sign_refusal(application_id=application_id, by=story.actor("omar"), clock=story.clock, key=uuid4())

    answer = story.post("bart", f"/mijn/beslissing/{application_id}/", text="Te laat.")

    assert answer.status_code == 422
    assert Reply.objects.count() == 0


def test_chantal_reads_which_fact_is_missing_and_by_which_way_she_can_prove_it(story: Story, words: Words) -> None:
    page = words(story.post("chantal", "/mijn/aanvraag/").content.decode())

    assert "We missen nog een gegeven" in page
    assert "Je hebt 7 jaar nodig. We kennen er 5 jaar van. Toon bewijs van nog 2 jaar." in page
    assert "een attest van een vroegere werkgever" in page
    assert "Bel gratis 1700" in page
    assert "De dag van je aanvraag, 1 maart 2027, blijft tellen." in page
    assert "Nog niet bekend" in page
    assert "Stuur een foto of PDF van je bewijs" in page
    assert f"Een brief kan ook. Zet daar je dossiernummer op: {number_of_last()}" in page


def test_chantal_is_granted_once_an_officer_has_recorded_the_fact(story: Story, words: Words) -> None:
    application_id = story.applied("chantal")
    record_fact(
        application_id=application_id,
        name="seniority_months",
        value=96,
        proof="Attest van de werkgever in Kinshasa",
        by=story.actor("omar"),
        clock=story.clock,
        key=uuid4(),
    )

    page = words(story.get("chantal", f"/mijn/beslissing/{application_id}/"))

    assert "Je krijgt 6 uur loopbaanbegeleiding" in page
    assert "15,00 euro betaal je zelf per uur" in page
    assert (
        "RSZ en RSVZ (hele loopbaan) zei minstens 5 jaar (60 maanden); "
        "bewijsstuk Attest van de werkgever in Kinshasa zegt 8 jaar (96 maanden)." in page
    )
    assert "Het departement nam deze beslissing automatisch, met een computerprogramma." in page


def test_fatima_with_one_voucher_reads_two_hours_at_the_low_price(story: Story, words: Words) -> None:
    page = words(story.post("fatima", "/mijn/aanvraag/").content.decode())

    assert "Je krijgt 2 uur loopbaanbegeleiding" in page
    assert "Je krijgt 2 uur en niet 6, omdat je al 1 loopbaancheque gebruikte (artikel 43). Klopt dat niet?" in page
    assert "30,00 euro per module van 2 uur" in page
    assert "Je gebruikte 1 loopbaancheque." in page


def test_zoe_has_her_hours_and_one_question_gives_her_price(story: Story, words: Words) -> None:
    granted = words(story.post("zoe", "/mijn/aanvraag/").content.decode())
    address = f"/mijn/beslissing/{Application.objects.get().id}/diploma/"
    empty = story.post("zoe", address)
    answered = story.post("zoe", address, value="low")

    assert "Je prijs kennen we nog niet" in granted
    assert empty.status_code == 422
    assert '<a href="#id_value_0">Kies het diploma dat bij jou past.</a>' in empty.content.decode()
    page = words(answered.content.decode())
    assert "15,00 euro betaal je zelf per uur" in page
    assert "Je krijgt 6 uur loopbaanbegeleiding" in page
    assert "Op 1 maart 2027 legden we je prijs vast: 15,00 euro per uur, op jouw verklaring." in page
    assert "Je krijgt 0 uur" not in page


def test_the_price_that_was_fixed_later_leaves_the_day_and_the_hours_of_the_grant(story: Story, words: Words) -> None:
    address = f"/mijn/beslissing/{story.applied('zoe')}/"
    story.later(3)
    page = words(story.post("zoe", f"{address}diploma/", value="high").content.decode())

    assert "We beslisten dat op 1 maart 2027." in page
    assert "Op 4 maart 2027 legden we je prijs vast: 25,00 euro per uur, op jouw verklaring." in page
    assert "4 maart 2027: we legden je prijs vast" in words(story.get("zoe", "/mijn/"))


def test_a_second_tab_after_a_grant_is_told_so_and_makes_no_second_application(story: Story, words: Words) -> None:
    story.applied("an")
    answer = story.post("an", "/mijn/aanvraag/")

    assert answer.status_code == 422
    assert "Je hebt al loopbaankrediet. Opnieuw aanvragen is niet nodig." in words(answer.content.decode())
    assert "Je krijgt 6 uur" not in words(story.get("an", "/mijn/"))
    assert Application.objects.count() == 1


def test_a_reply_stands_once_in_the_refusal_with_its_answer_and_the_call(story: Story, words: Words) -> None:
    application_id = story.applied("bart")
    omar: dict[str, Any] = {"by": story.actor("omar"), "clock": story.clock}
    address = f"/mijn/beslissing/{application_id}/"
    story.post("bart", address, text="Ik werkte in Nederland.", wants_a_person="on", phone="0470 12 34 56")
    today = story.clock.today()
    said = "Bart zoekt zijn attest."
    note_call(application_id=application_id, called_on=today, reached=True, said=said, key=uuid4(), **omar)
    story.later(15)
    omar["clock"] = story.clock
    sign_refusal(application_id=application_id, answer="We kregen geen attest.", key=uuid4(), **omar)

    page = words(story.get("bart", address))

    assert page.count("Ik werkte in Nederland.") == 1
    assert "Je schreef op 1 maart 2027: Ik werkte in Nederland." in page
    assert "We belden met je op 1 maart 2027. We noteerden: Bart zoekt zijn attest." in page
    assert "Wij antwoorden: We kregen geen attest." in page


def test_a_refused_person_reads_on_the_overview_until_when_to_react_and_can_read_the_decision(
    story: Story, words: Words
) -> None:
    application_id = story.applied("bart")
    story.later(15)
    sign_refusal(application_id=application_id, by=story.actor("omar"), clock=story.clock, key=uuid4())

    html = story.get("bart", "/mijn/")

    assert (
        "Je aanvraag is geweigerd op 16 maart 2027. Ben je het niet eens? Reageer ten laatste op 15 mei 2027."
        in words(html)
    )
    assert f"Je vroegere beslissingen 16 maart 2027: je aanvraag is geweigerd (dossier {number_of_last()})" in words(
        html
    )
    assert html.count(f"/mijn/beslissing/{application_id}/") == 2


def test_from_the_day_on_the_refusal_leads_to_a_new_application(story: Story) -> None:
    application_id = story.applied("bart")
    address = f"/mijn/beslissing/{application_id}/"
    story.later(15)
    sign_refusal(application_id=application_id, by=story.actor("omar"), clock=story.clock, key=uuid4())
    assert 'href="/mijn/aanvraag/">Vraag opnieuw aan' not in story.get("bart", address)
    story.later(366 - 15)

    assert 'href="/mijn/aanvraag/">Vraag opnieuw aan' in story.get("bart", address)


def test_where_nothing_is_given_no_amounts_stand(story: Story, words: Words) -> None:
    page = words(story.post("bart", "/mijn/aanvraag/").content.decode())

    for part in ("krijg je 0 minuten", "0 uur", "Artikel 16", "Artikel 17", "euro"):
        assert part not in page


def test_an_answer_that_is_too_long_is_kept_and_said_so(story: Story) -> None:
    address = f"/mijn/beslissing/{story.applied('bart')}/"
    page = story.get("bart", address)
    refused = story.post("bart", address, text="a" * 5001)

    assert "maxlength" not in page
    assert refused.status_code == 422
    assert "Je antwoord is te lang. Hou het onder 5000 tekens." in refused.content.decode()
    assert "a" * 5001 in refused.content.decode()


def test_the_schooling_question_is_asked_once(story: Story) -> None:
    application_id = story.applied("zoe")
    address = f"/mijn/beslissing/{application_id}/diploma/"
    story.post("zoe", address, value="low")

    again = story.post("zoe", address, value="high")
    wallet = wallet_of(story.person("zoe"))

    assert again.status_code == 422
    assert "Dit kan je niet zelf verklaren." in again.content.decode()
    assert wallet
    assert wallet.schooling == "low"
    assert wallet_balance(wallet).available == 360
    assert story.browser("zoe").get(address).status_code == 302


@pytest.mark.parametrize("persona", ["an", "bart", "chantal", "fatima", "zoe"])
def test_everybody_reads_all_grounds_facts_sources_and_the_version_of_the_law(
    story: Story, words: Words, persona: str
) -> None:
    page = words(story.get(persona, f"/mijn/beslissing/{story.applied(persona)}/"))

    parts = ["Artikel 3 en artikel 43", "Artikel 4 (woonplaats)", "Artikel 4, 2°", "Artikel 4 (anciënniteit)"]
    for part in parts if persona == "bart" else [*parts, "Artikel 17"]:
        assert part in page
    assert "nog open De regel: Je woont in Vlaanderen of Brussel." in page
    assert f"dossier {number_of_last()}" in page
    assert "Rijksregister op" in page
    assert "Je hebt 7 jaar (84 maanden) nodig. Bron: SERV-advies" in page
    assert "ontwerp" in page
    assert "We kennen alleen wat het advies van de SERV erover zegt; dit is onze eigen lezing daarvan." in page
    assert re.search(r"Kenmerk van deze versie: [0-9a-f]{12}\.", page)
    assert not PYTHON_OR_JSON.search(page)


def test_the_application_of_somebody_else_does_not_exist(story: Story) -> None:
    application_id = story.applied("bart")

    for address in (f"/mijn/beslissing/{application_id}/", f"/mijn/beslissing/{application_id}/diploma/"):
        assert story.browser("an").get(address).status_code == 404
        assert story.post("an", address, text="Ik ben Bart niet.", value="low").status_code == 404
    assert Reply.objects.count() == 0
