from django.db import migrations, models

import loopbaankrediet.contributions.states
from loopbaankrediet.platform.transitions import only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0003_report_taken_back"),
        ("guidance", "0003_notice_reached"),
        ("people", "0002_desk_and_privacy"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="surchargereport",
            name="decided_with_a_reason",
        ),
        migrations.AddField(
            model_name="surchargereport",
            name="answered_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="surchargereport",
            name="paid_back_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="surchargereport",
            name="state",
            field=models.TextField(
                choices=[
                    ("received", "received"),
                    ("taken_back", "taken_back"),
                    ("looked_at", "looked_at"),
                    ("founded", "founded"),
                    ("unfounded", "unfounded"),
                    ("paid_back", "paid_back"),
                    ("settled", "settled"),
                ],
                default=loopbaankrediet.contributions.states.ReportState["RECEIVED"],
            ),
        ),
        migrations.AddConstraint(
            model_name="surchargereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["paid_back", "settled"]), _negated=True),
                    ("paid_back_on__isnull", False),
                    _connector="OR",
                ),
                name="paid_back_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="surchargereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "settled"), _negated=True), ("answered_on__isnull", False), _connector="OR"
                ),
                name="surcharge_settled_by_an_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="surchargereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["founded", "unfounded", "paid_back", "settled"]), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False), ("decided_on__isnull", False), ("reason_sealed__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decided_with_a_reason",
            ),
        ),
        only_changes(
            "contributions_surchargereport",
            "state",
            "looked_by_id",
            "answer_until",
            "decided_by_id",
            "decided_on",
            "decided_at",
            "reason_sealed",
            "paid_back_on",
            "answered_on",
        ),
    ]
