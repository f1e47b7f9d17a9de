"""Track, agreement, module, conversation, report, dispute. Texts are sealed under the citizen's key."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loopbaankrediet.counsellors.models import Counsellor, Mode
from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.guidance.career_models import CareerQuestion as CareerQuestion
from loopbaankrediet.guidance.code_models import AccessCode as AccessCode
from loopbaankrediet.guidance.code_models import CodeQuestion as CodeQuestion
from loopbaankrediet.guidance.course_models import TrackPause as TrackPause
from loopbaankrediet.guidance.course_models import TrackStop as TrackStop
from loopbaankrediet.guidance.course_models import UnusedReminder as UnusedReminder
from loopbaankrediet.guidance.departure_models import DEPARTURE_TABLES
from loopbaankrediet.guidance.departure_models import Departure as Departure
from loopbaankrediet.guidance.departure_models import Handover as Handover
from loopbaankrediet.guidance.objection_models import DeclarationObjection as DeclarationObjection
from loopbaankrediet.guidance.objection_models import ObjectionAnswer as ObjectionAnswer
from loopbaankrediet.guidance.paper_models import ClosingPaper as ClosingPaper
from loopbaankrediet.guidance.paper_models import CorrectionReply as CorrectionReply
from loopbaankrediet.guidance.paper_models import CorrectionRequest as CorrectionRequest
from loopbaankrediet.guidance.paper_models import PaperAnswer as PaperAnswer
from loopbaankrediet.guidance.paper_models import ReportVersion as ReportVersion
from loopbaankrediet.guidance.paper_models import VersionNote as VersionNote
from loopbaankrediet.guidance.states import (
    DISPUTE_TABLE,
    MODULE_TABLE,
    TRACK_TABLE,
    DisputeState,
    ModuleState,
    TrackState,
)
from loopbaankrediet.kernel.actors import Capacity, Representation
from loopbaankrediet.people.models import Person

STATE_TABLES = (TRACK_TABLE, MODULE_TABLE, DISPUTE_TABLE, *DEPARTURE_TABLES)
PARTIES = (Capacity.CITIZEN, Capacity.COUNSELLOR)


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
    conversations begin within the days in which she can change her mind (default 13). `declared_unrelated`: what the
    counsellor declared about family and staff; empty in agreements of before that was asked.
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
    declared_unrelated = models.TextField(blank=True)
    signed_with = models.TextField(blank=True, choices=[(ground.value, ground.value) for ground in Representation])

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
    """A block of reserved minutes with its two holds in the ledger, and its prices of the reservation day.

    `next_step_on`: the day on which the citizen is asked or reminded, or on which her silence counts. `confirmed_on`:
    the day on which hours came to stand, by her answer, by her silence or by a decision.
    """

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
    next_step_on = models.DateField(null=True)
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
                condition=~models.Q(state__in=[ModuleState.CONFIRMED, ModuleState.SILENT])
                | models.Q(confirmed_at__isnull=False),
                name="confirmed_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_step_on", "id"], condition=models.Q(state=ModuleState.REPORTED), name="module_next_step"
            )
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


class ReportNote(models.Model):
    """The citizen does not agree with a report, in her own words (default 14). It stops no pay and changes no hours."""

    report = models.OneToOneField(ProgressReport, on_delete=models.PROTECT, primary_key=True, related_name="+")
    text_sealed = models.BinaryField()
    noted_on = models.DateField()
    noted_at = models.DateTimeField()


class NoticeKind(models.TextChoices):
    """What the citizen is told after a module, in this order."""

    QUESTION = "question", "Vraag"
    FIRST_REMINDER = "first_reminder", "Eerste herinnering"
    SECOND_REMINDER = "second_reminder", "Tweede herinnering"


class Channel(models.TextChoices):
    """How a notice reached the citizen. Only `page` happens by itself: the platform sends nothing."""

    PAGE = "page", "Alleen op de eigen pagina"
    PHONE = "phone", "Telefoon"
    LETTER = "letter", "Brief"


class Notice(models.Model):
    """A question or reminder about hours: shown on the citizen's page from `shown_on`, for an officer to pass on.

    `reached_on`: the day from which it counts, when she opened the page with it or an officer called or wrote; None
    while it did not reach her.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    module = models.ForeignKey(GuidanceModule, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField(choices=NoticeKind.choices)
    channel = models.TextField(choices=Channel.choices, default=Channel.PAGE)
    due_on = models.DateField()
    shown_on = models.DateField()
    shown_at = models.DateTimeField()
    reached_on = models.DateField(null=True)
    passed_on = models.DateField(null=True)
    passed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "kind"], name="notice_given_once"),
            models.CheckConstraint(condition=models.Q(reached_on__gte=models.F("shown_on")), name="shown_then_reached"),
            models.CheckConstraint(
                condition=models.Q(channel=Channel.PAGE, passed_on=None, passed_by=None)
                | models.Q(
                    channel__in=[Channel.PHONE, Channel.LETTER], passed_on__isnull=False, passed_by__isnull=False
                ),
                name="passed_on_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["shown_on", "id"], condition=models.Q(passed_on=None), name="notice_to_pass_on")
        ]


