"""A wrapped key and a digest name the key they were made with; what was there was made with the first one."""

from django.db import migrations, models

from loopbaankrediet.platform.known_keys import numbered
from loopbaankrediet.platform.rings import Purpose

# Without a wrapped key the row only says that nobody can read what it sealed, and that no other key comes.
ERASED = """
ALTER TABLE journal_subjectkey ALTER COLUMN wrapped_key DROP NOT NULL,
  ADD COLUMN erased_at timestamptz,
  ADD CONSTRAINT erased_has_no_key CHECK ((wrapped_key IS NULL) = (erased_at IS NOT NULL));
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_why_and_for_whom"), ("platform", "0004_key_rings")]

    operations = [
        migrations.AddField("subjectkey", "key_number", models.PositiveSmallIntegerField(db_default=1)),
        migrations.AddField("actkey", "key_number", models.PositiveSmallIntegerField(db_default=1)),
        migrations.RunSQL(
            ERASED,
            migrations.RunSQL.noop,
            state_operations=[
                migrations.AlterField("subjectkey", "wrapped_key", models.BinaryField(null=True)),
                migrations.AddField("subjectkey", "erased_at", models.DateTimeField(null=True)),
                migrations.AddConstraint(
                    "subjectkey",
                    models.CheckConstraint(
                        condition=models.Q(wrapped_key__isnull=True, erased_at__isnull=False)
                        | models.Q(wrapped_key__isnull=False, erased_at__isnull=True),
                        name="erased_has_no_key",
                    ),
                ),
            ],
        ),
        numbered("journal_subjectkey", Purpose.PERSON_KEYS),
    ]
