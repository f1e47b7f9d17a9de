"""Application, decision, turn, replies, calls and wallet. What is known and said is sealed under her own key."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import Func, Value

from loopbaankrediet.credit.officer_models import (
    Again,
    AlikeFile,
    Clarification,
    ClarificationReminder,
    Deviation,
    Instead,
    KeptRequest,
    Redecision,
)
from loopbaankrediet.credit.officer_states import (
    ALIKE_TABLE,
    CLARIFICATION_TABLE,
    REDECISION_TABLE,
    AlikeState,
    ClarificationState,
    RedecisionState,
)
from loopbaankrediet.credit.wish_models import Wish as Wish
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
        Transition(S.REFUSED, "reopen", S.UNDETERMINED),
    ),
)


class RevocationState(StrEnum):
    OPENED = "opened"
    HEARD = "heard"
    REVOKED = "revoked"
    KEPT = "kept"


R = RevocationState
REVOCATION_TABLE = StateTable(
    "revocation",
    R.OPENED,
    (
        Transition(R.OPENED, "hear", R.HEARD),
        Transition(R.OPENED, "revoke", R.REVOKED),
        Transition(R.OPENED, "keep", R.KEPT),
        Transition(R.HEARD, "revoke", R.REVOKED),
        Transition(R.HEARD, "keep", R.KEPT),
        Transition(R.REVOKED, "restore", R.KEPT),
    ),
)
STATE_TABLES = (APPLICATION_TABLE, REVOCATION_TABLE, CLARIFICATION_TABLE, REDECISION_TABLE, ALIKE_TABLE)
__all__ = [
    "ALIKE_TABLE",
    "APPLICATION_TABLE",
    "CLARIFICATION_TABLE",
    "OPEN_STATES",
    "REDECISION_TABLE",
    "REVOCATION_TABLE",
    "STATE_TABLES",
    "Again",
    "AlikeFile",
    "AlikeState",
    "Application",
    "ApplicationState",
    "Call",
    "Clarification",
    "ClarificationReminder",
    "ClarificationState",
    "Decision",
    "DecisionKind",
    "Deviation",
    "Instead",
    "KeptRequest",
    "Redecision",
    "RedecisionState",
    "Reply",
    "Revocation",
    "RevocationGround",
    "RevocationState",
    "ToldBy",
    "Turn",
    "Wallet",
]


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
    REOPENING = "reopening"


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


class RevocationGround(models.TextChoices):
    """Why a right that was granted may be taken back; without one it stands."""

    OURS = "ours", "We vergisten ons"
    SOURCE = "source", "Een bron verbeterde een gegeven"
    FRAUD = "fraud", "De aanvrager gaf bewust iets verkeerds op"


class ToldBy(models.TextChoices):
    """How an officer told the citizen of a file; empty while nobody did."""

    PHONE = "phone", "Telefoon"
    LETTER = "letter", "Brief"


class Revocation(models.Model):
    """The file about taking back granted minutes: a ground, a term to answer, a hearing, a decision with reasons.

    `minutes`: the most that would be taken, of what is free then; what was used is never asked back (default 9).
    `reached_on`: the day from which a call or letter of an officer counts; see `credit.revocations` for the page.
    `heard_by`: the officer who heard her, empty when she wrote herself. `revoked_minutes`: what was taken.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in R], default=R.OPENED)
    ground = models.TextField(choices=RevocationGround.choices)
    minutes = models.PositiveIntegerField()
    why_sealed = models.BinaryField()
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_through = models.TextField(choices=ToldBy.choices, default="", blank=True)
    told_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    reached_on = models.DateField(null=True)
    answer_sealed = models.BinaryField(null=True)
    heard_on = models.DateField(null=True)
    heard_at = models.DateTimeField(null=True)
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    revoked_minutes = models.PositiveIntegerField(default=0)
    reasons_sealed = models.BinaryField(null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in R]), name="revocation_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ground__in=RevocationGround.values), name="revocation_ground_known"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0, revoked_minutes__lte=models.F("minutes")),
                name="revoked_within_its_file",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(state__in=[R.OPENED, R.HEARD]), name="one_open_revocation"
            ),
            models.CheckConstraint(
                condition=models.Q(told_through="", told_on=None, told_at=None, told_by=None, reached_on=None)
                | models.Q(
                    told_through__in=ToldBy.values,
                    told_on__gte=models.F("opened_on"),
                    told_at__isnull=False,
                    told_by__isnull=False,
                    reached_on__gte=models.F("told_on"),
                ),
                name="revocation_told_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("opened_by")),
                name="four_eyes_on_a_revocation",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[R.REVOKED, R.KEPT])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False, reasons_sealed__isnull=False),
                name="revocation_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=models.Q(state=R.REVOKED, revoked_minutes__gt=0)
                | ~models.Q(state=R.REVOKED) & models.Q(revoked_minutes=0),
                name="only_a_revocation_takes_minutes",
            ),
        ]
        indexes = [models.Index(fields=["application", "opened_at"], name="revocation_by_application")]
