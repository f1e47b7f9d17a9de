"""A registration file and the evidence in it. What people wrote is sealed under the candidate's key."""

from uuid import uuid4

from django.db import models

from loopbaankrediet.counsellors.files.states import DECIDED, RUNNING, C, E
from loopbaankrediet.people.models import Person


class CaseKind(models.TextChoices):
    FIRST = "first", "Eerste registratie"
    RENEWAL = "renewal", "Verlenging"


class Condition(models.TextChoices):
    """What a candidate shows proof of, by the names of the facts of the law."""

    DIPLOMA = "diploma", "Diploma"
    QUALIFICATION = "qualification", "Beroepskwalificatie"
    CODE_OF_CONDUCT = "code_of_conduct", "Gedragscode"
    WSE_QUALITY = "wse_quality", "Kwaliteit (WSE)"


class RegistrationCase(models.Model):
    """One candidate's file. `offer_sealed` is kept as typed until the file is submitted: nothing typed is lost.

    `counsellor` is who is renewed, or who was entered in the register by this file.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey("counsellors.Counsellor", on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.TextField(choices=CaseKind.choices)
    state = models.TextField(choices=[(state.value, state.value) for state in C], default=C.DRAFT)
    offer_sealed = models.BinaryField()
    started_on = models.DateField()
    started_at = models.DateTimeField()
    submitted_on = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    intended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    intended_on = models.DateField(null=True)
    intended_at = models.DateTimeField(null=True)
    intention_sealed = models.BinaryField(null=True)
    answer_until = models.DateField(null=True)
    answer_sealed = models.BinaryField(null=True)
    answered_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    law_hash = models.TextField(blank=True, default="")
    decision_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in C]), name="registration_case_state_known"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=[state.value for state in RUNNING]),
                name="one_running_registration_case",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    intended_by=None, intended_on=None, intended_at=None, intention_sealed=None, answer_until=None
                )
                | models.Q(
                    intended_by__isnull=False,
                    intended_on__isnull=False,
                    intended_at__isnull=False,
                    intention_sealed__isnull=False,
                    answer_until__gte=models.F("intended_on"),
                ),
                name="registration_intention_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in DECIDED])
                & models.Q(
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                    decided_at__isnull=False,
                    decision_sealed__isnull=False,
                )
                | ~models.Q(state__in=[state.value for state in DECIDED])
                & models.Q(decided_by=None, decided_on=None, decided_at=None, decision_sealed=None),
                name="registration_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=C.REFUSED) | models.Q(intended_by__isnull=False),
                name="registration_refused_after_an_intention",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=C.GRANTED) & ~models.Q(kind="renewal") | models.Q(counsellor__isnull=False),
                name="registration_granted_to_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_on"], name="registration_case_queue")]


class CaseEvidence(models.Model):
    """What the candidate shows for one condition: `claim` is the answer of the law's own list, the rest in words."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(RegistrationCase, on_delete=models.PROTECT, related_name="+")
    condition = models.TextField(choices=Condition.choices)
    state = models.TextField(choices=[(state.value, state.value) for state in E], default=E.ASKED)
    claim = models.TextField(blank=True, default="")
    words_sealed = models.BinaryField(null=True)
    given_on = models.DateField(null=True)
    given_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    judged_on = models.DateField(null=True)
    judged_at = models.DateTimeField(null=True)
    why_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "condition"], name="one_evidence_per_condition"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in E]), name="registration_evidence_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=E.ASKED) | ~models.Q(claim="") & models.Q(given_at__isnull=False),
                name="evidence_given_says_something",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[E.ACCEPTED, E.REJECTED])
                | models.Q(judged_by__isnull=False, judged_on__isnull=False, judged_at__isnull=False),
                name="evidence_judged_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=E.REJECTED) | models.Q(why_sealed__isnull=False),
                name="evidence_rejected_with_a_reason",
            ),
        ]
