import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.payments.models.paying
from loopbaankrediet.platform.transitions import append_only, only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0003_accountchange"),
        ("guidance", "0001_initial"),
        ("payments", "0002_bank_statements"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deduction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("reference", models.UUIDField()),
                ("cents", models.PositiveIntegerField()),
                ("ordered_on", models.DateField()),
                ("ordered_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SetOff",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("cents", models.PositiveIntegerField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_state_known",
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="set_off_cents",
            field=models.PositiveIntegerField(db_default=0),
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
                    ("withdrawn", "withdrawn"),
                ],
                default=loopbaankrediet.payments.models.paying.ClaimState["OPEN"],
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "batched", "sent", "accepted", "settled", "blocked", "withdrawn"])
                ),
                name="claim_state_known",
            ),
        ),
        migrations.AddField(
            model_name="deduction",
            name="counsellor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
            ),
        ),
        migrations.AddField(
            model_name="setoff",
            name="deduction",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.deduction"
            ),
        ),
        migrations.AddField(
            model_name="setoff",
            name="item",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="payments.paymentitem",
            ),
        ),
        migrations.AddConstraint(
            model_name="deduction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stopped_at", None)),
                fields=("reference",),
                name="one_deduction_of_a_debt_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="deduction",
            constraint=models.CheckConstraint(condition=models.Q(("cents__gt", 0)), name="deduction_is_of_something"),
        ),
        migrations.AddConstraint(
            model_name="setoff",
            constraint=models.UniqueConstraint(fields=("item", "deduction"), name="set_off_once_per_payment"),
        ),
        migrations.AddConstraint(
            model_name="setoff",
            constraint=models.CheckConstraint(condition=models.Q(("cents__gt", 0)), name="set_off_is_of_something"),
        ),
        append_only("payments_setoff"),
        only_changes("payments_deduction", "stopped_at"),
    ]
