import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.guidance.states
import loopbaankrediet.kernel.actors
from loopbaankrediet.platform.transitions import append_only, guarded


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles_and_referee"),
        ("counsellors", "0001_initial"),
        ("credit", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Track",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("opened", "opened"),
                            ("intake_held", "intake_held"),
                            ("proposed", "proposed"),
                            ("running", "running"),
                            ("ending", "ending"),
                            ("ended", "ended"),
                            ("cancelled", "cancelled"),
                        ],
                        default=loopbaankrediet.guidance.states.TrackState["OPENED"],
                    ),
                ),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("intake_on", models.DateField(null=True)),
                ("intake_minutes", models.PositiveSmallIntegerField(null=True)),
                ("stopped_on", models.DateField(null=True)),
                (
                    "stopped_by",
                    models.TextField(blank=True, choices=[("citizen", "citizen"), ("counsellor", "counsellor")]),
                ),
                ("ended_on", models.DateField(null=True)),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "wallet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="credit.wallet"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GuidanceModule",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("reserved", "reserved"),
                            ("started", "started"),
                            ("reported", "reported"),
                            ("confirmed", "confirmed"),
                            ("released", "released"),
                        ],
                        default=loopbaankrediet.guidance.states.ModuleState["RESERVED"],
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("public_cents_per_hour", models.PositiveIntegerField()),
                ("own_cents_per_hour", models.PositiveIntegerField()),
                ("minutes_hold", models.BigIntegerField()),
                ("cents_hold", models.BigIntegerField()),
                ("reserved_on", models.DateField()),
                ("reported_on", models.DateField(null=True)),
                ("confirmed_on", models.DateField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.track"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                (
                    "module",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.guidancemodule",
                    ),
                ),
                ("text_sealed", models.BinaryField()),
                ("handed_in_on", models.DateField()),
                ("handed_in_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("held_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("mode", models.TextField(choices=[("in_person", "Op kantoor"), ("online", "Online")])),
                ("logged_at", models.DateTimeField()),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.guidancemodule"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessCode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code_hash", models.BinaryField(max_length=32)),
                ("code_sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code_hash",), name="code_given_once"),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gte", models.F("made_at"))), name="code_expires"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodeAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempted_at", models.DateTimeField()),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["counsellor", "attempted_at"], name="attempt_by_counsellor")],
            },
        ),
        migrations.CreateModel(
            name="GuidanceAgreement",
            fields=[
                (
                    "track",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.track",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("modules", models.PositiveSmallIntegerField()),
                ("mode", models.TextField(choices=[("in_person", "Op kantoor"), ("online", "Online")])),
                ("place", models.TextField()),
                ("methods", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("counsellor_name", models.TextField()),
                ("register_number", models.TextField()),
                ("organisation", models.TextField(blank=True)),
                ("counsellor_phone", models.TextField(blank=True)),
                ("counsellor_email", models.TextField(blank=True)),
                ("text_edition", models.PositiveSmallIntegerField()),
                ("public_cents_per_hour", models.PositiveIntegerField()),
                ("own_cents_per_hour", models.PositiveIntegerField()),
                ("proposed_on", models.DateField()),
                ("signed_by_counsellor_at", models.DateTimeField()),
                ("signed_on", models.DateField(null=True)),
                ("signed_by_citizen_at", models.DateTimeField(null=True)),
                ("early_start", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("modules__range", (1, 50))), name="agreement_has_modules"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_by_citizen_at__isnull", True), ("signed_on__isnull", True)),
                            models.Q(("signed_by_citizen_at__isnull", False), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="signed_on_with_signed_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationStrike",
            fields=[
                (
                    "conversation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.conversation",
                    ),
                ),
                ("reason_sealed", models.BinaryField()),
                ("struck_on", models.DateField()),
                ("struck_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="track",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stopped_by", ""), ("stopped_on", None)),
                    models.Q(
                        (
                            "stopped_by__in",
                            (
                                loopbaankrediet.kernel.actors.Capacity["CITIZEN"],
                                loopbaankrediet.kernel.actors.Capacity["COUNSELLOR"],
                            ),
                        ),
                        ("stopped_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="stopped_on_with_stopped_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="track",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                loopbaankrediet.guidance.states.TrackState["ENDING"],
                                loopbaankrediet.guidance.states.TrackState["CANCELLED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    ("stopped_on__isnull", False),
                    _connector="OR",
                ),
                name="somebody_stopped_it",
            ),
        ),
        migrations.AddIndex(
            model_name="track",
            index=models.Index(fields=["counsellor", "state"], name="track_by_counsellor"),
        ),
        migrations.AddConstraint(
            model_name="track",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", loopbaankrediet.guidance.states.TrackState["RUNNING"])),
                fields=("wallet",),
                name="one_running_agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="track",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["opened", "intake_held", "proposed", "running", "ending", "ended", "cancelled"])
                ),
                name="track_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="track",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            loopbaankrediet.guidance.states.TrackState["OPENED"],
                            loopbaankrediet.guidance.states.TrackState["CANCELLED"],
                        ],
                    ),
                    ("intake_on__isnull", False),
                    _connector="OR",
                ),
                name="intake_comes_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidancemodule",
            constraint=models.UniqueConstraint(fields=("track", "number"), name="module_number_once"),
        ),
        migrations.AddConstraint(
            model_name="guidancemodule",
            constraint=models.UniqueConstraint(fields=("minutes_hold",), name="minutes_held_for_one_module"),
        ),
        migrations.AddConstraint(
            model_name="guidancemodule",
            constraint=models.UniqueConstraint(fields=("cents_hold",), name="cents_held_for_one_module"),
        ),
        migrations.AddConstraint(
            model_name="guidancemodule",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            loopbaankrediet.guidance.states.ModuleState["RESERVED"],
                            loopbaankrediet.guidance.states.ModuleState["STARTED"],
                            loopbaankrediet.guidance.states.ModuleState["REPORTED"],
                        ],
                    )
                ),
                fields=("track",),
                name="only_the_next_module_is_reserved",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidancemodule",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["reserved", "started", "reported", "confirmed", "released"])),
                name="module_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidancemodule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", loopbaankrediet.guidance.states.ModuleState["CONFIRMED"]), _negated=True),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="confirmed_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(condition=models.Q(("minutes__gt", 0)), name="conversation_has_minutes"),
        ),
        guarded("guidance_track", "track"),
        guarded("guidance_guidancemodule", "module"),
        append_only("guidance_conversation"),
        append_only("guidance_conversationstrike"),
        append_only("guidance_progressreport"),
    ]
