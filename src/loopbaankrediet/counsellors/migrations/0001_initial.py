import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.counsellors.models
from loopbaankrediet.platform.transitions import guarded


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles_and_referee"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counsellor",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("registered", "registered"),
                            ("suspended", "suspended"),
                            ("deregistered", "deregistered"),
                        ],
                        default=loopbaankrediet.counsellors.models.RegistrationState["REGISTERED"],
                    ),
                ),
                ("register_number", models.TextField()),
                (
                    "legal_form",
                    models.TextField(
                        choices=[
                            ("natural_person", "Natuurlijk persoon"),
                            ("own_company", "Eigen vennootschap"),
                        ]
                    ),
                ),
                ("iban_sealed", models.BinaryField()),
                ("iban_end", models.TextField()),
                ("municipality", models.TextField()),
                ("phone", models.TextField(blank=True)),
                ("email", models.TextField(blank=True)),
                (
                    "modes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(choices=[("in_person", "Op kantoor"), ("online", "Online")]),
                        size=None,
                    ),
                ),
                (
                    "methods",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("registered_on", models.DateField()),
                ("registered_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "municipality"], name="register_by_place")],
                "constraints": [
                    models.UniqueConstraint(fields=("register_number",), name="register_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["registered", "suspended", "deregistered"])),
                        name="registration_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("legal_form", "own_company"), ("organisation__isnull", False)),
                            ("legal_form", "natural_person"),
                            _connector="OR",
                        ),
                        name="a_company_has_an_enterprise_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "deregistered"), _negated=True),
                        fields=("organisation",),
                        name="one_counsellor_per_enterprise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", ""), ("phone", ""), _negated=True),
                        name="a_counsellor_can_be_reached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("methods__len__gt", 0), ("modes__len__gt", 0)),
                        name="modes_and_methods_are_named",
                    ),
                ],
            },
        ),
        guarded("counsellors_counsellor", "registration"),
    ]
