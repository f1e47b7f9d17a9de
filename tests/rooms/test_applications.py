"""An application after the first answer: replies, calls, proofs that overrule, and the number it is found by."""

from datetime import timedelta
from typing import Any

import pytest
from tests.story import Story

from loopbaankrediet.credit.actions import (
    declare_schooling,
    note_call,
    record_fact,
    reply_to_intention,
    sign_refusal,
)
from loopbaankrediet.credit.errors import (
    AnswerMissing,
    CallDayRefused,
    CallMissing,
    CallTextMissing,
    CreditAlreadyGranted,
    NobodyAskedToTalk,
    ProofTooShort,
)
from loopbaankrediet.credit.file_numbers import file_number, read_file_number
from loopbaankrediet.credit.models import Application, Call, Decision, Reply
from loopbaankrediet.credit.queries import application, application_numbered, decisions_of
from loopbaankrediet.kernel.errors import NotAllowed, WrongState
from loopbaankrediet.kernel.phone import PhoneRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def bart(story: Story) -> Application:
    return story.apply("bart")


def reply(story: Story, bart: Application, text: str = "", phone: str = "") -> None:
    act = story.act("bart")
    reply_to_intention(application_id=bart.id, text=text, wants_a_person=bool(phone), phone=phone, **act)


def call(story: Story, bart: Application, *, reached: bool, said: str = "", days: int = 0, by: str = "omar") -> None:
    called_on = story.clock.day + timedelta(days=days)
    note_call(application_id=bart.id, called_on=called_on, reached=reached, said=said, **story.act(by))


def test_a_double_application_after_a_partial_credit_makes_no_second_file(story: Story) -> None:
    story.apply("fatima")
    with pytest.raises(CreditAlreadyGranted):
        story.apply("fatima")
    assert Application.objects.filter(person=story.person("fatima")).count() == 1


def test_two_vouchers_without_a_grant_still_lead_to_a_reasoned_intention(story: Story) -> None:
    ask: dict[str, Any] = {"application_id": story.apply("chantal").id}
    act = story.act("omar")
    changed = record_fact(**ask, name="vouchers_used", value=2, proof="Brief van VDAB van 4 maart 2027", **act)
    assert changed.state == "intended"


def test_a_reply_is_answered_before_the_refusal_is_signed(story: Story, bart: Application) -> None:
    reply(story, bart, "Ik werkte vroeger in Nederland.")
    story.pass_days(15)
    for answer in ("", "  "):
        with pytest.raises(AnswerMissing) as refusal:
            sign_refusal(application_id=bart.id, answer=answer, **story.act("omar"))
        assert refusal.value.field == "answer"
    sign_refusal(application_id=bart.id, answer="Een bewijs ontbreekt.", **story.act("omar"))
    view = application(bart.id)
    assert view is not None
    assert view.decision.answer == "Een bewijs ontbreekt."


def test_the_answer_and_the_phone_number_are_sealed(story: Story, bart: Application) -> None:
    reply(story, bart, phone="0470 12 34 56")
    call(story, bart, reached=True, said="Bart legde zijn loopbaan uit.")
    story.pass_days(15)
    sign_refusal(application_id=bart.id, answer="Zes jaar is geen zeven jaar.", **story.act("omar"))
    kept = [Reply.objects.get().phone_sealed, Call.objects.get().said_sealed]
    kept.append(Decision.objects.get(kind="refusal").answer_sealed)
    for sealed in kept:
        assert not any(word in bytes(sealed or b"") for word in (b"0470", b"loopbaan", b"jaar"))


@pytest.mark.parametrize("phone", [" ", "1700", "bel mij", "٠٤٧٠١٢٣٤٥٦", "0470 12 34 56 78 90 12 34"])
def test_who_wants_to_talk_leaves_a_number_that_can_be_called(story: Story, bart: Application, phone: str) -> None:
    with pytest.raises(PhoneRefused) as refusal:
        reply(story, bart, phone=phone)
    assert refusal.value.field == "phone"
    assert Reply.objects.count() == 0


@pytest.mark.parametrize("phone", ["0470 12 34 56", "+32 470/12.34.56", "(03) 123-45-67", "0032470123456"])
def test_a_number_may_be_typed_as_people_write_it(story: Story, bart: Application, phone: str) -> None:
    reply(story, bart, phone=phone)
    assert Reply.objects.count() == 1


