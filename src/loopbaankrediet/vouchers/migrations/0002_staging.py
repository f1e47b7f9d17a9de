"""Two tables in which one file at a time is sorted out. They hold nothing between files and are never backed up.

The application may not remove rows and may not make tables; emptying these two is one function of the owner.
"""

from django.db import migrations

STAGING = """
CREATE UNLOGGED TABLE vouchers_staged (
  line_number integer NOT NULL, fault text, "column" text NOT NULL, voucher_number text NOT NULL, person_key bytea,
  ordered_on date, activated_on date, first_paid_on date, last_paid_on date, minutes_paid integer,
  centre text NOT NULL, status text NOT NULL
);
CREATE UNLOGGED TABLE vouchers_sorted (LIKE vouchers_staged, next integer NOT NULL, known boolean NOT NULL);
GRANT MAINTAIN ON vouchers_staged TO loopbaankrediet_app;
CREATE FUNCTION vouchers_empty_staging() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  TRUNCATE vouchers_staged, vouchers_sorted;
END $$;
REVOKE ALL ON FUNCTION vouchers_empty_staging() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vouchers_empty_staging() TO loopbaankrediet_app;
"""
AWAY = "DROP FUNCTION vouchers_empty_staging(); DROP TABLE vouchers_sorted, vouchers_staged;"


class Migration(migrations.Migration):
    dependencies = [("vouchers", "0001_initial")]
    operations = [migrations.RunSQL(STAGING, AWAY)]
