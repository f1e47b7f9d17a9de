"""Who looks, as the database reads it from the connection; nothing said is nobody."""

from django.db import migrations

VIEWER = """
CREATE FUNCTION viewer_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('loopbaankrediet.capacity', true) IN ('system', 'officer');
CREATE FUNCTION viewer_signs_in() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('loopbaankrediet.capacity', true) = 'sign_in';
CREATE FUNCTION viewer_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('loopbaankrediet.person', true), '')::uuid;
-- Who represents a citizen sees her rows and not his own: it is her right.
CREATE FUNCTION viewer_citizen() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN current_setting('loopbaankrediet.capacity', true) = 'citizen' THEN COALESCE(
    NULLIF(current_setting('loopbaankrediet.represents', true), ''),
    NULLIF(current_setting('loopbaankrediet.person', true), ''))::uuid END;
CREATE FUNCTION viewer_counsellor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN current_setting('loopbaankrediet.capacity', true) = 'counsellor'
    THEN NULLIF(current_setting('loopbaankrediet.counsellor', true), '')::uuid END;
-- Whether this is the keyed hash of the code that a counsellor typed, in the transaction that uses it. While keys
-- rotate one code has several hashes.
CREATE FUNCTION viewer_has_code(code_hash bytea) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN encode(code_hash, 'hex') = ANY (string_to_array(current_setting('loopbaankrediet.code', true), ','));
CREATE FUNCTION refuse_other_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % stays with whom it is about', TG_TABLE_NAME
    USING ERRCODE = 'LK014', CONSTRAINT = 'row_keeps_its_owner';
END $$;
"""
NAMES = ("sees_all()", "signs_in()", "person()", "citizen()", "counsellor()", "has_code(bytea)")
UNDO = "DROP FUNCTION refuse_other_owner(); " + " ".join(f"DROP FUNCTION viewer_{name};" for name in NAMES)


class Migration(migrations.Migration):
    dependencies = [("platform", "0005_limits")]
    operations = [migrations.RunSQL(VIEWER, UNDO)]
