"""Mandates and calls to the desk."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import guarded, only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_key_numbers"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskCall",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "channel",
                    models.TextField(choices=[("phone", "Telefoon"), ("desk", "Aan het loket"), ("letter", "Brief")]),
                ),
                (
                    "controls",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("number", "Zei het rijksregisternummer zelf"),
                                ("birth", "Zei de geboortedatum zelf"),
                                ("address", "Zei het adres zelf"),
                                ("called_back", "Teruggebeld op een nummer dat we al kenden"),
                                ("card", "Toonde de identiteitskaart"),
                                ("signature", "Ondertekende de brief"),
                            ]
                        ),
                        size=None,
                    ),
                ),
                ("reason_sealed", models.BinaryField()),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("note_sealed", models.BinaryField(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(choices=[("helper", "helper"), ("legal_representative", "legal_representative")]),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[("offered", "offered"), ("active", "active"), ("ended", "ended")], default="offered"
                    ),
                ),
                ("named_sealed", models.BinaryField(null=True)),
                (
                    "ticked",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("by_letter", models.BooleanField(default=False)),
                ("judgment_sealed", models.BinaryField(null=True)),
                ("offered_on", models.DateField()),
                ("offered_at", models.DateTimeField()),
                ("code_hash", models.BinaryField(max_length=32, null=True)),
                ("code_sealed", models.BinaryField(null=True)),
                ("code_until", models.DateField(null=True)),
                ("letter_sent_on", models.DateField(null=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("activated_at", models.DateTimeField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked_in",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.deskcall"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "letter_sent_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="deskcall",
            index=models.Index(fields=["officer", "person"], name="call_by_officer"),
        ),
        migrations.AddConstraint(
            model_name="deskcall",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("officer",), name="one_open_call_per_officer"
            ),
        ),
        migrations.AddConstraint(
            model_name="deskcall",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("officer")), _negated=True), name="no_call_about_oneself"
            ),
        ),
        migrations.AddConstraint(
            model_name="deskcall",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("opened_at"))), name="call_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="deskcall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("note_sealed", None)),
                    models.Q(("closed_at__isnull", False), ("note_sealed__isnull", False)),
                    _connector="OR",
                ),
                name="closed_with_a_note",
            ),
        ),
        migrations.AddIndex(
            model_name="mandate",
            index=models.Index(fields=["person"], name="mandate_by_person"),
        ),
        migrations.AddIndex(
            model_name="mandate",
            index=models.Index(fields=["helper"], name="mandate_by_helper"),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.UniqueConstraint(fields=("code_hash",), name="mandate_code_given_once"),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "active")),
                fields=("person", "helper"),
                name="one_active_mandate_of_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("helper")), _negated=True), name="nobody_represents_himself"
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["offered", "active", "ended"])), name="mandate_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "active"), _negated=True),
                    models.Q(
                        ("activated_at__isnull", False),
                        ("code_sealed", None),
                        ("helper__isnull", False),
                        ("valid_from__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="active_mandate_has_a_helper",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None), ("ended_on", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="mandate_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("letter_sent_by", None), ("letter_sent_on", None)),
                    models.Q(("letter_sent_by__isnull", False), ("letter_sent_on__isnull", False)),
                    _connector="OR",
                ),
                name="mandate_letter_sent_by_somebody",
            ),
        ),
        guarded("people_mandate", "mandate"),
        only_changes(
            "people_mandate",
            "state",
            "helper_id",
            "code_sealed",
            "code_until",
            "letter_sent_on",
            "letter_sent_by_id",
            "valid_from",
            "valid_until",
            "activated_at",
            "ended_on",
            "ended_at",
            "ended_by_id",
        ),
        only_changes("people_deskcall", "closed_at", "note_sealed"),
    ]
