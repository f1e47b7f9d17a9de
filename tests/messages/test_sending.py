"""Messages leave with the act that causes them, by the way that somebody chose, and tell a mailbox nothing."""

import smtplib
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from loopbaankrediet.flows.follow_silence import take_step
from loopbaankrediet.flows.mandates import give_mandate, stop_mandate
from loopbaankrediet.guidance.models import Notice
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import SYSTEM, Representation
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.messages.actions import note_posted, read_message, send
from loopbaankrediet.messages.addresses import ask_mail, confirm_mail, stop_mail
from loopbaankrediet.messages.errors import AddressCodeWrong, AddressWrong, NoMailHere, TooManyAddressCodes
from loopbaankrediet.messages.mailing import note_bounce, send_waiting
from loopbaankrediet.messages.models import AddressState, Audience, MailAddress, MailTry, Message, MessageState, Outcome
from loopbaankrediet.messages.queries import letters_to_post, mail_choice, message_to_read, messages_of, view_of
from loopbaankrediet.messages.templates import place_of, templates
from loopbaankrediet.people.mandates.actions.giving import HelperName
from loopbaankrediet.platform.viewing import seen_by
from tests.messages.mailed import mailed_code
from tests.story import Story

pytestmark = pytest.mark.django_db
ADDRESS = "an.peeters+werk@voorbeeld.example"


def names_of(story: Story, name: str) -> list[str]:
    rows = Message.objects.filter(person=story.person(name)).order_by("sent_at", "template")
    return [row.template for row in rows]


def latest(story: Story, name: str, template: str) -> Message:
    return Message.objects.filter(person=story.person(name), template=template).latest("sent_at")


def wants_mail(story: Story, name: str) -> None:
    with seen_by(story.actor(name)):
        ask_mail(address=ADDRESS, **story.act(name))
    send_waiting(clock=story.clock)
    code = mailed_code()
    with seen_by(story.actor(name)):
        confirm_mail(code=f"{code[:3]} {code[3:]}", **story.act(name))
    mail.outbox.clear()


def test_each_act_tells_whom_it_concerns_and_only_once() -> None:
    story = Story()
    for name in ("an", "bart"):
        with seen_by(story.actor(name)):
            story.apply(name)
    track = story.sign("an", "dirk", modules=1)
    module = story.module(track, 1)
    story.talk("dirk", module.id)
    story.report("dirk", module.id)
    story.pass_days(15)
    take_step(module_id=module.id, by=SYSTEM, clock=story.clock)
    act: dict[str, Any] = {"helper": HelperName("Mia", "De Smet"), "ticked": [], "by_letter": False}
    given: dict[str, Any] = {"person_id": story.person("an").id, **act, **story.act("an")}
    mandate = give_mandate(**given)
    assert give_mandate(**given).id == mandate.id
    stop_mandate(mandate_id=mandate.id, **story.act("an"))
    assert sorted(names_of(story, "an")) == sorted(
        ["decision_granted", "code_made", "agreement_to_sign", "module_to_confirm", "mandate_given", "mandate_ended"]
    )
    assert names_of(story, "bart") == ["decision_intention"]
    text = view_of(latest(story, "an", "code_made")).paragraphs[0]
    assert "Dirk" in text
    assert b"Dirk" not in bytes(latest(story, "an", "code_made").values_sealed or b"")


def test_a_mail_says_that_something_waits_and_nothing_of_what_it_is() -> None:
    story = Story()
    wants_mail(story, "an")
    story.apply("an")
    assert send_waiting(clock=story.clock) == 1
    sent, row = mail.outbox[0], latest(story, "an", "decision_granted")
    assert sent.to == [ADDRESS]
    assert sent.extra_headers["Message-ID"] == f"<{row.id}@voorbeeld.example>"
    text = f"{sent.subject} {sent.body}"
    assert place_of(Audience.CITIZEN) in text
    for word in ("An ", "Peeters", "uren", "recht", "beslissing", "aanvraag", str(row.id)):
        assert word not in text
    assert (row.state, row.mailed_on) == (MessageState.MAILED, story.clock.today())
    assert send_waiting(clock=story.clock) == 0


