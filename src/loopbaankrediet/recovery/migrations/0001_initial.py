import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import loopbaankrediet.recovery.states
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("counsellors", "0003_accountchange"),
        ("payments", "0003_set_off"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE recovery_number START 1001; GRANT USAGE ON SEQUENCE recovery_number TO loopbaankrediet_app;",
            "DROP SEQUENCE recovery_number",
        ),
        migrations.CreateModel(
            name="ClaimRecovered",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="payments.claim",
                    ),
                ),
                ("claim_minutes", models.PositiveSmallIntegerField()),
                ("claim_cents", models.PositiveIntegerField()),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                ("cents", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__lte", models.F("claim_minutes"))),
                        name="undue_minutes_within_claim",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cents__lte", models.F("claim_cents"))), name="undue_cents_within_claim"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "number",
                    models.BigIntegerField(db_default=models.Func(models.Value("recovery_number"), function="nextval")),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("intention", "intention"),
                            ("heard", "heard"),
                            ("decided", "decided"),
                            ("notified", "notified"),
                            ("repaying", "repaying"),
                            ("settled", "settled"),
                            ("waived", "waived"),
                            ("time_barred", "time_barred"),
                            ("corrected", "corrected"),
                        ],
                        default=loopbaankrediet.recovery.states.RecoveryState["INTENTION"],
                    ),
                ),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("disputed_hours", "disputed_hours"),
                            ("undelivered_hours", "undelivered_hours"),
                            ("no_show", "no_show"),
                            ("subcontracting", "subcontracting"),
                            ("surcharge", "surcharge"),
                            ("mistake", "mistake"),
                        ]
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("cents", models.PositiveIntegerField()),
                ("own_cents", models.PositiveIntegerField()),
                ("interest_cents", models.PositiveIntegerField(default=0)),
                ("hours_back", models.BooleanField()),
                ("reason_sealed", models.BinaryField(null=True)),
                ("paid_on", models.DateField(null=True)),
                ("undue_transfer", models.BigIntegerField(null=True)),
                ("interest_transfer", models.BigIntegerField(null=True)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("answer_until", models.DateField()),
                ("decision_sealed", models.BinaryField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("notified_on", models.DateField(null=True)),
                ("notified_at", models.DateTimeField(null=True)),
                ("pay_until", models.DateField(null=True)),
                ("set_off_on", models.DateField(null=True)),
                ("waived_cents", models.PositiveIntegerField(default=0)),
                ("end_sealed", models.BinaryField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("act_key", models.UUIDField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.claim"
                    ),
                ),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "notified_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text_sealed", models.BinaryField()),
                ("answered_on", models.DateField()),
                ("answered_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recovery.recovery"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Repayment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[("proposed", "proposed"), ("agreed", "agreed"), ("refused", "refused")],
                        default=loopbaankrediet.recovery.states.ReceiptState["PROPOSED"],
                    ),
                ),
                ("cents", models.PositiveIntegerField()),
                ("proposed_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.bankline"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recovery.recovery"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepaymentPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "proposed"),
                            ("agreed", "agreed"),
                            ("refused", "refused"),
                            ("ended", "ended"),
                        ],
                        default=loopbaankrediet.recovery.states.PlanState["PROPOSED"],
                    ),
                ),
                ("cents", models.PositiveIntegerField()),
                ("proposed_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("why_sealed", models.BinaryField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recovery.recovery"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                ("cents", models.PositiveIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recovery.repaymentplan"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="recovery",
            index=models.Index(fields=["counsellor", "opened_on"], name="recovery_by_counsellor"),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.UniqueConstraint(fields=("number",), name="recovery_number_once"),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.UniqueConstraint(fields=("claim", "ground"), name="one_recovery_of_a_claim_per_ground"),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.UniqueConstraint(fields=("act_key",), name="recovery_key_once"),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "intention",
                            "heard",
                            "decided",
                            "notified",
                            "repaying",
                            "settled",
                            "waived",
                            "time_barred",
                            "corrected",
                        ],
                    )
                ),
                name="recovery_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ground__in",
                        ["disputed_hours", "undelivered_hours", "no_show", "subcontracting", "surcharge", "mistake"],
                    )
                ),
                name="recovery_ground_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0), ("minutes__gt", 0)), name="recovery_is_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "waived_cents__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("cents"), "+", models.F("interest_cents")
                        ),
                    )
                ),
                name="waived_within_recovery",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    ("opened_by", None),
                    models.Q(("decided_by", models.F("opened_by")), _negated=True),
                    _connector="OR",
                ),
                name="four_eyes_on_a_recovery",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None), ("decided_by", None), ("decided_on", None), ("decision_sealed", None)
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                        ("decision_sealed__isnull", False),
                        ("paid_on__isnull", False),
                        ("undue_transfer__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="decided_by_somebody_with_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["decided", "notified", "repaying", "settled"]), _negated=True),
                    ("decided_by__isnull", False),
                    _connector="OR",
                ),
                name="nothing_is_owed_without_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("notified_at", None), ("notified_by", None), ("notified_on", None), ("pay_until", None)),
                    models.Q(
                        ("notified_at__isnull", False),
                        ("notified_on__isnull", False),
                        ("notified_by__isnull", False),
                        ("pay_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="notified_by_with_notified_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", loopbaankrediet.recovery.states.RecoveryState["WAIVED"]), _negated=True),
                    models.Q(("end_sealed__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="waived_by_somebody_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["waived", "time_barred"]), _negated=True),
                    ("ended_on__isnull", False),
                    _connector="OR",
                ),
                name="ended_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="repayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "refused"), _negated=True),
                fields=("line",),
                name="a_line_pays_back_one_recovery",
            ),
        ),
        migrations.AddConstraint(
            model_name="repayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "agreed", "refused"])), name="repayment_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="repayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "agreed"), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False), models.Q(("decided_by", models.F("proposed_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="four_eyes_on_a_repayment",
            ),
        ),
        migrations.AddConstraint(
            model_name="repayment",
            constraint=models.CheckConstraint(condition=models.Q(("cents__gt", 0)), name="repayment_is_of_something"),
        ),
        migrations.AddConstraint(
            model_name="repaymentplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "agreed"])),
                fields=("recovery",),
                name="one_plan_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="repaymentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "agreed", "refused", "ended"])), name="plan_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="repaymentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["agreed", "refused"]), _negated=True),
                    ("decided_by__isnull", False),
                    _connector="OR",
                ),
                name="plan_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="repaymentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), ("why_sealed__isnull", False), _connector="OR"
                ),
                name="plan_refused_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(fields=("plan", "due_on"), name="one_instalment_a_day"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(condition=models.Q(("cents__gt", 0)), name="instalment_is_of_something"),
        ),
        guarded("recovery_recovery", "recovery"),
        guarded("recovery_repaymentplan", "repayment_plan"),
        guarded("recovery_repayment", "repayment"),
        append_only("recovery_recoveryanswer"),
        append_only("recovery_instalment"),
        only_changes("recovery_claimrecovered", "minutes", "cents"),
        only_changes(
            "recovery_recovery",
            "state",
            "interest_cents",
            "paid_on",
            "undue_transfer",
            "interest_transfer",
            "decision_sealed",
            "decided_on",
            "decided_at",
            "decided_by_id",
            "notified_on",
            "notified_at",
            "notified_by_id",
            "pay_until",
            "set_off_on",
            "waived_cents",
            "end_sealed",
            "ended_on",
            "ended_at",
            "ended_by_id",
        ),
        only_changes("recovery_repaymentplan", "state", "why_sealed", "decided_on", "decided_at", "decided_by_id"),
        only_changes("recovery_repayment", "state", "decided_on", "decided_at", "decided_by_id"),
    ]
