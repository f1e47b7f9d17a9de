"""The case officer: worklist, missing facts, replies, and the refusal under her own name."""

from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.credit.actions import reply_to_intention
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import Application, Decision
from loopbaankrediet.decree import FACTS
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.web.officer.forms import FactForm
from tests.story import Story
from tests.web.visitor import Visitor

HOME = "/medewerker/"


def address_of(application: Application, *parts: str) -> str:
    return "/".join(["/medewerker/aanvragen", str(application.id), *parts, ""])


@pytest.fixture
def omar(story: Story) -> Visitor:
    return Visitor("omar")


@pytest.fixture
def bart(story: Story) -> Application:
    return story.apply("bart")


@pytest.fixture
def chantal(story: Story) -> Application:
    return story.apply("chantal")


def move_clock(day: str) -> None:
    Visitor("an").press("/demo/klok/", day=day)


def test_the_worklist_tells_what_to_do_how_old_it_is_and_until_when(
    omar: Visitor, bart: Application, chantal: Application
) -> None:
    html = omar.page(HOME)

    assert "Bart D&#x27;Hondt" in html
    assert "Antwoorden kan tot en met 15 maart 2027" in html
    assert "Chantal Lefèvre-Ngoma" in html
    assert "Bewijs aanvullen" in html
    move_clock("16/3/2027")
    html = omar.page(HOME)
    assert "15 dagen geleden" in html
    assert "Weigering ondertekenen" in html


def test_an_application_shows_grounds_and_facts_with_their_origin(omar: Visitor, bart: Application) -> None:
    html = omar.page(address_of(bart))

    assert "Voornemen om te weigeren" in html
    assert "Niet voldaan" in html
    assert "6 jaar (72 maanden)" in html
    assert "Rijksregister" in html
    assert "Zou wel kunnen vanaf" in html
    assert "1 maart 2028" in html


def test_every_look_at_an_application_is_noted_about_the_applicant(omar: Visitor, bart: Application) -> None:
    omar.page(address_of(bart))
    omar.page(HOME)

    opened, in_a_list = Entry.objects.filter(kind="look", capacity="officer").order_by("id")
    assert (in_a_list.verb, in_a_list.person_id) == ("see_in_list", bart.person_id)
    assert (opened.subject_id, opened.person_id, opened.verb) == (bart.id, bart.person_id, "open_application")


def test_a_missing_fact_is_asked_in_its_own_words_and_its_proof_grants_the_right(
    omar: Visitor, chantal: Application
) -> None:
    html = omar.page(address_of(chantal))
    assert "Hoeveel maanden heb je in je loopbaan gewerkt?" in html
    assert "minstens 5 jaar (60 maanden)" in html
    fact = address_of(chantal, "gegeven", "seniority_months")

    status, html = omar.press(fact, value="96", proof="Attest van de werkgever in Kinshasa")

    assert status == 200
    assert "Toegekend" in html
    assert "Attest van de werkgever in Kinshasa" in html
    assert "Wat ontbreekt" not in html


def test_a_fact_without_proof_or_with_a_wrong_value_keeps_what_was_typed(omar: Visitor, chantal: Application) -> None:
    fact = address_of(chantal, "gegeven", "seniority_months")

    status, html = omar.press(fact, value="acht jaar", proof="")

    assert status == 422
    assert '<a href="#id_value">Schrijf een getal van 0 tot 1200.</a>' in html
    assert '<a href="#id_proof">' in html
    assert 'value="acht jaar"' in html
    assert Application.objects.get(id=chantal.id).state == "undetermined"


