"""The keys whose numbers stand with rows: no row takes the number of a key that is retired or not known here."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from loopbaankrediet.platform import rings
from loopbaankrediet.platform.rings import Purpose

KNOW = "INSERT INTO platform_ringkey (purpose, number, mark, made_at) VALUES (%s, %s, %s, now())"
IN_ROWS = (Purpose.PERSON_KEYS, Purpose.NUMBERS, Purpose.CODES, Purpose.ACTS)
RIGHTS = "REVOKE INSERT, UPDATE ON platform_ringkey FROM loopbaankrediet_app"
# The lock in shared form costs nothing to writers; who retires a key waits until all that used it are over.
REFEREE = """
CREATE FUNCTION refuse_unknown_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.key_number IS NULL THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('ring of ' || TG_ARGV[0], 0));
  PERFORM FROM public.platform_ringkey
    WHERE purpose = TG_ARGV[0] AND number = NEW.key_number AND retired_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'key % of the ring "%" is retired or was never made known here', NEW.key_number, TG_ARGV[0]
      USING ERRCODE = 'LK012', CONSTRAINT = 'key_of_the_ring';
  END IF;
  RETURN NEW;
END $$;
"""


def know_the_folder(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """What this folder of secrets holds is what the rows of this database were and will be written with."""
    with editor.connection.cursor() as cursor:
        for purpose in IN_ROWS:
            for number in rings.numbers(purpose):
                cursor.execute(KNOW, [purpose, number, rings.mark(purpose, number)])


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_growing_columns")]
    operations = [
        migrations.CreateModel(
            name="RingKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("purpose", models.TextField()),
                ("number", models.PositiveSmallIntegerField()),
                ("mark", models.BinaryField(max_length=8)),
                ("made_at", models.DateTimeField()),
                ("emptied_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("purpose", "number"), name="key_number_once")],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunPython(know_the_folder, migrations.RunPython.noop),
        migrations.RunSQL(REFEREE, "DROP FUNCTION refuse_unknown_key()"),
    ]
