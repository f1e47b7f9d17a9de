"""Two guards for columns that the application may change, but not as it likes."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION refuse_lower() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY TG_ARGV LOOP
    IF (to_jsonb(NEW) ->> name)::numeric < (to_jsonb(OLD) ->> name)::numeric THEN
      RAISE EXCEPTION '% of table % only grows', name, TG_TABLE_NAME
        USING ERRCODE = 'LK011', CONSTRAINT = 'only_grows';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE FUNCTION refuse_second() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY TG_ARGV LOOP
    IF to_jsonb(OLD) ->> name IS NOT NULL AND to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name THEN
      RAISE EXCEPTION '% of table % is set once', name, TG_TABLE_NAME
        USING ERRCODE = 'LK011', CONSTRAINT = 'set_once';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_housekeeping_rights")]
    operations = [
        migrations.RunSQL(GUARDS, "DROP FUNCTION refuse_lower(); DROP FUNCTION refuse_second();"),
    ]
