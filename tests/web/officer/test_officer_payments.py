"""The payments officers: four eyes, the bank file, and the bank's answers."""

import os
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from simulators.bank import answer_to

from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.actions.holds import release_hold
from loopbaankrediet.payments.models import BankAnswer, Claim, PaymentBatch, PaymentFile, PaymentHold, UploadedFile
from loopbaankrediet.web.officer import forms
from loopbaankrediet.web.templatetags.dutch import day
from tests.story import Story
from tests.web.visitor import Visitor

PAYMENTS = "/medewerker/betalingen/"
IBAN_OF_DIRK = "BE71096123456769"


def address_of(batch_id: UUID, *parts: str) -> str:
    return "/".join([f"{PAYMENTS}{batch_id}", *parts, ""])


@pytest.fixture
def claim(story: Story) -> Claim:
    story.apply("an")
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    return Claim.objects.get()


@pytest.fixture
def draft(story: Story, claim: Claim) -> PaymentBatch:
    return make_batch(**story.act("petra"))


@pytest.fixture
def sent(story: Story, draft: PaymentBatch) -> PaymentBatch:
    return approve_batch(batch_id=draft.id, **story.act("quinten"))


def answer(*reject: str) -> bytes:
    return answer_to(bytes(PaymentFile.objects.get().content), frozenset(reject))


def upload(visitor: Visitor, batch: PaymentBatch, content: bytes) -> tuple[int, str]:
    file: Any = SimpleUploadedFile("antwoord.xml", content, content_type="application/xml")
    given = visitor.send(address_of(batch.id, "antwoord"), {"act_key": str(uuid4()), "answer": file})
    waits = UploadedFile.objects.filter(state="waiting").first()
    if waits is None:
        return given
    colleague = Visitor("quinten")
    return colleague.send(f"{PAYMENTS}bank/bestand/{waits.id}/aanvaarden/", {"act_key": str(uuid4())})


def test_what_waits_becomes_a_batch_that_somebody_else_must_approve(claim: Claim) -> None:
    petra = Visitor("petra")
    assert "167,80 euro" in petra.page(PAYMENTS)

    status, html = petra.press(PAYMENTS)

    assert status == 200
    assert "Iemand anders moet dit goedkeuren" in html
    assert "Dirk Claes" in html
    assert "Keur goed" not in html


def test_the_approver_sees_whom_which_account_what_for_and_how_much_and_nothing_of_the_client(
    draft: PaymentBatch,
) -> None:
    html = Visitor("quinten").page(address_of(draft.id))

    for part in (
        "Claes Loopbaanadvies BV",
        "•••• 6769",
        "Module 1",
        "Bevestigd op 1 maart 2027",
        "2 uur",
        "167,80 euro",
    ):
        assert part in html
    assert "An Peeters" not in html
    assert "0961" not in html


def test_what_waits_is_counted_in_good_dutch(story: Story, claim: Claim) -> None:
    petra = Visitor("petra")
    assert "Er wacht nog 1 module voor 167,80 euro op een betaalopdracht." in petra.page("/medewerker/")
    story.deliver("an", "dirk", claim.module.track, number=2)
    assert "Er wachten nog 2 modules voor 335,60 euro op een betaalopdracht." in petra.page("/medewerker/")


def test_without_anything_to_pay_no_batch_is_made(story: Story) -> None:
    status, html = Visitor("petra").send(PAYMENTS, {"act_key": str(uuid4())})

    assert status == 422
    assert "Er staan nu geen bevestigde modules klaar om te betalen." in html


def test_the_maker_cannot_approve_her_own_batch_and_is_told_why(draft: PaymentBatch) -> None:
    status, html = Visitor("petra").send(address_of(draft.id, "goedkeuren"), {"act_key": str(uuid4())})

    assert status == 422
    assert "Jij hebt deze betaalopdracht gemaakt. Iemand anders moet ze goedkeuren." in html
    assert not PaymentFile.objects.exists()


def test_a_colleague_sees_the_batch_in_her_work_and_approves_it(draft: PaymentBatch) -> None:
    quinten = Visitor("quinten")
    assert draft.message_id in quinten.page("/medewerker/")
    assert draft.message_id not in Visitor("petra").page("/medewerker/")

    status, html = quinten.press(address_of(draft.id), address_of(draft.id, "goedkeuren"))

    assert status == 200
    assert "Petra Wouters op 1 maart 2027" in html
    assert "Quinten De Smedt" in html
    promised = PaymentBatch.objects.get().execution_on
    assert promised is not None
    assert day(promised) in html
    assert "Bij de bank" in html


