import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only, only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0003_accountchange"),
        ("guidance", "0003_notice_reached"),
        ("ledger", "0003_more_sources"),
        ("payments", "0007_forgetting"),
        ("people", "0002_desk_and_privacy"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnShareDebt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("cents", models.PositiveIntegerField()),
                ("noted_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_is_for_something",
        ),
        migrations.AddField(
            model_name="claim",
            name="fund",
            field=models.TextField(choices=[("public", "public"), ("own_share", "own_share")], db_default="public"),
        ),
        migrations.AddField(
            model_name="deduction",
            name="fund",
            field=models.TextField(choices=[("public", "public"), ("own_share", "own_share")], db_default="public"),
        ),
        migrations.AddField(
            model_name="paymentbatch",
            name="fund",
            field=models.TextField(choices=[("public", "public"), ("own_share", "own_share")], db_default="public"),
        ),
        migrations.AddField(
            model_name="unmatchedline",
            name="difference_cents",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("public_cents__gt", 0),
                    models.Q(
                        models.Q(("fund", "public"), ("minutes__gt", 0)),
                        models.Q(("basis", "confirmed"), ("fund", "own_share"), ("minutes", 0), ("own_cents", 0)),
                        _connector="OR",
                    ),
                ),
                name="claim_is_for_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="deduction",
            constraint=models.CheckConstraint(
                condition=models.Q(("fund__in", ["public", "own_share"])), name="deduction_fund_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("fund__in", ["public", "own_share"])), name="batch_fund_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="unmatchedline",
            constraint=models.CheckConstraint(
                condition=models.Q(("difference_cents", 0), ("item__isnull", False), _connector="OR"),
                name="a_difference_with_a_payment",
            ),
        ),
        migrations.AddField(
            model_name="ownsharedebt",
            name="counsellor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
            ),
        ),
        migrations.AddField(
            model_name="ownsharedebt",
            name="module",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.guidancemodule"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownsharedebt",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="own_share_debt_is_of_something"
            ),
        ),
        append_only("payments_ownsharedebt"),
        only_changes(
            "payments_unmatchedline",
            "state",
            "reason",
            "item_id",
            "difference_cents",
            "note",
            "proposed_by_id",
            "proposed_at",
            "decided_by_id",
            "decided_at",
        ),
    ]
