"""Code, track, agreement, module, conversation, report. Texts are sealed under the citizen's key."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loopbaankrediet.counsellors.models import Counsellor, Mode
from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.guidance.states import MODULE_TABLE, TRACK_TABLE, ModuleState, TrackState
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.people.models import Person

STATE_TABLES = (TRACK_TABLE, MODULE_TABLE)
PARTIES = (Capacity.CITIZEN, Capacity.COUNSELLOR)


class AccessCode(models.Model):
    """A one-time code by which a citizen lets one counsellor open her right. Only its keyed hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    code_hash = models.BinaryField(max_length=32)
    code_sealed = models.BinaryField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code_hash"], name="code_given_once"),
            models.CheckConstraint(condition=models.Q(expires_at__gte=models.F("made_at")), name="code_expires"),
        ]


class CodeAttempt(models.Model):
    """A wrong code that a counsellor entered; counted so that codes cannot be guessed."""

    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    attempted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["counsellor", "attempted_at"], name="attempt_by_counsellor")]


class Track(models.Model):
    """A citizen's way with one counsellor. `intake_minutes` are unpaid and only measured (default 18).

    `stopped_on` and `stopped_by` (a capacity): one of the two stopped; empty when the agreement was simply done.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    wallet = models.ForeignKey(Wallet, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in TrackState], default=TrackState.OPENED)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    intake_on = models.DateField(null=True)
    intake_minutes = models.PositiveSmallIntegerField(null=True)
    stopped_on = models.DateField(null=True)
    stopped_by = models.TextField(blank=True, choices=[(party.value, party.value) for party in PARTIES])
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stopped_on=None, stopped_by="")
                | models.Q(stopped_on__isnull=False, stopped_by__in=PARTIES),
                name="stopped_on_with_stopped_by",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[TrackState.ENDING, TrackState.CANCELLED])
                | models.Q(stopped_on__isnull=False),
                name="somebody_stopped_it",
            ),
            models.UniqueConstraint(
                fields=["wallet"], condition=models.Q(state=TrackState.RUNNING), name="one_running_agreement"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in TrackState]), name="track_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[TrackState.OPENED, TrackState.CANCELLED])
                | models.Q(intake_on__isnull=False),
                name="intake_comes_first",
            ),
        ]
        indexes = [models.Index(fields=["counsellor", "state"], name="track_by_counsellor")]


class GuidanceAgreement(models.Model):
    """The written agreement (art. 9): signed by the counsellor when proposed, by the citizen when accepted.

    The counsellor stands in it as the register had her when she signed. Prices are the tariff of the signing day, in
    cents per hour; later changes do not touch them (default 2). `early_start`: the citizen asked expressly that
    conversations begin within the days in which she can change her mind (default 13).
    """

    track = models.OneToOneField(Track, on_delete=models.PROTECT, primary_key=True, related_name="+")
    version = models.PositiveSmallIntegerField()
    modules = models.PositiveSmallIntegerField()
    mode = models.TextField(choices=Mode.choices)
    place = models.TextField()
    methods = ArrayField(models.TextField())
    counsellor_name = models.TextField()
    register_number = models.TextField()
    organisation = models.TextField(blank=True)
    counsellor_phone = models.TextField(blank=True)
    counsellor_email = models.TextField(blank=True)
    text_edition = models.PositiveSmallIntegerField()
    public_cents_per_hour = models.PositiveIntegerField()
    own_cents_per_hour = models.PositiveIntegerField()
    proposed_on = models.DateField()
    signed_by_counsellor_at = models.DateTimeField()
    signed_on = models.DateField(null=True)
    signed_by_citizen_at = models.DateTimeField(null=True)
    early_start = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(modules__range=(1, 50)), name="agreement_has_modules"),
            models.CheckConstraint(
                condition=models.Q(signed_on__isnull=True, signed_by_citizen_at__isnull=True)
                | models.Q(signed_on__isnull=False, signed_by_citizen_at__isnull=False),
                name="signed_on_with_signed_at",
            ),
        ]


class GuidanceModule(models.Model):
    """A block of reserved minutes with its two holds in the ledger, and its prices of the reservation day."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.TextField(
        choices=[(state.value, state.value) for state in ModuleState], default=ModuleState.RESERVED
    )
    minutes = models.PositiveSmallIntegerField()
    public_cents_per_hour = models.PositiveIntegerField()
    own_cents_per_hour = models.PositiveIntegerField()
    minutes_hold = models.BigIntegerField()
    cents_hold = models.BigIntegerField()
    reserved_on = models.DateField()
    reported_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["track", "number"], name="module_number_once"),
            models.UniqueConstraint(fields=["minutes_hold"], name="minutes_held_for_one_module"),
            models.UniqueConstraint(fields=["cents_hold"], name="cents_held_for_one_module"),
            models.UniqueConstraint(
                fields=["track"],
                condition=models.Q(state__in=[ModuleState.RESERVED, ModuleState.STARTED, ModuleState.REPORTED]),
                name="only_the_next_module_is_reserved",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ModuleState]),
                name="module_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ModuleState.CONFIRMED) | models.Q(confirmed_at__isnull=False),
                name="confirmed_has_a_moment",
            ),
        ]


class Conversation(models.Model):
    """One conversation of a module, as the counsellor logged it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    module = models.ForeignKey(GuidanceModule, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.TextField(choices=Mode.choices)
    logged_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(minutes__gt=0), name="conversation_has_minutes")]


class ConversationStrike(models.Model):
    """The counsellor took a conversation back before the report: it stays to be read, its minutes no longer count."""

    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, primary_key=True, related_name="+")
    reason_sealed = models.BinaryField()
    struck_on = models.DateField()
    struck_at = models.DateTimeField()


class ProgressReport(models.Model):
    """The progress report of a module; the department cannot read it (default 17)."""

    module = models.OneToOneField(GuidanceModule, on_delete=models.PROTECT, primary_key=True, related_name="+")
    text_sealed = models.BinaryField()
    handed_in_on = models.DateField()
    handed_in_at = models.DateTimeField()
