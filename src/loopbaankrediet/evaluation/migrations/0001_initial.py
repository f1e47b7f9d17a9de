"""Invitations, refusals, and answers under a pseudonym."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from loopbaankrediet.platform import rings
from loopbaankrediet.platform.known_keys import numbered
from loopbaankrediet.platform.rings import Purpose
from loopbaankrediet.platform.row_rules import door, keeps_owner, of_citizen, protected
from loopbaankrediet.platform.transitions import append_only, only_changes

KNOW = "INSERT INTO platform_ringkey (purpose, number, mark, made_at) VALUES (%s, %s, %s, now())"
BY_A_CITIZEN = "viewer_citizen() IS NOT NULL"


def know_the_ring(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Invitations name keys of the ring of surveys."""
    with editor.connection.cursor() as cursor:
        for number in rings.numbers(Purpose.SURVEYS):
            cursor.execute(KNOW, [Purpose.SURVEYS, number, rings.mark(Purpose.SURVEYS, number)])


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("guidance", "0010_course_and_papers"),
        ("people", "0007_row_security"),
        ("platform", "0006_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyRefusal",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("refused_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("pseudonym", models.BinaryField(max_length=32)),
                (
                    "wave",
                    models.TextField(
                        choices=[
                            ("before", "Bij de start"),
                            ("after", "Na de laatste module"),
                            ("later", "Een tijd later"),
                        ]
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField()),
                ("satisfaction", models.PositiveSmallIntegerField(null=True)),
                ("goal", models.PositiveSmallIntegerField(null=True)),
                ("answered_in", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pseudonym", "wave"), name="answered_once"),
                    models.CheckConstraint(
                        condition=models.Q(("satisfaction", None), ("satisfaction__range", (1, 5)), _connector="OR"),
                        name="satisfaction_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("goal", None), ("goal__range", (1, 5)), _connector="OR"),
                        name="goal_in_range",
                    ),
                    models.CheckConstraint(condition=models.Q(("answered_in__day", 1)), name="answered_in_a_month"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyInvitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "wave",
                    models.TextField(
                        choices=[
                            ("before", "Bij de start"),
                            ("after", "Na de laatste module"),
                            ("later", "Een tijd later"),
                        ]
                    ),
                ),
                ("salt_sealed", models.BinaryField()),
                ("key_number", models.PositiveSmallIntegerField()),
                ("invited_on", models.DateField()),
                ("until", models.DateField()),
                ("is_answered", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.track"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "wave"), name="nobody_is_asked_twice")],
            },
        ),
        migrations.RunPython(know_the_ring, migrations.RunPython.noop),
        numbered("evaluation_surveyinvitation", Purpose.SURVEYS),
        append_only("evaluation_surveyrefusal"),
        append_only("evaluation_surveyanswer"),
        only_changes("evaluation_surveyinvitation", "is_answered"),
        keeps_owner("evaluation_surveyinvitation", "person_id"),
        protected("evaluation_surveyinvitation", of_citizen("person_id")),
        protected("evaluation_surveyrefusal", of_citizen("person_id")),
        protected("evaluation_surveyanswer"),
        door("evaluation_surveyanswer", "answers_are_given", BY_A_CITIZEN, to="add"),
    ]
