-- A chain of sealed blocks over {table}. A block holds every row of the transactions `from_xid` up to, not including,
-- `before_xid`: ids say nothing about the order of commits, the horizon of transactions does.
CREATE TABLE {schema}.block (
  number bigint PRIMARY KEY CHECK (number > 0),
  previous_root bytea NOT NULL,
  from_xid xid8 NOT NULL,
  before_xid xid8 NOT NULL CHECK (before_xid > from_xid),
  first_id bigint NOT NULL,
  last_id bigint NOT NULL,
  rows bigint NOT NULL CHECK (rows > 0),
  leaves bytea NOT NULL CHECK (length(leaves) = rows * 40),
  root bytea NOT NULL CHECK (length(root) = 32),
  sealed_at timestamptz NOT NULL
);
ALTER TABLE {schema}.block ALTER leaves SET STORAGE EXTERNAL;

-- Which roots lie outside the database: what is noted here and missing there was taken away.
CREATE TABLE {schema}.exported_block (
  number bigint PRIMARY KEY REFERENCES {schema}.block,
  exported_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Results of the nightly check; `breaks` is empty when all was well.
CREATE TABLE {schema}.verification (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  verified_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  rows bigint NOT NULL,
  blocks bigint NOT NULL,
  unsealed bigint NOT NULL,
  unsealed_since timestamptz,
  totals jsonb NOT NULL,
  breaks jsonb NOT NULL
);

-- The one place that knows which transactions are over: all with a number below it. On a database without such
-- numbers another function (and another stamp in `recorded_in`) takes its place.
CREATE FUNCTION {schema}.horizon()
RETURNS xid8 LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_snapshot_xmin(pg_current_snapshot())
$$;

-- The rows of these transactions, 40 bytes each in order of id: the id and the SHA-256 of the row's binary form.
CREATE FUNCTION {schema}.leaves(p_from xid8, p_before xid8)
RETURNS TABLE (leaves bytea, rows bigint, first_id bigint, last_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_encoding = 'UTF8' AS $$
  SELECT string_agg(int8send(id) || sha256(record_send(ROW({columns}))), '' ORDER BY id), count(*), min(id), max(id)
    FROM {table} WHERE recorded_in >= p_from AND recorded_in < p_before
$$;

CREATE FUNCTION {schema}.root_of(p_block {schema}.block)
RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(convert_to('{schema}', 'UTF8') || int8send(p_block.number) || p_block.previous_root
                || xid8send(p_block.from_xid) || xid8send(p_block.before_xid) || int8send(p_block.first_id)
                || int8send(p_block.last_id) || int8send(p_block.rows) || timestamptz_send(p_block.sealed_at)
                || sha256(p_block.leaves))
$$;

-- Seal about `p_most` rows of transactions that are over, never half a transaction. Returns the new block's number,
-- nothing when no row waits. LK020: this server counts its transactions below those already sealed.
CREATE FUNCTION {schema}.seal_block(p_most bigint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last {schema}.block;
  new {schema}.block;
  cut xid8;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('{schema}.block', 0));
  SELECT * INTO last FROM {schema}.block ORDER BY number DESC LIMIT 1;
  new.number := coalesce(last.number, 0) + 1;
  new.previous_root := coalesce(last.root, decode(repeat('00', 32), 'hex'));
  new.from_xid := coalesce(last.before_xid, '0');
  new.before_xid := {schema}.horizon();
  IF new.before_xid < new.from_xid THEN
    RAISE EXCEPTION 'transactions are counted from %, but % were sealed', new.before_xid, new.from_xid
      USING ERRCODE = 'LK020';
  END IF;
  SELECT max(recorded_in) INTO cut
    FROM (SELECT recorded_in FROM {table} WHERE recorded_in >= new.from_xid AND recorded_in < new.before_xid
           ORDER BY recorded_in LIMIT p_most) AS few;
  SELECT min(recorded_in) INTO cut FROM {table} WHERE recorded_in > cut AND recorded_in < new.before_xid;
  new.before_xid := coalesce(cut, new.before_xid);
  SELECT f.leaves, f.rows, f.first_id, f.last_id INTO new.leaves, new.rows, new.first_id, new.last_id
    FROM {schema}.leaves(new.from_xid, new.before_xid) AS f;
  IF new.rows = 0 THEN
    RETURN NULL;
  END IF;
  new.sealed_at := clock_timestamp();
  new.root := {schema}.root_of(new);
  INSERT INTO {schema}.block VALUES (new.*);
  RETURN new.number;
END $$;

-- Every block with what is wrong in it or before it, the rows themselves left aside.
CREATE VIEW {schema}.broken_link AS
SELECT number, CASE
         WHEN number <> coalesce(lag(number) OVER chain, 0) + 1 THEN 'vorig blok verdwenen'
         WHEN root <> {schema}.root_of(block) THEN 'blok veranderd'
         WHEN previous_root <> coalesce(lag(root) OVER chain, decode(repeat('00', 32), 'hex'))
           OR from_xid <> coalesce(lag(before_xid) OVER chain, '0') THEN 'sluit niet aan op vorig blok'
       END AS what
  FROM {schema}.block WINDOW chain AS (ORDER BY number);

-- The first row of a block that is not as it was sealed.
CREATE FUNCTION {schema}.broken_row(p_number bigint)
RETURNS TABLE (id bigint, what text, kept bytea, found bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH bytes AS (
    SELECT 'kept' AS side, leaves FROM {schema}.block WHERE number = p_number
    UNION ALL
    SELECT 'found', f.leaves FROM {schema}.block CROSS JOIN LATERAL {schema}.leaves(from_xid, before_xid) AS f
     WHERE number = p_number),
  leaf AS (
    SELECT side, substr(leaves, place, 8) AS key, substr(leaves, place + 8, 32) AS hash
      FROM bytes CROSS JOIN LATERAL generate_series(1, length(leaves), 40) AS place),
  pair AS (
    SELECT key, max(hash) FILTER (WHERE side = 'kept') AS kept, max(hash) FILTER (WHERE side = 'found') AS found
      FROM leaf GROUP BY key)
  SELECT ('x' || encode(key, 'hex'))::bit(64)::bigint,
         CASE WHEN found IS NULL THEN 'rij verdwenen' WHEN kept IS NULL THEN 'rij toegevoegd' ELSE 'rij veranderd' END,
         kept, found
    FROM pair WHERE kept IS DISTINCT FROM found ORDER BY key LIMIT 1
$$;

-- Proves all that the database itself can prove, and stores the result beside `p_outside`: what the exported roots
-- contradict, and `p_totals`: what else was counted. No role but the owner writes a result, so nobody can store one that was never reached. Whether all was well.
CREATE FUNCTION {schema}.prove_and_keep(p_outside jsonb, p_totals jsonb DEFAULT '{}')
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own jsonb := {own_proof};
  seals jsonb;
  count_of record;
BEGIN
  SELECT coalesce(jsonb_agg(to_jsonb(broken)), '[]') INTO seals FROM (
    (SELECT format('blok %s', number) AS place, what, '' AS kept, '' AS recomputed FROM {schema}.broken_link
      WHERE what IS NOT NULL ORDER BY number LIMIT 1)
    UNION ALL
    SELECT format('rij %s in blok %s', row.id, unlike.number), row.what,
           coalesce(left(encode(row.kept, 'hex'), 16), ''), coalesce(left(encode(row.found, 'hex'), 16), '')
      FROM (SELECT number FROM {schema}.block CROSS JOIN LATERAL {schema}.leaves(from_xid, before_xid) AS now
             WHERE now.leaves IS DISTINCT FROM block.leaves ORDER BY number LIMIT 1) AS unlike
     CROSS JOIN LATERAL {schema}.broken_row(unlike.number) AS row) AS broken;
  SELECT (SELECT coalesce(sum(rows), 0) FROM {schema}.block) AS rows, (SELECT count(*) FROM {schema}.block) AS blocks,
         count(*) AS unsealed, min(recorded_at) AS since,
         count(*) FILTER (WHERE recorded_in >= pg_snapshot_xmax(pg_current_snapshot())) AS ahead INTO count_of
    FROM {table} WHERE recorded_in >= coalesce((SELECT max(before_xid) FROM {schema}.block), '0');
  own := jsonb_set(own, '{breaks}', (own -> 'breaks') || seals || p_outside || CASE WHEN count_of.ahead > 0 THEN
           jsonb_build_object('place', '{table}', 'what', 'rij uit de toekomst', 'kept', '0',
                              'recomputed', count_of.ahead::text) ELSE '[]' END);
  INSERT INTO {schema}.verification (rows, blocks, unsealed, unsealed_since, totals, breaks)
    VALUES (count_of.rows, count_of.blocks, count_of.unsealed, count_of.since, p_totals || (own -> 'totals'), own -> 'breaks');
  RETURN own -> 'breaks' = '[]';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {schema}.block
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON {schema}.block
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {schema}.exported_block
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON {schema}.exported_block
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {schema}.verification
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON {schema}.verification
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON FUNCTION {schema}.horizon(), {schema}.leaves(xid8, xid8), {schema}.root_of({schema}.block),
                       {schema}.seal_block(bigint), {schema}.broken_row(bigint), {schema}.prove_and_keep(jsonb, jsonb) FROM PUBLIC;
GRANT USAGE ON SCHEMA {schema} TO loopbaankrediet_app;
GRANT SELECT ON {schema}.block, {schema}.exported_block, {schema}.verification, {schema}.broken_link
  TO loopbaankrediet_app;
GRANT INSERT (number) ON {schema}.exported_block TO loopbaankrediet_app;
GRANT EXECUTE ON FUNCTION {schema}.horizon(), {schema}.leaves(xid8, xid8), {schema}.root_of({schema}.block),
                          {schema}.seal_block(bigint), {schema}.broken_row(bigint), {schema}.prove_and_keep(jsonb, jsonb)
  TO loopbaankrediet_app;