def test_without_a_mail_address_what_matters_waits_for_the_post_until_it_is_read() -> None:
    story = Story()
    for name in ("an", "bart", "chantal"):
        story.apply(name)
    send_waiting(clock=story.clock)
    assert not mail.outbox
    assert latest(story, "an", "decision_granted").state == MessageState.ON_SCREEN
    waiting = {row.person_id for row in letters_to_post()}
    bart = story.person("bart").id
    assert bart in waiting
    assert story.person("an").id not in waiting
    row = Message.objects.get(person_id=bart)
    with pytest.raises(NotAllowed):
        note_posted(message_id=row.id, posted_on=story.clock.today(), **story.act("an"))
    with pytest.raises(NotAllowed):
        read_message(message_id=row.id, **story.act("an"))
    with seen_by(story.actor("bart")):
        assert messages_of(bart, Audience.CITIZEN).filter(read_at=None).count() == 1
        read_message(message_id=row.id, **story.act("bart"))
        assert messages_of(bart, Audience.CITIZEN).filter(read_at=None).count() == 0
    with pytest.raises(WrongState):
        note_posted(message_id=row.id, posted_on=story.clock.today(), **story.act("omar"))
    for other in letters_to_post():
        note_posted(message_id=other.id, posted_on=story.clock.today(), **story.act("omar"))
    assert not letters_to_post()
    with seen_by(story.actor("an")):
        assert set(Message.objects.values_list("person_id", flat=True)) == {story.person("an").id}
        with pytest.raises(NotFound):
            message_to_read(row.id, story.person("an").id, Audience.CITIZEN)


