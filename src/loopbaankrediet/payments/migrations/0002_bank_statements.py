import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.payments.models.banking
import loopbaankrediet.payments.models.paying
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0003_accountchange"),
        ("guidance", "0001_initial"),
        ("payments", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reference", models.TextField()),
                ("end_to_end_id", models.TextField()),
                ("direction", models.TextField()),
                ("cents", models.BigIntegerField()),
                ("booked_on", models.DateField()),
                ("occurrence", models.PositiveSmallIntegerField()),
                ("order", models.TextField()),
                ("code", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("statement_id", models.TextField()),
                ("sequence", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("opening_cents", models.BigIntegerField(null=True)),
                ("closing_cents", models.BigIntegerField(null=True)),
                ("closing_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PaymentHold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField(choices=[("officer", "officer"), ("account", "account")])),
                ("code", models.TextField(blank=True, default="")),
                ("reason_sealed", models.BinaryField(null=True)),
                ("placed_on", models.DateField()),
                ("placed_at", models.DateTimeField()),
                ("release_sealed", models.BinaryField(null=True)),
                ("released_on", models.DateField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RefusedFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("why", models.TextField()),
                ("refused_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="StatementFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sha256", models.TextField()),
                ("settled", models.PositiveIntegerField()),
                ("returned", models.PositiveIntegerField()),
                ("queued", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
                ("taken_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="UnmatchedLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "open"),
                            ("proposed", "proposed"),
                            ("matched", "matched"),
                            ("resolved", "resolved"),
                        ],
                        default=loopbaankrediet.payments.models.banking.LineState["OPEN"],
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("unknown", "unknown"),
                            ("amount", "amount"),
                            ("twice", "twice"),
                            ("contradicts", "contradicts"),
                            ("early", "early"),
                            ("no_details", "no_details"),
                        ]
                    ),
                ),
                ("counterparty", models.TextField()),
                ("text", models.TextField()),
                ("queued_on", models.DateField()),
                ("queued_at", models.DateTimeField()),
                ("note", models.TextField(blank=True, default="")),
                ("proposed_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="paymentitem",
            name="a_claim_is_paid_once",
        ),
        migrations.RemoveConstraint(
            model_name="paymentitem",
            name="item_state_known",
        ),
        migrations.RemoveIndex(
            model_name="claim",
            name="claim_to_pay",
        ),
        migrations.RenameField(
            model_name="paymentfile",
            old_name="content",
            new_name="packed",
        ),
        migrations.AddField(
            model_name="paymentfile",
            name="bytes_long",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="account_end",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="is_over",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="owed_transfer",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="settled_transfer",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="spent_transfer",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="claim",
            name="counsellor",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="counsellors.counsellor",
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="module",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="guidance.guidancemodule",
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="state",
            field=models.TextField(
                choices=[
                    ("open", "open"),
                    ("batched", "batched"),
                    ("sent", "sent"),
                    ("accepted", "accepted"),
                    ("settled", "settled"),
                    ("blocked", "blocked"),
                ],
                default=loopbaankrediet.payments.models.paying.ClaimState["OPEN"],
            ),
        ),
        migrations.AlterField(
            model_name="paymentitem",
            name="batch",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="payments.paymentbatch",
            ),
        ),
        migrations.AlterField(
            model_name="paymentitem",
            name="claim",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="payments.claim",
            ),
        ),
        migrations.AlterField(
            model_name="paymentitem",
            name="state",
            field=models.TextField(
                choices=[
                    ("prepared", "prepared"),
                    ("sent", "sent"),
                    ("accepted", "accepted"),
                    ("settled", "settled"),
                    ("returned", "returned"),
                    ("rejected", "rejected"),
                    ("dropped", "dropped"),
                ],
                default=loopbaankrediet.payments.models.paying.ItemState["PREPARED"],
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "batched", "sent", "accepted", "settled", "blocked"])),
                name="claim_state_known",
            ),
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="returned_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="payments.bankline",
            ),
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="settled_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="payments.bankline",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_over", False)), fields=("claim",), name="a_claim_is_paid_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_over", True), ("state__in", ["returned", "rejected", "dropped"])),
                    models.Q(("is_over", False), ("state__in", ["prepared", "sent", "accepted", "settled"])),
                    _connector="OR",
                ),
                name="over_when_nothing_is_paid",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["prepared", "sent", "accepted", "settled", "returned", "rejected", "dropped"])
                ),
                name="item_state_known",
            ),
        ),
        migrations.AddField(
            model_name="bankline",
            name="statement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.bankstatement"
            ),
        ),
        migrations.AddField(
            model_name="paymenthold",
            name="counsellor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
            ),
        ),
        migrations.AddField(
            model_name="paymenthold",
            name="item",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.paymentitem"
            ),
        ),
        migrations.AddField(
            model_name="paymenthold",
            name="placed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="paymenthold",
            name="released_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementfile",
            constraint=models.UniqueConstraint(fields=("sha256",), name="statement_file_taken_once"),
        ),
        migrations.AddField(
            model_name="bankstatement",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.statementfile"
            ),
        ),
        migrations.AddField(
            model_name="unmatchedline",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="unmatchedline",
            name="item",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.paymentitem"
            ),
        ),
        migrations.AddField(
            model_name="unmatchedline",
            name="line",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.bankline"
            ),
        ),
        migrations.AddField(
            model_name="unmatchedline",
            name="proposed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankline",
            constraint=models.UniqueConstraint(
                fields=("reference", "end_to_end_id", "direction", "booked_on", "cents", "occurrence"),
                name="bank_line_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankline",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["CRDT", "DBIT"])), name="bank_line_direction_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymenthold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at", None)),
                fields=("counsellor", "kind"),
                name="one_hold_of_a_kind_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymenthold",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["officer", "account"])), name="hold_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymenthold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "account"),
                    models.Q(("placed_by__isnull", False), ("reason_sealed__isnull", False)),
                    _connector="OR",
                ),
                name="an_officer_holds_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymenthold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at", None), ("released_by", None), ("released_on", None)),
                    models.Q(
                        ("released_at__isnull", False), ("released_by__isnull", False), ("released_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="released_by_with_released_at",
            ),
        ),
        migrations.AddIndex(
            model_name="bankstatement",
            index=models.Index(fields=["kind", "closing_on", "sequence"], name="statement_in_order"),
        ),
        migrations.AddConstraint(
            model_name="bankstatement",
            constraint=models.UniqueConstraint(fields=("file", "statement_id"), name="statement_once_per_file"),
        ),
        migrations.AddIndex(
            model_name="unmatchedline",
            index=models.Index(fields=["state", "queued_at"], name="unmatched_in_order"),
        ),
        migrations.AddConstraint(
            model_name="unmatchedline",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "proposed", "matched", "resolved"])), name="line_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="unmatchedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason__in", ["unknown", "amount", "twice", "contradicts", "early", "no_details"])
                ),
                name="line_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unmatchedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    ("proposed_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="four_eyes_on_a_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="unmatchedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "resolved"), _negated=True),
                    models.Q(
                        models.Q(("note", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="resolved_by_somebody_with_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="unmatchedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "proposed"), _negated=True),
                    models.Q(("item__isnull", False), ("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                    _connector="OR",
                ),
                name="proposed_by_somebody_for_a_payment",
            ),
        ),
        guarded("payments_unmatchedline", "unmatched_line"),
        append_only("payments_statementfile"),
        append_only("payments_bankstatement"),
        append_only("payments_bankline"),
        append_only("payments_refusedfile"),
        only_changes(
            "payments_unmatchedline",
            "state",
            "reason",
            "item_id",
            "note",
            "proposed_by_id",
            "proposed_at",
            "decided_by_id",
            "decided_at",
        ),
        only_changes("payments_paymenthold", "release_sealed", "released_by_id", "released_on", "released_at"),
        only_changes(
            "payments_paymentitem",
            "state",
            "reason",
            "owed_transfer",
            "spent_transfer",
            "settled_transfer",
            "settled_by_id",
            "returned_by_id",
            "is_over",
        ),
        migrations.RunSQL(
            "ALTER TABLE payments_claim SET (fillfactor = 50); ALTER TABLE payments_paymentitem SET (fillfactor = 50);",
            "ALTER TABLE payments_claim RESET (fillfactor); ALTER TABLE payments_paymentitem RESET (fillfactor);",
        ),
    ]
