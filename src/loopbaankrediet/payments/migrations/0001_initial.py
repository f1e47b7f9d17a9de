import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.payments.models
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles_and_referee"),
        ("counsellors", "0001_initial"),
        ("guidance", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE claim_number START 1001; GRANT USAGE ON SEQUENCE claim_number TO loopbaankrediet_app;",
            "DROP SEQUENCE claim_number",
        ),
        migrations.CreateModel(
            name="PaymentBatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("draft", "draft"),
                            ("approved", "approved"),
                            ("answered", "answered"),
                            ("discarded", "discarded"),
                        ],
                        default=loopbaankrediet.payments.models.BatchState["DRAFT"],
                    ),
                ),
                ("message_id", models.TextField()),
                ("count", models.PositiveIntegerField()),
                ("total_cents", models.BigIntegerField()),
                ("made_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("approved_on", models.DateField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("execution_on", models.DateField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "number",
                    models.BigIntegerField(db_default=models.Func(models.Value("claim_number"), function="nextval")),
                ),
                ("part", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "open"),
                            ("batched", "batched"),
                            ("sent", "sent"),
                            ("accepted", "accepted"),
                            ("blocked", "blocked"),
                        ],
                        default=loopbaankrediet.payments.models.ClaimState["OPEN"],
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("public_cents", models.PositiveIntegerField()),
                ("own_cents", models.PositiveIntegerField()),
                ("arisen_on", models.DateField()),
                ("arisen_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.guidancemodule"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaymentFile",
            fields=[
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="payments.paymentbatch",
                    ),
                ),
                ("content", models.BinaryField()),
                ("sha256", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("delivered_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="BankAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sha256", models.TextField()),
                ("message_id", models.TextField()),
                ("accepted", models.PositiveIntegerField()),
                ("rejected", models.PositiveIntegerField()),
                ("taken_at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.paymentbatch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaymentItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("attempt", models.PositiveSmallIntegerField()),
                ("end_to_end_id", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("prepared", "prepared"),
                            ("sent", "sent"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("dropped", "dropped"),
                        ],
                        default=loopbaankrediet.payments.models.ItemState["PREPARED"],
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.paymentbatch"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.claim"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["counsellor", "arisen_on"], name="claim_by_counsellor"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["state", "due_on"], name="claim_to_pay"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(fields=("module", "part"), name="one_claim_per_part_of_a_module"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(fields=("number",), name="claim_number_once"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "batched", "sent", "accepted", "blocked"])),
                name="claim_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gt", 0), ("public_cents__gt", 0)), name="claim_is_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.UniqueConstraint(fields=("message_id",), name="message_id_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "approved", "answered", "discarded"])),
                name="batch_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gt", 0), ("total_cents__gt", 0)), name="batch_pays_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_at", None), ("approved_by", None), ("approved_on", None), ("execution_on", None)
                    ),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("approved_on__isnull", False),
                        ("execution_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="approved_by_with_approved_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                loopbaankrediet.payments.models.BatchState["APPROVED"],
                                loopbaankrediet.payments.models.BatchState["ANSWERED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    ("approved_by__isnull", False),
                    _connector="OR",
                ),
                name="nothing_leaves_without_approval",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankanswer",
            constraint=models.UniqueConstraint(fields=("sha256",), name="answer_taken_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.UniqueConstraint(fields=("claim", "attempt"), name="attempt_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.UniqueConstraint(fields=("end_to_end_id",), name="end_to_end_id_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            loopbaankrediet.payments.models.ItemState["PREPARED"],
                            loopbaankrediet.payments.models.ItemState["SENT"],
                            loopbaankrediet.payments.models.ItemState["ACCEPTED"],
                        ],
                    )
                ),
                fields=("claim",),
                name="a_claim_is_paid_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["prepared", "sent", "accepted", "rejected", "dropped"])),
                name="item_state_known",
            ),
        ),
        guarded("payments_claim", "claim", at_once=True),
        guarded("payments_paymentbatch", "batch"),
        guarded("payments_paymentitem", "payment_item", at_once=True),
        append_only("payments_bankanswer"),
        only_changes("payments_paymentfile", "delivered_at"),
        only_changes("payments_claim", "state"),
        only_changes("payments_paymentitem", "state", "reason"),
        only_changes("payments_paymentbatch", "state", "approved_by_id", "approved_on", "approved_at", "execution_on"),
    ]
