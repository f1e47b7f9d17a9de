"""On which account a counsellor is paid, who can change that, and what came with each payment."""

import pytest

from loopbaankrediet.counsellors.models import AccountChange
from loopbaankrediet.payments.models import PaymentBatch
from tests.rooms.bank_loop import Bank, send_batch
from tests.story import Story
from tests.web.visitor import Visitor

ACCOUNT = "/begeleider/betalingen/rekening/"
EARNINGS = "/begeleider/betalingen/"
NEW = "BE38 0961 9999 9772"


@pytest.fixture
def batch(story: Story) -> PaymentBatch:
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    return send_batch(story)


def test_another_account_is_asked_and_the_page_says_what_happens_now(dirk: Visitor) -> None:
    assert "Je rekening veranderde nog niet." in dirk.page(ACCOUNT)
    status, html = dirk.press(ACCOUNT, iban=NEW)

    assert status == 200
    for part in (
        "eindigt op 9772",
        "ten vroegste op 8 maart 2027",
        "dirk@claes-loopbaanadvies.example",
        "Tot dan betalen we op je oude rekening",
        "Stop deze verandering",
    ):
        assert part in html
    assert "0961" not in html


def test_a_wrong_number_is_refused_at_its_field(dirk: Visitor) -> None:
    status, html = dirk.press(ACCOUNT, iban="BE39 0961 9999 9772")

    assert status == 422
    assert '<a href="#id_iban">De controlecijfers van dit rekeningnummer kloppen niet.' in html


def test_a_change_that_she_did_not_ask_is_stopped_with_one_button(dirk: Visitor) -> None:
    dirk.press(ACCOUNT, iban=NEW)
    change = AccountChange.objects.get()
    _, html = dirk.press(ACCOUNT, f"{ACCOUNT}{change.id}/stoppen/")

    assert "De verandering is gestopt." in html
    assert "Door jou gestopt" in html


def test_the_change_of_another_counsellor_cannot_be_stopped(story: Story, dirk: Visitor) -> None:
    dirk.press(ACCOUNT, iban=NEW)
    change = AccountChange.objects.get()
    els = Visitor("els")
    key = els.filled(ACCOUNT)["act_key"][0]

    assert els.send(f"{ACCOUNT}{change.id}/stoppen/", {"act_key": key})[0] == 404


def test_each_payment_has_an_advice_with_its_reference_and_no_name_of_a_client(
    story: Story, dirk: Visitor, batch: PaymentBatch
) -> None:
    bank = Bank(story, batch)
    bank.tells(bank.out(*bank.names()))
    page = f"{EARNINGS}{batch.id}/"
    assert page in dirk.page(EARNINGS)
    html = dirk.page(page)

    for part in ("Claes Loopbaanadvies BV", "•••• 6769", bank.names()[0], "167,80 euro", "Geboekt op 2 maart 2027"):
        assert part in html
    assert "+++" in html
    assert "An Peeters" not in html
    assert "Het is geen factuur." in html


def test_the_advice_is_a_file_for_a_spreadsheet_as_well(dirk: Visitor, batch: PaymentBatch) -> None:
    found = dirk.client.get(f"{EARNINGS}{batch.id}/bestand/")

    assert found["Content-Type"] == "text/csv; charset=utf-8"
    head, line = found.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Mededeling;Kenmerk;Module")
    assert ";1;2027-03-01;120;167,80;Bij de bank;" in line


def test_the_advice_of_a_draft_or_of_somebody_else_does_not_exist(story: Story, batch: PaymentBatch) -> None:
    els = Visitor("els")

    assert els.status(f"{EARNINGS}{batch.id}/") == 404
    assert els.status(f"{EARNINGS}{batch.id}/bestand/") == 404
