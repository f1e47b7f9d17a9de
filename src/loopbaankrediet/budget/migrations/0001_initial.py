import uuid

from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles_and_referee"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetAct",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("commitment_cents", models.BigIntegerField()),
                ("payment_cents", models.BigIntegerField()),
                ("source", models.TextField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year",), name="one_budget_act_per_year"),
                    models.CheckConstraint(
                        condition=models.Q(("commitment_cents__gt", 0), ("payment_cents__gt", 0)),
                        name="appropriations_are_positive",
                    ),
                ],
            },
        ),
        append_only("budget_budgetact"),
    ]
