"""Mandates and calls to the desk. Names and reasons are sealed under the citizen's key."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from loopbaankrediet.kernel.actors import Representation
from loopbaankrediet.people.mandates.states import MandateState

MANDATE_KINDS = (Representation.HELPER, Representation.LEGAL_REPRESENTATIVE)


class Channel(models.TextChoices):
    """How somebody reached the desk."""

    PHONE = "phone", "Telefoon"
    DESK = "desk", "Aan het loket"
    LETTER = "letter", "Brief"


class Control(models.TextChoices):
    """How the desk made sure who was asking."""

    NUMBER = "number", "Zei het rijksregisternummer zelf"
    BIRTH = "birth", "Zei de geboortedatum zelf"
    ADDRESS = "address", "Zei het adres zelf"
    CALLED_BACK = "called_back", "Teruggebeld op een nummer dat we al kenden"
    CARD = "card", "Toonde de identiteitskaart"
    SIGNATURE = "signature", "Ondertekende de brief"


STRONG_CONTROLS = frozenset({Control.CALLED_BACK, Control.CARD, Control.SIGNATURE})
"""What somebody who found her number, which holds her day of birth, cannot do."""


class DeskCall(models.Model):
    """A desk officer acts for one citizen who calls, writes or comes by: from `opened_at` until `ends_at` at most."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    channel = models.TextField(choices=Channel.choices)
    controls = ArrayField(models.TextField(choices=Control.choices))
    reason_sealed = models.BinaryField()
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    note_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer"], condition=Q(closed_at=None), name="one_open_call_per_officer"),
            models.CheckConstraint(condition=~Q(person=F("officer")), name="no_call_about_oneself"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="call_ends"),
            models.CheckConstraint(
                condition=Q(closed_at=None, note_sealed=None) | Q(closed_at__isnull=False, note_sealed__isnull=False),
                name="closed_with_a_note",
            ),
        ]
        indexes = [models.Index(fields=["officer", "person"], name="call_by_officer")]


class Mandate(models.Model):
    """One person may act for one citizen: by her power of attorney, or by a judgment.

    `helper` is known once the code is used; `named_sealed` is whom the citizen named. `code_until` and `valid_until`
    are the last days on which the code and the mandate hold; a judgment can be without an end. `asked_in`: the call
    in which the citizen asked for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in MANDATE_KINDS])
    state = models.TextField(
        choices=[(state.value, state.value) for state in MandateState], default=MandateState.OFFERED
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True)
    named_sealed = models.BinaryField(null=True)
    ticked = ArrayField(models.TextField(), default=list)
    by_letter = models.BooleanField(default=False)
    asked_in = models.ForeignKey(DeskCall, on_delete=models.PROTECT, related_name="+", null=True)
    judgment_sealed = models.BinaryField(null=True)
    offered_on = models.DateField()
    offered_at = models.DateTimeField()
    code_hash = models.BinaryField(max_length=32, null=True)
    code_sealed = models.BinaryField(null=True)
    code_until = models.DateField(null=True)
    letter_sent_on = models.DateField(null=True)
    letter_sent_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    activated_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code_hash"], name="mandate_code_given_once"),
            models.UniqueConstraint(
                fields=["person", "helper"],
                condition=Q(state=MandateState.ACTIVE),
                name="one_active_mandate_of_two_people",
            ),
            models.CheckConstraint(condition=~Q(person=F("helper")), name="nobody_represents_himself"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MandateState]), name="mandate_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=MandateState.ACTIVE)
                | Q(helper__isnull=False, activated_at__isnull=False, valid_from__isnull=False, code_sealed=None),
                name="active_mandate_has_a_helper",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_at=None, ended_by=None)
                | Q(ended_on__isnull=False, ended_at__isnull=False, ended_by__isnull=False),
                name="mandate_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(letter_sent_on=None, letter_sent_by=None)
                | Q(letter_sent_on__isnull=False, letter_sent_by__isnull=False),
                name="mandate_letter_sent_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="mandate_by_person"),
            models.Index(fields=["helper"], name="mandate_by_helper"),
        ]
