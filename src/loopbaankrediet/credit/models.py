"""Application, decision, turn, replies, calls and wallet. What is known and said is sealed under her own key."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import Func, Value

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class ApplicationState(StrEnum):
    SUBMITTED = "submitted"
    GRANTED = "granted"
    UNDETERMINED = "undetermined"
    INTENDED = "intended"
    WAITING = "waiting"
    REFUSED = "refused"


S = ApplicationState
OPEN_STATES = (S.SUBMITTED, S.UNDETERMINED, S.INTENDED, S.WAITING)

APPLICATION_TABLE = StateTable(
    "application",
    S.SUBMITTED,
    (
        Transition(S.SUBMITTED, "grant", S.GRANTED),
        Transition(S.SUBMITTED, "ask", S.UNDETERMINED),
        Transition(S.SUBMITTED, "intend", S.INTENDED),
        Transition(S.UNDETERMINED, "grant", S.GRANTED),
        Transition(S.UNDETERMINED, "ask", S.UNDETERMINED),
        Transition(S.UNDETERMINED, "intend", S.INTENDED),
        Transition(S.INTENDED, "grant", S.GRANTED),
        Transition(S.INTENDED, "ask", S.UNDETERMINED),
        Transition(S.INTENDED, "intend", S.INTENDED),
        Transition(S.INTENDED, "refuse", S.REFUSED),
        Transition(S.GRANTED, "grant", S.GRANTED),
        Transition(S.REFUSED, "grant", S.GRANTED),
        Transition(S.SUBMITTED, "wait", S.WAITING),
        Transition(S.UNDETERMINED, "wait", S.WAITING),
        Transition(S.INTENDED, "wait", S.WAITING),
        Transition(S.WAITING, "wait", S.WAITING),
        Transition(S.WAITING, "ask", S.UNDETERMINED),
        Transition(S.WAITING, "intend", S.INTENDED),
        Transition(S.WAITING, "grant", S.GRANTED),
        Transition(S.REFUSED, "wait", S.WAITING),
    ),
)
STATE_TABLES = (APPLICATION_TABLE,)


class Application(models.Model):
    """One request for the right. Law and facts are those of `applied_on` (default 2). `number` is for the phone."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.BigIntegerField(db_default=Func(Value("application_number"), function="nextval"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in S], default=S.SUBMITTED)
    applied_on = models.DateField()
    submitted_at = models.DateTimeField()
    facts_sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=OPEN_STATES),
                name="one_open_application_per_person",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in S]), name="application_state_known"
            ),
            models.UniqueConstraint(fields=["number"], name="application_number_once"),
        ]
        indexes = [models.Index(fields=["state", "applied_on"], name="application_worklist")]


class DecisionKind(StrEnum):
    GRANT = "grant"
    QUESTION = "question"
    INTENTION = "intention"
    REFUSAL = "refusal"
    TARIFF = "tariff"
    TURN = "turn"


class Decision(models.Model):
    """What was decided, when, under which law. Only grows; `receipt_sealed`: see `credit.receipts`.

    Numbered in the order in which they were made. `answer_sealed`: why the replies of the applicant do not change a
    refusal; empty when nobody replied.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in DecisionKind])
    decided_on = models.DateField()
    decided_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    law_hash = models.TextField()
    minutes = models.PositiveIntegerField()
    answer_until = models.DateField(null=True)
    receipt_sealed = models.BinaryField()
    answer_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=DecisionKind.REFUSAL) | models.Q(signed_by__isnull=False),
                name="a_refusal_is_signed_by_a_named_officer",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=DecisionKind.INTENTION, answer_until__isnull=False)
                | (~models.Q(kind=DecisionKind.INTENTION) & models.Q(answer_until__isnull=True)),
                name="an_intention_has_a_term",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=DecisionKind.GRANT, minutes__gt=0)
                | (~models.Q(kind=DecisionKind.GRANT) & models.Q(minutes=0)),
                name="only_a_grant_gives_minutes",
            ),
        ]
        indexes = [models.Index(fields=["application", "id"], name="decision_by_application")]


class Turn(models.Model):
    """An application that the law grants and that waits for its place in the budget (`ApplicationState.WAITING`).

    `ticket` is its lot number, made by the platform; `waits_since` the first legal day on which it could be drawn.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="+", primary_key=True)
    ticket = models.TextField(unique=True)
    minutes = models.PositiveIntegerField()
    schooling = models.TextField(null=True)
    waits_since = models.DateField()
    waits_since_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["waits_since"], name="turn_since")]


class Reply(models.Model):
    """What the applicant answers to an intention to refuse, in her own words, and the number to call her on."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField()
    wants_a_person = models.BooleanField()
    phone_sealed = models.BinaryField(null=True)
    replied_on = models.DateField()
    replied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wants_a_person=False) | models.Q(phone_sealed__isnull=False),
                name="who_wants_to_talk_leaves_a_number",
            )
        ]


class Call(models.Model):
    """A call that an officer made because the applicant asked for it. Only grows."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called_on = models.DateField()
    reached = models.BooleanField()
    said_sealed = models.BinaryField()
    noted_on = models.DateField()
    noted_at = models.DateTimeField()


class Wallet(models.Model):
    """The digital wallet of one person; its minutes are in the ledger. `schooling` sets the tariff group."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    schooling = models.TextField(null=True)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
