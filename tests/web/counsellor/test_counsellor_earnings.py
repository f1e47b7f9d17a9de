"""What is paid, when, and what the counsellor asks from the client."""

from pytest_django import DjangoAssertNumQueries
from simulators.bank import answer_to

from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.models import PaymentBatch, PaymentFile
from loopbaankrediet.web.templatetags.dutch import day
from tests.rooms.bank_loop import Bank
from tests.story import Story
from tests.web.visitor import Visitor

EARNINGS = "/begeleider/betalingen/"
IBAN_OF_DIRK = "BE71096123456769"


def pay(story: Story, *, reject: str = "", answered: bool = True) -> None:
    batch = make_batch(**story.act("petra"))
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    if answered:
        content = bytes(PaymentFile.objects.get().content)
        answer = answer_to(content, frozenset({reject}))
        take_answer(content=answer, by=story.actor("petra"), clock=story.clock)


def test_before_the_first_payment_the_page_says_that_nothing_must_be_asked(dirk: Visitor) -> None:
    html = dirk.page(EARNINGS)

    assert "Je hoeft niets aan te vragen." in html
    assert "BE71 •••• •••• 6769" in html
    assert "6123" not in html


def test_a_confirmed_module_shows_both_amounts_and_the_last_day_of_payment(story: Story, dirk: Visitor) -> None:
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    html = dirk.page(EARNINGS)

    assert "Module 1 met An Peeters" in html
    assert "167,80 euro" in html
    assert "50,00 euro" in html
    assert "Wacht op betaling" in html
    assert "beloofd tegen 31 maart 2027" in html


def test_a_client_without_a_diploma_pays_30_and_the_government_the_rest(story: Story, dirk: Visitor) -> None:
    story.apply("fatima")
    story.deliver("fatima", "dirk", story.sign("fatima", "dirk", modules=1))
    html = dirk.page(EARNINGS)

    assert "187,80 euro" in html
    assert "30,00 euro" in html


def test_once_the_bank_has_the_order_the_day_is_certain(story: Story, dirk: Visitor) -> None:
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    pay(story, answered=False)
    html = dirk.page(EARNINGS)
    assert "Vertrekt naar de bank" in html
    assert "beloofd tegen 31 maart 2027" in html

    hand_over_waiting(clock=story.clock)
    html = dirk.page(EARNINGS)
    promised = PaymentBatch.objects.get().execution_on
    assert promised is not None
    assert "Bij de bank" in html
    assert f"op {day(promised)}" in html


def test_a_module_is_paid_when_the_bank_booked_it_and_not_when_it_promised(story: Story, dirk: Visitor) -> None:
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    pay(story)
    assert "Aanvaard door de bank" in dirk.page(EARNINGS)
    bank = Bank(story, PaymentBatch.objects.get())
    bank.tells(bank.out(*bank.names()))
    html = dirk.page(EARNINGS)

    assert "Betaald" in html
    assert '<strong class="figure__value">0,00 euro</strong> <span class="figure__text">komt nog' in html


def test_a_refused_payment_says_why_and_whom_to_call(story: Story, dirk: Visitor) -> None:
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    pay(story, reject=IBAN_OF_DIRK)
    html = dirk.page(EARNINGS)

    assert "Teruggekomen van de bank" in html
    assert "Nog geen dag: eerst moet dit opgelost zijn" in html
    assert "31 maart 2027" not in html
    assert "de rekening is gesloten" in html
    assert "Quinten De Smedt volgt dit op. Vragen? Bel 1700." in html
    assert "Geef een andere rekening op." in html


def test_a_payment_past_its_day_is_called_late(story: Story, dirk: Visitor) -> None:
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    visitor = Visitor("an")
    visitor.press("/demo/klok/", day="1/4/2027")

    html = dirk.page(EARNINGS)
    assert "Te laat. De betaling zit nog niet in een opdracht." in html
    assert "Bel 1700" in html


def test_many_payments_cost_few_questions_to_the_database(
    story: Story, dirk: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    track = story.sign("an", "dirk")
    for number in (1, 2, 3):
        story.deliver("an", "dirk", track, number)

    with django_assert_max_num_queries(12):
        assert "Module 3 met An Peeters" in dirk.page(EARNINGS)
