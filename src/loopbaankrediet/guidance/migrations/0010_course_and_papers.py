"""Stopping, pausing, unused modules; later versions of reports, what is asked to mend, step plan and certificate."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.row_rules import beside, keeps_owner, protected
from loopbaankrediet.platform.transitions import append_only, set_once

OF_TRACK = ("guidance_trackstop", "guidance_trackpause", "guidance_closingpaper")
GROWING = (
    "guidance_trackstop",
    "guidance_unusedreminder",
    "guidance_correctionrequest",
    "guidance_correctionreply",
    "guidance_reportversion",
    "guidance_versionnote",
    "guidance_closingpaper",
    "guidance_paperanswer",
)


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0009_careerquestion"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingPaper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField(choices=[("stappenplan", "Stappenplan"), ("attest", "Persoonlijk attest")])),
                ("number", models.PositiveSmallIntegerField()),
                ("content_sealed", models.BinaryField()),
                ("handed_in_on", models.DateField()),
                ("handed_in_at", models.DateTimeField()),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.track"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text_sealed", models.BinaryField()),
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.progressreport"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("text_sealed", models.BinaryField()),
                ("handed_in_on", models.DateField()),
                ("handed_in_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.progressreport"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrackStop",
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
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("withdrawn", "Herroepen binnen de bedenktijd"),
                            ("switched", "Naar een andere begeleider"),
                            ("early", "Vroeger gestopt"),
                            ("unused", "Geen gesprek binnen de termijn"),
                        ]
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("goal_reached", "Het doel is bereikt"),
                            ("other_counsellor", "Liever een andere begeleider"),
                            ("no_click", "Het klikte niet"),
                            ("no_time", "Geen tijd meer"),
                            ("too_far", "De plaats of de vorm past niet"),
                            ("circumstances", "Er veranderde iets in het leven of het werk"),
                            ("no_contact", "Geen contact meer"),
                            ("other_help", "Andere hulp is nu beter"),
                            ("cannot_go_on", "De begeleider kan niet verder"),
                        ],
                    ),
                ),
                ("stopped_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CorrectionReply",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.correctionrequest",
                    ),
                ),
                ("mended", models.BooleanField()),
                ("text_sealed", models.BinaryField()),
                ("replied_on", models.DateField()),
                ("replied_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="VersionNote",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.reportversion",
                    ),
                ),
                ("text_sealed", models.BinaryField()),
                ("noted_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TrackPause",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("started_on", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("started_by", models.TextField(choices=[("citizen", "citizen"), ("counsellor", "counsellor")])),
                ("ask_on", models.DateField()),
                ("asked_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.track"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnusedReminder",
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
                ("shown_on", models.DateField()),
                ("shown_at", models.DateTimeField()),
                ("release_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("release_on__gt", models.F("shown_on"))), name="reminded_before_release"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperAnswer",
            fields=[
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.closingpaper",
                    ),
                ),
                ("agrees", models.BooleanField()),
                ("note_sealed", models.BinaryField(null=True)),
                ("answered_on", models.DateField()),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("agrees", True), ("note_sealed__isnull", False), _connector="OR"),
                        name="who_disagrees_says_why",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="closingpaper",
            constraint=models.UniqueConstraint(fields=("track", "kind", "number"), name="paper_version_once"),
        ),
        migrations.AddConstraint(
            model_name="closingpaper",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="papers_count_from_one"),
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="report_version_once"),
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 2)), name="first_version_is_the_report"
            ),
        ),
        migrations.AddConstraint(
            model_name="trackpause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("track",), name="one_pause_of_a_track_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="trackpause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_on", None)),
                    models.Q(("ended_at__isnull", False), ("ended_on__gte", models.F("started_on"))),
                    _connector="OR",
                ),
                name="pause_ends_after_it_began",
            ),
        ),
        *(append_only(table) for table in GROWING),
        set_once("guidance_trackpause", "asked_on", "ended_on", "ended_at"),
        keeps_owner("guidance_trackpause", "track_id"),
        *(protected(table, beside("guidance_track", "track_id")) for table in OF_TRACK),
        protected("guidance_unusedreminder", beside("guidance_guidancemodule", "module_id")),
        protected("guidance_correctionrequest", beside("guidance_progressreport", "report_id", "module_id")),
        protected("guidance_correctionreply", beside("guidance_correctionrequest", "request_id")),
        protected("guidance_reportversion", beside("guidance_progressreport", "report_id", "module_id")),
        protected("guidance_versionnote", beside("guidance_reportversion", "version_id")),
        protected("guidance_paperanswer", beside("guidance_closingpaper", "paper_id")),
    ]