def test_a_fact_recorded_twice_by_a_double_click_is_one_decision(omar: Visitor, chantal: Application) -> None:
    fact = address_of(chantal, "gegeven", "seniority_months")
    data = omar.filled(fact) | {"value": "96", "proof": "Attest"}

    first, second = omar.send(fact, data), omar.send(fact, data)

    assert first[0] == second[0] == 200
    assert Decision.objects.filter(application=chantal).count() == 2


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        ("seniority_months", "96", 96),
        ("employment_contract", "ja", True),
        ("self_employed", "nee", False),
        ("residence", "brussels", "brussels"),
        ("schooling", "low", "low"),
    ],
)
def test_each_kind_of_fact_has_its_own_kind_of_answer(fact: str, typed: str, value: Any) -> None:
    form = FactForm(FACTS[fact], {"act_key": str(uuid4()), "value": typed, "proof": "Attest"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == value
    assert type(form.cleaned_data["value"]) is type(value)


@pytest.mark.parametrize("fact", ["credit_minutes_granted", "bestaat-niet"])
def test_what_the_platform_itself_knows_cannot_be_typed_in(omar: Visitor, chantal: Application, fact: str) -> None:
    assert omar.status(address_of(chantal, "gegeven", fact)) == 404


def test_an_application_that_does_not_exist_is_not_found(omar: Visitor) -> None:
    address = f"/medewerker/aanvragen/{uuid4()}/"
    data = {"act_key": str(uuid4()), "value": "96", "proof": "Attest"}

    assert omar.status(address) == 404
    assert omar.send(f"{address}gegeven/seniority_months/", data)[0] == 404
    assert omar.send(f"{address}weigeren/", data)[0] == 404


def test_the_reply_of_the_citizen_stands_on_the_page(story: Story, omar: Visitor, bart: Application) -> None:
    reply_to_intention(
        application_id=bart.id,
        text="Ik werkte <vroeger> in 's-Hertogenbosch",
        wants_a_person=True,
        phone="0470 12 34 56",
        **story.act("bart"),
    )
    html = omar.page(address_of(bart))

    assert "Ik werkte &lt;vroeger&gt; in &#x27;s-Hertogenbosch" in html
    assert "Vraagt om met iemand te spreken. Bel 0470 12 34 56." in html
    assert "Wil gebeld worden" in omar.page(HOME)


def test_the_officer_notes_a_call_answers_the_reply_and_then_signs(
    story: Story, omar: Visitor, bart: Application
) -> None:
    wish: dict[str, Any] = {"text": "Bel mij", "wants_a_person": True, "phone": "0470 12 34 56"}
    reply_to_intention(application_id=bart.id, **wish, **story.act("bart"))
    move_clock("16/3/2027")
    refuse, call = address_of(bart, "weigeren"), address_of(bart, "gesprek")

    status, html = omar.press(refuse, looked="on", answer="Het blijft zes jaar.")
    assert status == 422
    assert "De aanvrager vroeg om te praten. Bel eerst en noteer het gesprek" in html
    assert "Het blijft zes jaar." in html
    status, html = omar.press(call, reached="ja", said="")
    assert status == 422
    assert '<a href="#id_said">Schrijf kort op wat er gezegd werd.</a>' in html
    status, html = omar.press(call, reached="ja", said="Bart zoekt zijn attest.")
    assert status == 200
    assert "Bart zoekt zijn attest." in html
    status, html = omar.press(refuse, looked="on", answer="")
    assert status == 422
    assert html.count('<a href="#id_answer">') == 1
    status, html = omar.press(refuse, looked="on", answer="Het blijft zes jaar.")
    assert status == 200
    assert Application.objects.get().state == "refused"


def test_any_application_is_found_by_its_exact_number_and_the_look_is_noted(
    story: Story, omar: Visitor, bart: Application
) -> None:
    granted = story.apply("an")
    number = file_number(granted.number)

    status, html = omar.press(HOME, number=number.lower())

    assert status == 200
    assert "Aanvraag van An Peeters" in html
    assert f"Dossier {number}" in html
    assert Entry.objects.filter(kind="look", subject_id=granted.id).count() == 1
    assert file_number(bart.number) in omar.page(HOME)


@pytest.mark.parametrize(("typed", "said"), [("LK 1", "Er is geen dossier"), ("An", "Er is geen"), ("", "Schrijf het")])
def test_a_number_that_finds_nothing_is_said_at_its_field(omar: Visitor, typed: str, said: str) -> None:
    status, html = omar.press(HOME, number=typed)

    assert status == 422
    assert f'<a href="#id_number">{said}' in html
    assert not Entry.objects.filter(kind="look", verb="open_application").exists()


def test_only_a_case_officer_finds_applications(story: Story, bart: Application) -> None:
    petra = Visitor("petra")

    assert "Een dossier zoeken" not in petra.page(HOME)
    assert petra.send(HOME, {"act_key": str(uuid4()), "number": str(bart.number)})[0] == 403


def test_a_value_that_a_source_excludes_and_a_thin_proof_are_said_at_their_field(
    omar: Visitor, bart: Application, chantal: Application
) -> None:
    status, html = omar.press(address_of(chantal, "gegeven", "seniority_months"), value="50", proof="Attest")
    assert status == 422
    assert '<a href="#id_value">RSZ en RSVZ (hele loopbaan) kent al minstens 5 jaar (60 maanden). 50 is minder.' in html
    status, html = omar.press(address_of(bart, "gegeven", "seniority_months"), value="96", proof="Attest")
    assert status == 422
    assert '<a href="#id_proof">RSZ en RSVZ (hele loopbaan) kent dit gegeven al.' in html
    status, html = omar.press(address_of(bart, "gegeven", "seniority_months"), value="96", proof="Attest uit Utrecht")
    assert "zei 6 jaar (72 maanden); bewijsstuk Attest uit Utrecht zegt 8 jaar (96 maanden)." in html


def test_a_refusal_waits_for_the_term_and_says_until_when(omar: Visitor, bart: Application) -> None:
    refuse = address_of(bart, "weigeren")

    assert "Antwoorden kan tot en met 15 maart 2027" not in omar.page(refuse)
    assert "De burger kan antwoorden tot en met 15 maart 2027." in omar.page(refuse)
    status, html = omar.send(refuse, {"act_key": str(uuid4()), "looked": "on"})
    assert status == 422
    assert "De aanvrager kan nog antwoorden" in html
    assert Application.objects.get().state == "intended"


def test_after_the_term_a_named_officer_signs_with_the_remedies_in_view(omar: Visitor, bart: Application) -> None:
    move_clock("16/3/2027")
    refuse = address_of(bart, "weigeren")
    html = omar.page(refuse)
    assert "Jij ondertekent als Omar Benali" in html
    assert "Raad van State" in html

    status, html = omar.press(refuse, looked="on")

    assert status == 200
    assert "Geweigerd" in html
    assert "Omar Benali" in html
    assert Application.objects.get().state == "refused"


def test_a_double_click_signs_once(omar: Visitor, bart: Application) -> None:
    move_clock("16/3/2027")
    refuse = address_of(bart, "weigeren")
    data = omar.filled(refuse) | {"looked": "on"}

    assert omar.send(refuse, data)[0] == omar.send(refuse, data)[0] == 200
    assert Decision.objects.filter(kind="refusal").count() == 1


def test_the_pages_of_an_application_cost_few_questions_to_the_database(
    story: Story, omar: Visitor, bart: Application, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reply_to_intention(application_id=bart.id, text="Wacht even", wants_a_person=False, **story.act("bart"))
    pages = ("", "weigeren", "gesprek", "gegeven/schooling")
    for address in (HOME, *(address_of(bart, page).replace("//", "/") for page in pages)):
        with django_assert_max_num_queries(16):  # with rounds, deviations, who has it and what stands still
            omar.page(address)
