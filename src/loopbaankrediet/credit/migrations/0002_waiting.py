import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.credit.models
from loopbaankrediet.platform.transitions import only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("credit", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="credit.application",
                    ),
                ),
                ("ticket", models.TextField(unique=True)),
                ("minutes", models.PositiveIntegerField()),
                ("schooling", models.TextField(null=True)),
                ("waits_since", models.DateField()),
                ("waits_since_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="one_open_application_per_person",
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="application_state_known",
        ),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.TextField(
                choices=[
                    ("submitted", "submitted"),
                    ("granted", "granted"),
                    ("undetermined", "undetermined"),
                    ("intended", "intended"),
                    ("waiting", "waiting"),
                    ("refused", "refused"),
                ],
                default=loopbaankrediet.credit.models.ApplicationState["SUBMITTED"],
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.TextField(
                choices=[
                    ("grant", "grant"),
                    ("question", "question"),
                    ("intention", "intention"),
                    ("refusal", "refusal"),
                    ("tariff", "tariff"),
                    ("turn", "turn"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            loopbaankrediet.credit.models.ApplicationState["SUBMITTED"],
                            loopbaankrediet.credit.models.ApplicationState["UNDETERMINED"],
                            loopbaankrediet.credit.models.ApplicationState["INTENDED"],
                            loopbaankrediet.credit.models.ApplicationState["WAITING"],
                        ),
                    )
                ),
                fields=("person",),
                name="one_open_application_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["submitted", "granted", "undetermined", "intended", "waiting", "refused"])
                ),
                name="application_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(fields=["waits_since"], name="turn_since"),
        ),
        only_changes("credit_turn", "minutes", "schooling"),
    ]
