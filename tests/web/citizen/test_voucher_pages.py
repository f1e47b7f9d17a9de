"""The citizen sees each earlier voucher, why it counts, and can say that it is wrong, before and after she applies."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest

from loopbaankrediet import web
from loopbaankrediet.flows.voucher_history import decide_contest
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.vouchers.models import VoucherContest
from tests.web.citizen.conftest import Story
from tests.web.citizen.conftest import story as story

Words = Callable[[str], str]
RUNS = "/mijn/loopbaancheques/LC2025-020954/"


def contested(story: Story, persona: str = "hanne", address: str = RUNS) -> str:
    answer = story.post(persona, address, what="Ik ging er <nooit> heen.", proof="Mail van VDAB")
    assert answer.status_code == 200
    return answer.content.decode()


def decided(story: Story, *, accept: bool) -> None:
    contest = VoucherContest.objects.get()
    by, clock = story.actor("omar"), story.clock
    decide_contest(contest_id=contest.id, accept=accept, reason="VDAB bevestigt het.", by=by, clock=clock, key=uuid4())


def test_each_voucher_is_there_before_she_applies_with_source_and_day(story: Story, words: Words) -> None:
    text = words(story.get("hanne", "/mijn/loopbaancheques/"))
    assert "Er tellen 2 loopbaancheques mee." in text
    assert text.count("Telt mee") >= 2
    assert "uittreksel van 4 januari 2027" in text
    assert "Atelier D'Hert" in text


def test_the_pages_where_it_matters_lead_to_the_vouchers(story: Story) -> None:
    for address in ("/mijn/", "/mijn/aanvraag/"):
        assert "/mijn/loopbaancheques/" in story.get("hanne", address)
    assert "/mijn/loopbaancheques/" in story.get("hanne", f"/mijn/beslissing/{story.applied('hanne')}/")


def test_who_never_had_a_voucher_reads_so(story: Story, words: Words) -> None:
    assert "VDAB kent geen enkele loopbaancheque van jou." in words(story.get("an", "/mijn/loopbaancheques/"))


def test_a_voucher_says_why_it_counts_and_under_which_law_it_ends(story: Story, words: Words) -> None:
    text = words(story.get("hanne", RUNS))
    assert "Deze cheque telt mee." in text
    assert "liep toen het loopbaankrediet begon" in text
    assert "Je mag ze afmaken onder de oude regels." in text
    assert "Besluit van 17 mei 2013" in text
    assert "Deze cheque telt niet mee." in words(story.get("fatima", "/mijn/loopbaancheques/LC2022-011806/"))


def test_the_vouchers_can_be_seen_before_the_credit_exists(story: Story, words: Words) -> None:
    move_to(date(2026, 12, 10))
    assert "Er tellen 2 loopbaancheques mee." in words(story.get("hanne", "/mijn/loopbaancheques/"))


def test_a_contest_is_told_at_once_named_in_the_decision_and_answered(story: Story, words: Words) -> None:
    text = words(contested(story))
    assert "Je betwist deze cheque." in text
    assert "Ik ging er &lt;nooit&gt; heen." in text
    address = f"/mijn/beslissing/{story.applied('hanne')}/"
    asked = words(story.get("hanne", address))
    assert "Je zei dat dit niet klopt voor cheque LC2025-020954." in asked
    decided(story, accept=True)
    assert "Je krijgt 2 uur" in words(story.get("hanne", address)).replace("loopbaan", "")
    answered = words(story.get("hanne", RUNS))
    assert "Je kreeg gelijk. Omar Benali besliste dat" in answered
    assert "VDAB bevestigt het." in answered


def test_a_contest_that_was_kept_can_be_made_again_with_something_new(story: Story, words: Words) -> None:
    contested(story)
    decided(story, accept=False)
    text = words(story.get("hanne", RUNS))
    assert "De cheque blijft tellen zoals VDAB zei." in text
    assert "Heb je iets nieuws?" in text
    contested(story)
    assert VoucherContest.objects.count() == 2


def test_a_contest_can_be_taken_back(story: Story, words: Words) -> None:
    contested(story)
    text = words(story.post("hanne", f"{RUNS}terugnemen/").content.decode())
    assert "Deze cheque telt mee." in text
    assert VoucherContest.objects.get().state == "taken_back"


def test_an_empty_contest_says_what_to_write(story: Story) -> None:
    answer = story.post("hanne", RUNS, what="")
    assert answer.status_code == 422
    assert "Schrijf wat er niet klopt." in answer.content.decode()


@pytest.mark.parametrize("address", [RUNS, "/mijn/loopbaancheques/bestaat-niet/"])
def test_nobody_sees_somebody_elses_voucher(story: Story, address: str) -> None:
    assert story.browser("an").get(address).status_code == 404
    assert story.browser("an").post(address, {"act_key": str(uuid4()), "what": "x"}).status_code == 404
    assert story.browser("an").post(f"{address}terugnemen/", {"act_key": str(uuid4())}).status_code == 404


def test_her_journal_names_what_was_done(story: Story, words: Words) -> None:
    story.applied("hanne")
    contested(story)
    decided(story, accept=True)
    text = words(story.get("hanne", "/mijn/inzage/"))
    for sentence in ("betwistte een loopbaancheque", "besliste over een cheque die je betwistte", "besliste opnieuw"):
        assert sentence in text
    assert not re.search(r"deed iets in je dossier", text)


def test_before_she_contests_she_reads_that_her_application_waits_and_until_when(story: Story, words: Words) -> None:
    text = words(story.get("hanne", RUNS))
    assert "Ook uren die zeker zijn, krijg je pas na de beslissing." in text
    assert "We beslissen ten laatste op 31 maart 2027." in text


def test_her_home_says_that_an_officer_decides_and_not_that_she_must_act(story: Story, words: Words) -> None:
    story.applied("hanne")
    contested(story)
    home = words(story.get("hanne", "/mijn/"))
    assert "Je betwist loopbaancheque LC2025-020954. Je aanvraag wacht daarop." in home
    assert "Een medewerker beslist ten laatste op 31 maart 2027." in home
    assert "We missen nog een gegeven" not in home
    assert "Een medewerker beslist ten laatste op 31 maart 2027." in words(story.get("hanne", RUNS))


def test_a_voucher_that_costs_no_hours_is_not_contested_to_no_effect(story: Story, words: Words) -> None:
    text = words(story.get("fatima", "/mijn/loopbaancheques/LC2022-011806/"))
    assert "Deze cheque kost je geen uren." in text
    assert "Betwist deze cheque" not in text


def test_the_rule_fits_the_voucher_that_ran_without_a_paid_hour(story: Story, words: Words) -> None:
    assert "Een cheque die nog liep op 1 januari 2027, telt ook." in words(story.get("hanne", "/mijn/loopbaancheques/"))


def test_who_has_no_voucher_is_not_asked_to_open_one(story: Story, words: Words) -> None:
    text = words(story.get("an", "/mijn/loopbaancheques/"))
    assert "Open de cheque" not in text
    assert "Gebruikte je toch een cheque" in text


def test_no_page_says_that_we_asked_vdab_for_what_nothing_asks() -> None:
    page = (Path(web.__file__).parent / "templates/web/citizen/vouchers.html").read_text(encoding="utf-8")
    assert "We vroegen ze opnieuw" not in page
    assert "Zolang VDAB ze niet juist stuurt, beslissen we daar niet mee." in page


def test_a_long_word_in_a_title_breaks_where_a_reader_expects_it(story: Story) -> None:
    assert "loopbaan\u00adcheques</h1>" in unescape(story.get("hanne", "/mijn/loopbaancheques/"))
