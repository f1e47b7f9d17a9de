"""What the bank told and nobody could place: an officer finds it, says what it is, and never moves money alone."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.actions.files import note_refused
from loopbaankrediet.payments.models import Claim, UnmatchedLine, UploadedFile
from loopbaankrediet.platform.legal_clock import current_clock
from tests.payments.bank.camt_text import Booking, Line, Sheet, written
from tests.rooms.bank_loop import CENTS, DAY, Bank, confirmed, item_states, send_batch
from tests.story import Story
from tests.web.visitor import Visitor

BANK = "/medewerker/betalingen/bank/"
PAYMENTS = "/medewerker/betalingen/"
OURS = "BE43068999999501"


@pytest.fixture
def bank(story: Story) -> Bank:
    confirmed(story)
    return Bank(story, send_batch(story))


@pytest.fixture
def line(bank: Bank) -> UnmatchedLine:
    """A payment of ours that the bank booked without its identifier."""
    bank.tells(Booking("REF-1", -CENTS, (Line("", CENTS, "Claes Loopbaanadvies BV"),)))
    return UnmatchedLine.objects.get()


def address(line_id: UUID, act: str = "") -> str:
    return f"{BANK}{line_id}/{act}/" if act else f"{BANK}{line_id}/"


def upload(visitor: Visitor, content: bytes) -> tuple[int, str]:
    file: Any = SimpleUploadedFile("uittreksel.xml", content, content_type="application/xml")
    return visitor.send(BANK, {"act_key": str(uuid4()), "answer": file})


def accepted(visitor: Visitor) -> tuple[int, str]:
    """The one file that waits, accepted."""
    waits = UploadedFile.objects.get(state="waiting")
    return visitor.send(f"{BANK}bestand/{waits.id}/aanvaarden/", {"act_key": str(uuid4())})


def test_a_statement_is_taken_and_the_batch_says_what_was_booked(bank: Bank) -> None:
    petra = Visitor("petra")
    sheet = Sheet("N1", OURS, DAY, (bank.out(*bank.names()), bank.back(bank.names()[0], "MS03")))

    upload(petra, written(sheet))
    assert "3 betaald, 1 teruggestort, 0 na te kijken, 0 al gekend." in accepted(Visitor("quinten"))[1]
    html = petra.page(f"{PAYMENTS}{bank.batch.id}/")
    assert "op het uittreksel 2 betaald, 1 teruggestort" in html
    assert "335,60 euro" in html
    assert "de bank zegt niet waarom (MS03)" in html


def test_a_file_that_one_officer_gives_moves_no_money_until_a_colleague_accepts_it(bank: Bank) -> None:
    bank.tells(bank.out(*bank.names()))
    petra = Visitor("petra")
    content = written(Sheet("MIJN", OURS, DAY, (bank.back(bank.names()[0], reference="EIGEN"),)))
    assert "tot een collega het aanvaardt" in upload(petra, content)[1]
    status, html = accepted(petra)
    assert (status, "Jij gaf dit bestand" in html) == (422, True)
    assert item_states() == ["settled"] * 3
    assert UploadedFile.objects.get().content == content

    accepted(Visitor("quinten"))
    assert item_states() == ["returned", "settled", "settled"]
    again = make_batch(**bank.story.act("quinten"))
    html = petra.page(f"{PAYMENTS}{again.id}/")
    assert "2e poging: de vorige werd teruggestort" in html
    assert "volgens een bestand van Petra Wouters" in html


def test_a_file_that_waits_can_be_put_aside(bank: Bank) -> None:
    upload(Visitor("petra"), written(Sheet("N1", OURS, DAY, (bank.out(*bank.names()),))))
    waits = UploadedFile.objects.get()
    Visitor("quinten").send(f"{BANK}bestand/{waits.id}/weigeren/", {"act_key": str(uuid4())})
    assert (UploadedFile.objects.get().state, item_states()) == ("refused", ["sent"] * 3)


def test_a_note_on_a_second_booking_of_our_payment_waits_for_a_colleague_and_stays_to_be_read(bank: Bank) -> None:
    bank.tells(bank.out(*bank.names()))
    bank.tells(bank.out(bank.names()[0], reference="DOUBLE"))
    line, petra, quinten = UnmatchedLine.objects.get(), Visitor("petra"), Visitor("quinten")

    _, html = petra.press(address(line.id), address(line.id, "noteren"), note="De bank geeft het terug.")
    assert "Een collega moet ze goedkeuren." in html
    assert "Boekingen van de bank na te kijken: 1" in petra.page(PAYMENTS)
    assert "Iemand anders moet dit goedkeuren" in petra.page(address(line.id))
    quinten.press(address(line.id), address(line.id, "goedkeuren"))

    for name in ("petra", "aude"):
        html = Visitor(name).page(f"{BANK}beslist/")
        for part in ("De bank geeft het terug.", "Petra Wouters en Quinten De Smedt", "-167,80 euro"):
            assert part in html


def test_a_large_sum_that_is_none_of_ours_is_noted_by_two(bank: Bank) -> None:
    bank.tells(Booking("RENT", -100_001, (Line("", 100_001, "Verhuurder"),)))
    line = UnmatchedLine.objects.get()
    Visitor("petra").press(address(line.id), address(line.id, "noteren"), note="Huur")
    assert UnmatchedLine.objects.get().state == "proposed"


def test_a_statement_of_another_account_is_refused_at_its_field(bank: Bank) -> None:
    content = written(Sheet("N1", "BE68539007547034", DAY, (bank.out(*bank.names()),)))
    status, html = upload(Visitor("petra"), content)

    assert status == 422
    assert "een andere rekening dan de onze" in html


def test_what_cannot_be_placed_is_counted_and_listed_with_its_reason(line: UnmatchedLine) -> None:
    petra = Visitor("petra")

    assert "Boekingen van de bank na te kijken: 1" in petra.page(PAYMENTS)
    html = petra.page(BANK)
    for part in ("-167,80 euro", "We kennen geen betaling met dit kenmerk", "2 maart 2027"):
        assert part in html


def test_whom_a_line_names_stands_only_where_the_journal_notes_the_look(line: UnmatchedLine) -> None:
    petra = Visitor("petra")

    assert "Claes Loopbaanadvies BV" not in petra.page(BANK)
    assert not Entry.objects.filter(verb="look_at_bank_line").exists()
    assert "Claes Loopbaanadvies BV" in petra.page(address(line.id))
    assert Entry.objects.get(verb="look_at_bank_line").subject_id == line.id


def test_an_officer_notes_what_a_line_is(line: UnmatchedLine) -> None:
    petra = Visitor("petra")
    status, html = petra.press(address(line.id), address(line.id, "noteren"), note="")
    assert (status, "Schrijf wat je uitzocht" in html) == (422, True)

    _, html = petra.press(address(line.id), address(line.id, "noteren"), note="Huur van de zaal, gebeld met de bank.")

    assert "De boeking is beslist." in html
    assert "Huur van de zaal" in petra.page(address(line.id))


def test_a_line_becomes_a_payment_only_when_a_colleague_agrees(bank: Bank, line: UnmatchedLine) -> None:
    petra, name = Visitor("petra"), bank.names()[0]
    pair = address(line.id, "koppelen")
    status, html = petra.press(address(line.id), pair, end_to_end_id="LK0000000000-1", note="Deze")
    assert (status, "We kennen geen betaling met dit kenmerk." in html) == (422, True)
    petra.press(address(line.id), pair, end_to_end_id=name, note="Naam en bedrag kloppen.")

    assert "Iemand anders moet dit goedkeuren" in petra.page(address(line.id))
    assert item_states() == ["sent"] * 3
    quinten = Visitor("quinten")
    assert f"Dit is betaling {name}, volgens Petra Wouters" in quinten.page(address(line.id))
    quinten.press(address(line.id), address(line.id, "goedkeuren"))

    assert item_states() == ["settled", "sent", "sent"]


def test_a_proposal_can_be_taken_back(bank: Bank, line: UnmatchedLine) -> None:
    petra = Visitor("petra")
    petra.press(address(line.id), address(line.id, "koppelen"), end_to_end_id=bank.names()[0], note="Deze")

    assert "De boeking wacht weer." in petra.press(address(line.id), address(line.id, "terugnemen"))[1]


def test_a_statement_that_is_missing_is_named(bank: Bank) -> None:
    first, second = bank.names()[:2]
    bank.states(bank.out(first, reference="A"), opening=100_000)
    bank.states(bank.out(second, reference="C"), opening=50_000, day=DAY.replace(day=4))

    html = Visitor("petra").page(BANK)
    assert "De uittreksels sluiten niet op elkaar aan" in html
    assert "begint met 500,00 euro, maar uittreksel S1 ervoor eindigt op 832,20 euro" in html


def test_a_file_that_was_not_used_is_named_with_its_reason(story: Story) -> None:
    note_refused(name="camt-7.xml", why="Het bestand is afgebroken op regel 3.", clock=current_clock())

    html = Visitor("petra").page(BANK)
    assert "camt-7.xml" in html
    assert "Het bestand is afgebroken op regel 3." in html


def test_a_payment_that_was_booked_and_then_refused_is_kept_as_paid_by_an_officer(bank: Bank) -> None:
    bank.tells(bank.out(*bank.names()))
    claim = Claim.objects.order_by("number")[0]
    Claim.objects.filter(id=claim.id).update(state="blocked")
    petra = Visitor("petra")
    assert "van onze rekening geboekt, daarna geweigerd" in petra.page(PAYMENTS)

    petra.press(PAYMENTS, f"{PAYMENTS}toch-betaald/{claim.number}/")

    claim.refresh_from_db()
    assert claim.state == "settled"


@pytest.mark.parametrize("name", ["omar", "an", "dirk"])
def test_only_payments_officers_see_the_account(line: UnmatchedLine, name: str) -> None:
    visitor = Visitor(name)

    assert (visitor.status(BANK), visitor.status(address(line.id))) == (403, 403)


def test_a_line_that_does_not_exist_is_not_found(story: Story) -> None:
    assert Visitor("petra").status(address(uuid4())) == 404
