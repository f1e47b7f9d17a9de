import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only


class Migration(migrations.Migration):
    dependencies = [("counsellors", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="RegistrationDecision",
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
                ("outcome", models.TextField()),
                ("law_hash", models.TextField()),
                ("content_sealed", models.BinaryField()),
                ("decided_on", models.DateField()),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["granted", "undetermined"])),
                        name="nobody_registers_against_the_law",
                    )
                ],
            },
        ),
        append_only("counsellors_registrationdecision"),
    ]
