import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.row_rules import beside, keeps_owner, of_citizen, protected
from loopbaankrediet.platform.transitions import only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_row_security"),
        ("guidance", "0008_answers_and_signatures"),
    ]

    operations = [
        migrations.CreateModel(
            name="CareerQuestion",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("text_sealed", models.BinaryField(null=True)),
                ("changed_on", models.DateField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        only_changes("guidance_careerquestion", "text_sealed", "changed_on", "changed_at"),
        protected(
            "guidance_careerquestion", of_citizen("person_id"), beside("guidance_track", "person_id", "person_id")
        ),
        keeps_owner("guidance_careerquestion", "person_id"),
    ]
