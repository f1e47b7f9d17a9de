"""The nightly watch reads what each officer opened: by who acted, in time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_row_security")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["actor_id", "recorded_at"], name="entry_by_actor")),
    ]
