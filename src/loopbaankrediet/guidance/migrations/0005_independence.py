"""What the counsellor declared about family and staff, and what the citizen says against it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.transitions import append_only


class Migration(migrations.Migration):
    dependencies = [("guidance", "0004_codes_counted_and_withdrawn")]

    operations = [
        migrations.AddField("guidanceagreement", "declared_unrelated", models.TextField(blank=True, default="")),
        migrations.AlterField("guidanceagreement", "declared_unrelated", models.TextField(blank=True)),
        migrations.CreateModel(
            name="DeclarationObjection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text_sealed", models.BinaryField()),
                ("objected_on", models.DateField()),
                ("objected_at", models.DateTimeField()),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.track"
                    ),
                ),
            ],
        ),
        append_only("guidance_declarationobjection"),
    ]