def test_a_double_click_approves_once_and_makes_one_batch(claim: Claim) -> None:
    petra, quinten = Visitor("petra"), Visitor("quinten")
    data = petra.filled(PAYMENTS)
    assert petra.send(PAYMENTS, data)[0] == petra.send(PAYMENTS, data)[0] == 200
    batch = PaymentBatch.objects.get()
    approve = address_of(batch.id, "goedkeuren")
    data = quinten.filled(address_of(batch.id), approve)

    assert quinten.send(approve, data)[0] == quinten.send(approve, data)[0] == 200
    assert PaymentFile.objects.count() == 1


def test_a_batch_can_be_thrown_away_and_its_payments_wait_again(draft: PaymentBatch) -> None:
    status, html = Visitor("petra").press(address_of(draft.id), address_of(draft.id, "weggooien"))

    assert status == 200
    assert "Niet betaald" in html
    assert Claim.objects.get().state == "open"
    status, html = Visitor("quinten").send(address_of(draft.id, "goedkeuren"), {"act_key": str(uuid4())})
    assert status == 422
    assert "intussen is er iets veranderd" in html


def test_the_bank_file_is_downloaded_byte_for_byte_as_xml(sent: PaymentBatch) -> None:
    found = Visitor("petra").client.get(address_of(sent.id, "bankbestand"))

    assert found["Content-Type"] == "application/xml"
    assert found["Content-Disposition"] == f'attachment; filename="{sent.message_id}.xml"'
    assert found.content == bytes(PaymentFile.objects.get().content)


def test_a_draft_has_no_bank_file(draft: PaymentBatch) -> None:
    assert Visitor("petra").status(address_of(draft.id, "bankbestand")) == 404


def test_the_answers_that_the_bank_left_are_collected_with_one_button(sent: PaymentBatch) -> None:
    petra, collect = Visitor("petra"), address_of(sent.id, "ophalen")
    assert "Er is nog geen nieuw antwoord van de bank." in petra.press(address_of(sent.id), collect)[1]
    settings.BANK_INBOX.mkdir(parents=True, exist_ok=True)
    left = settings.BANK_INBOX / f"{sent.message_id}.pain002.xml"
    content = answer()
    left.write_bytes(content)
    status, html = petra.press(address_of(sent.id), collect)

    assert status == 200
    assert "1 aanvaard, 0 geweigerd" in html
    assert "Aanvaard" in html
    assert [path.read_bytes() for path in (settings.BANK_INBOX / "taken").iterdir()] == [content]


def test_a_file_that_cannot_be_read_is_set_aside_and_does_not_stop_the_next_one(sent: PaymentBatch) -> None:
    settings.BANK_INBOX.mkdir(parents=True, exist_ok=True)
    (settings.BANK_INBOX / "a-broken.xml").write_bytes(b"<Document")
    os.utime(settings.BANK_INBOX / "a-broken.xml", (0, 0))
    (settings.BANK_INBOX / "b-good.xml").write_bytes(answer())
    petra = Visitor("petra")

    assert "1 aanvaard, 0 geweigerd" in petra.press(address_of(sent.id), address_of(sent.id, "ophalen"))[1]
    assert [path.read_bytes() for path in (settings.BANK_INBOX / "refused").iterdir()] == [b"<Document"]
    assert "Bestanden van de bank niet gebruikt: 1" in petra.page(PAYMENTS)
    html = petra.page("/medewerker/betalingen/bank/")
    petra.press("/medewerker/betalingen/bank/", re.findall(r'action="([^"]+/opgelost/)"', html)[0])
    assert "Bestanden van de bank niet gebruikt: 0" in petra.page(PAYMENTS)


def test_an_uploaded_answer_is_taken_once(sent: PaymentBatch) -> None:
    petra, content = Visitor("petra"), answer()

    assert "Het antwoord is verwerkt: 1 aanvaard, 0 geweigerd." in upload(petra, sent, content)[1]
    assert "Dit bestand hadden we al." in upload(petra, sent, content)[1]
    assert BankAnswer.objects.count() == 1


