import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.row_rules import keeps_owner, of_citizen, protected
from loopbaankrediet.platform.transitions import only_changes, set_once


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_row_security"),
        ("credit", "0005_officers"),
    ]

    operations = [
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
                    ("reopening", "reopening"),
                ]
            ),
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("due_on", models.DateField()),
                ("wished_on", models.DateField()),
                ("wished_at", models.DateTimeField()),
                ("revoked_on", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("told_on", models.DateField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("revoked_on", None), ("told_on", None)), fields=["due_on"], name="wish_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_on", None), ("told_on", None)),
                        fields=("person",),
                        name="one_open_wish_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("told_at", None), ("told_on", None)),
                                models.Q(("told_at__isnull", False), ("told_on__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("revoked_at", None), ("revoked_on", None)),
                                models.Q(("revoked_at__isnull", False), ("revoked_on__isnull", False)),
                                _connector="OR",
                            ),
                        ),
                        name="wish_days_have_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told_on", None), ("revoked_on", None), _connector="OR"),
                        name="wish_told_or_taken_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told_on", None), ("told_on__gte", models.F("due_on")), _connector="OR"),
                        name="wish_told_when_due",
                    ),
                ],
            },
        ),
        only_changes("credit_wish", "revoked_on", "revoked_at", "told_on", "told_at"),
        set_once("credit_wish", "revoked_on", "revoked_at", "told_on", "told_at"),
        protected("credit_wish", of_citizen("person_id")),
        keeps_owner("credit_wish", "person_id"),
    ]
