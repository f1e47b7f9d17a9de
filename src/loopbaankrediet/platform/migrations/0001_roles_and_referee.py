"""Two roles from the first migration: the owner migrates; the application may read, add and change, never remove."""

from django.db import migrations, models

PRIVILEGES = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO loopbaankrediet_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO loopbaankrediet_app;
GRANT SELECT ON django_migrations TO loopbaankrediet_app;
"""

REFEREE = """
CREATE FUNCTION refuse_unknown_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before_it text := CASE TG_OP WHEN 'INSERT' THEN '' ELSE OLD.state END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM platform_statetransition
                 WHERE machine = TG_ARGV[0] AND source = before_it AND target = NEW.state) THEN
    RAISE EXCEPTION 'a % cannot go from "%" to "%"', TG_ARGV[0], before_it, NEW.state
      USING ERRCODE = 'LK010', CONSTRAINT = 'state_moves_by_the_table';
  END IF;
  RETURN NEW;
END $$;
-- The same referee once per statement instead of once per row, for tables that move by a hundred thousand.
CREATE FUNCTION refuse_unknown_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
  SELECT moved.* INTO wrong FROM (
    SELECT before.state AS source, after.state AS target FROM before JOIN after USING (id)
     WHERE before.state <> after.state GROUP BY before.state, after.state) AS moved
   WHERE NOT EXISTS (SELECT FROM platform_statetransition AS known
                      WHERE known.machine = TG_ARGV[0] AND (known.source, known.target) = (moved.source, moved.target))
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a % cannot go from "%" to "%"', TG_ARGV[0], wrong.source, wrong.target
      USING ERRCODE = 'LK010', CONSTRAINT = 'state_moves_by_the_table';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION refuse_unknown_starts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text;
BEGIN
  SELECT born.state INTO wrong FROM (SELECT DISTINCT state FROM after) AS born
   WHERE NOT EXISTS (SELECT FROM platform_statetransition AS known
                      WHERE known.machine = TG_ARGV[0] AND known.source = '' AND known.target = born.state)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a % cannot go from "" to "%"', TG_ARGV[0], wrong
      USING ERRCODE = 'LK010', CONSTRAINT = 'state_moves_by_the_table';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % only grows: correct with a new row', TG_TABLE_NAME
    USING ERRCODE = 'LK011', CONSTRAINT = 'append_only';
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    run_before = [("sessions", "0001_initial"), ("procrastinate", "0001_initial")]
    operations = [
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="StateTransition",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("machine", models.TextField()),
                ("source", models.TextField()),
                ("target", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("machine", "source", "target"), name="transition_once")]
            },
        ),
        migrations.CreateModel(
            name="LegalClock",
            fields=[
                ("singleton", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("shift_days", models.IntegerField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("singleton", True)), name="one_legal_clock")]
            },
        ),
        migrations.RunSQL(
            "REVOKE INSERT, UPDATE ON platform_statetransition FROM loopbaankrediet_app",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            REFEREE,
            "DROP FUNCTION refuse_unknown_move(); DROP FUNCTION refuse_unknown_moves(); "
            "DROP FUNCTION refuse_unknown_starts(); DROP FUNCTION refuse_change();",
        ),
    ]
