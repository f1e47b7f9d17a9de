"""The work behind the outbox: one waiting message at a time, mailed, left on the screen or set ready for the post.

At least once: a worker that is killed between the mail server and its own commit sends again, under the same
Message-ID, by which a mailbox recognises the second one. Never for an act that was undone: its row is not there.
"""

import smtplib
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.messages.addresses import has_mail, stop_address
from loopbaankrediet.messages.limits import message_term
from loopbaankrediet.messages.models import (
    ADDRESS,
    ADDRESS_STATES,
    MESSAGE_STATES,
    AddressState,
    Audience,
    MailAddress,
    MailTry,
    Message,
    MessageState,
    Outcome,
)
from loopbaankrediet.messages.templates import mail_text, place_of, template

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
PERMANENT = 500


def send_waiting(*, clock: Clock) -> int:
    """Every message whose time came, each in a transaction of its own, and every code; how many were handled."""
    handled = 0
    while _send_next_code(clock) or _send_next(clock):
        handled += 1
    return handled


@transaction.atomic
def note_bounce(*, message_id: UUID, code: str, clock: Clock) -> None:
    """A mail came back: it did not reach anybody, so it goes to the post or stays on the screen. Once is enough."""
    message = Message.objects.select_for_update().filter(id=message_id, state=MessageState.MAILED).first()
    if message is not None:
        _tried(message, Outcome.BOUNCED, code, clock)
        _without_mail(message)


@transaction.atomic
def _send_next(clock: Clock) -> bool:
    due = Message.objects.filter(state=MessageState.WAITING, next_try_at__lte=clock.now())
    message = due.select_for_update(skip_locked=True).order_by("next_try_at", "id").first()
    if message is None:
        return False
    address = _address_of(message.person_id)
    if not address:
        _without_mail(message)
        return True
    outcome, code = _handed_over(_waits_mail(message, address))
    _tried(message, outcome, code, clock)
    if outcome is Outcome.ACCEPTED:
        message.state, message.mailed_on = MESSAGE_STATES.after(message.state, "mail"), clock.today()
        message.save(update_fields=["state", "mailed_on"])
    elif outcome is Outcome.REFUSED or _is_over(message, clock):
        _without_mail(message)
    else:
        message.next_try_at = clock.now() + min(FIRST_WAIT * 2**message.tries, LONGEST_WAIT)
        message.tries += 1
        message.save(update_fields=["next_try_at", "tries"])
    return True


@transaction.atomic
def _send_next_code(clock: Clock) -> bool:
    """A code that cannot be sent now is stopped: who wants mails asks again."""
    rows = MailAddress.objects.filter(state=AddressState.ASKED).select_for_update(skip_locked=True)
    row = rows.order_by("asked_at").first()
    if row is None:
        return False
    try:
        address, code = (
            str(unseal_for(row.person_id, sealed, context=ADDRESS)) for sealed in (row.address_sealed, row.code_sealed)
        )
        outcome, _ = _handed_over(_code_mail(row, address, code, clock))
    except Erased:
        outcome = Outcome.REFUSED
    if outcome is Outcome.ACCEPTED:
        row.state = ADDRESS_STATES.after(row.state, "send_code")
        row.save(update_fields=["state"])
    else:
        stop_address(row, clock)
    return True


def _address_of(person_id: UUID) -> str:
    """Where this person wants mails; empty without one, or once her key is gone."""
    row = MailAddress.objects.filter(person_id=person_id, state=AddressState.CONFIRMED).first()
    if row is None or not has_mail():
        return ""
    try:
        return str(unseal_for(person_id, row.address_sealed, context=ADDRESS))
    except Erased:
        return ""


def _without_mail(message: Message) -> None:
    verb = "print" if template(message.template).letter and message.read_at is None else "leave"
    message.state = MESSAGE_STATES.after(message.state, verb)
    message.save(update_fields=["state"])


def _is_over(message: Message, clock: Clock) -> bool:
    hours = message_term("give_up_hours", on=clock.today())
    return clock.now() - message.sent_at >= timedelta(hours=hours)


def _tried(message: Message, outcome: Outcome, code: str, clock: Clock) -> None:
    MailTry.objects.create(message=message, outcome=outcome, code=code, tried_at=clock.now())


def _waits_mail(message: Message, address: str) -> EmailMessage:
    place = settings.SITE_ADDRESS + place_of(Audience(message.audience))
    subject, text = mail_text("waits", address=place, phone=settings.CONTACT_PHONE)
    return _mail(subject, text, address, message.id)


def _code_mail(row: MailAddress, address: str, code: str, clock: Clock) -> EmailMessage:
    minutes = message_term("code_minutes", on=clock.today())
    subject, text = mail_text("code", code=code, minutes=minutes, phone=settings.CONTACT_PHONE)
    return _mail(subject, text, address, row.id)


def _mail(subject: str, text: str, address: str, id_: UUID) -> EmailMessage:
    """Message-ID: the same for every try (RFC 5322). Auto-Submitted: nobody's holiday answers it (RFC 3834)."""
    domain = settings.MAIL_FROM.rpartition("@")[2].strip(">") or "localhost"
    headers = {"Message-ID": f"<{id_}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, settings.MAIL_FROM, [address], headers=headers)


def _handed_over(mail: EmailMessage) -> tuple[Outcome, str]:
    """What the mail server said, and its code; its words hold the address and are kept nowhere."""
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        return _outcome(max((code for code, _ in error.recipients.values()), default=PERMANENT))
    except smtplib.SMTPResponseException as error:
        return _outcome(error.smtp_code)
    except (smtplib.SMTPException, OSError):
        return Outcome.POSTPONED, ""
    return Outcome.ACCEPTED, ""


def _outcome(code: int) -> tuple[Outcome, str]:
    text = str(code) if 200 <= code < 600 and str(code)[0] in "245" else ""
    return (Outcome.REFUSED if code >= PERMANENT else Outcome.POSTPONED), text
