"""Who a number of the Flemish sign-in is, and roles that can be withdrawn."""

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only


class Migration(migrations.Migration):
    dependencies = [("people", "0002_desk_and_privacy")]

    operations = [
        migrations.AddField("officerrole", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("vo_id", models.TextField(primary_key=True, serialize=False)),
                ("linked_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(vo_id=""), name="identity_has_a_number"),
                ],
            },
        ),
        append_only("people_identity"),
    ]
