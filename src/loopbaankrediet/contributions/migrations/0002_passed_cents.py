from django.db import migrations, models

from loopbaankrediet.platform.transitions import only_changes


class Migration(migrations.Migration):
    dependencies = [("contributions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="passed_cents",
            field=models.PositiveIntegerField(db_default=0),
        ),
        only_changes("contributions_contribution", "settled_at", "passed_cents"),
    ]
