"""How often something was asked, per minute; counted through two functions only, so that no act can change the count."""

from django.db import migrations

LIMITS = """
CREATE TABLE platform_limituse (
  name text NOT NULL, subject text NOT NULL, minute timestamptz NOT NULL, used integer NOT NULL CHECK (used >= 0),
  PRIMARY KEY (name, subject, minute));
REVOKE INSERT, UPDATE ON platform_limituse FROM loopbaankrediet_app;

-- Takes one use of every limit, or of none: the place of the first that is full, 0 when all were taken.
CREATE FUNCTION take_within_limits(p_names text[], p_subjects text[], p_most int[], p_seconds int[], p_at timestamptz)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked record; place int; total bigint;
BEGIN
  FOR asked IN SELECT name, subject FROM unnest(p_names, p_subjects) AS a(name, subject) ORDER BY 1, 2 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('limit ' || asked.name || ' ' || asked.subject, 0));
  END LOOP;
  FOR place IN 1 .. cardinality(p_names) LOOP
    SELECT coalesce(sum(used), 0) INTO total FROM public.platform_limituse
     WHERE name = p_names[place] AND subject = p_subjects[place]
       AND minute >= date_trunc('minute', p_at - make_interval(secs => p_seconds[place]));
    IF total >= p_most[place] THEN RETURN place; END IF;
  END LOOP;
  INSERT INTO public.platform_limituse (name, subject, minute, used)
    SELECT name, subject, date_trunc('minute', p_at), 1 FROM unnest(p_names, p_subjects) AS a(name, subject)
    ON CONFLICT (name, subject, minute) DO UPDATE SET used = platform_limituse.used + 1;
  DELETE FROM public.platform_limituse AS old USING unnest(p_names, p_subjects) AS a(name, subject)
   WHERE old.name = a.name AND old.subject = a.subject AND old.minute < p_at - interval '31 days';
  RETURN 0;
END $$;

CREATE FUNCTION give_back_to_limits(p_names text[], p_subjects text[], p_at timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.platform_limituse AS held SET used = used - 1
    FROM unnest(p_names, p_subjects) AS a(name, subject)
   WHERE held.name = a.name AND held.subject = a.subject AND held.minute = date_trunc('minute', p_at) AND used > 0
$$;
REVOKE ALL ON FUNCTION take_within_limits, give_back_to_limits FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_within_limits, give_back_to_limits TO loopbaankrediet_app;
"""
UNDO = "DROP FUNCTION take_within_limits, give_back_to_limits; DROP TABLE platform_limituse;"


class Migration(migrations.Migration):
    dependencies = [("platform", "0004_key_rings")]
    operations = [migrations.RunSQL(LIMITS, UNDO)]
