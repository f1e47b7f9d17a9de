"""Disputed hours on the pages: the citizen says what is wrong, the counsellor answers, an officer decides."""

import pytest
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.guidance.models import Dispute, GuidanceModule, Notice
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.recovery.models import Recovery
from tests.story import Story
from tests.web.visitor import Visitor

MOST_QUERIES = 14


@pytest.fixture
def module(story: Story) -> GuidanceModule:
    story.apply("an")
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id)
    return story.report("dirk", module.id)


def of_citizen(module: GuidanceModule, page: str = "") -> str:
    return f"/mijn/begeleiding/{module.track_id}/module/{module.number}/{page}"


def later(story: Story, days: int) -> None:
    story.pass_days(days)
    move_to(story.clock.today())


def silent(story: Story) -> None:
    for days in (0, 5, 5, 4):
        later(story, days)
        follow_silence(by=SYSTEM, clock=story.clock)
        for module in GuidanceModule.objects.filter(state="reported"):
            Visitor("an").page(of_citizen(module))


def test_the_page_of_the_module_asks_two_questions_apart(story: Story, module: GuidanceModule) -> None:
    page = Visitor("an").page(of_citizen(module))
    assert page.index("Vraag 1: kloppen de uren?") < page.index("Vraag 2: klopt het verslag?")
    assert "houdt geen betaling tegen" in page


def test_a_note_about_the_report_is_read_by_both_and_stops_no_pay(story: Story, module: GuidanceModule) -> None:
    an, address = Visitor("an"), of_citizen(module, "verslag/")
    assert an.press(address)[0] == 422
    status, page = an.press(address, note="Zo zei ik het niet.")
    assert status == 200
    assert "Zo zei ik het niet." in page
    assert "Zo zei ik het niet." in Visitor("dirk").page(f"/begeleider/klant/{module.track_id}/")
    assert an.send(address, {"act_key": str(module.id), "note": "Nog iets."})[0] == 422
    assert Visitor("bart").status(address) == 404
    assert "zijn bevestigd" in an.press(of_citizen(module))[1]
    assert Claim.objects.get().minutes == 120


def test_a_dispute_goes_from_the_citizen_over_the_counsellor_to_the_officer(
    story: Story, module: GuidanceModule
) -> None:
    an, dirk, omar = Visitor("an"), Visitor("dirk"), Visitor("omar")
    said = an.press(of_citizen(module, "betwisten/"), given_minutes="60", why="Het was maar één gesprek.")
    assert said[0] == 200
    assert "Zo staat het met je betwisting" in said[1]
    assert "ten laatste op 31 maart 2027" in said[1]

    work = dirk.page("/begeleider/")
    assert "Antwoord An Peeters over module 1" in work
    answer = dirk.press(f"/begeleider/betwisting/{module.id}/", text="We belden ook nog een uur.")
    assert "Je antwoord is bewaard" in answer[1]
    assert "Antwoord An Peeters" not in dirk.page("/begeleider/")

    assert "An Peeters en Dirk Claes" in omar.page("/medewerker/betwistingen/")
    address = f"/medewerker/betwistingen/{module.id}/"
    before = omar.page(address)
    assert "Het was maar één gesprek." in before
    assert "We belden ook nog een uur." in before
    ruled = omar.press(address, minutes="90", reasons="Er was een telefoongesprek van een half uur.")
    assert "Beslist. De uren en het geld volgen je beslissing." in ruled[1]

    read = an.page(of_citizen(module))
    assert "Er was een telefoongesprek van een half uur." in read
    assert "Omar Benali" in read
    assert "125,85 euro" in read
    assert [claim.minutes for claim in Claim.objects.order_by("part")] == [60, 30]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"given_minutes": ""}, "Hoeveel minuten was het?"),
        ({"given_minutes": "veel"}, "Schrijf een geheel getal"),
        ({"given_minutes": "-5"}, "Schrijf een geheel getal"),
        ({"given_minutes": "120"}, "Schrijf een getal van 0 tot 119."),
        ({"given_minutes": "60", "why": "x" * 5001}, "Hou je tekst onder 5000 tekens."),
    ],
)
def test_a_slip_comes_back_with_what_was_typed(
    story: Story, module: GuidanceModule, typed: dict[str, str], said: str
) -> None:
    status, page = Visitor("an").press(of_citizen(module, "betwisten/"), **typed)
    assert status == 422
    assert said in page
    assert Dispute.objects.count() == 0


