"""A counsellor who leaves, and the hand-over of each of her clients."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.guidance.departure_models
from loopbaankrediet.platform.row_rules import beside, door, keeps_owner, of_counsellor, protected
from loopbaankrediet.platform.transitions import guarded


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0006_row_security"),
        ("guidance", "0010_course_and_papers"),
        ("people", "0007_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Departure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[("running", "running"), ("closed", "closed"), ("withdrawn", "withdrawn")],
                        default=loopbaankrediet.guidance.departure_models.DepartureState["RUNNING"],
                    ),
                ),
                ("cause", models.TextField(choices=[("stops", "Stopt zelf"), ("removed", "Uit het register")])),
                ("ends_on", models.DateField()),
                ("announced_on", models.DateField()),
                ("announced_at", models.DateTimeField()),
                ("closed_on", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "announced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "closed_by",
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
            ],
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[("to_tell", "to_tell"), ("told", "told"), ("chosen", "chosen")],
                        default=loopbaankrediet.guidance.departure_models.HandoverState["TO_TELL"],
                    ),
                ),
                (
                    "told_how",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("talk", "In een gesprek"),
                            ("phone", "Aan de telefoon"),
                            ("letter", "Met een brief of e-mail"),
                        ],
                    ),
                ),
                ("told_on", models.DateField(null=True)),
                (
                    "choice",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("other", "Ik ga verder met iemand anders"),
                            ("later", "Ik wacht nog even"),
                            ("stop", "Ik stop met begeleiding"),
                        ],
                    ),
                ),
                ("chosen_on", models.DateField(null=True)),
                ("chosen_at", models.DateTimeField(null=True)),
                (
                    "departure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.departure"
                    ),
                ),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.track"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["running", "closed", "withdrawn"])), name="departure_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause__in", ["stops", "removed"])), name="departure_cause_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("announced_on"))), name="announced_before_it_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", loopbaankrediet.guidance.departure_models.DepartureState["RUNNING"])),
                fields=("counsellor",),
                name="leaves_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at", None),
                        ("closed_by", None),
                        ("closed_on", None),
                        ("state", loopbaankrediet.guidance.departure_models.DepartureState["RUNNING"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", loopbaankrediet.guidance.departure_models.DepartureState["RUNNING"]),
                            _negated=True,
                        ),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("closed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="departure_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["to_tell", "told", "chosen"])), name="handover_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("departure", "track"), name="handed_over_once"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_how", ""), ("told_on", None)),
                    models.Q(("told_how__in", ["talk", "phone", "letter"]), ("told_on__isnull", False)),
                    _connector="OR",
                ),
                name="told_on_with_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("choice", ""), ("chosen_at", None), ("chosen_on", None)),
                    models.Q(
                        ("choice__in", ["other", "later", "stop"]),
                        ("chosen_at__isnull", False),
                        ("chosen_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="chosen_on_with_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", loopbaankrediet.guidance.departure_models.HandoverState["CHOSEN"]),
                        models.Q(("choice", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(
                            ("state", loopbaankrediet.guidance.departure_models.HandoverState["CHOSEN"]), _negated=True
                        ),
                        ("choice", ""),
                    ),
                    _connector="OR",
                ),
                name="chosen_when_there_is_a_choice",
            ),
        ),
        guarded("guidance_departure", "departure"),
        guarded("guidance_handover", "handover"),
        protected("guidance_departure", of_counsellor("counsellor_id")),
        door("guidance_departure", "who_leaves_is_known", "{table}.state = 'running'"),
        protected("guidance_handover", beside("guidance_track", "track_id")),
        keeps_owner("guidance_departure", "counsellor_id"),
        keeps_owner("guidance_handover", "departure_id", "track_id"),
    ]
