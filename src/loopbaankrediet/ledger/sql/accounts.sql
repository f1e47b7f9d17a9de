-- Opening is idempotent: the same code with the same nature is the same account; another nature is refused (LK005).
CREATE FUNCTION ledger.open_account(p_code text, p_unit text, p_overdraft_allowed boolean, p_tracked boolean)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE found_account ledger.account;
BEGIN
  INSERT INTO account (code, unit, overdraft_allowed, tracked)
    VALUES (p_code, p_unit, p_overdraft_allowed, p_tracked) ON CONFLICT (code) DO NOTHING;
  SELECT * INTO STRICT found_account FROM account WHERE code = p_code;
  IF (found_account.unit, found_account.overdraft_allowed, found_account.tracked)
     IS DISTINCT FROM (p_unit, p_overdraft_allowed, p_tracked) THEN
    RAISE EXCEPTION 'account % exists with another nature', p_code USING ERRCODE = 'LK005';
  END IF;
  RETURN found_account.id;
END $$;

-- Spread an account over `p_shards` rows; it can grow, never shrink. The balance stays where it is until levelled.
CREATE FUNCTION ledger.shard_account(p_code text, p_shards integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE head account;
BEGIN
  SELECT * INTO head FROM account WHERE code = p_code AND shard_of IS NULL FOR NO KEY UPDATE;
  IF head.id IS NULL THEN
    RAISE EXCEPTION 'no account %', p_code USING ERRCODE = 'LK002';
  END IF;
  INSERT INTO account (code, unit, overdraft_allowed, tracked, shard_of, shard)
    SELECT format('%s/%s', p_code, number), head.unit, head.overdraft_allowed, head.tracked, head.id, number
      FROM generate_series(head.shards, p_shards - 1) AS number;
  UPDATE account SET shards = greatest(head.shards, p_shards) WHERE id = head.id;
END $$;

-- The row that an act with this key uses of the account: the account itself, or one of its shards.
CREATE FUNCTION ledger.place(p_code text, p_act_key uuid)
RETURNS ledger.account LANGUAGE plpgsql STABLE SET search_path = ledger, pg_temp AS $$
DECLARE
  found_account account;
  number integer;
BEGIN
  SELECT * INTO found_account FROM account WHERE code = p_code;
  IF found_account.shards > 1 AND p_act_key IS NOT NULL THEN
    number := (uuid_hash(p_act_key) & 2147483647) % found_account.shards;
    IF number > 0 THEN
      SELECT * INTO found_account FROM account WHERE shard_of = found_account.id AND shard = number;
    END IF;
  END IF;
  RETURN found_account;
END $$;

-- The account that people know, whichever of its shards was used.
CREATE FUNCTION ledger.head_of(p_account_id bigint)
RETURNS bigint LANGUAGE sql STABLE SET search_path = ledger, pg_temp AS $$
  SELECT coalesce(shard_of, id) FROM account WHERE id = p_account_id
$$;
