"""A third source: own shares that citizens pay to the platform."""

from django.db import migrations

SOURCES = "('issued', 'treasury')"
WITH_OWN_SHARE = "('issued', 'treasury', 'own-share')"
NATURE = """
CREATE OR REPLACE FUNCTION ledger.check_nature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text := CASE
  WHEN NEW.unit NOT IN ('minutes', 'cents') THEN 'unit_is_known'
  WHEN NEW.overdraft_allowed AND NEW.code NOT IN ('issued', 'treasury') THEN 'only_sources_may_overdraw'
  WHEN NOT NEW.tracked AND NOT NEW.overdraft_allowed THEN 'untracked_means_overdraft'
  WHEN NOT NEW.tracked AND (NEW.shards <> 1 OR NEW.shard_of IS NOT NULL) THEN 'only_tracked_accounts_are_sharded'
  WHEN NEW.shards NOT BETWEEN 1 AND 256 OR (NEW.shard_of IS NOT NULL AND NEW.shards <> 1) THEN 'sound_shards'
  WHEN (NEW.shard_of IS NULL) <> (NEW.shard = 0) THEN 'sound_shards'
  END;
BEGIN
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'account % breaks %', NEW.code, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_ledger")]
    operations = [migrations.RunSQL(NATURE.replace(SOURCES, WITH_OWN_SHARE), NATURE)]
