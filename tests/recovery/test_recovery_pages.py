"""Officer and counsellor read the same file, each with the acts that are theirs; every letter says what one can do."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.recovery.recovering import Case
from tests.web.visitor import FormReader, Visitor, story_of_today

from loopbaankrediet.decree.dated import remedies
from loopbaankrediet.recovery.actions.deciding import answer_recovery, decide_recovery
from loopbaankrediet.recovery.errors import NoRemedy
from loopbaankrediet.recovery.models import Recovery
from loopbaankrediet.recovery.queries import incoming, recovery_file
from loopbaankrediet.recovery.states import RecoveryState
from loopbaankrediet.web.recovery_letters import letter

OFFICER, COUNSELLOR = "/medewerker/terugvorderingen/", "/begeleider/terugvorderingen/"
MOST_QUERIES = 13


@pytest.fixture
def case(db: None) -> Case:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    case = Case(story_of_today())
    case.confirm()
    case.pay()
    return case


def heard(case: Case) -> Recovery:
    recovery = case.open()
    return answer_recovery(recovery_id=recovery.id, text="Het gesprek <was> er.", **case.story.act("dirk"))


def questions(visitor: Visitor, address: str) -> int:
    """Every query of one page, with those of the sign-in."""
    visitor.page(address)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        visitor.page(address)
    return len(counted)


def test_an_officer_opens_a_recovery_from_the_number_of_a_payment(case: Case) -> None:
    typed = {"number": str(case.claim().number), "minutes": "60", "ground": "no_show", "reason": "Niemand kwam."}
    status, html = Visitor("petra").press(OFFICER, **typed)
    assert status == 200
    assert "TV-" in html
    assert "83,90 euro" in html
    assert "nog niet verstuurd per post of e-mail" in html


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "99"}, "We kennen geen betaling met dit nummer"),
        ({"minutes": "600"}, "nog 120 minuten"),
        ({"reason": ""}, "Schrijf waarom"),
        ({"minutes": "veel"}, "een heel getal"),
    ],
)
def test_what_an_officer_mistypes_is_told_at_the_field(case: Case, typed: dict[str, str], words: str) -> None:
    right = {"number": str(case.claim().number), "minutes": "60", "ground": "no_show", "reason": "Niemand kwam."}
    status, html = Visitor("petra").press(OFFICER, **right | typed)
    assert (status, words in html) == (422, True)


def test_the_counsellor_reads_why_and_answers(case: Case) -> None:
    recovery = case.open()
    page = f"{COUNSELLOR}{recovery.id}/"
    visitor = Visitor("dirk")
    assert "Hierover is nog niet beslist" in visitor.page(page)
    assert "Antwoord op ons voornemen" in visitor.page("/begeleider/")
    assert "tel:1700" in visitor.page(page)
    status, html = visitor.press(page, f"{page}antwoord/", answer="Ik was er wel.")
    assert (status, "Ik was er wel." in html) == (200, True)
    assert "Ik was er wel." in Visitor("quinten").page(f"{OFFICER}{recovery.id}/")


def test_nobody_reads_the_recovery_of_somebody_else(case: Case) -> None:
    recovery = case.open()
    for address in (f"{COUNSELLOR}{recovery.id}/", f"{COUNSELLOR}{recovery.id}/brief/voornemen/"):
        assert Visitor("els").status(address) == 404
        assert Visitor("an").status(address) == 403


def test_a_decision_is_signed_by_a_colleague_and_then_told(case: Case) -> None:
    recovery = heard(case)
    page = f"{OFFICER}{recovery.id}/"
    assert "Iemand anders moet beslissen" in Visitor("petra").page(page)
    quinten = Visitor("quinten")
    html = quinten.press(page, f"{page}beslissen/", reason="De agenda toont niets.")[1]
    assert "Beslist door" in html
    assert Visitor("dirk").status(f"{COUNSELLOR}{recovery.id}/brief/beslissing/") == 404
    today = f"{case.story.clock.today():%d/%m/%Y}"
    assert quinten.press(page, f"{page}melden/", told_on="")[0] == 422
    quinten.press(page, f"{page}melden/", channel="phone", told_on=today)
    assert "Kies hoe je terugbetaalt" in Visitor("dirk").page("/begeleider/")
    letter_page = Visitor("dirk").page(f"{COUNSELLOR}{recovery.id}/brief/beslissing/")
    assert "Raad van State" in letter_page
    assert "De agenda toont niets." in letter_page
    assert "83,90 euro" in letter_page


def test_what_the_counsellor_wrote_is_text_and_never_markup(case: Case) -> None:
    recovery = heard(case)
    assert "&lt;was&gt;" in Visitor("quinten").page(f"{OFFICER}{recovery.id}/")


def test_the_counsellor_chooses_a_plan_and_an_officer_agrees(case: Case) -> None:
    recovery = case.owed()
    page, back = f"{COUNSELLOR}{recovery.id}/", f"{OFFICER}{recovery.id}/"
    dirk, quinten = Visitor("dirk"), Visitor("quinten")
    first_on = f"{case.story.clock.today():%d/%m/%Y}"
    too_long = dirk.press(page, f"{page}plan/", months="99", first_on=first_on)
    assert (too_long[0], "hoogstens 24 maanden" in too_long[1]) == (422, True)
    with_clock_of_pages = Recovery.objects.get(id=recovery.id)
    assert with_clock_of_pages.state == RecoveryState.NOTIFIED
    dirk.press(page, f"{page}plan/", months="3", first_on=first_on)
    action = next(address for address in actions(quinten.page(back)) if address.endswith("/goedkeuren/"))
    assert "Het plan is afgesproken" in quinten.press(back, action)[1]
    assert "Nog 27,97 euro" in dirk.page(page)
    assert "Raad van State" not in dirk.page(f"{page}brief/plan/")
    assert "Vlaamse Ombudsdienst" in dirk.page(f"{page}brief/plan/")


def actions(html: str) -> Iterator[str]:
    reader = FormReader()
    reader.feed(html)
    return iter(reader.forms)


def test_money_that_came_in_is_recognised_by_one_and_agreed_by_another(case: Case) -> None:
    recovery = case.owed()
    case.incoming(8390)
    page = f"{OFFICER}{recovery.id}/"
    petra, quinten = Visitor("petra"), Visitor("quinten")
    line = str(case.story.person("petra").id)
    assert petra.press(page, f"{page}boeking/", line=line)[0] == 422
    waiting = incoming()[0].id
    assert "Een collega moet" in petra.press(page, f"{page}boeking/", line=str(waiting))[1]
    action = next(address for address in actions(quinten.page(page)) if address.endswith("/goedkeuren/"))
    assert "Terugbetaald" in quinten.press(page, action)[1]
    assert "Alles is terugbetaald" in Visitor("dirk").page(f"{COUNSELLOR}{recovery.id}/brief/einde/")


def test_a_page_asks_few_questions_of_the_database(case: Case) -> None:
    recovery = case.owed()
    for name, address in (("petra", OFFICER), ("petra", f"{OFFICER}{recovery.id}/"), ("dirk", COUNSELLOR)):
        assert questions(Visitor(name), address) <= MOST_QUERIES
    assert questions(Visitor("dirk"), f"{COUNSELLOR}{recovery.id}/") <= MOST_QUERIES


def test_no_letter_without_a_way_to_contest_it(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    recovery = heard(case)
    decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **case.story.act("quinten"))
    found = recovery_file(recovery.id, on=case.story.clock.today())
    for kind in ("voornemen", "beslissing"):
        assert letter(kind, found).remedies
    monkeypatch.setattr(remedies, "_remedies", lambda: ())
    remedies.remedies_for.cache_clear()
    with pytest.raises(NoRemedy):
        letter("beslissing", found)
    remedies.remedies_for.cache_clear()