class Server:
    """Stands where Django hands a mail to the server, and answers as it is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer: Exception | None = None
        real = EmailMessage.send

        def sent(message: EmailMessage, fail_silently: bool = False) -> int:
            if self.answer is not None:
                raise self.answer
            return real(message)

        monkeypatch.setattr(EmailMessage, "send", sent)


def test_a_server_that_is_away_is_tried_again_ever_later_and_a_refusal_goes_to_the_post(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    story, server = Story(), Server(monkeypatch)
    wants_mail(story, "bart")
    story.apply("bart")
    server.answer = ConnectionRefusedError("away")
    row, waits = latest(story, "bart", "decision_intention"), []
    for _ in range(4):
        assert send_waiting(clock=story.clock) == 1
        row.refresh_from_db()
        waits.append(row.next_try_at - story.clock.now())
        assert send_waiting(clock=story.clock) == 0
        story.clock.instant = row.next_try_at
    assert waits == [timedelta(minutes=one) for one in (1, 2, 4, 8)]
    server.answer = smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such user an")})
    send_waiting(clock=story.clock)
    row.refresh_from_db()
    assert row.state == MessageState.TO_POST
    tries = MailTry.objects.filter(message=row).order_by("id").values_list("outcome", "code")
    assert list(tries) == [(Outcome.POSTPONED, "")] * 4 + [(Outcome.REFUSED, "550")]
    assert ADDRESS not in caplog.text


def test_a_mail_that_came_back_goes_to_the_post_and_three_days_of_silence_do_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story, server = Story(), Server(monkeypatch)
    wants_mail(story, "bart")
    story.apply("bart")
    send_waiting(clock=story.clock)
    row = latest(story, "bart", "decision_intention")
    for _ in range(2):
        note_bounce(message_id=row.id, code="550", clock=story.clock)
    row.refresh_from_db()
    assert row.state == MessageState.TO_POST
    assert MailTry.objects.filter(message=row, outcome=Outcome.BOUNCED).count() == 1
    send("decision_refused", to=row.person_id, about=Subject("application", uuid4()), clock=story.clock, key=uuid4())
    server.answer = smtplib.SMTPServerDisconnected("gone")
    story.clock.instant += timedelta(hours=73)
    send_waiting(clock=story.clock)
    assert latest(story, "bart", "decision_refused").state == MessageState.TO_POST


def test_a_question_about_hours_that_was_mailed_reached_her_and_one_that_came_back_did_not() -> None:
    story = Story()
    wants_mail(story, "an")
    story.apply("an")
    track = story.sign("an", "dirk", modules=1)
    module = story.module(track, 1)
    story.talk("dirk", module.id)
    story.report("dirk", module.id)
    reached = []
    for wait, bounced in ((15, False), (5, True), (5, False)):
        story.pass_days(wait)
        take_step(module_id=module.id, by=SYSTEM, clock=story.clock)
        send_waiting(clock=story.clock)
        notice = Notice.objects.filter(module=module).latest("shown_at")
        if bounced:
            note_bounce(message_id=Message.objects.get(about_id=notice.id).id, code="550", clock=story.clock)
        reached.append(notice.id)
    story.pass_days(1)
    take_step(module_id=module.id, by=SYSTEM, clock=story.clock)
    days = [Notice.objects.get(id=one).reached_on is not None for one in dict.fromkeys(reached)]
    assert days[0]
    assert not days[1]


def test_an_address_counts_only_with_the_code_that_was_mailed_there(settings: Settings) -> None:
    story = Story()
    an = story.person("an").id
    for wrong in ("an", "an@", "an@@voorbeeld.be", "a" * 250 + "@voorbeeld.be"):
        with pytest.raises(AddressWrong):
            ask_mail(address=wrong, **story.act("an"))
    ask_mail(address=ADDRESS, **story.act("an"))
    assert mail_choice(an).waiting == ADDRESS
    send_waiting(clock=story.clock)
    for _ in range(7):
        with pytest.raises(AddressCodeWrong):
            confirm_mail(code="123 45", **story.act("an"))
    code = mailed_code()
    with pytest.raises(AddressCodeWrong):
        confirm_mail(code=code, **story.act("an"))
    story.clock.instant += timedelta(minutes=61)
    with pytest.raises(AddressCodeWrong):
        confirm_mail(code=code, **story.act("an"))
    wants_mail(story, "an")
    assert mail_choice(an).address == ADDRESS
    stop_mail(**story.act("an"))
    assert mail_choice(an).address == ""
    assert not any(bytes(row.address_sealed) for row in MailAddress.objects.order_by("id"))
    with pytest.raises(WrongState):
        stop_mail(**story.act("an"))
    for _ in range(3):
        ask_mail(address=ADDRESS, **story.act("an"))
    with pytest.raises(TooManyAddressCodes):
        ask_mail(address=ADDRESS, **story.act("an"))
    helper = story.actor("fatima")
    acting = type(helper)(helper.capacity, helper.person_id, represents=an, representation=Representation.HELPER)
    with pytest.raises(NotAllowed):
        ask_mail(address=ADDRESS, **(story.act("fatima") | {"by": acting}))
    settings.MAIL_FROM = ""
    with pytest.raises(NoMailHere):
        ask_mail(address=ADDRESS, **story.act("dirk"))


def test_of_an_address_that_the_server_does_not_take_nothing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    story, server = Story(), Server(monkeypatch)
    server.answer = ConnectionRefusedError("away")
    ask_mail(address=ADDRESS, **story.act("an"))
    send_waiting(clock=story.clock)
    row = MailAddress.objects.get()
    assert row.state == AddressState.STOPPED
    assert (bytes(row.address_sealed), bytes(row.code_sealed)) == (b"", b"")


def test_every_text_is_complete_and_its_letter_too() -> None:
    for name, one in templates().items():
        assert one.newest >= 1, name
        for version in one.versions:
            assert version.title, name
            assert version.text, name
            assert not version.title.endswith("."), name
