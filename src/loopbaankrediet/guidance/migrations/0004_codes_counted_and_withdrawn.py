"""Codes name their key and can be withdrawn; wrong ones are counted by the platform, and a burst is a question."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.known_keys import numbered
from loopbaankrediet.platform.rings import Purpose
from loopbaankrediet.platform.transitions import only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0003_notice_reached"),
        ("counsellors", "0003_accountchange"),
        ("people", "0004_key_numbers"),
        ("platform", "0005_limits"),
    ]

    operations = [
        migrations.AddField("accesscode", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField("accesscode", "key_number", models.PositiveSmallIntegerField(db_default=1)),
        migrations.AddConstraint(
            "accesscode",
            models.CheckConstraint(
                condition=models.Q(("used_at", None), ("withdrawn_at", None), _connector="OR"), name="used_or_withdrawn"
            ),
        ),
        numbered("guidance_accesscode", Purpose.CODES),
        only_changes("guidance_accesscode", "expires_at", "used_at", "withdrawn_at"),
        migrations.DeleteModel("CodeAttempt"),
        migrations.CreateModel(
            name="CodeQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("limit", models.TextField()),
                ("raised_at", models.DateTimeField()),
                ("answer_sealed", models.BinaryField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)), fields=("counsellor",), name="one_open_code_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_sealed", None), ("answered_at", None), ("answered_by", None))
                        | models.Q(
                            ("answer_sealed__isnull", False),
                            ("answered_at__isnull", False),
                            ("answered_by__isnull", False),
                        ),
                        name="answered_by_somebody_in_words",
                    ),
                ]
            },
        ),
        only_changes("guidance_codequestion", "answer_sealed", "answered_by_id", "answered_at"),
    ]