class DisputeCause(models.TextChoices):
    """Why an officer decides on hours."""

    ANSWER = "answer", "Uren betwist bij de vraag"
    AFTER_SILENCE = "after_silence", "Uren betwist na zwijgen"
    SILENCE = "silence", "Geen antwoord op de vraag"


class Dispute(models.Model):
    """Minutes of a module that nobody confirmed (default 14): both sides in words, and what an officer decided.

    All minutes but `given_minutes` (what the citizen said; None when she said nothing) and `decided_minutes` are full
    steps that the law pays. The holds keep the disputed part; there are none when it was on its way to the bank
    before. `recover_minutes`: what was paid and must come back.
    """

    module = models.OneToOneField(GuidanceModule, on_delete=models.PROTECT, primary_key=True, related_name="+")
    cause = models.TextField(choices=DisputeCause.choices)
    state = models.TextField(choices=[(state.value, state.value) for state in DisputeState], default=DisputeState.OPEN)
    reported_minutes = models.PositiveSmallIntegerField()
    given_minutes = models.PositiveSmallIntegerField(null=True)
    agreed_minutes = models.PositiveSmallIntegerField()
    disputed_minutes = models.PositiveSmallIntegerField()
    minutes_hold = models.BigIntegerField(null=True)
    cents_hold = models.BigIntegerField(null=True)
    why_sealed = models.BinaryField(null=True)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    answer_by = models.DateField()
    decide_by = models.DateField()
    answer_sealed = models.BinaryField(null=True)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    decided_minutes = models.PositiveSmallIntegerField(null=True)
    recover_minutes = models.PositiveSmallIntegerField(default=0)
    reasons_sealed = models.BinaryField(null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in DisputeState]), name="dispute_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(disputed_minutes__gt=0)
                & (models.Q(given_minutes=None) | models.Q(given_minutes__lt=models.F("reported_minutes"))),
                name="dispute_is_about_minutes",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes_hold=None, cents_hold=None, cause=DisputeCause.AFTER_SILENCE)
                | models.Q(minutes_hold__isnull=False, cents_hold__isnull=False),
                name="disputed_part_is_held",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_sealed=None, answered_on=None, answered_at=None)
                | models.Q(answer_sealed__isnull=False, answered_on__isnull=False, answered_at__isnull=False),
                name="answered_on_with_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[DisputeState.OPEN, DisputeState.ANSWERED],
                    decided_minutes=None,
                    reasons_sealed=None,
                    decided_on=None,
                    decided_at=None,
                    decided_by=None,
                )
                | models.Q(
                    state__in=[DisputeState.DECIDED, DisputeState.TO_RECOVER],
                    decided_minutes__lte=models.F("reported_minutes"),
                    reasons_sealed__isnull=False,
                    decided_on__isnull=False,
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="decided_by_with_decided_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["decide_by"], condition=~models.Q(state=DisputeState.DECIDED), name="dispute_to_decide"
            )
        ]
