"""Who signed in somebody's name, and what the registrar answers to an objection."""

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.row_rules import beside, protected
from loopbaankrediet.platform.transitions import append_only

GROUNDS = [("helper", "helper"), ("legal_representative", "legal_representative"), ("desk", "desk")]


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0007_row_security"),
        ("people", "0007_row_security"),
    ]

    operations = [
        migrations.AddField(
            "guidanceagreement", "signed_with", models.TextField(blank=True, choices=GROUNDS, default="")
        ),
        migrations.AlterField("guidanceagreement", "signed_with", models.TextField(blank=True, choices=GROUNDS)),
        migrations.CreateModel(
            name="ObjectionAnswer",
            fields=[
                (
                    "objection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.declarationobjection",
                    ),
                ),
                ("text_sealed", models.BinaryField()),
                ("answered_on", models.DateField()),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        append_only("guidance_objectionanswer"),
        protected("guidance_objectionanswer", beside("guidance_declarationobjection", "objection_id")),
    ]