def test_who_asked_to_talk_is_called_before_the_refusal_is_signed(story: Story, bart: Application) -> None:
    reply(story, bart, phone="0470 12 34 56")
    story.pass_days(15)
    sign: dict[str, Any] = {"application_id": bart.id, "answer": "Het blijft zes jaar."}
    with pytest.raises(CallMissing):
        sign_refusal(**sign, **story.act("omar"))
    call(story, bart, reached=False)
    with pytest.raises(CallMissing, match="minstens 2 keer"):
        sign_refusal(**sign, **story.act("omar"))
    call(story, bart, reached=False)
    assert sign_refusal(**sign, **story.act("omar")).state == "refused"


def test_one_call_that_reached_the_applicant_is_enough(story: Story, bart: Application) -> None:
    reply(story, bart, phone="0470 12 34 56")
    call(story, bart, reached=True, said="Bart zoekt zijn attest.")
    story.pass_days(15)
    sign_refusal(application_id=bart.id, answer="Er kwam geen attest.", **story.act("omar"))
    view = application(bart.id)
    assert view is not None
    assert [(made.reached, made.said) for made in view.calls] == [(True, "Bart zoekt zijn attest.")]


def test_a_later_wish_to_talk_asks_for_a_call_of_its_own(story: Story, bart: Application) -> None:
    reply(story, bart, phone="0470 12 34 56")
    call(story, bart, reached=True, said="Bart zoekt zijn attest.")
    story.pass_days(1)
    reply(story, bart, phone="0470 12 34 56")
    story.pass_days(15)
    with pytest.raises(CallMissing):
        sign_refusal(application_id=bart.id, answer="Er kwam geen attest.", **story.act("omar"))


def test_a_call_answers_a_wish_on_a_day_that_can_be_with_what_was_said(story: Story, bart: Application) -> None:
    with pytest.raises(NobodyAskedToTalk):
        call(story, bart, reached=False)
    reply(story, bart, phone="0470 12 34 56")
    for days in (-1, 1):
        with pytest.raises(CallDayRefused) as refusal:
            call(story, bart, reached=True, said="Gebeld.", days=days)
        assert refusal.value.field == "called_on"
    with pytest.raises(CallTextMissing):
        call(story, bart, reached=True, said=" ")
    with pytest.raises(NotAllowed):
        call(story, bart, reached=False, by="petra")
    assert Call.objects.count() == 0


def test_a_call_after_the_decision_is_too_late(story: Story, bart: Application) -> None:
    reply(story, bart, phone="0470 12 34 56")
    call(story, bart, reached=True, said="Bart legde het uit.")
    story.pass_days(15)
    sign_refusal(application_id=bart.id, answer="Het blijft zes jaar.", **story.act("omar"))
    with pytest.raises(WrongState):
        call(story, bart, reached=False)


def test_what_a_source_knows_exactly_gives_way_to_a_named_proof_and_both_are_kept(
    story: Story, bart: Application
) -> None:
    ask: dict[str, Any] = {"application_id": bart.id, "name": "seniority_months", "value": 96}
    with pytest.raises(ProofTooShort) as refusal:
        record_fact(**ask, proof="  Attest ", **story.act("omar"))
    assert refusal.value.field == "proof"
    record_fact(**ask, proof="Attest uit Utrecht", **story.act("omar"))
    view = application(bart.id)
    assert view is not None
    fact = view.decision.receipt.facts["seniority_months"]
    assert fact.before is not None
    assert (fact.value, fact.origin.service, fact.before.value) == (96, "Attest uit Utrecht", 72)
    assert view.state == "granted"


def test_the_grant_keeps_its_hours_and_day_after_the_price_was_fixed(story: Story) -> None:
    zoe = story.apply("zoe")
    story.pass_days(2)
    declare_schooling(application_id=zoe.id, value="low", **story.act("zoe"))
    lines = decisions_of(story.person("zoe").id)
    assert [(line.kind, line.minutes) for line in lines] == [("tariff", 0), ("grant", 360)]
    assert lines[0].decided_on == lines[1].decided_on + timedelta(days=2)


def test_every_application_has_a_number_of_its_own_that_finds_it(story: Story, bart: Application) -> None:
    an = story.apply("an")
    assert an.number == bart.number + 1
    assert application_numbered(an.number) == an.id
    assert application_numbered(1) is None


@pytest.mark.parametrize("text", ["LK 100 123", "lk100123", "100123", " 100.123 "])
def test_a_file_number_is_read_as_people_type_it(text: str) -> None:
    assert read_file_number(text) == 100123
    assert file_number(100123) == "LK 100 123"


@pytest.mark.parametrize("text", ["", "LK", "An Peeters", "LK 100 12x", "١٠٠١٢٣", "9" * 40])
def test_what_is_no_file_number_finds_nothing(text: str) -> None:
    assert read_file_number(text) is None
