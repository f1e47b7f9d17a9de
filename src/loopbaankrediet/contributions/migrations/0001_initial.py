import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import loopbaankrediet.contributions.states
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes

# The balance of a contribution is the sum of its entries: only this function writes it, with the owner's rights.
BALANCE = """
CREATE FUNCTION count_contribution_entry() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM contributions_contributionentry
       WHERE id = NEW.reverses_id AND contribution_id = NEW.contribution_id
         AND cents = -NEW.cents AND kind <> 'correction') THEN
    RAISE EXCEPTION 'a counter-entry takes back one whole entry of the same module'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'counter_entry_is_whole';
  END IF;
  UPDATE contributions_contribution SET balance_cents = balance_cents + NEW.cents
   WHERE module_id = NEW.contribution_id;
  RETURN NULL;
END $$;
CREATE TRIGGER balance_is_the_sum AFTER INSERT ON contributions_contributionentry
  FOR EACH ROW EXECUTE FUNCTION count_contribution_entry();
CREATE FUNCTION start_without_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.balance_cents := 0;
  RETURN NEW;
END $$;
CREATE TRIGGER balance_starts_at_zero BEFORE INSERT ON contributions_contribution
  FOR EACH ROW EXECUTE FUNCTION start_without_balance();
"""
NO_BALANCE = """
DROP TRIGGER balance_starts_at_zero ON contributions_contribution;
DROP FUNCTION start_without_balance();
DROP TRIGGER balance_is_the_sum ON contributions_contributionentry;
DROP FUNCTION count_contribution_entry();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0002_own_share_source"),
        ("counsellors", "0003_accountchange"),
        ("guidance", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContributionEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[("received", "Betaald"), ("refund", "Terugbetaald"), ("correction", "Rechtgezet")]
                    ),
                ),
                ("cents", models.IntegerField()),
                (
                    "way",
                    models.TextField(
                        choices=[("cash", "Contant"), ("transfer", "Overschrijving"), ("card", "Kaart of app")]
                    ),
                ),
                (
                    "payer",
                    models.TextField(
                        choices=[
                            ("citizen", "De klant zelf"),
                            ("employer", "De werkgever van de klant"),
                            ("other", "Iemand anders"),
                        ]
                    ),
                ),
                ("paid_on", models.DateField()),
                ("vat_percent", models.PositiveSmallIntegerField(null=True)),
                ("reason_sealed", models.BinaryField(null=True)),
                ("noted_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReceiptBook",
            fields=[
                (
                    "counsellor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="counsellors.counsellor",
                    ),
                ),
                ("last_number", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "module",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.guidancemodule",
                    ),
                ),
                (
                    "collection",
                    models.TextField(
                        choices=[("counsellor", "aan je loopbaanbegeleider"), ("platform", "aan het platform")]
                    ),
                ),
                ("asked_cents", models.PositiveIntegerField()),
                ("balance_cents", models.IntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="contributions.contributionentry",
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[("noted", "noted"), ("confirmed", "confirmed"), ("denied", "denied")],
                        default=loopbaankrediet.contributions.states.RefundState["NOTED"],
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="contributionentry",
            name="contribution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contributions.contribution"
            ),
        ),
        migrations.AddField(
            model_name="contributionentry",
            name="counsellor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
            ),
        ),
        migrations.AddField(
            model_name="contributionentry",
            name="reverses",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contributions.contributionentry",
            ),
        ),
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("bank_reference", models.TextField()),
                ("ogm", models.TextField(blank=True)),
                ("cents", models.PositiveIntegerField()),
                ("booked_on", models.DateField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("taken", "taken"),
                            ("placed", "placed"),
                            ("waiting", "waiting"),
                            ("refund_due", "refund_due"),
                            ("sent_back", "sent_back"),
                        ],
                        default=loopbaankrediet.contributions.states.IncomingState["TAKEN"],
                    ),
                ),
                ("placed_cents", models.PositiveIntegerField(default=0)),
                ("back_cents", models.PositiveIntegerField(default=0)),
                ("sent_on", models.DateField(null=True)),
                ("taken_at", models.DateTimeField()),
                (
                    "contribution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurchargeReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("cents", models.PositiveIntegerField()),
                (
                    "what_for",
                    models.TextField(
                        choices=[
                            ("intake", "De kennismaking"),
                            ("test", "Een test of materiaal"),
                            ("papers", "Verslagen of papierwerk"),
                            ("missed", "Een gesprek dat niet doorging"),
                            ("travel", "Verplaatsing of zaal"),
                            ("hours", "De uren zelf: de prijs lag hoger"),
                            ("other", "Iets anders"),
                        ]
                    ),
                ),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("received", "received"),
                            ("looked_at", "looked_at"),
                            ("founded", "founded"),
                            ("unfounded", "unfounded"),
                        ],
                        default=loopbaankrediet.contributions.states.ReportState["RECEIVED"],
                    ),
                ),
                ("reported_on", models.DateField()),
                ("reported_at", models.DateTimeField()),
                ("answer_until", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason_sealed", models.BinaryField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "looked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.track"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurchargeReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text_sealed", models.BinaryField()),
                ("said_on", models.DateField()),
                ("said_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contributions.surchargereport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VatStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "regime",
                    models.TextField(
                        choices=[("liable", "Ik reken btw aan"), ("exempt", "Ik ben vrijgesteld van btw")]
                    ),
                ),
                ("said_on", models.DateField()),
                ("said_at", models.DateTimeField()),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["counsellor"], name="own_share_by_counsellor"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("balance_cents__gte", 0), ("balance_cents__lte", models.F("asked_cents"))),
                name="own_share_never_below_zero_or_above_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("collection__in", ["counsellor", "platform"])), name="collection_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("answered_on", None), ("state", "noted")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_on__isnull", False),
                        ("state__in", ["confirmed", "denied"]),
                    ),
                    _connector="OR",
                ),
                name="an_answer_has_a_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="contributionentry",
            index=models.Index(fields=["contribution"], name="entry_by_contribution"),
        ),
        migrations.AddConstraint(
            model_name="contributionentry",
            constraint=models.UniqueConstraint(fields=("counsellor", "number"), name="receipt_number_once"),
        ),
        migrations.AddConstraint(
            model_name="contributionentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payer__in", ["citizen", "employer", "other"]), ("way__in", ["cash", "transfer", "card"])
                ),
                name="way_and_payer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cents__gt", 0), ("kind", "received"), ("reverses", None)),
                    models.Q(("cents__lt", 0), ("kind", "refund"), ("reverses", None)),
                    models.Q(
                        ("kind", "correction"), ("reverses__isnull", False), models.Q(("cents", 0), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="entry_goes_the_right_way",
            ),
        ),
        migrations.AddIndex(
            model_name="incoming",
            index=models.Index(fields=["state", "booked_on"], name="incoming_by_state"),
        ),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.UniqueConstraint(fields=("bank_reference",), name="credit_taken_once"),
        ),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.CheckConstraint(condition=models.Q(("cents__gt", 0)), name="credit_above_zero"),
        ),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("back_cents", 0), ("placed_cents", 0), ("state__in", ["taken", "waiting"])),
                    models.Q(("back_cents", 0), ("placed_cents", models.F("cents")), ("state", "placed")),
                    models.Q(
                        ("back_cents__gt", 0),
                        (
                            "cents",
                            django.db.models.expressions.CombinedExpression(
                                models.F("placed_cents"), "+", models.F("back_cents")
                            ),
                        ),
                        ("state__in", ["refund_due", "sent_back"]),
                    ),
                    _connector="OR",
                ),
                name="every_cent_has_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.CheckConstraint(
                condition=models.Q(("placed_cents", 0), ("contribution__isnull", False), _connector="OR"),
                name="placed_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_on", None), models.Q(("state", "sent_back"), _negated=True)),
                    models.Q(("sent_on__isnull", False), ("state", "sent_back")),
                    _connector="OR",
                ),
                name="sent_back_on_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="surchargereport",
            index=models.Index(fields=["state", "reported_on"], name="report_by_state"),
        ),
        migrations.AddConstraint(
            model_name="surchargereport",
            constraint=models.CheckConstraint(condition=models.Q(("cents__gt", 0)), name="surcharge_above_zero"),
        ),
        migrations.AddConstraint(
            model_name="surchargereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("what_for__in", ["intake", "test", "papers", "missed", "travel", "hours", "other"])
                ),
                name="what_for_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="surchargereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "received"),
                    models.Q(("answer_until__isnull", False), ("looked_by__isnull", False)),
                    _connector="OR",
                ),
                name="looked_at_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="surchargereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["founded", "unfounded"]), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False), ("decided_on__isnull", False), ("reason_sealed__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decided_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="surchargereply",
            index=models.Index(fields=["report"], name="reply_by_report"),
        ),
        migrations.AddIndex(
            model_name="vatstatement",
            index=models.Index(fields=["counsellor", "id"], name="newest_vat_statement"),
        ),
        migrations.AddConstraint(
            model_name="vatstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("regime__in", ["liable", "exempt"])), name="vat_regime_known"
            ),
        ),
        migrations.RunSQL(BALANCE, NO_BALANCE),
        guarded("contributions_refund", "own_share_refund"),
        guarded("contributions_incoming", "own_share_incoming"),
        guarded("contributions_surchargereport", "surcharge_report"),
        append_only("contributions_contributionentry"),
        append_only("contributions_vatstatement"),
        append_only("contributions_surchargereply"),
        only_changes("contributions_contribution", "settled_at"),
        only_changes("contributions_receiptbook", "last_number"),
        only_changes("contributions_refund", "state", "answered_on", "answered_at"),
        only_changes(
            "contributions_incoming",
            "state",
            "contribution_id",
            "placed_cents",
            "back_cents",
            "decided_by_id",
            "sent_on",
        ),
        only_changes(
            "contributions_surchargereport",
            "state",
            "looked_by_id",
            "answer_until",
            "decided_by_id",
            "decided_on",
            "decided_at",
            "reason_sealed",
        ),
    ]
