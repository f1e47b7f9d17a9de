"""What was paid of the own share of a module, entry by entry; money that came in; reports of a surcharge.

Amounts are eurocents, VAT included.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from loopbaankrediet.contributions.states import (
    INCOMING_TABLE,
    REFUND_TABLE,
    REPORT_TABLE,
    IncomingState,
    RefundState,
    ReportState,
)
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.people.models import Person

STATE_TABLES = (REFUND_TABLE, INCOMING_TABLE, REPORT_TABLE)


class Collection(models.TextChoices):
    """To whom the citizen pays (choice `own_share_collection`)."""

    COUNSELLOR = "counsellor", "aan je loopbaanbegeleider"
    PLATFORM = "platform", "aan het platform"


class EntryKind(models.TextChoices):
    RECEIVED = "received", "Betaald"
    REFUND = "refund", "Terugbetaald"
    CORRECTION = "correction", "Rechtgezet"


class Way(models.TextChoices):
    CASH = "cash", "Contant"
    TRANSFER = "transfer", "Overschrijving"
    CARD = "card", "Kaart of app"


class Payer(models.TextChoices):
    CITIZEN = "citizen", "De klant zelf"
    EMPLOYER = "employer", "De werkgever van de klant"
    OTHER = "other", "Iemand anders"


class VatRegime(models.TextChoices):
    LIABLE = "liable", "Ik reken btw aan"
    EXEMPT = "exempt", "Ik ben vrijgesteld van btw"


class WhatFor(models.TextChoices):
    """What a counsellor asked more for (art. 18)."""

    INTAKE = "intake", "De kennismaking"
    TEST = "test", "Een test of materiaal"
    PAPERS = "papers", "Verslagen of papierwerk"
    MISSED = "missed", "Een gesprek dat niet doorging"
    TRAVEL = "travel", "Verplaatsing of zaal"
    HOURS = "hours", "De uren zelf: de prijs lag hoger"
    OTHER = "other", "Iets anders"


class Contribution(models.Model):
    """The own share of one module. `asked_cents`: for the reserved minutes; never more is received.

    `balance_cents`, received less given back, is the sum of the entries; the database keeps it, nobody else can.
    `settled_at`: collected by the platform, what was received went on to the counsellor, or must go back.
    `passed_cents`: what went on; less when hours turn out undue after it.
    """

    module = models.OneToOneField(GuidanceModule, on_delete=models.PROTECT, primary_key=True, related_name="+")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    collection = models.TextField(choices=Collection.choices)
    asked_cents = models.PositiveIntegerField()
    balance_cents = models.IntegerField(default=0)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    passed_cents = models.PositiveIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(balance_cents__gte=0, balance_cents__lte=F("asked_cents")),
                name="own_share_never_below_zero_or_above_due",
            ),
            models.CheckConstraint(condition=Q(collection__in=Collection.values), name="collection_known"),
        ]
        indexes = [models.Index(fields=["counsellor"], name="own_share_by_counsellor")]


class ReceiptBook(models.Model):
    """The last receipt number of a counsellor: receipts are numbered without gaps."""

    counsellor = models.OneToOneField(Counsellor, on_delete=models.PROTECT, primary_key=True, related_name="+")
    last_number = models.PositiveIntegerField(default=0)


class ContributionEntry(models.Model):
    """One payment (above zero), refund (below zero) or counter-entry, with its receipt number.

    `vat_percent`: what was known that day of the VAT in the amount: 0 when exempt, empty when not known.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=EntryKind.choices)
    cents = models.IntegerField()
    way = models.TextField(choices=Way.choices)
    payer = models.TextField(choices=Payer.choices)
    paid_on = models.DateField()
    vat_percent = models.PositiveSmallIntegerField(null=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, related_name="+", null=True)
    reason_sealed = models.BinaryField(null=True)
    noted_on = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["counsellor", "number"], name="receipt_number_once"),
            models.CheckConstraint(condition=Q(way__in=Way.values, payer__in=Payer.values), name="way_and_payer_known"),
            models.CheckConstraint(
                condition=Q(kind="received", cents__gt=0, reverses=None)
                | Q(kind="refund", cents__lt=0, reverses=None)
                | (Q(kind="correction", reverses__isnull=False) & ~Q(cents=0)),
                name="entry_goes_the_right_way",
            ),
        ]
        indexes = [models.Index(fields=["contribution"], name="entry_by_contribution")]


