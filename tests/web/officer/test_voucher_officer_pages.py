"""Officers see every file with what was not used and how to mend it, and decide on what citizens contest."""

from pathlib import Path
from uuid import uuid4

import pytest

from loopbaankrediet.flows.voucher_history import contest_voucher, take_vouchers
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.vouchers.actions.files import note_refused
from loopbaankrediet.vouchers.models import VoucherContest, VoucherFile
from tests.story import Story
from tests.vouchers.files import UNDER_WAY, USED, sent
from tests.web.visitor import Visitor

BASE = "/medewerker/loopbaancheques/"
CONTESTS = f"{BASE}betwist/"


@pytest.fixture
def contest(story: Story) -> VoucherContest:
    return contest_voucher(
        person_id=story.person("hanne").id,
        voucher_number="LC2025-020954",
        what="Ik had <nog> geen gesprek.",
        proof="Brief van het centrum",
        **story.act("hanne"),
    )


@pytest.fixture
def file(story: Story, tmp_path: Path) -> VoucherFile:
    return take_vouchers(sent(tmp_path, USED, UNDER_WAY.but(status="klaar")), clock=story.clock)[0]


def test_every_file_is_listed_and_the_totals_fit(story: Story, file: VoucherFile) -> None:
    note_refused(name="stuk.csv", why="De controlesom klopt niet.", clock=story.clock)
    page = Visitor("omar").page(BASE)
    assert "cheques.csv" in page
    assert "vouchers.csv" in page
    assert page.count("(klopt)") == 2
    assert "stuk.csv" in page
    assert "De controlesom klopt niet." in page


def test_a_line_that_was_not_used_says_where_what_and_how(story: Story, file: VoucherFile) -> None:
    page = Visitor("aude").page(f"{BASE}bestanden/{file.id}/")
    for text in ("LC2025-000002", "Deze status kennen we niet.", "Kies een status uit het contract.", file.sha256):
        assert text in page


def test_the_queue_shows_who_waits_and_how_long(story: Story, contest: VoucherContest) -> None:
    assert "Er wordt 1 cheque betwist." in Visitor("omar").page("/medewerker/")
    page = Visitor("omar").page(CONTESTS)
    assert "Hanne D&#x27;Hooghe" in page
    assert "vandaag" in page


def test_an_officer_reads_decides_and_signs(story: Story, contest: VoucherContest) -> None:
    story.apply("hanne")
    address, omar = f"{CONTESTS}{contest.id}/", Visitor("omar")
    page = omar.page(address)
    assert "Ik had &lt;nog&gt; geen gesprek." in page
    assert "Brief van het centrum" in page
    status, page = omar.press(address, "", decision="accept", reason="Het centrum bevestigt het.")
    assert status == 200
    assert "Je beslissing is bewaard." in page
    contest.refresh_from_db()
    assert (contest.state, contest.decided_by) == ("accepted", story.person("omar"))
    assert story.balance("hanne").received == 120
    assert Entry.objects.filter(verb="open_contest", person_id=contest.person_id).exists()


def test_a_decision_without_choice_or_reason_names_both(story: Story, contest: VoucherContest) -> None:
    status, page = Visitor("omar").press(f"{CONTESTS}{contest.id}/", "", reason="")
    assert status == 422
    assert "Wat beslis je?" in page
    assert "Schrijf waarom je dit beslist." in page


def test_the_application_leads_to_what_is_contested(story: Story, contest: VoucherContest) -> None:
    found = story.apply("hanne")
    assert f"{CONTESTS}{contest.id}/" in Visitor("omar").page(f"/medewerker/aanvragen/{found.id}/")


@pytest.mark.parametrize(
    ("who", "imports", "contests"),
    [("omar", 200, 200), ("aude", 200, 403), ("rita", 403, 403), ("petra", 403, 403), ("an", 403, 403)],
)
def test_files_are_for_case_officers_and_auditors_contests_for_case_officers(
    story: Story, contest: VoucherContest, file: VoucherFile, who: str, imports: int, contests: int
) -> None:
    visitor = Visitor(who)
    assert visitor.status(BASE) == visitor.status(f"{BASE}bestanden/{file.id}/") == imports
    assert visitor.status(CONTESTS) == visitor.status(f"{CONTESTS}{contest.id}/") == contests


def test_what_does_not_exist_is_not_found(story: Story) -> None:
    for address in (f"{BASE}bestanden/{uuid4()}/", f"{CONTESTS}{uuid4()}/"):
        assert Visitor("omar").status(address) == 404
