import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only, guarded, only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0005_delivery_and_recovery"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="unmatchedline", name="proposed_by_somebody_for_a_payment"),
        migrations.AddConstraint(
            model_name="unmatchedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "proposed"), _negated=True),
                    models.Q(
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="proposed_by_somebody_with_a_note",
            ),
        ),
        migrations.CreateModel(
            name="UploadedFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[("waiting", "waiting"), ("accepted", "accepted"), ("refused", "refused")],
                        default="waiting",
                    ),
                ),
                ("name", models.TextField()),
                ("packed", models.BinaryField()),
                ("sha256", models.TextField()),
                ("bytes_long", models.BigIntegerField()),
                ("uploaded_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["sha256"], name="upload_by_digest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("sha256",), name="upload_waits_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "accepted", "refused"])),
                        name="upload_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("uploaded_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="four_eyes_on_an_upload",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="upload_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SolvedLoss",
            fields=[
                (
                    "payment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="payments.lostpayment",
                    ),
                ),
                ("note", models.TextField()),
                ("solved_at", models.DateTimeField()),
                (
                    "solved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="loss_solved_with_a_note"
                    )
                ],
            },
        ),
        guarded("payments_uploadedfile", "uploaded_file"),
        only_changes("payments_uploadedfile", "state", "decided_by_id", "decided_at"),
        append_only("payments_solvedloss"),
    ]
