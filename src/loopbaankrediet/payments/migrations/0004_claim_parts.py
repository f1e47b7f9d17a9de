from django.db import migrations, models

import loopbaankrediet.payments.models.paying


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0002_silence_and_disputes"),
        ("payments", "0003_set_off"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="basis",
            field=models.TextField(
                choices=[("confirmed", "confirmed"), ("silent", "silent"), ("decided", "decided")],
                db_default="confirmed",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="cents_transfer",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="minutes_transfer",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="sampled",
            field=models.BooleanField(db_default=False),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis__in", ["confirmed", "silent", "decided"])), name="basis_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sampled", False),
                    ("basis", loopbaankrediet.payments.models.paying.ClaimBasis["SILENT"]),
                    _connector="OR",
                ),
                name="sample_of_silence",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cents_transfer", None), ("minutes_transfer", None)),
                    models.Q(("cents_transfer__isnull", False), ("minutes_transfer__isnull", False)),
                    _connector="OR",
                ),
                name="minutes_and_cents_posted",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(condition=models.Q(("sampled", True)), fields=["arisen_at"], name="claim_sampled"),
        ),
    ]
