import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only


class Migration(migrations.Migration):
    dependencies = [("labruns", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LabFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField(choices=[("parquet", "parquet"), ("pdf", "pdf")])),
                ("content", models.BinaryField()),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="labruns.labresult"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("result", "kind"), name="one_file_of_a_kind")],
            },
        ),
        append_only("labruns_labfile"),
    ]
