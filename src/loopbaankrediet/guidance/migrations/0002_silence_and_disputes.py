import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.guidance.states
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes

ASK_WHO_WAITS = "UPDATE guidance_guidancemodule SET next_step_on = reported_on WHERE state = 'reported'"


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportNote",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.progressreport",
                    ),
                ),
                ("text_sealed", models.BinaryField()),
                ("noted_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Dispute",
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
                (
                    "cause",
                    models.TextField(
                        choices=[
                            ("answer", "Uren betwist bij de vraag"),
                            ("after_silence", "Uren betwist na zwijgen"),
                            ("silence", "Geen antwoord op de vraag"),
                        ]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "open"),
                            ("answered", "answered"),
                            ("to_recover", "to_recover"),
                            ("decided", "decided"),
                        ],
                        default=loopbaankrediet.guidance.states.DisputeState["OPEN"],
                    ),
                ),
                ("reported_minutes", models.PositiveSmallIntegerField()),
                ("given_minutes", models.PositiveSmallIntegerField(null=True)),
                ("agreed_minutes", models.PositiveSmallIntegerField()),
                ("disputed_minutes", models.PositiveSmallIntegerField()),
                ("minutes_hold", models.BigIntegerField(null=True)),
                ("cents_hold", models.BigIntegerField(null=True)),
                ("why_sealed", models.BinaryField(null=True)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                ("decide_by", models.DateField()),
                ("answer_sealed", models.BinaryField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("decided_minutes", models.PositiveSmallIntegerField(null=True)),
                ("recover_minutes", models.PositiveSmallIntegerField(default=0)),
                ("reasons_sealed", models.BinaryField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("question", "Vraag"),
                            ("first_reminder", "Eerste herinnering"),
                            ("second_reminder", "Tweede herinnering"),
                        ]
                    ),
                ),
                (
                    "channel",
                    models.TextField(
                        choices=[("page", "Alleen op de eigen pagina"), ("phone", "Telefoon"), ("letter", "Brief")],
                        default="page",
                    ),
                ),
                ("due_on", models.DateField()),
                ("shown_on", models.DateField()),
                ("shown_at", models.DateTimeField()),
                ("reached_on", models.DateField()),
                ("passed_on", models.DateField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="guidancemodule",
            name="module_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="guidancemodule",
            name="confirmed_has_a_moment",
        ),
        migrations.AddField(
            model_name="guidancemodule",
            name="next_step_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="guidancemodule",
            name="state",
            field=models.TextField(
                choices=[
                    ("reserved", "reserved"),
                    ("started", "started"),
                    ("reported", "reported"),
                    ("confirmed", "confirmed"),
                    ("silent", "silent"),
                    ("disputed", "disputed"),
                    ("released", "released"),
                ],
                default=loopbaankrediet.guidance.states.ModuleState["RESERVED"],
            ),
        ),
        migrations.AddIndex(
            model_name="guidancemodule",
            index=models.Index(
                condition=models.Q(("state", loopbaankrediet.guidance.states.ModuleState["REPORTED"])),
                fields=["next_step_on", "id"],
                name="module_next_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidancemodule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["reserved", "started", "reported", "confirmed", "silent", "disputed", "released"])
                ),
                name="module_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidancemodule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                loopbaankrediet.guidance.states.ModuleState["CONFIRMED"],
                                loopbaankrediet.guidance.states.ModuleState["SILENT"],
                            ],
                        ),
                        _negated=True,
                    ),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="confirmed_has_a_moment",
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="module",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="guidance.guidancemodule",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="passed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(
                condition=models.Q(("state", loopbaankrediet.guidance.states.DisputeState["DECIDED"]), _negated=True),
                fields=["decide_by"],
                name="dispute_to_decide",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "answered", "to_recover", "decided"])),
                name="dispute_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("disputed_minutes__gt", 0),
                    models.Q(
                        ("given_minutes", None), ("given_minutes__lt", models.F("reported_minutes")), _connector="OR"
                    ),
                ),
                name="dispute_is_about_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cause", "after_silence"), ("cents_hold", None), ("minutes_hold", None)),
                    models.Q(("cents_hold__isnull", False), ("minutes_hold__isnull", False)),
                    _connector="OR",
                ),
                name="disputed_part_is_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer_sealed", None), ("answered_at", None), ("answered_on", None)),
                    models.Q(
                        ("answer_sealed__isnull", False), ("answered_at__isnull", False), ("answered_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="answered_on_with_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None),
                        ("decided_by", None),
                        ("decided_minutes", None),
                        ("decided_on", None),
                        ("reasons_sealed", None),
                        (
                            "state__in",
                            [
                                loopbaankrediet.guidance.states.DisputeState["OPEN"],
                                loopbaankrediet.guidance.states.DisputeState["ANSWERED"],
                            ],
                        ),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decided_minutes__lte", models.F("reported_minutes")),
                        ("decided_on__isnull", False),
                        ("reasons_sealed__isnull", False),
                        (
                            "state__in",
                            [
                                loopbaankrediet.guidance.states.DisputeState["DECIDED"],
                                loopbaankrediet.guidance.states.DisputeState["TO_RECOVER"],
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="decided_by_with_decided_at",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("passed_on", None)), fields=["shown_on", "id"], name="notice_to_pass_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("module", "kind"), name="notice_given_once"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("reached_on__gte", models.F("shown_on"))), name="shown_then_reached"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "page"), ("passed_by", None), ("passed_on", None)),
                    models.Q(
                        ("channel__in", ["phone", "letter"]), ("passed_by__isnull", False), ("passed_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="passed_on_by_somebody",
            ),
        ),
        guarded("guidance_dispute", "dispute"),
        append_only("guidance_reportnote"),
        only_changes("guidance_notice", "channel", "reached_on", "passed_on", "passed_by_id"),
        only_changes(
            "guidance_dispute",
            "state",
            "answer_sealed",
            "answered_on",
            "answered_at",
            "decided_minutes",
            "recover_minutes",
            "reasons_sealed",
            "decided_on",
            "decided_at",
            "decided_by_id",
        ),
        migrations.RunSQL(ASK_WHO_WAITS, migrations.RunSQL.noop),
    ]
