import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only, only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0004_claim_parts"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="bankline",
            name="occurrence",
            field=models.PositiveIntegerField(),
        ),
        migrations.CreateModel(
            name="FailedDelivery",
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
                ("why", models.TextField()),
                ("since", models.DateTimeField()),
                ("failed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RecoveredOrder",
            fields=[
                ("message_id", models.TextField(primary_key=True, serialize=False)),
                ("sha256", models.TextField()),
                ("count", models.PositiveIntegerField()),
                ("taken", models.PositiveIntegerField()),
                ("recovered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LostPayment",
            fields=[
                ("end_to_end_id", models.TextField(primary_key=True, serialize=False)),
                ("payee", models.TextField()),
                ("account_end", models.TextField()),
                ("cents", models.BigIntegerField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.recoveredorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SolvedRefusal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("solved_at", models.DateTimeField()),
                (
                    "refused",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.refusedfile",
                    ),
                ),
                (
                    "solved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        only_changes("payments_faileddelivery", "why", "failed_at"),
        append_only("payments_recoveredorder"),
        append_only("payments_lostpayment"),
        append_only("payments_solvedrefusal"),
    ]