class Refund(models.Model):
    """A refund entry and what the citizen says of it; when she denies it, a counter-entry takes it back."""

    entry = models.OneToOneField(ContributionEntry, on_delete=models.PROTECT, primary_key=True, related_name="+")
    state = models.TextField(choices=[(s.value, s.value) for s in RefundState], default=RefundState.NOTED)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="noted", answered_on=None, answered_at=None)
                | Q(state__in=["confirmed", "denied"], answered_on__isnull=False, answered_at__isnull=False),
                name="an_answer_has_a_moment",
            ),
        ]


class Incoming(models.Model):
    """A credit on our account, once per reference of the bank: `placed_cents` for a module, `back_cents` goes back."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    bank_reference = models.TextField()
    ogm = models.TextField(blank=True)
    cents = models.PositiveIntegerField()
    booked_on = models.DateField()
    state = models.TextField(choices=[(s.value, s.value) for s in IncomingState], default=IncomingState.TAKEN)
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="+", null=True)
    placed_cents = models.PositiveIntegerField(default=0)
    back_cents = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    sent_on = models.DateField(null=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank_reference"], name="credit_taken_once"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="credit_above_zero"),
            models.CheckConstraint(
                condition=Q(state__in=["taken", "waiting"], placed_cents=0, back_cents=0)
                | Q(state="placed", placed_cents=F("cents"), back_cents=0)
                | Q(state__in=["refund_due", "sent_back"], back_cents__gt=0, cents=F("placed_cents") + F("back_cents")),
                name="every_cent_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(placed_cents=0) | Q(contribution__isnull=False), name="placed_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) & ~Q(state="sent_back") | Q(sent_on__isnull=False, state="sent_back"),
                name="sent_back_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "booked_on"], name="incoming_by_state")]


class VatStatement(models.Model):
    """What a counsellor said of her VAT; the newest counts. It changes no amount (default 23)."""

    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    regime = models.TextField(choices=VatRegime.choices)
    said_on = models.DateField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(regime__in=VatRegime.values), name="vat_regime_known")]
        indexes = [models.Index(fields=["counsellor", "id"], name="newest_vat_statement")]


class SurchargeReport(models.Model):
    """A citizen says that more was asked (art. 18). Her words and the officer's reason are sealed under her key.

    `paid_back_on`: when the counsellor says that she gave it back; `answered_on`: when the citizen said yes or no.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    cents = models.PositiveIntegerField()
    what_for = models.TextField(choices=WhatFor.choices)
    text_sealed = models.BinaryField(null=True)
    state = models.TextField(choices=[(s.value, s.value) for s in ReportState], default=ReportState.RECEIVED)
    reported_on = models.DateField()
    reported_at = models.DateTimeField()
    looked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answer_until = models.DateField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason_sealed = models.BinaryField(null=True)
    paid_back_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["paid_back", "settled"]) | Q(paid_back_on__isnull=False),
                name="paid_back_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | Q(answered_on__isnull=False), name="surcharge_settled_by_an_answer"
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="surcharge_above_zero"),
            models.CheckConstraint(condition=Q(what_for__in=WhatFor.values), name="what_for_known"),
            models.CheckConstraint(
                condition=Q(state__in=["received", "taken_back"])
                | Q(looked_by__isnull=False, answer_until__isnull=False),
                name="looked_at_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["founded", "unfounded", "paid_back", "settled"])
                | Q(decided_by__isnull=False, decided_on__isnull=False, reason_sealed__isnull=False),
                name="decided_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "reported_on"], name="report_by_state")]


class SurchargeReply(models.Model):
    """What the counsellor answered, sealed under her own key. `noted_by`: an officer wrote down what she said."""

    report = models.ForeignKey(SurchargeReport, on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    said_on = models.DateField()
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["report"], name="reply_by_report")]
