import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles_and_referee"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("enterprise_number", models.TextField()),
                ("name", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enterprise_number",), name="one_organisation_per_enterprise_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("enterprise_number__regex", "^[01]\\d{9}$")), name="ten_digits"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("given_name", models.TextField()),
                ("family_name", models.TextField()),
                ("national_number_sealed", models.BinaryField()),
                ("national_number_hash", models.BinaryField(max_length=32)),
                ("known_since", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("national_number_hash",), name="one_person_per_national_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_name", ""), _negated=True),
                            models.Q(("family_name", ""), _negated=True),
                        ),
                        name="person_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "role",
                    models.TextField(
                        choices=[
                            ("case_officer", "case_officer"),
                            ("registrar", "registrar"),
                            ("payments_officer", "payments_officer"),
                            ("auditor", "auditor"),
                        ]
                    ),
                ),
                ("granted_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "role"), name="role_held_once")],
            },
        ),
    ]
