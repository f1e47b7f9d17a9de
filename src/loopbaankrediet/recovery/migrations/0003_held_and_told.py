import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.recovery.states
from loopbaankrediet.platform.transitions import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0003_accountchange"),
        ("guidance", "0002_silence_and_disputes"),
        ("payments", "0005_delivery_and_recovery"),
        ("people", "0001_initial"),
        ("recovery", "0002_given_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="Forgone",
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
                ("minutes", models.PositiveSmallIntegerField()),
                ("reason_sealed", models.BinaryField()),
                ("closed_on", models.DateField()),
                ("closed_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="recovery",
            name="decided_by_somebody_with_reasons",
        ),
        migrations.AddField(
            model_name="recovery",
            name="held",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="recovery",
            name="told_by",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None), ("decided_by", None), ("decided_on", None), ("decision_sealed", None)
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                        ("decision_sealed__isnull", False),
                        models.Q(
                            ("state", loopbaankrediet.recovery.states.RecoveryState.CORRECTED),
                            models.Q(("paid_on__isnull", False), ("undue_transfer__isnull", False)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="decided_by_somebody_with_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held", False), models.Q(("paid_on", None), ("undue_transfer", None)), _connector="OR"
                ),
                name="what_is_held_was_never_paid",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_by__in", ["", "phone", "letter"])), name="recovery_told_by_known"
            ),
        ),
        migrations.AddField(
            model_name="forgone",
            name="closed_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        append_only("recovery_forgone"),
        migrations.RunSQL("GRANT UPDATE (told_by) ON recovery_recovery TO loopbaankrediet_app", migrations.RunSQL.noop),
    ]
