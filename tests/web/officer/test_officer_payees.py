"""The people behind payments: who waits too long and why, whose payments stand still, whose account changes."""

import pytest

from loopbaankrediet.counsellors.account_changes import ask_account_change
from loopbaankrediet.counsellors.models import AccountChange, Counsellor
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.payments.models import PaymentHold
from tests.rooms.bank_loop import confirmed
from tests.story import Story
from tests.web.visitor import Visitor

PAYMENTS = "/medewerker/betalingen/"
STOPPED = f"{PAYMENTS}stopgezet/"
CHANGES = f"{PAYMENTS}rekeningen/"
NEW = "BE38 0961 9999 9772"


@pytest.fixture
def change(story: Story) -> AccountChange:
    return ask_account_change(iban=NEW, **story.act("dirk"))


def of(change: AccountChange, act: str = "") -> str:
    return f"{CHANGES}{change.id}/{act}/" if act else f"{CHANGES}{change.id}/"


def test_a_late_payment_is_listed_with_its_reason_and_who_follows_it_up(story: Story) -> None:
    confirmed(story, modules=1)
    Visitor("an").press("/demo/klok/", day="15/4/2027")
    petra = Visitor("petra")

    assert "Betalingen te laat: 1" in petra.page(PAYMENTS)
    html = petra.page(f"{PAYMENTS}te-laat/")
    for part in ("Claes Loopbaanadvies BV", "31 maart 2027", "15 dagen geleden", "zit nog niet in een opdracht"):
        assert part in html


def test_payments_are_stopped_and_released_with_a_reason(story: Story) -> None:
    petra = Visitor("petra")
    number = story.counsellor("dirk").register_number
    assert petra.press(STOPPED, STOPPED, register_number="LB-0000-00000", reason="Onderzoek")[0] == 422
    assert petra.press(STOPPED, STOPPED, register_number=number, reason="")[0] == 422
    petra.press(STOPPED, STOPPED, register_number=number, reason="Onderzoek naar de gesprekken van maart.")

    html = petra.page(STOPPED)
    assert "Claes Loopbaanadvies BV" in html
    assert "door Petra Wouters: Onderzoek naar de gesprekken van maart." in html
    hold = PaymentHold.objects.get()
    release = f"{STOPPED}{hold.id}/vrijgeven/"
    assert petra.press(STOPPED, release, reason="")[0] == 422
    assert "De betalingen mogen weer." in petra.press(STOPPED, release, reason="Alles klopt.")[1]


def test_the_counsellor_reads_on_her_own_page_why_nothing_is_paid(story: Story) -> None:
    petra = Visitor("petra")
    number = story.counsellor("dirk").register_number
    petra.press(STOPPED, STOPPED, register_number=number, reason="Onderzoek naar de gesprekken van maart.")

    html = Visitor("dirk").page("/begeleider/betalingen/")
    assert "Petra Wouters zette je betalingen stop op 1 maart 2027" in html
    assert "Onderzoek naar de gesprekken van maart." in html


def test_an_account_changes_after_the_wait_and_two_officers(change: AccountChange) -> None:
    petra, quinten = Visitor("petra"), Visitor("quinten")
    assert "•••• 6769 wordt •••• 9772" in petra.page(CHANGES)
    html = petra.page(of(change))
    assert "dirk@claes-loopbaanadvies.example" in html
    assert "0961" not in html
    petra.press(of(change), of(change, "nagekeken"), how="Gebeld op 2 maart, Dirk zelf.")
    assert "Iemand anders moet dit goedkeuren" in petra.page(of(change))
    assert "Dit kan vanaf 8 maart 2027" in quinten.page(of(change))

    quinten.press("/demo/klok/", day="8/3/2027")
    quinten.press(of(change), of(change, "goedkeuren"))

    assert Counsellor.objects.get(id=change.counsellor_id).iban_end == "9772"
    assert "In gebruik sinds" in quinten.page(of(change))


def test_too_early_or_by_the_same_officer_the_page_says_why_not(change: AccountChange) -> None:
    petra = Visitor("petra")
    petra.press(of(change), of(change, "nagekeken"), how="Gebeld op 2 maart, Dirk zelf.")
    key = petra.filled(CHANGES + f"{change.id}/", of(change, "weigeren"))["act_key"][0]

    for visitor, words in ((petra, "Iemand anders moet"), (Visitor("quinten"), "Deze rekening kan pas op 08/03/2027")):
        status, html = visitor.send(of(change, "goedkeuren"), {"act_key": key})
        assert (status, words in html) == (422, True)


def test_an_account_that_she_did_not_ask_is_refused_with_a_reason(change: AccountChange) -> None:
    petra = Visitor("petra")
    assert petra.press(of(change), of(change, "weigeren"), why="")[0] == 422
    petra.press(of(change), of(change, "weigeren"), why="Dirk vroeg dit niet.")

    assert "Dirk vroeg dit niet." in petra.page(of(change))
    assert "Niemand vroeg een andere rekening." in petra.page(CHANGES)


def test_a_look_at_a_change_stands_in_the_journal(change: AccountChange) -> None:
    Visitor("petra").page(of(change))

    assert Entry.objects.filter(verb="look_at_account_change", person_id=change.counsellor.person_id).exists()


@pytest.mark.parametrize("name", ["omar", "an", "dirk"])
def test_only_payments_officers_see_these_pages(story: Story, name: str) -> None:
    visitor = Visitor(name)

    assert {visitor.status(page) for page in (STOPPED, CHANGES, f"{PAYMENTS}te-laat/")} == {403}
