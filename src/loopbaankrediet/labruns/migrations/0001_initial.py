import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.labruns.states
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes, only_grow


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0009_policy_analyst"),
    ]

    operations = [
        migrations.CreateModel(
            name="LabResult",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True)),
                ("law_hash", models.TextField()),
                ("content", models.BinaryField()),
                ("made_on", models.DateField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LabRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("asked", "asked"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default=loopbaankrediet.labruns.states.RunState["ASKED"],
                    ),
                ),
                ("key", models.TextField()),
                ("law_hash", models.TextField()),
                ("scenarios", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("amounts", models.JSONField()),
                ("years", models.PositiveSmallIntegerField()),
                ("draws", models.PositiveSmallIntegerField()),
                ("seed", models.PositiveIntegerField()),
                ("schooling", models.TextField()),
                ("known_on", models.DateField()),
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("silences", models.PositiveSmallIntegerField(default=0)),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("seen_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("failure", models.TextField(blank=True, default="")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="labruns.labresult"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "asked_at"], name="lab_run_by_state"),
                    models.Index(fields=["key", "state"], name="lab_run_by_key"),
                    models.Index(fields=["-asked_at"], name="lab_run_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")), fields=("key",), name="one_worker_per_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("draws"))), name="no_more_draws_than_asked"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("result__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_result_exactly_when_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), models.Q(("failure", ""), _negated=True)),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("failure", "")),
                            _connector="OR",
                        ),
                        name="a_failed_run_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state__in", ["asked", "running"])),
                            models.Q(("ended_at__isnull", False), ("state__in", ["done", "failed", "cancelled"])),
                            _connector="OR",
                        ),
                        name="a_run_ends_when_it_ended",
                    ),
                ],
            },
        ),
        append_only("labruns_labresult"),
        guarded("labruns_labrun", "lab_run"),
        only_changes(
            "labruns_labrun",
            *("state", "attempt", "silences", "done", "seen_at", "ended_at", "failure", "result_id"),
        ),
        only_grow("labruns_labrun", "attempt"),
    ]
