"""From the choice of a counsellor to the end: the citizen decides, and other people's things do not exist."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from loopbaankrediet.guidance.models import AccessCode, GuidanceModule, Track
from loopbaankrediet.payments.models import Claim
from tests.web.citizen.conftest import REPORT, Story

Words = Callable[[str], str]


def on_track(track_id: UUID, page: str = "") -> str:
    return f"/mijn/begeleiding/{track_id}/{page}"


def test_an_chooses_dirk_and_gets_a_code_in_two_groups_of_four(story: Story, words: Words) -> None:
    story.applied("an")
    chosen = re.search(r'action="(/mijn/begeleider/[^"]+)"', story.get("an", "/mijn/begeleider/?zoek=claes"))
    assert chosen

    page = words(story.post("an", chosen[1]).content.decode())

    assert re.search(r"[2-9A-Z]{4} [2-9A-Z]{4} is je code", page)
    assert "Geef deze code aan Dirk Claes, aan de telefoon of tijdens het gesprek." in page
    assert "Het eerste gesprek is gratis" in page
    assert "Geef je code aan Dirk Claes" in words(story.get("an", "/mijn/"))


def test_a_double_click_makes_one_code(story: Story) -> None:
    story.applied("an")
    key, address = str(uuid4()), f"/mijn/begeleider/{story.counsellor('dirk')}/code/"

    for _ in range(2):
        story.post("an", address, act_key=key)

    assert AccessCode.objects.count() == 1


def test_a_used_code_leads_to_the_guidance_and_a_lapsed_one_to_a_new_one(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.opened("an", "dirk")
    story.coded("an", "els")
    AccessCode.objects.filter(used_at=None).update(expires_at=story.clock.now() + timedelta(microseconds=1))

    used = story.browser("an").get(f"/mijn/begeleider/{story.counsellor('dirk')}/code/")
    lapsed = story.get("an", f"/mijn/begeleider/{story.counsellor('els')}/code/")

    assert used["Location"] == on_track(track_id)
    assert "Je hebt nu geen code voor Els Maertens." in words(lapsed)


def test_who_has_no_hours_reads_what_to_do_instead_of_a_register(story: Story, words: Words) -> None:
    page = words(story.get("bart", "/mijn/begeleider/"))
    refused = story.post("bart", f"/mijn/begeleider/{story.counsellor('dirk')}/code/")

    assert "Vraag eerst loopbaanbegeleiding aan." in page
    assert refused.status_code == 422
    assert "Er is nog geen loopbaankrediet toegekend." in refused.content.decode()
    assert AccessCode.objects.count() == 0


def test_the_agreement_is_whole_and_signing_reserves_the_first_module(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.proposed("an", "dirk")
    register_number = Track.objects.select_related("counsellor").get(id=track_id).counsellor.register_number

    text = words(story.get("an", on_track(track_id, "overeenkomst/")))
    signed = words(story.post("an", on_track(track_id, "overeenkomst/"), version="1").content.decode())

    for part in (
        f"Dirk Claes, registernummer {register_number}",
        "Jij: An Peeters.",
        "3 modules van ten hoogste 2 uur.",
        "Zo bereik je Dirk Claes: dirk@claes-loopbaanadvies.example.",
        "De regels zijn nog een ontwerp",
        "Jij betaalt 25,00 euro per uur, btw inbegrepen. Dat is 50,00 euro voor 2 uur.",
        "Bij het tekenen betaal je niets.",
        "Vlaanderen betaalt 83,90 euro per uur: 167,80 euro voor 2 uur.",
        "Dirk Claes mag daarboven niets vragen.",
        "Op kantoor: Stationsstraat 1, Mechelen.",
        "Loopbaanankers",
        "in het Nederlands",
        "Je mag na elke module stoppen.",
        "Een gesprek dat niet doorgaat",
        "Je werkgever ziet niets.",
        "Vlaamse Ombudsdienst",
        "Van gedachten veranderen? Dat kan tot en met 15 maart 2027, zonder reden: "
        "druk op 'Herroep je overeenkomst' of bel gratis 1700.",
        "Ik vraag dat de gesprekken al beginnen tijdens de 14 dagen bedenktijd.",
    ):
        assert part in text
    assert "Je overeenkomst is getekend." in signed
    assert "Module 1 is gereserveerd: 2 uur." in signed


def test_signing_twice_with_the_same_click_is_one_signature(story: Story) -> None:
    story.applied("an")
    track_id, key = story.proposed("an", "dirk"), str(uuid4())

    answers = [story.post("an", on_track(track_id, "overeenkomst/"), version="1", act_key=key) for _ in range(2)]
    later = story.post("an", on_track(track_id, "overeenkomst/"), version="1")

    assert [answer.status_code for answer in answers] == [200, 200]
    assert later.status_code == 422
    assert GuidanceModule.objects.count() == 1


def test_a_second_agreement_cannot_run_beside_the_first_and_the_page_says_with_whom(story: Story) -> None:
    story.applied("an")
    story.signed("an", "dirk")
    track_id = story.proposed("an", "els", modules=1)

    answer = story.post("an", on_track(track_id, "overeenkomst/"), version="1")

    assert answer.status_code == 422
    assert "Er loopt al een overeenkomst met Dirk Claes." in answer.content.decode()


@pytest.mark.parametrize(("persona", "public", "own"), [("an", "167,80", "50,00"), ("fatima", "187,80", "30,00")])
def test_the_module_shows_its_hours_report_and_amounts_and_is_confirmed_once(
    story: Story, words: Words, persona: str, public: str, own: str
) -> None:
    story.applied(persona)
    track_id = story.signed(persona, "dirk", modules=1)
    story.reported(track_id, "dirk")
    address, key = on_track(track_id, "module/1/"), str(uuid4())

    assert "Bevestig je uren van module 1" in words(story.get(persona, "/mijn/"))
    before = words(story.get(persona, address))
    after = [words(story.post(persona, address, act_key=key).content.decode()) for _ in range(2)]

    assert REPORT in before
    assert f"Dirk Claes krijgt {public} euro van Vlaanderen. Jij betaalt Dirk Claes {own} euro." in before
    assert "Klopt er iets niet?" in before
    assert all("Je uren van module 1 zijn bevestigd." in page for page in after)
    assert Claim.objects.count() == 1


def test_a_module_without_a_report_cannot_be_confirmed(story: Story) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")

    assert "Ja, deze uren kloppen" not in story.get("an", on_track(track_id, "module/1/"))
    assert story.post("an", on_track(track_id, "module/1/")).status_code == 422
    assert Claim.objects.count() == 0


def test_an_stops_after_module_one_and_takes_her_four_hours_to_els(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.reported(track_id, "dirk")
    story.post("an", on_track(track_id, "module/1/"))

    asked = words(story.get("an", on_track(track_id, "stoppen/")))
    ended = words(story.post("an", on_track(track_id, "stoppen/")).content.decode())
    new_id = story.signed("an", "els", modules=2)

    assert "Die 2 uur komen meteen terug bij jou." in asked
    assert "Je overige 4 uur gaan mee naar iemand anders." in ended
    assert "Module 1 is gereserveerd: 2 uur." in words(story.get("an", on_track(new_id)))


def test_stopping_within_a_module_first_asks_for_the_report_of_what_was_said(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.talked(track_id, "dirk", 45)

    asked = words(story.get("an", on_track(track_id, "stoppen/")))
    ending = words(story.post("an", on_track(track_id, "stoppen/")).content.decode())
    waiting = words(story.get("an", "/mijn/"))
    story.reported(track_id, "dirk", minutes=0)
    reported = words(story.get("an", on_track(track_id, "module/1/")))
    confirmed = words(story.post("an", on_track(track_id, "module/1/")).content.decode())

    assert "Module 1 is al begonnen: 45 minuten gesproken." in asked
    assert "Je stopte op 1 maart 2027." in ending
    assert "Dirk Claes maakt het verslag van je 45 minuten." in ending
    assert "Daarna kijk je de uren na, en komt de rest vrij. Gebeurt dat niet binnen 14 dagen? Bel gratis" in ending
    assert "Dirk Claes maakt het verslag van module 1." in waiting
    assert "45 minuten Zo noteerde Dirk Claes het" in reported
    assert "De overige 1 uur en 15 minuten komen terug bij jou." in reported
    assert "Dirk Claes krijgt 62,93 euro van Vlaanderen. Jij betaalt Dirk Claes 18,75 euro." in confirmed
    assert "Je overige 5 uur en 15 minuten gaan mee naar iemand anders." in confirmed


def test_before_signing_stopping_costs_nothing_and_happens_once(story: Story, words: Words) -> None:
    story.applied("an")
    track_id, key = story.opened("an", "dirk"), str(uuid4())

    pages = [story.post("an", on_track(track_id, "stoppen/"), act_key=key) for _ in range(2)]

    assert "Dat kostte je geen uren." in words(pages[0].content.decode())
    assert pages[1].status_code == 200
    assert Track.objects.get().state == "cancelled"


@pytest.mark.parametrize("state", ["opened", "proposed"])
def test_each_step_says_what_happens_next(story: Story, words: Words, state: str) -> None:
    story.applied("an")
    track_id = {"opened": story.opened, "proposed": story.proposed}[state]("an", "dirk")
    said = {"opened": "Spreek samen een dag af voor het eerste gesprek.", "proposed": "Lees je overeenkomst"}

    assert said[state] in words(story.get("an", on_track(track_id)))
    assert 'aria-current="step"' in story.get("an", on_track(track_id))


def test_the_guidance_of_somebody_else_does_not_exist(story: Story) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.reported(track_id, "dirk")

    for page in ("", "overeenkomst/", "module/1/", "stoppen/"):
        assert story.browser("bart").get(on_track(track_id, page)).status_code == 404
        assert story.post("bart", on_track(track_id, page)).status_code == 404
    assert Claim.objects.count() == 0


def test_a_module_or_track_that_is_not_there_is_a_plain_page(story: Story) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")

    assert story.browser("an").get(on_track(track_id, "module/2/")).status_code == 404
    assert story.browser("an").get(on_track(uuid4())).status_code == 404
    assert story.browser("an").get(on_track(story.opened("an", "els"), "overeenkomst/")).status_code == 404