def test_a_refused_payment_shows_its_reason_and_waits_again(sent: PaymentBatch) -> None:
    upload(Visitor("petra"), sent, answer(IBAN_OF_DIRK))
    html = Visitor("petra").page(address_of(sent.id))

    assert "Geweigerd" in html
    assert "de rekening is gesloten (AC04)" in html
    assert Claim.objects.get().state == "open"


def test_before_a_refused_payment_is_paid_again_the_page_says_whom_to_call_first(
    story: Story, sent: PaymentBatch
) -> None:
    petra = Visitor("petra")
    assert "kwam terug" not in petra.page(PAYMENTS)
    upload(petra, sent, answer(IBAN_OF_DIRK))
    html = petra.page(PAYMENTS)

    assert "1 betaling kwam terug" in html
    assert "module 1, 167,80 euro: de rekening is gesloten (AC04)" in html
    assert "Contact: dirk@claes-loopbaanadvies.example." in html
    assert "Neem eerst contact op met de loopbaanbegeleider." in html
    hold = PaymentHold.objects.get()
    release_hold(hold_id=hold.id, reason="De bank vergiste zich, zegt ze.", **story.act("petra"))
    make_batch(**story.act("petra"))
    assert "kwam terug" not in petra.page(PAYMENTS)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"geen xml", "Het bestand is geen volledige XML"),
        (b"<Document/>", "We lezen antwoorden op een betaalopdracht"),
        (b"", "leeg"),
    ],
)
def test_a_file_that_is_no_answer_is_refused_at_its_field(sent: PaymentBatch, content: bytes, message: str) -> None:
    status, html = upload(Visitor("petra"), sent, content)

    assert status == 422
    assert '<a href="#id_answer">' in html
    assert message in html
    assert '<details class="details" open>' in html


def test_an_answer_about_an_order_we_never_sent_is_refused_at_its_field(sent: PaymentBatch) -> None:
    status, html = upload(Visitor("petra"), sent, answer().replace(sent.message_id.encode(), b"LK-ANDERS"))

    assert status == 422
    assert '<a href="#id_answer">Dit antwoord gaat over betaalopdracht LK-ANDERS.' in html


def test_a_file_that_is_too_large_is_refused_at_its_field(sent: PaymentBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST_ANSWER", 10)

    status, html = upload(Visitor("petra"), sent, answer())

    assert status == 422
    assert "Dit bestand is groter dan 5 MB." in html


def test_the_budget_of_the_year_stands_beside_the_payments(sent: PaymentBatch) -> None:
    html = Visitor("petra").page(PAYMENTS)

    assert "Begroting van 2027" in html
    for label, amount in (
        ("Goedgekeurd", "10.700.000,00"),
        ("Vastgelegd: gereserveerd of te betalen", "335,60"),
        ("Nog vrij", "10.699.664,40"),
        ("Betaald of onderweg", "167,80"),
        ("Vereffeningskrediet nog vrij", "10.699.832,20"),
    ):
        assert re.search(rf"<dt>{label}</dt>\s*<dd>{amount} euro</dd>", html), label


def test_a_year_without_a_budget_says_so(story: Story) -> None:
    Visitor("an").press("/demo/klok/", day="1/1/2031")

    assert "Voor dit jaar is nog geen begroting ingeschreven." in Visitor("petra").page(PAYMENTS)


def test_the_pages_of_payments_cost_few_questions_to_the_database(
    sent: PaymentBatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    petra = Visitor("petra")
    upload(petra, sent, answer())

    for address in ("/medewerker/", PAYMENTS, address_of(sent.id), address_of(sent.id, "bankbestand")):
        with django_assert_max_num_queries(14):  # twelve questions, the banner and the note of who looked
            assert petra.status(address) == 200


def test_a_payment_about_which_the_bank_contradicts_itself_waits_for_an_officer(sent: PaymentBatch) -> None:
    petra = Visitor("petra")
    upload(petra, sent, answer("BE71096123456769"))
    upload(petra, sent, answer())
    claim = Claim.objects.get()

    html = petra.page("/medewerker/betalingen/")
    assert "De bank spreekt zichzelf tegen" in html
    assert claim.counsellor.register_number in html
    assert "An Peeters" not in html
    petra.press("/medewerker/betalingen/", f"/medewerker/betalingen/vrijgeven/{claim.number}/")

    claim.refresh_from_db()
    assert claim.state == "open"
    assert "De bank spreekt zichzelf tegen" not in petra.page("/medewerker/betalingen/")
