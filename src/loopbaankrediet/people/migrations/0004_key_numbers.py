"""The hash that finds a person names its key; the one that stands in VDAB's lines has a column of its own."""

from django.db import migrations, models

from loopbaankrediet.platform.known_keys import numbered
from loopbaankrediet.platform.rings import Purpose


class Migration(migrations.Migration):
    dependencies = [("people", "0003_identity"), ("platform", "0004_key_rings")]

    operations = [
        migrations.AddField("person", "key_number", models.PositiveSmallIntegerField(null=True, db_default=1)),
        migrations.AddField("person", "history_hash", models.BinaryField(max_length=32, null=True)),
        migrations.RunSQL("UPDATE people_person SET history_hash = national_number_hash", migrations.RunSQL.noop),
        migrations.AddConstraint(
            "person", models.UniqueConstraint(fields=["history_hash"], name="one_person_per_history")
        ),
        numbered("people_person", Purpose.NUMBERS),
    ]
