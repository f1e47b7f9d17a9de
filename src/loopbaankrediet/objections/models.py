"""One request to look at a decision again, or one complaint. Words are sealed under the citizen's key."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Func, Q, Value

from loopbaankrediet.credit.models import Decision, Revocation
from loopbaankrediet.objections.states import OBJECTION_TABLE, RUNNING, ObjectionState
from loopbaankrediet.people.models import Person


class Kind(models.TextChoices):
    """A complaint is about how somebody was treated, and changes no decision."""

    RECONSIDERATION = "reconsideration", "Vraag om opnieuw te bekijken"
    COMPLAINT = "complaint", "Klacht"


class Topic(models.TextChoices):
    """What a complaint is about."""

    WAITING = "waiting", "Het duurt te lang"
    TREATMENT = "treatment", "Hoe een medewerker mij behandelde"
    UNCLEAR = "unclear", "Een brief of pagina is onduidelijk of fout"
    COUNSELLOR = "counsellor", "Mijn loopbaanbegeleider"
    OTHER = "other", "Iets anders"


class Outcome(models.TextChoices):
    """INADMISSIBLE: it cannot be handled here, and the grounds say why and where it can."""

    WELL_FOUNDED = "well_founded", "Je krijgt gelijk"
    PARTLY = "partly", "Je krijgt deels gelijk"
    UNFOUNDED = "unfounded", "Je krijgt geen gelijk"
    INADMISSIBLE = "inadmissible", "We kunnen dit niet behandelen"


SAYS_YES = (Outcome.WELL_FOUNDED, Outcome.PARTLY)


class Objection(models.Model):
    """`number` is for the phone. A reconsideration is about exactly one `decision` or `revocation`.

    `contested_by`: who signed what is contested; empty when the platform decided. `last_day`: until when it could be
    asked, as the remedies of that day said it; empty for a complaint. `through`: on what ground somebody asked for her.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.BigIntegerField(db_default=Func(Value("objection_number"), function="nextval"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices)
    topic = models.TextField(choices=Topic.choices, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", null=True)
    revocation = models.ForeignKey(Revocation, on_delete=models.PROTECT, related_name="+", null=True)
    contested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    last_day = models.DateField(null=True)
    state = models.TextField(choices=[(s.value, s.value) for s in ObjectionState], default=ObjectionState.RECEIVED)
    text_sealed = models.BinaryField()
    through = models.TextField(blank=True)
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField()
    answer_by = models.DateField()
    handler = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    taken_on = models.DateField(null=True)
    taken_at = models.DateTimeField(null=True)
    outcome = models.TextField(choices=Outcome.choices, blank=True)
    grounds_sealed = models.BinaryField(null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="objection_number_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="objection_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.COMPLAINT, decision=None, revocation=None, last_day=None, topic__in=Topic.values)
                | Q(kind=Kind.RECONSIDERATION, decision__isnull=False, revocation=None, topic="")
                | Q(kind=Kind.RECONSIDERATION, decision=None, revocation__isnull=False, topic=""),
                name="objection_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(state__in=RUNNING), name="one_running_objection_per_decision"
            ),
            models.UniqueConstraint(
                fields=["revocation"], condition=Q(state__in=RUNNING), name="one_running_objection_per_revocation"
            ),
            models.CheckConstraint(
                condition=Q(handler=None) | Q(contested_by=None) | ~Q(handler=F("contested_by")),
                name="who_signed_does_not_look_again",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ObjectionState.IN_HAND, ObjectionState.DECIDED])
                | Q(handler__isnull=False, taken_on__isnull=False, taken_at__isnull=False),
                name="objection_in_the_hands_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ObjectionState.DECIDED,
                    outcome__in=Outcome.values,
                    grounds_sealed__isnull=False,
                    decided_on__isnull=False,
                    decided_at__isnull=False,
                )
                | ~Q(state=ObjectionState.DECIDED)
                & Q(outcome="", grounds_sealed=None, decided_on=None, decided_at=None),
                name="objection_decided_with_grounds",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "answer_by"], name="objection_worklist"),
            models.Index(fields=["person", "submitted_at"], name="objection_by_person"),
        ]


STATE_TABLES = (OBJECTION_TABLE,)
