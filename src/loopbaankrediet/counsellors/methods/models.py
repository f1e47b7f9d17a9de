"""Methods of guidance, each with its scientific basis, and what the members of the panel wrote about it."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models.functions import Lower

from loopbaankrediet.kernel.states import StateTable, Transition
from loopbaankrediet.people.models import Person


class MethodState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


S = MethodState
METHOD_TABLE = StateTable(
    "method",
    S.PROPOSED,
    (
        Transition(S.PROPOSED, "accept", S.ACCEPTED),
        Transition(S.PROPOSED, "refuse", S.REFUSED),
        Transition(S.ACCEPTED, "withdraw", S.WITHDRAWN),
    ),
)


class Method(models.Model):
    """One method of the catalogue. Name, basis and reasons are public; who proposed it is not.

    `withdrawn_from`: the first day on which it no longer counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.TextField()
    basis = models.TextField()
    state = models.TextField(choices=[(state.value, state.value) for state in S], default=S.PROPOSED)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    proposed_at = models.DateTimeField()
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    withdrawn_from = models.DateField(null=True)
    withdrawn_why = models.TextField(blank=True, default="")
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in S]), name="method_state_known"
            ),
            models.UniqueConstraint(
                Lower("name"), condition=models.Q(state__in=[S.PROPOSED, S.ACCEPTED]), name="one_method_per_name"
            ),
            models.CheckConstraint(
                condition=models.Q(state=S.PROPOSED, decided_at=None) | models.Q(decided_at__isnull=False),
                name="method_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state=S.WITHDRAWN, withdrawn_from__isnull=False, withdrawn_by__isnull=False)
                & ~models.Q(withdrawn_why="")
                | ~models.Q(state=S.WITHDRAWN) & models.Q(withdrawn_from=None, withdrawn_by=None),
                name="method_withdrawn_from_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "name"], name="methods_by_state")]


class MethodReview(models.Model):
    """What one member of the panel thinks of a proposal, and why; it only grows. The reasons are public."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    method = models.ForeignKey(Method, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_founded = models.BooleanField()
    reasons = models.TextField()
    reviewed_on = models.DateField()
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "reviewer"], name="one_review_per_member"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="review_has_reasons"),
        ]