def test_a_double_click_makes_one_dispute(story: Story, module: GuidanceModule) -> None:
    an = Visitor("an")
    form = an.filled(of_citizen(module, "betwisten/")) | {"given_minutes": "60"}
    assert [an.send(of_citizen(module, "betwisten/"), form)[0] for _ in range(2)] == [200, 200]
    assert Dispute.objects.count() == 1


def test_a_dispute_of_somebody_else_does_not_exist(story: Story, module: GuidanceModule) -> None:
    Visitor("an").press(of_citizen(module, "betwisten/"), given_minutes="60")
    assert Visitor("bart").status(of_citizen(module, "betwisten/")) == 404
    assert Visitor("els").status(f"/begeleider/betwisting/{module.id}/") == 404
    assert Visitor("an").status(f"/begeleider/betwisting/{module.id}/") == 403
    assert Visitor("petra").status(f"/medewerker/betwistingen/{module.id}/") == 403


def test_the_officer_hears_the_counsellor_first(story: Story, module: GuidanceModule) -> None:
    Visitor("an").press(of_citizen(module, "betwisten/"), given_minutes="60")
    omar, address = Visitor("omar"), f"/medewerker/betwistingen/{module.id}/"
    assert "De begeleider kan nog antwoorden tot en met 11 maart 2027" in omar.page(address)
    assert omar.send(address, {"act_key": str(module.id), "minutes": "60", "reasons": "Zomaar."})[0] == 422
    later(story, 11)
    assert "Je beslissing" in omar.page(address)


def test_who_stays_silent_reads_when_she_was_asked_and_what_follows(story: Story, module: GuidanceModule) -> None:
    follow_silence(by=SYSTEM, clock=story.clock)
    asked = Visitor("an").page(of_citizen(module))
    assert "We vroegen het je op 1 maart 2027." in asked
    assert "Vanaf 15 maart 2027 tellen de uren dan als bevestigd." in asked
    silent(story)
    told = Visitor("an").page(of_citizen(module))
    assert "Je antwoordde niet. Daarom telden deze uren op 15 maart 2027 als bevestigd." in told
    assert "Zeg het ten laatste op 14 mei 2027." in told
    disputed = Visitor("an").press(of_citizen(module, "betwisten/"), given_minutes="0")
    assert "Zo staat het met je betwisting" in disputed[1]


def test_what_was_paid_is_recovered_by_the_decision(story: Story, module: GuidanceModule) -> None:
    silent(story)
    batch = make_batch(**story.act("petra"))
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    Visitor("an").press(of_citizen(module, "betwisten/"), given_minutes="60")
    later(story, 11)
    omar, address = Visitor("omar"), f"/medewerker/betwistingen/{module.id}/"
    ruled = omar.press(address, minutes="60", reasons="Er kwam geen antwoord.")
    assert "dan is de terugvordering geopend" in ruled[1]
    assert "Er is niets terug te vorderen." in omar.page("/medewerker/betwistingen/")
    assert "We vorderen dat terug." in Visitor("an").page(of_citizen(module))
    assert Recovery.objects.get().minutes == 60


def test_a_reminder_says_that_nothing_was_sent_and_a_call_is_noted(story: Story, module: GuidanceModule) -> None:
    follow_silence(by=SYSTEM, clock=story.clock)
    omar = Visitor("omar")
    listed = omar.page("/medewerker/herinneringen/")
    assert "Niet iedereen krijgt een mail" in listed
    assert "An Peeters" in listed
    address = f"/medewerker/herinneringen/{Notice.objects.get().id}/"
    assert omar.press(address)[0] == 422
    noted = omar.press(address, channel="phone", passed_on="1/3/2027")
    assert "Er is niemand te herinneren." in noted[1]
    assert "Omar Benali gaf dit door op 1 maart 2027." in omar.page(address)


