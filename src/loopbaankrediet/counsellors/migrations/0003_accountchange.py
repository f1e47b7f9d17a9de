import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.counsellors.models
from loopbaankrediet.platform.transitions import guarded, only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0002_registrationdecision"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("asked", "asked"),
                            ("checked", "checked"),
                            ("in_force", "in_force"),
                            ("withdrawn", "withdrawn"),
                            ("refused", "refused"),
                        ],
                        default=loopbaankrediet.counsellors.models.AccountChangeState["ASKED"],
                    ),
                ),
                ("iban_sealed", models.BinaryField()),
                ("iban_end", models.TextField()),
                ("previous_sealed", models.BinaryField()),
                ("previous_end", models.TextField()),
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("earliest_on", models.DateField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("how_sealed", models.BinaryField(null=True)),
                ("in_force_on", models.DateField(null=True)),
                ("in_force_at", models.DateTimeField(null=True)),
                ("why_sealed", models.BinaryField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
                (
                    "in_force_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "checked"])),
                        fields=("counsellor",),
                        name="one_account_change_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "checked", "in_force", "withdrawn", "refused"])),
                        name="account_change_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_by__isnull", True),
                            models.Q(("in_force_by", models.F("checked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="four_eyes_on_an_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_force"), _negated=True),
                            models.Q(
                                ("checked_at__isnull", False),
                                ("checked_by__isnull", False),
                                ("how_sealed__isnull", False),
                                ("in_force_at__isnull", False),
                                ("in_force_by__isnull", False),
                                ("in_force_on__gte", models.F("earliest_on")),
                            ),
                            _connector="OR",
                        ),
                        name="no_account_in_force_unchecked_or_early",
                    ),
                ],
            },
        ),
        guarded("counsellors_accountchange", "account_change"),
        only_changes(
            "counsellors_accountchange",
            "state",
            "checked_by_id",
            "checked_at",
            "how_sealed",
            "in_force_by_id",
            "in_force_on",
            "in_force_at",
            "refused_by_id",
            "why_sealed",
            "ended_at",
        ),
    ]
