import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import loopbaankrediet.vouchers.models
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles_and_referee"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefusedVoucherFile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("why", models.TextField()),
                ("refused_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="VoucherFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sha256", models.TextField()),
                ("name", models.TextField()),
                ("period_from", models.DateField()),
                ("period_until", models.DateField()),
                ("extracted_on", models.DateField()),
                ("lines", models.PositiveIntegerField()),
                ("minutes_paid", models.BigIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("replaced", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
                ("rejected", models.PositiveIntegerField()),
                ("taken_on", models.DateField()),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["extracted_on"], name="voucher_file_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("sha256",), name="voucher_file_taken_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lines",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("added"), "+", models.F("replaced")
                                        ),
                                        "+",
                                        models.F("known"),
                                    ),
                                    "+",
                                    models.F("rejected"),
                                ),
                            )
                        ),
                        name="every_line_is_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VoucherLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line_number", models.PositiveIntegerField()),
                ("voucher_number", models.TextField()),
                ("version", models.PositiveSmallIntegerField()),
                ("person_key", models.BinaryField(max_length=32)),
                ("ordered_on", models.DateField()),
                ("activated_on", models.DateField(null=True)),
                ("first_paid_on", models.DateField(null=True)),
                ("last_paid_on", models.DateField(null=True)),
                ("minutes_paid", models.PositiveIntegerField()),
                ("centre", models.TextField()),
                ("status", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vouchers.voucherfile"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VoucherContest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("voucher_number", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("kept", "kept"),
                            ("taken_back", "taken_back"),
                        ],
                        default=loopbaankrediet.vouchers.models.ContestState["OPEN"],
                    ),
                ),
                ("text_sealed", models.BinaryField()),
                ("raised_on", models.DateField()),
                ("raised_at", models.DateTimeField()),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vouchers.voucherline"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RejectedLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line_number", models.PositiveIntegerField()),
                ("fault", models.TextField()),
                ("column", models.TextField()),
                ("voucher_number", models.TextField()),
                ("person_key", models.BinaryField(max_length=32, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vouchers.voucherfile"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("person_key__isnull", False)),
                        fields=["person_key"],
                        name="rejected_line_by_person",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("file", "line_number"), name="line_rejected_once")],
            },
        ),
        migrations.AddIndex(
            model_name="voucherline",
            index=models.Index(fields=["person_key"], name="voucher_line_by_person"),
        ),
        migrations.AddConstraint(
            model_name="voucherline",
            constraint=models.UniqueConstraint(fields=("voucher_number", "version"), name="one_version_of_a_voucher"),
        ),
        migrations.AddConstraint(
            model_name="voucherline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["ordered", "active", "finished", "expired", "refunded", "withdrawn"])
                ),
                name="voucher_status_known",
            ),
        ),
        migrations.AddIndex(
            model_name="vouchercontest",
            index=models.Index(fields=["state", "raised_on"], name="voucher_contest_worklist"),
        ),
        migrations.AddConstraint(
            model_name="vouchercontest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", loopbaankrediet.vouchers.models.ContestState["OPEN"])),
                fields=("person", "voucher_number"),
                name="one_open_contest_of_a_voucher",
            ),
        ),
        migrations.AddConstraint(
            model_name="vouchercontest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "accepted", "kept", "taken_back"])),
                name="voucher_contest_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="vouchercontest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                loopbaankrediet.vouchers.models.ContestState["ACCEPTED"],
                                loopbaankrediet.vouchers.models.ContestState["KEPT"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("decided_by__isnull", False), ("decided_on__isnull", False), ("reason_sealed__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_contest_is_decided_by_a_named_officer_with_a_reason",
            ),
        ),
        guarded("vouchers_vouchercontest", "voucher_contest"),
        only_changes("vouchers_vouchercontest", "state", "decided_by_id", "decided_on", "decided_at", "reason_sealed"),
        append_only("vouchers_voucherfile"),
        append_only("vouchers_refusedvoucherfile"),
        append_only("vouchers_voucherline"),
        append_only("vouchers_rejectedline"),
    ]
