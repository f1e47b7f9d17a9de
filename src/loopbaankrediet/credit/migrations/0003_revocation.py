import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.credit.models
from loopbaankrediet.platform.transitions import guarded, only_changes, set_once


class Migration(migrations.Migration):
    dependencies = [
        ("credit", "0002_waiting"),
        ("people", "0002_desk_and_privacy"),
        ("platform", "0003_growing_columns"),
    ]

    operations = [
        migrations.CreateModel(
            name="Revocation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[("opened", "opened"), ("heard", "heard"), ("revoked", "revoked"), ("kept", "kept")],
                        default=loopbaankrediet.credit.models.RevocationState["OPENED"],
                    ),
                ),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("ours", "We vergisten ons"),
                            ("source", "Een bron verbeterde een gegeven"),
                            ("fraud", "De aanvrager gaf bewust iets verkeerds op"),
                        ]
                    ),
                ),
                ("minutes", models.PositiveIntegerField()),
                ("why_sealed", models.BinaryField()),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                (
                    "told_through",
                    models.TextField(blank=True, choices=[("phone", "Telefoon"), ("letter", "Brief")], default=""),
                ),
                ("told_on", models.DateField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("reached_on", models.DateField(null=True)),
                ("answer_sealed", models.BinaryField(null=True)),
                ("heard_on", models.DateField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("revoked_minutes", models.PositiveIntegerField(default=0)),
                ("reasons_sealed", models.BinaryField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="credit.application"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["application", "opened_at"], name="revocation_by_application")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["opened", "heard", "revoked", "kept"])),
                        name="revocation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["ours", "source", "fraud"])), name="revocation_ground_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("revoked_minutes__lte", models.F("minutes"))),
                        name="revoked_within_its_file",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    loopbaankrediet.credit.models.RevocationState["OPENED"],
                                    loopbaankrediet.credit.models.RevocationState["HEARD"],
                                ],
                            )
                        ),
                        fields=("application",),
                        name="one_open_revocation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reached_on", None),
                                ("told_at", None),
                                ("told_by", None),
                                ("told_on", None),
                                ("told_through", ""),
                            ),
                            models.Q(
                                ("reached_on__gte", models.F("told_on")),
                                ("told_at__isnull", False),
                                ("told_by__isnull", False),
                                ("told_on__gte", models.F("opened_on")),
                                ("told_through__in", ["phone", "letter"]),
                            ),
                            _connector="OR",
                        ),
                        name="revocation_told_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("opened_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="four_eyes_on_a_revocation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        loopbaankrediet.credit.models.RevocationState["REVOKED"],
                                        loopbaankrediet.credit.models.RevocationState["KEPT"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("reasons_sealed__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="revocation_decided_with_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revoked_minutes__gt", 0),
                                ("state", loopbaankrediet.credit.models.RevocationState["REVOKED"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", loopbaankrediet.credit.models.RevocationState["REVOKED"]), _negated=True
                                ),
                                ("revoked_minutes", 0),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_revocation_takes_minutes",
                    ),
                ],
            },
        ),
        guarded("credit_revocation", "revocation"),
        only_changes(
            "credit_revocation",
            *("told_through", "told_on", "told_at", "told_by_id", "reached_on"),
            *("state", "answer_sealed", "heard_on", "heard_at", "heard_by_id"),
            *("revoked_minutes", "reasons_sealed", "decided_on", "decided_at", "decided_by_id"),
        ),
        set_once(
            "credit_revocation",
            "told_on",
            "reached_on",
            "answer_sealed",
            "decided_on",
            "decided_by_id",
            "reasons_sealed",
        ),
    ]
