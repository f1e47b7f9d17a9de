import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="GivenBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("cents", models.PositiveIntegerField()),
                ("given_on", models.DateField()),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recovery.recovery"
                    ),
                ),
            ],
        ),
        append_only("recovery_givenback"),
    ]
