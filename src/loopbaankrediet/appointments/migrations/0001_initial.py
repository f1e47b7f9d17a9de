import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.row_rules import keeps_owner, of_citizen, protected
from loopbaankrediet.platform.transitions import only_changes, set_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0006_row_security"),
        ("people", "0007_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenSlot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("held_on", models.DateField()),
                ("starts", models.PositiveSmallIntegerField()),
                ("taken_at", models.DateTimeField()),
                ("freed_at", models.DateTimeField(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("way", models.TextField(choices=[("phone", "Bel mij op"), ("visit", "Ik kom langs")])),
                ("phone_sealed", models.BinaryField(null=True)),
                ("about_sealed", models.BinaryField(null=True)),
                ("booked_on", models.DateField()),
                ("booked_at", models.DateTimeField()),
                ("cancelled_on", models.DateField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "cancelled_by",
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
                (
                    "slot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="appointments.takenslot"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="takenslot",
            index=models.Index(condition=models.Q(("freed_at", None)), fields=["held_on"], name="slot_by_day"),
        ),
        migrations.AddConstraint(
            model_name="takenslot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("freed_at", None)),
                fields=("officer", "held_on", "starts"),
                name="one_citizen_per_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="takenslot",
            constraint=models.CheckConstraint(condition=models.Q(("starts__lt", 1440)), name="slot_within_a_day"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["person", "booked_at"], name="appointment_by_person"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["phone", "visit"])), name="appointment_way_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "phone"), _negated=True), ("phone_sealed__isnull", False), _connector="OR"
                ),
                name="a_call_needs_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at", None), ("cancelled_by", None), ("cancelled_on", None)),
                    models.Q(
                        ("cancelled_at__isnull", False),
                        ("cancelled_by__isnull", False),
                        ("cancelled_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cancelled_by_somebody",
            ),
        ),
        only_changes("appointments_takenslot", "freed_at"),
        set_once("appointments_takenslot", "freed_at"),
        only_changes("appointments_appointment", "cancelled_on", "cancelled_at", "cancelled_by_id"),
        set_once("appointments_appointment", "cancelled_on", "cancelled_at", "cancelled_by_id"),
        protected("appointments_appointment", of_citizen("person_id")),
        keeps_owner("appointments_appointment", "person_id"),
    ]
