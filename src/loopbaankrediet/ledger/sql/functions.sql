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

CREATE FUNCTION ledger.account_id(p_code text)
RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = ledger, pg_temp AS $$
DECLARE found_id bigint;
BEGIN
  SELECT id INTO found_id FROM account WHERE code = p_code;
  IF found_id IS NULL THEN
    RAISE EXCEPTION 'no account %', p_code USING ERRCODE = 'LK002';
  END IF;
  RETURN found_id;
END $$;

-- The one lock of the ledger: every account that the steps touch, in id order, before anything is read or written.
CREATE FUNCTION ledger.lock_accounts(p_steps jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp SET enable_seqscan = off AS $$
BEGIN
  PERFORM 1 FROM account
    WHERE tracked AND (
      code IN (SELECT step ->> 'debit' FROM jsonb_array_elements(p_steps) AS step
               UNION SELECT step ->> 'credit' FROM jsonb_array_elements(p_steps) AS step)
      OR id IN (SELECT unnest(ARRAY[held.debit_account_id, held.credit_account_id])
                FROM jsonb_array_elements(p_steps) AS step
                JOIN transfer AS held ON held.id = (step ->> 'hold')::bigint))
    ORDER BY id FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION ledger.move(p_account bigint, p_debit_pending bigint, p_debit_posted bigint,
                            p_credit_pending bigint, p_credit_posted bigint)
RETURNS void LANGUAGE sql SET search_path = ledger, pg_temp AS $$
  UPDATE account SET debits_pending = debits_pending + p_debit_pending, debits_posted = debits_posted + p_debit_posted,
                     credits_pending = credits_pending + p_credit_pending,
                     credits_posted = credits_posted + p_credit_posted
   WHERE id = p_account AND tracked;
$$;

-- A new movement: 'direct' posts at once, 'hold' keeps the amount aside until it is answered.
CREATE FUNCTION ledger.start_transfer(p_step jsonb, p_act text, p_act_key uuid, p_effective_on date, p_by uuid)
RETURNS bigint LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  debit_id bigint := account_id(p_step ->> 'debit');
  credit_id bigint := account_id(p_step ->> 'credit');
  moved bigint := (p_step ->> 'amount')::bigint;
  held bigint := CASE WHEN p_step ->> 'kind' = 'hold' THEN moved ELSE 0 END;
  new_id bigint;
BEGIN
  IF (SELECT count(DISTINCT unit) FROM account WHERE id IN (debit_id, credit_id)) <> 1 THEN
    RAISE EXCEPTION 'minutes and cents do not mix: % -> %', p_step ->> 'debit', p_step ->> 'credit'
      USING ERRCODE = 'LK004';
  END IF;
  INSERT INTO transfer (key, kind, debit_account_id, credit_account_id, amount, act, act_key, effective_on, recorded_by)
    VALUES ((p_step ->> 'key')::uuid, p_step ->> 'kind', debit_id, credit_id, moved,
            p_act, p_act_key, p_effective_on, p_by)
    RETURNING id INTO new_id;
  PERFORM move(debit_id, held, moved - held, 0, 0);
  PERFORM move(credit_id, 0, 0, held, moved - held);
  RETURN new_id;
END $$;

-- The answer to a hold, given once: 'post' moves the amount (at most the hold; the rest is released), 'void' releases all.
CREATE FUNCTION ledger.answer_hold(p_step jsonb, p_act text, p_act_key uuid, p_effective_on date, p_by uuid)
RETURNS bigint LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  held transfer;
  posted bigint;
  new_id bigint;
BEGIN
  SELECT * INTO held FROM transfer WHERE id = (p_step ->> 'hold')::bigint AND kind = 'hold';
  IF held.id IS NULL THEN
    RAISE EXCEPTION 'no hold %', p_step ->> 'hold' USING ERRCODE = 'LK002';
  END IF;
  posted := CASE WHEN p_step ->> 'kind' = 'post' THEN (p_step ->> 'amount')::bigint ELSE 0 END;
  IF posted > held.amount THEN
    RAISE EXCEPTION 'hold % is %, not %', held.id, held.amount, posted USING ERRCODE = 'LK006';
  END IF;
  INSERT INTO transfer (key, kind, debit_account_id, credit_account_id, amount, hold_id, act, act_key,
                        effective_on, recorded_by)
    VALUES ((p_step ->> 'key')::uuid, p_step ->> 'kind', held.debit_account_id, held.credit_account_id,
            CASE WHEN p_step ->> 'kind' = 'post' THEN posted ELSE held.amount END,
            held.id, p_act, p_act_key, p_effective_on, p_by)
    RETURNING id INTO new_id;
  PERFORM move(held.debit_account_id, -held.amount, posted, 0, 0);
  PERFORM move(held.credit_account_id, 0, 0, -held.amount, posted);
  RETURN new_id;
END $$;

-- A key that was used before answers with the transfer it made; with other content it is refused (LK001).
CREATE FUNCTION ledger.recorded_before(p_step jsonb)
RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = ledger, pg_temp AS $$
DECLARE earlier transfer;
BEGIN
  SELECT * INTO earlier FROM transfer WHERE key = (p_step ->> 'key')::uuid;
  IF earlier.id IS NULL THEN
    RETURN NULL;
  END IF;
  IF earlier.kind <> p_step ->> 'kind'
     OR (p_step ? 'hold' AND earlier.hold_id IS DISTINCT FROM (p_step ->> 'hold')::bigint)
     OR (p_step ? 'amount' AND earlier.amount <> (p_step ->> 'amount')::bigint)
     OR (p_step ? 'debit' AND earlier.debit_account_id <> account_id(p_step ->> 'debit'))
     OR (p_step ? 'credit' AND earlier.credit_account_id <> account_id(p_step ->> 'credit')) THEN
    RAISE EXCEPTION 'key % was used for another transfer', p_step ->> 'key' USING ERRCODE = 'LK001';
  END IF;
  RETURN earlier.id;
END $$;

-- The only door for postings: all steps of one act, or none. Returns the transfer ids in the order of the steps.
CREATE FUNCTION ledger.record(p_steps jsonb, p_act text, p_act_key uuid, p_effective_on date, p_by uuid)
RETURNS bigint[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  step jsonb;
  ids bigint[] := '{}';
  step_id bigint;
BEGIN
  PERFORM lock_accounts(p_steps);
  FOR step IN SELECT value FROM jsonb_array_elements(p_steps) LOOP
    step_id := recorded_before(step);
    IF step_id IS NULL AND step ->> 'kind' IN ('post', 'void') THEN
      step_id := answer_hold(step, p_act, p_act_key, p_effective_on, p_by);
    ELSIF step_id IS NULL THEN
      step_id := start_transfer(step, p_act, p_act_key, p_effective_on, p_by);
    END IF;
    ids := ids || step_id;
  END LOOP;
  RETURN ids;
END $$;
