"""What was found undue, let go or decided about a debt is not made smaller or written over."""

from django.db import migrations

from loopbaankrediet.platform.transitions import only_grow

DECISION_STANDS = """
CREATE FUNCTION refuse_other_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  names text[] := ARRAY['paid_on', 'undue_transfer', 'interest_transfer', 'decision_sealed', 'decided_on', 'decided_at',
                        'decided_by_id', 'notified_on', 'notified_at', 'notified_by_id', 'pay_until'];
  was jsonb := to_jsonb(OLD);
  is_now jsonb := to_jsonb(NEW);
  name text;
BEGIN
  -- A decision on money that came back lapses: whole, with its interest and the day it was paid.
  IF NEW.interest_cents = 0 AND (SELECT bool_and(is_now ->> asked IS NULL) FROM unnest(names) AS asked) THEN
    RETURN NEW;
  END IF;
  FOREACH name IN ARRAY names LOOP
    IF was ->> name IS NOT NULL AND is_now -> name IS DISTINCT FROM was -> name THEN
      RAISE EXCEPTION '% of a recovery is set once', name USING ERRCODE = 'LK011', CONSTRAINT = 'set_once';
    END IF;
  END LOOP;
  IF OLD.decided_on IS NOT NULL AND NEW.interest_cents <> OLD.interest_cents THEN
    RAISE EXCEPTION 'interest is reckoned once' USING ERRCODE = 'LK011', CONSTRAINT = 'set_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_stands BEFORE UPDATE ON recovery_recovery
  FOR EACH ROW EXECUTE FUNCTION refuse_other_decision();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_growing_columns"), ("recovery", "0003_held_and_told")]
    operations = [
        only_grow("recovery_claimrecovered", "minutes", "cents"),
        only_grow("recovery_recovery", "waived_cents"),
        migrations.RunSQL(
            DECISION_STANDS, "DROP TRIGGER decision_stands ON recovery_recovery; DROP FUNCTION refuse_other_decision();"
        ),
    ]