def test_no_page_about_hours_asks_the_database_more_than_fourteen_times_but_home(
    story: Story, module: GuidanceModule, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    follow_silence(by=SYSTEM, clock=story.clock)
    notice = Notice.objects.get().id
    an, dirk, omar = Visitor("an"), Visitor("dirk"), Visitor("omar")
    an.page(of_citizen(module))
    pages = [(an, of_citizen(module)), (an, of_citizen(module, "betwisten/"))]
    pages += [(omar, "/medewerker/herinneringen/"), (omar, f"/medewerker/herinneringen/{notice}/")]
    _within(pages, django_assert_max_num_queries)
    an.press(of_citizen(module, "betwisten/"), given_minutes="60")
    with django_assert_max_num_queries(MOST_QUERIES + 1):  # her key opens the report, and once more the dispute
        an.page(of_citizen(module))
    with django_assert_max_num_queries(MOST_QUERIES + 2):  # five kinds of tasks, and the note of who looked
        dirk.page("/begeleider/")
    with django_assert_max_num_queries(18):
        an.page("/mijn/")
    pages = [(dirk, f"/begeleider/betwisting/{module.id}/")]
    pages += [(dirk, f"/begeleider/klant/{module.track_id}/")]
    pages += [(omar, "/medewerker/betwistingen/"), (omar, f"/medewerker/betwistingen/{module.id}/")]
    _within([*pages, (omar, "/medewerker/")], django_assert_max_num_queries)


def _within(pages: list[tuple[Visitor, str]], most: DjangoAssertNumQueries) -> None:
    for visitor, address in pages:
        with most(MOST_QUERIES, info=address):
            assert visitor.status(address) == 200, address


def test_opening_the_page_is_what_lets_silence_count_and_writes_only_a_look(
    story: Story, module: GuidanceModule
) -> None:
    follow_silence(by=SYSTEM, clock=story.clock)
    Visitor("an").page("/mijn/")
    assert not Entry.objects.filter(verb="see_hours").exists()
    before = Notice.objects.values().get()
    for _ in range(2):
        Visitor("an").page(of_citizen(module))
    assert [entry.kind for entry in Entry.objects.filter(verb="see_hours")] == ["look"]
    assert Notice.objects.values().get() == before


def test_her_home_says_until_when_hours_that_counted_without_her_can_be_disputed(
    story: Story, module: GuidanceModule
) -> None:
    silent(story)
    home = Visitor("an").page("/mijn/")
    assert "De uren van module 1 telden zonder jouw antwoord" in home
    assert "Zeg het ten laatste op 14 mei 2027." in home
    later(story, 60)
    assert "telden zonder jouw antwoord" in Visitor("an").page("/mijn/")
    later(story, 1)
    assert "telden zonder jouw antwoord" not in Visitor("an").page("/mijn/")


def test_who_confirmed_by_mistake_reads_whom_to_call(story: Story, module: GuidanceModule) -> None:
    story.confirm("an", module.id)
    assert "Vergiste je je? Bel gratis" in Visitor("an").page(of_citizen(module))


def test_who_never_answered_is_not_told_that_she_disputed(story: Story, module: GuidanceModule) -> None:
    for days in (0, 5, 5, 4):
        later(story, days)
        follow_silence(by=SYSTEM, clock=story.clock)
    page = Visitor("an").page(of_citizen(module))
    assert "We kregen geen antwoord op de vraag of deze uren kloppen. Een medewerker beslist." in page
    assert "Je zei dat" not in page


def test_minutes_that_make_no_full_step_are_explained(story: Story, module: GuidanceModule) -> None:
    told = Visitor("an").press(of_citizen(module, "betwisten/"), given_minutes="115")[1]
    assert "1 uur en 45 minuten. Tijd telt per volle 15 minuten." in told
    assert "Je zei dat een deel van deze uren niet klopt." in told


def test_hours_that_nobody_gave_are_nowhere_called_confirmed(story: Story, module: GuidanceModule) -> None:
    """Paid after silence, and then decided that there was no conversation at all."""
    silent(story)
    batch = make_batch(**story.act("petra"))
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    an, omar = Visitor("an"), Visitor("omar")
    an.press(of_citizen(module, "betwisten/"), given_minutes="0")
    later(story, 11)
    omar.press(f"/medewerker/betwistingen/{module.id}/", minutes="0", reasons="Er was geen gesprek.")
    module.refresh_from_db()
    assert module.state == "released"
    home, track = an.page("/mijn/"), an.page(f"/mijn/begeleiding/{module.track_id}/")
    assert "1 module bevestigd" not in home
    assert ">Bevestigd<" not in track
    assert "Een medewerker besliste dat deze uren niet tellen." in an.page(of_citizen(module))
