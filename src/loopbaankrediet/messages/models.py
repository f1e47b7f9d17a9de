"""A message is the outbox itself: its row is written in the act's transaction and waits there until it is sent."""

from enum import StrEnum
from uuid import uuid4

from django.db import models

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person

VALUES, ADDRESS = "message", "mail-address"


class Audience(models.TextChoices):
    """In which capacity somebody reads it."""

    CITIZEN = "citizen", "Burger"
    COUNSELLOR = "counsellor", "Loopbaanbegeleider"


class MessageState(StrEnum):
    """How it leaves. Whatever its state, it stands on the screen."""

    WAITING = "waiting"
    MAILED = "mailed"
    ON_SCREEN = "on_screen"
    TO_POST = "to_post"
    POSTED = "posted"


M = MessageState
MESSAGE_STATES = StateTable(
    "message",
    M.WAITING,
    (
        Transition(M.WAITING, "mail", M.MAILED),
        Transition(M.WAITING, "leave", M.ON_SCREEN),
        Transition(M.WAITING, "print", M.TO_POST),
        Transition(M.MAILED, "leave", M.ON_SCREEN),
        Transition(M.MAILED, "print", M.TO_POST),
        Transition(M.TO_POST, "post", M.POSTED),
        Transition(M.TO_POST, "leave", M.ON_SCREEN),
    ),
)


class AddressState(StrEnum):
    ASKED = "asked"
    CODE_SENT = "code_sent"
    CONFIRMED = "confirmed"
    STOPPED = "stopped"


A = AddressState
ADDRESS_STATES = StateTable(
    "mail_address",
    A.ASKED,
    (
        Transition(A.ASKED, "send_code", A.CODE_SENT),
        Transition(A.CODE_SENT, "confirm", A.CONFIRMED),
        Transition(A.ASKED, "stop", A.STOPPED),
        Transition(A.CODE_SENT, "stop", A.STOPPED),
        Transition(A.CONFIRMED, "stop", A.STOPPED),
    ),
)
STATE_TABLES = (MESSAGE_STATES, ADDRESS_STATES)


class Message(models.Model):
    """One message to one person. `id` follows from the act's key: an act sends it once, and it names the mail.

    `values_sealed`: what fills the places of the text, under the reader's key; empty when there are none.
    `about_type` and `about_id`: the file it belongs to. `next_try_at`, `tries`: of the mail.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    audience = models.TextField(choices=Audience.choices)
    template = models.TextField()
    version = models.PositiveSmallIntegerField()
    values_sealed = models.BinaryField(null=True)
    about_type = models.TextField()
    about_id = models.UUIDField()
    state = models.TextField(choices=[(state.value, state.value) for state in M], default=M.WAITING)
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    mailed_on = models.DateField(null=True)
    read_on = models.DateField(null=True)
    read_at = models.DateTimeField(null=True)
    posted_on = models.DateField(null=True)
    posted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(audience__in=Audience.values), name="message_audience_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in M]), name="message_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=M.MAILED) | models.Q(mailed_on__isnull=False), name="mailed_on_some_day"
            ),
            models.CheckConstraint(
                condition=models.Q(state=M.POSTED, posted_on__isnull=False, posted_by__isnull=False)
                | (~models.Q(state=M.POSTED) & models.Q(posted_on=None, posted_by=None)),
                name="posted_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(read_on=None, read_at=None) | models.Q(read_on__isnull=False, read_at__isnull=False),
                name="read_at_some_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "audience", "-sent_at"], name="messages_of_person"),
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="messages_to_send"),
            models.Index(fields=["sent_at"], condition=models.Q(state="to_post"), name="messages_to_post"),
            models.Index(fields=["about_id"], name="messages_about"),
        ]


class Outcome(models.TextChoices):
    """What became of one try to mail."""

    ACCEPTED = "accepted", "Aangenomen door de mailserver"
    POSTPONED = "postponed", "De mailserver antwoordde niet: later opnieuw"
    REFUSED = "refused", "Geweigerd door de mailserver"
    BOUNCED = "bounced", "Teruggestuurd"


class MailTry(models.Model):
    """One try, or one mail that came back. Only grows. `code`: the three digits of the server, nothing of its words."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(choices=Outcome.choices)
    code = models.TextField(blank=True, default="")
    tried_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="try_outcome_known"),
            models.CheckConstraint(condition=models.Q(code__regex=r"^([245][0-9]{2})?$"), name="try_code_is_a_code"),
        ]
        indexes = [models.Index(fields=["message", "tried_at"], name="tries_of_message")]


class MailAddress(models.Model):
    """Where somebody wants mails, once confirmed with a code that was sent there. Emptied when it is stopped."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in A], default=A.ASKED)
    address_sealed = models.BinaryField()
    code_sealed = models.BinaryField()
    code_until = models.DateTimeField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in A]), name="mail_address_state_known"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state=A.CONFIRMED), name="one_mail_address_per_person"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state__in=[A.ASKED, A.CODE_SENT]), name="one_address_to_confirm"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=A.CONFIRMED) | models.Q(confirmed_at__isnull=False),
                name="mail_address_confirmed_at_some_moment",
            ),
        ]
