"""The own contribution in the browsers of An, Dirk and the officers; only who it concerns sees it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.contributions.actions.incoming import take_incoming
from loopbaankrediet.contributions.actions.reporting import (
    Asked,
    decide_report,
    look_at_report,
    reply_to_report,
    report_surcharge,
    take_back_report,
)
from loopbaankrediet.contributions.actions.settling import settle_closed
from loopbaankrediet.contributions.due import reference_of
from loopbaankrediet.contributions.models import ContributionEntry, Incoming, Payer, Refund, SurchargeReport, WhatFor
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.recovery.states import RecoveryGround
from tests.contributions.conftest import MODULE, Shares
from tests.recovery.recovering import Case
from tests.story import Story
from tests.web.conftest import static_folder
from tests.web.visitor import Visitor, story_of_today

__all__ = ["static_folder"]
MINE, HIS, OFFICE = "/mijn/betalingen/", "/begeleider/bijdragen/", "/medewerker/betalingen/eigen-bijdrage/"
REPORTS = "/medewerker/meldingen/"


@pytest.fixture
def story(db: None) -> Story:
    return story_of_today()


def module_page(shares: Shares) -> str:
    return f"/mijn/begeleiding/{shares.track.id}/module/1/"


def his_page(shares: Shares) -> str:
    return f"/begeleider/klant/{shares.track.id}/bijdrage/"


def words(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def told(shares: Shares) -> SurchargeReport:
    asked = Asked(4_000, WhatFor.TEST, "Hij vroeg het contant.")
    return report_surcharge(track_id=shares.track.id, asked=asked, **shares.story.act("an"))


def credit(shares: Shares, cents: int, ogm: str) -> Incoming:
    clock = shares.story.clock
    return take_incoming(bank_reference=str(uuid4()), ogm=ogm, cents=cents, booked_on=clock.today(), clock=clock)


def test_the_counsellor_notes_a_payment_and_the_citizen_keeps_the_receipt(shares: Shares) -> None:
    page = his_page(shares)
    status, html = Visitor("dirk").press(page, f"{page}betaling/", cents="20", way="cash")
    assert (status, "Bewijs 1 staat klaar" in html) == (200, True)
    an = Visitor("an")
    assert "Je betaalt nog 30,00 euro aan Dirk Claes" in words(an.page(module_page(shares)))
    entry = ContributionEntry.objects.get()
    receipt = words(an.page(f"{MINE}{entry.id}/"))
    for text in ("Ontvangstbewijs LB-2027-00001/00001", "20,00 euro", "Contant", "niets bovenop", "3,47 euro (21 %)"):
        assert text in receipt
    assert Visitor("dirk").status(f"{HIS}{entry.id}/") == 200


def test_too_much_is_refused_on_the_page_with_what_was_typed(shares: Shares) -> None:
    page = his_page(shares)
    status, html = Visitor("dirk").press(page, f"{page}betaling/", cents="50,01", way="card")
    assert status == 422
    assert "nog 50,00 euro te betalen" in html
    assert 'value="50,01"' in html


@pytest.mark.parametrize("typed", ["", "abc", "0", "-5", "5,005", "1.2,3", "999999999"])
def test_an_amount_that_is_none_is_explained(shares: Shares, typed: str) -> None:
    page = his_page(shares)
    status, html = Visitor("dirk").press(page, f"{page}betaling/", cents=typed, way="card")
    assert (status, "error" in html, ContributionEntry.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(("typed", "cents"), [("12,5", 1_250), ("€ 50", 5_000), ("0,01", 1), ("50,00 euro", 5_000)])
def test_an_amount_is_read_as_people_write_it(shares: Shares, typed: str, cents: int) -> None:
    page = his_page(shares)
    Visitor("dirk").press(page, f"{page}betaling/", cents=typed, way="card")
    assert ContributionEntry.objects.get().cents == cents


def test_a_wrong_payment_is_put_right_on_its_own_page(shares: Shares) -> None:
    entry = shares.pays()
    address = f"{HIS}{entry.id}/rechtzetten/"
    assert Visitor("dirk").press(address)[0] == 422
    Visitor("dirk").press(address, reason="Verkeerd bedrag")
    assert shares.balance() == 0
    counter = ContributionEntry.objects.get(reverses=entry)
    text = words(Visitor("an").page(f"{MINE}{counter.id}/"))
    assert "Verkeerd bedrag" in text
    assert "Bewijs LB-2027-00001/00001" in text


def test_money_goes_back_and_the_citizen_says_whether_it_came(shares: Shares) -> None:
    shares.pays()
    module_id = shares.stops_after(60)
    assert "Dat krijg je terug" in words(Visitor("an").page(module_page(shares)))
    assert "25,00 euro" in words(Visitor("petra").page(OFFICE))
    page = his_page(shares)
    Visitor("dirk").press(page, f"{page}{module_id}/terug/", way="transfer")
    refund = Refund.objects.get()
    status, html = Visitor("an").press(module_page(shares), f"{MINE}{refund.entry_id}/niet-gekregen/")
    assert (status, "moet dus nog terugkomen" in html) == (200, True)
    Visitor("dirk").press(page, f"{page}{module_id}/terug/", way="transfer")
    latest = Refund.objects.get(state="noted")
    Visitor("an").press(module_page(shares), f"{MINE}{latest.entry_id}/gekregen/")
    assert Refund.objects.filter(state="confirmed").count() == 1
    assert "Niemand wacht op een terugbetaling" in words(Visitor("petra").page(OFFICE))


def test_a_refund_is_asked_about_until_she_answers_and_an_officer_sees_it_wait(shares: Shares) -> None:
    shares.pays()
    shares.stops_after(60)
    refund = shares.refunds(2_500)
    an, question = Visitor("an"), "Kreeg je 25,00 euro"
    assert question in words(an.page("/mijn/"))
    assert question in words(an.page(MINE))
    assert "deze vraag blijft staan" in words(an.page(module_page(shares)))
    assert "An Peeters" in words(Visitor("petra").page(OFFICE))
    an.press(module_page(shares), f"{MINE}{refund.entry_id}/niet-gekregen/")
    assert question not in words(an.page("/mijn/"))
    an.press(module_page(shares), f"{MINE}{refund.entry_id}/gekregen/")
    assert shares.balance() == 2_500
    assert "Geen enkele terugbetaling wacht" in words(Visitor("petra").page(OFFICE))


@pytest.mark.parametrize("modules", [1, 2])
def test_a_payment_sent_twice_is_noted_once_and_said_so(shares: Shares, modules: int) -> None:
    if modules == 2:
        shares.story.deliver("an", "dirk", shares.track)
    page, dirk = his_page(shares), Visitor("dirk")
    sent = dirk.filled(page, f"{page}betaling/") | {"cents": "50", "way": "cash"}
    answers = [dirk.send(f"{page}betaling/", sent) for _ in range(2)]
    assert [(status, "Bewijs 1 staat klaar" in html) for status, html in answers] == [(200, True)] * 2
    assert ContributionEntry.objects.count() == 1


def test_she_reads_that_hours_came_back_and_who_gave_them(shares: Shares) -> None:
    shares.pays()
    shares.story.deliver("an", "dirk", shares.track)
    case = Case(shares.story)
    case.pay()
    case.open(60, RecoveryGround.NO_SHOW)
    an = Visitor("an")
    page = words(an.page(module_page(shares)))
    for text in ("Je kreeg 1 uur van deze module terug", "Jij betaalt Dirk Claes 25,00 euro", "Dat krijg je terug"):
        assert text in page
    assert "Uren kwamen terug: ze hadden niet mogen tellen" in words(an.page("/mijn/uren/"))
    looks = words(an.page("/mijn/inzage/"))
    assert "Petra" in looks
    assert "gaf je uren terug die niet hadden mogen tellen" in looks


def test_she_reads_what_was_done_and_who_looked_at_her_payments(shares: Shares) -> None:
    entry = shares.pays()
    report = told(shares)
    look_at_report(report_id=report.id, **shares.story.act("omar"))
    dirk, an = Visitor("dirk"), Visitor("an")
    before = words(an.page("/mijn/inzage/"))
    for act in ("noteerde een betaling van je eigen bijdrage", "meldde dat een begeleider", "begon je melding"):
        assert act in before
    pages = [
        his_page(shares),
        f"{HIS}{entry.id}/",
        f"{HIS}{entry.id}/rechtzetten/",
        f"/begeleider/meldingen/{report.id}/",
    ]
    for page in pages:
        dirk.page(page)
    seen = Entry.objects.filter(kind="look", verb="look_at_own_share", capacity="counsellor")
    assert seen.count() == len(pages)
    assert "bekeek je eigen bijdrage" in words(an.page("/mijn/inzage/"))


def test_a_report_says_who_hears_of_it_and_can_be_taken_back_until_somebody_looks(shares: Shares) -> None:
    an = Visitor("an")
    assert "te horen dat jij het meldt" in words(an.page(f"{MINE}melding/"))
    taken, kept = told(shares), told(shares)
    status, html = an.press(MINE, f"{MINE}melding/{taken.id}/intrekken/")
    assert (status, "Je melding is ingetrokken" in html) == (200, True)
    assert Visitor("dirk").status(f"/begeleider/meldingen/{taken.id}/") == 404
    look_at_report(report_id=kept.id, **shares.story.act("omar"))
    assert f"{kept.id}/intrekken/" not in an.page(MINE)
    with pytest.raises(WrongState):
        take_back_report(report_id=kept.id, **shares.story.act("an"))
    with pytest.raises(NotFound):
        take_back_report(report_id=kept.id, **shares.story.act("bart"))


def test_past_the_day_to_answer_the_page_says_so(shares: Shares) -> None:
    report = told(shares)
    look_at_report(report_id=report.id, **shares.story.act("omar"))
    address = f"/begeleider/meldingen/{report.id}/"
    assert "Antwoord ten laatste op" in words(Visitor("dirk").page(address))
    move_to(shares.story.clock.today() + timedelta(days=15))
    assert "Zolang er niets beslist is, kan het nog." in words(Visitor("dirk").page(address))


def test_a_founded_report_tells_both_what_must_be_given_back(shares: Shares) -> None:
    report = told(shares)
    look_at_report(report_id=report.id, **shares.story.act("omar"))
    reply_to_report(report_id=report.id, text="Het was voor een test.", **shares.story.act("dirk"))
    decide_report(report_id=report.id, founded=True, reason="Dat mag niet.", **shares.story.act("omar"))
    assert "Dirk Claes moet je 40,00 euro teruggeven" in words(Visitor("an").page(MINE))
    assert "Geef 40,00 euro terug" in words(Visitor("dirk").page(f"/begeleider/meldingen/{report.id}/"))


def test_an_employer_who_pays_is_listed_for_officers(shares: Shares) -> None:
    shares.pays(payer=Payer.EMPLOYER)
    assert "An Peeters" in words(Visitor("petra").page(OFFICE))


def test_the_counsellor_says_how_it_is_with_the_vat(shares: Shares) -> None:
    Visitor("dirk").press(HIS, regime="exempt")
    assert shares.pays().vat_percent == 0
    assert "vrijgesteld van btw" in words(Visitor("an").page(f"/mijn/begeleiding/{shares.track.id}/overeenkomst/"))


def test_the_agreement_says_what_vat_is_inside_and_that_nothing_comes_on_top(shares: Shares) -> None:
    text = words(Visitor("an").page(f"/mijn/begeleiding/{shares.track.id}/overeenkomst/"))
    assert "8,68 euro in jouw deel en 29,12 euro in dat van Vlaanderen" in text


def test_the_earnings_page_says_what_vat_is_inside(shares: Shares) -> None:
    shares.story.deliver("an", "dirk", shares.track)
    text = words(Visitor("dirk").page("/begeleider/betalingen/"))
    assert "29,12 euro in het deel van de overheid en 8,68 euro in dat van je klanten" in text


def test_a_citizen_reports_and_both_read_the_answer(shares: Shares) -> None:
    status, html = Visitor("an").press(f"{MINE}melding/", cents="40", what_for="test", text="Contant.")
    assert (status, "We kregen je melding" in html) == (200, True)
    report = SurchargeReport.objects.get()
    page, his = f"{REPORTS}{report.id}/", f"/begeleider/meldingen/{report.id}/"
    assert Visitor("dirk").status(his) == 404
    omar = Visitor("omar")
    assert "Contant." in omar.page(page)
    omar.press(page, f"{page}nakijken/")
    assert "Contant." not in Visitor("dirk").page(his)
    status, html = omar.press(page, f"{page}beslissen/", founded="ja", reason="Er is een bewijs.")
    assert (status, "mag nog antwoorden" in html) == (422, True)
    Visitor("dirk").press(his, text="Ik gaf het terug.")
    omar.press(page, f"{page}beslissen/", founded="ja", reason="Dirk gaf het toe.")
    assert "Dirk gaf het toe." in words(Visitor("an").page(MINE))
    assert "Dirk gaf het toe." in words(Visitor("dirk").page(his))


def test_an_officer_notes_what_the_counsellor_said(shares: Shares) -> None:
    report = told(shares)
    look_at_report(report_id=report.id, **shares.story.act("omar"))
    page = f"{REPORTS}{report.id}/"
    Visitor("omar").press(page, f"{page}gehoord/", text="Gebeld, hij ontkent.")
    assert "Gebeld, hij ontkent." in words(Visitor("omar").page(page))


def test_the_report_page_also_gives_the_telephone(shares: Shares) -> None:
    assert 'href="tel:1700"' in Visitor("an").page(f"{MINE}melding/")
    assert "nog geen loopbaanbegeleider" in words(Visitor("bart").page(f"{MINE}melding/"))


def test_nobody_sees_the_money_of_another(shares: Shares) -> None:
    entry = shares.pays()
    addresses = {"an": f"{MINE}{entry.id}/", "dirk": f"{HIS}{entry.id}/"}
    assert [Visitor(name).status(address) for name, address in addresses.items()] == [200, 200]
    assert Visitor("bart").status(addresses["an"]) == 404
    assert [Visitor("els").status(address) for address in (addresses["dirk"], his_page(shares))] == [404, 404]
    assert {Visitor("an").status(addresses["dirk"]), Visitor("dirk").status(addresses["an"])} == {403}


def test_each_role_opens_its_own_pages_only(shares: Shares) -> None:
    report = told(shares)
    pages = {"petra": [OFFICE], "omar": [REPORTS, f"{REPORTS}{report.id}/"]}
    for name in ("petra", "omar", "rita", "aude", "an", "dirk"):
        for owner, addresses in pages.items():
            statuses = {Visitor(name).status(address) for address in addresses}
            assert statuses == ({200} if name == owner else {403}), (name, owner)


def test_who_pays_the_platform_sees_the_code_and_the_same_in_words(shares: Shares, platform_collects: None) -> None:
    html = Visitor("an").page(module_page(shares))
    assert 'role="img"' in html
    assert "<svg" in html
    assert reference_of(shares.module.minutes_hold).formatted in words(html)
    assert "aan het platform" in words(html)
    assert "betaalt deze module aan het platform" in words(Visitor("dirk").page(his_page(shares)))


@pytest.mark.usefixtures("platform_collects")
def test_an_officer_places_returns_and_sends_back(shares: Shares) -> None:
    lost, strange = credit(shares, MODULE, "An"), credit(shares, 900, "?")
    petra = Visitor("petra")
    page = f"{OFFICE}{lost.id}/"
    assert petra.press(page, f"{page}plaatsen/", ogm="fout")[0] == 422
    petra.press(page, f"{page}plaatsen/", ogm=reference_of(shares.module.minutes_hold).formatted)
    other = f"{OFFICE}{strange.id}/"
    petra.press(other, f"{other}teruggeven/")
    petra.press(other, f"{other}teruggestort/")
    assert sorted(Incoming.objects.order_by("id").values_list("state", flat=True)) == ["placed", "sent_back"]
    assert "Geen enkele storting wacht" in words(petra.page(OFFICE))


@pytest.mark.usefixtures("platform_collects")
def test_an_officer_notes_what_the_platform_paid_back(shares: Shares) -> None:
    credit(shares, MODULE, reference_of(shares.module.minutes_hold).formatted)
    module_id = shares.stops_after(0)
    settle_closed(clock=shares.story.clock)
    Visitor("petra").press(f"{OFFICE}module/{module_id}/")
    assert (shares.balance(), Refund.objects.count()) == (0, 1)
    assert Visitor("petra").status(f"{OFFICE}module/{module_id}/") == 404


def test_no_page_asks_the_database_more_than_thirteen_times(
    shares: Shares, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    shares.pays(2_000)
    shares.pays(1_000, payer=Payer.EMPLOYER)
    report = told(shares)
    look_at_report(report_id=report.id, **shares.story.act("omar"))
    shares.stops_after(30)
    entry = shares.refunds(1_000).entry_id
    pages = {
        "an": [MINE, f"{MINE}melding/", f"{MINE}{entry}/", module_page(shares)],
        "dirk": [HIS, f"{HIS}{entry}/", his_page(shares), f"/begeleider/meldingen/{report.id}/"],
        "petra": [OFFICE],
        "omar": [REPORTS, f"{REPORTS}{report.id}/"],
    }
    for name, addresses in pages.items():
        visitor = Visitor(name)
        for address in addresses:
            with django_assert_max_num_queries(13, info=address):
                assert visitor.status(address) == 200
