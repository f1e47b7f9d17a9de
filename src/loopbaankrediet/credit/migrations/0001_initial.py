import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.credit.models
from loopbaankrediet.platform.transitions import append_only, guarded


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles_and_referee"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE application_number START 100101; "
            "GRANT USAGE ON SEQUENCE application_number TO loopbaankrediet_app;",
            "DROP SEQUENCE application_number",
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "number",
                    models.BigIntegerField(
                        db_default=models.Func(models.Value("application_number"), function="nextval")
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("submitted", "submitted"),
                            ("granted", "granted"),
                            ("undetermined", "undetermined"),
                            ("intended", "intended"),
                            ("refused", "refused"),
                        ],
                        default=loopbaankrediet.credit.models.ApplicationState["SUBMITTED"],
                    ),
                ),
                ("applied_on", models.DateField()),
                ("submitted_at", models.DateTimeField()),
                ("facts_sealed", models.BinaryField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("grant", "grant"),
                            ("question", "question"),
                            ("intention", "intention"),
                            ("refusal", "refusal"),
                            ("tariff", "tariff"),
                        ]
                    ),
                ),
                ("decided_on", models.DateField()),
                ("decided_at", models.DateTimeField()),
                ("law_hash", models.TextField()),
                ("minutes", models.PositiveIntegerField()),
                ("answer_until", models.DateField(null=True)),
                ("receipt_sealed", models.BinaryField()),
                ("answer_sealed", models.BinaryField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="credit.application"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text_sealed", models.BinaryField()),
                ("wants_a_person", models.BooleanField()),
                ("phone_sealed", models.BinaryField(null=True)),
                ("replied_on", models.DateField()),
                ("replied_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="credit.application"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("called_on", models.DateField()),
                ("reached", models.BooleanField()),
                ("said_sealed", models.BinaryField()),
                ("noted_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="credit.application"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wallet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("schooling", models.TextField(null=True)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["state", "applied_on"], name="application_worklist"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            loopbaankrediet.credit.models.ApplicationState["SUBMITTED"],
                            loopbaankrediet.credit.models.ApplicationState["UNDETERMINED"],
                            loopbaankrediet.credit.models.ApplicationState["INTENDED"],
                        ),
                    )
                ),
                fields=("person",),
                name="one_open_application_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["submitted", "granted", "undetermined", "intended", "refused"])),
                name="application_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("number",), name="application_number_once"),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("wants_a_person", False), ("phone_sealed__isnull", False), _connector="OR"),
                name="who_wants_to_talk_leaves_a_number",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["application", "id"], name="decision_by_application"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", loopbaankrediet.credit.models.DecisionKind["REFUSAL"]), _negated=True),
                    ("signed_by__isnull", False),
                    _connector="OR",
                ),
                name="a_refusal_is_signed_by_a_named_officer",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer_until__isnull", False),
                        ("kind", loopbaankrediet.credit.models.DecisionKind["INTENTION"]),
                    ),
                    models.Q(
                        models.Q(("kind", loopbaankrediet.credit.models.DecisionKind["INTENTION"]), _negated=True),
                        ("answer_until__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="an_intention_has_a_term",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", loopbaankrediet.credit.models.DecisionKind["GRANT"]), ("minutes__gt", 0)),
                    models.Q(
                        models.Q(("kind", loopbaankrediet.credit.models.DecisionKind["GRANT"]), _negated=True),
                        ("minutes", 0),
                    ),
                    _connector="OR",
                ),
                name="only_a_grant_gives_minutes",
            ),
        ),
        guarded("credit_application", "application"),
        append_only("credit_decision"),
        append_only("credit_reply"),
        append_only("credit_call"),
    ]
