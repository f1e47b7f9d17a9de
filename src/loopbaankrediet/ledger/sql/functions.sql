-- One step of an act with its accounts found; `named` is the transfer it answers or reverses.
CREATE TYPE ledger.draft AS (
  place integer, name text, kind text, debit_id bigint, credit_id bigint, amount bigint, named_id bigint,
  named_kind text, named_amount bigint, reason text, debit_unit text, credit_unit text
);

-- Accounts of a new movement come from its codes; an answer takes those of its hold, a reversal those of its transfer
-- the other way round. All of this was fixed when it was first written: it can be read before any lock.
CREATE FUNCTION ledger.drafts_of(p_steps jsonb, p_act_key uuid)
RETURNS ledger.draft[] LANGUAGE plpgsql STABLE SET search_path = ledger, pg_temp AS $$
BEGIN
  RETURN (
    WITH given AS MATERIALIZED (
      SELECT row.ordinality AS place, row.*, CASE WHEN kind = 'reverse' THEN reverses
                                                  WHEN kind IN ('post', 'void') THEN hold END AS named_id
        FROM ROWS FROM (jsonb_to_recordset(p_steps) AS (name text, kind text, debit text, credit text, amount bigint,
                                                        hold bigint, reverses bigint, reason text))
             WITH ORDINALITY AS row),
    used AS MATERIALIZED (
      SELECT asked, found_account.id, found_account.unit
        FROM (SELECT debit FROM given UNION SELECT credit FROM given) AS mentioned (asked)
        CROSS JOIN LATERAL place(asked, p_act_key) AS found_account WHERE asked IS NOT NULL)
    SELECT array_agg(ROW(
             given.place, given.name, given.kind,
             CASE WHEN given.kind = 'reverse' THEN named.credit_account_id
                  ELSE coalesce(named.debit_account_id, debit.id) END,
             CASE WHEN given.kind = 'reverse' THEN named.debit_account_id
                  ELSE coalesce(named.credit_account_id, credit.id) END,
             coalesce(given.amount, named.amount), given.named_id, named.kind::text, named.amount,
             given.reason, debit.unit, credit.unit)::draft ORDER BY given.place)
      FROM given
      LEFT JOIN transfer AS named ON named.id = given.named_id
      LEFT JOIN used AS debit ON debit.asked = given.debit
      LEFT JOIN used AS credit ON credit.asked = given.credit);
END $$;

-- The one lock of the ledger: every account that the steps touch, in id order, before a balance is read or written;
-- with all shards where an act may need what lies in another one.
CREATE FUNCTION ledger.lock_drafts(p_drafts ledger.draft[], p_with_all_shards boolean)
RETURNS void LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE heads bigint[];
BEGIN
  IF p_with_all_shards THEN
    heads := ARRAY(SELECT coalesce(shard_of, id) FROM unnest(p_drafts) JOIN account ON id IN (debit_id, credit_id)
                    WHERE shards > 1 OR shard_of IS NOT NULL);
  END IF;
  PERFORM FROM account
    WHERE tracked AND id IN (
      SELECT debit_id FROM unnest(p_drafts) UNION SELECT credit_id FROM unnest(p_drafts)
      UNION SELECT unnest(heads) UNION SELECT id FROM account WHERE shard_of = ANY (heads))
    ORDER BY id FOR NO KEY UPDATE;
END $$;

-- Whether a shard that the steps name has less free than `p_at_most`; null when they name none.
CREATE FUNCTION ledger.any_short(p_drafts ledger.draft[], p_at_most bigint)
RETURNS boolean LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
BEGIN
  RETURN (SELECT bool_or(credits_posted - debits_posted - debits_pending < p_at_most)
            FROM unnest(p_drafts) AS draft JOIN account ON account.id = debit_id
           WHERE kind IS NULL AND (shards > 1 OR shard_of IS NOT NULL));
END $$;

-- For an act that records more than once. It locks its own shard of an account where that holds all it will take
-- (`p_at_most`), else every shard: an act that holds one shard and then wants the others could wait in a circle. What was
-- free before the lock may be gone with it: then the inner block is undone, which lets go of the one before taking all.
CREATE FUNCTION ledger.lock_accounts(p_steps jsonb, p_act_key uuid, p_at_most bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp SET enable_seqscan = off AS $$
DECLARE
  drafts draft[] := drafts_of(p_steps, p_act_key);
  is_short boolean := p_act_key IS NULL OR any_short(drafts, p_at_most);
BEGIN
  IF NOT is_short THEN
    BEGIN
      PERFORM lock_drafts(drafts, false);
      IF NOT any_short(drafts, p_at_most) THEN
        RETURN;
      END IF;
      RAISE EXCEPTION 'the shard is short' USING ERRCODE = 'LK009';
    EXCEPTION WHEN SQLSTATE 'LK009' THEN
      is_short := true;
    END;
  END IF;
  PERFORM lock_drafts(drafts, coalesce(is_short, false));
END $$;

-- The first step that cannot be, by the code of its error; constraints refuse the rest.
CREATE FUNCTION ledger.check_drafts(p_drafts ledger.draft[])
RETURNS void LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  trouble text;
  step_name text;
BEGIN
  SELECT found_trouble, name INTO trouble, step_name FROM (
    SELECT place, name, CASE
      WHEN kind NOT IN ('direct', 'hold', 'post', 'void', 'reverse') THEN 'LK002 no such kind'
      WHEN (kind IN ('post', 'void', 'reverse')) <> (named_id IS NOT NULL) THEN 'LK002 names no transfer'
      WHEN kind IN ('post', 'void') AND named_kind IS DISTINCT FROM 'hold' THEN 'LK002 no such hold'
      WHEN kind = 'reverse' AND (named_kind IN ('direct', 'post')) IS NOT TRUE THEN 'LK007 cannot be reversed'
      WHEN debit_id IS NULL OR credit_id IS NULL THEN 'LK002 no such account'
      WHEN debit_unit <> credit_unit THEN 'LK004 minutes and cents do not mix'
      WHEN kind IN ('post', 'reverse') AND amount > named_amount THEN 'LK006 more than there was'
      WHEN kind = 'void' AND amount <> named_amount THEN 'LK006 a void releases all'
      WHEN kind = 'reverse' AND is_code(reason) IS NOT TRUE THEN 'LK008 needs a reason, as a code'
      END AS found_trouble FROM unnest(p_drafts)) AS looked
   WHERE found_trouble IS NOT NULL ORDER BY place LIMIT 1;
  IF trouble IS NOT NULL THEN
    RAISE EXCEPTION 'step %: %', step_name, substr(trouble, 7) USING ERRCODE = left(trouble, 5);
  END IF;
END $$;

-- Writes what was not written before, and its effect on the accounts, as one statement. An act's guard looks at the
-- end of the act: its steps happen together, in no order.
CREATE FUNCTION ledger.write_drafts(p_drafts ledger.draft[], p_act text, p_act_key uuid, p_effective_on date, p_by uuid)
RETURNS void LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
BEGIN
  WITH fresh AS (
    INSERT INTO transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, hold_id, held_amount,
                          reverses_id, reason, act, effective_on, recorded_by)
      SELECT p_act_key, name, kind::kind, debit_id, credit_id, amount,
             CASE WHEN kind <> 'reverse' THEN named_id END, CASE WHEN kind <> 'reverse' THEN named_amount END,
             CASE WHEN kind = 'reverse' THEN named_id END, reason, p_act, p_effective_on, p_by
        FROM unnest(p_drafts) ORDER BY place
      ON CONFLICT (act_key, step) DO NOTHING
      RETURNING kind, debit_account_id, credit_account_id, amount, held_amount, reverses_id),
  side AS (
    SELECT debit_account_id AS account_id,
           CASE WHEN kind = 'hold' THEN amount ELSE -coalesce(held_amount, 0) END AS debits_pending,
           CASE WHEN kind IN ('direct', 'post') THEN amount ELSE 0 END AS debits_posted,
           0 AS credits_pending, CASE WHEN kind = 'reverse' THEN -amount ELSE 0 END AS credits_posted FROM fresh
    UNION ALL
    SELECT credit_account_id, 0, CASE WHEN kind = 'reverse' THEN -amount ELSE 0 END,
           CASE WHEN kind = 'hold' THEN amount ELSE -coalesce(held_amount, 0) END,
           CASE WHEN kind IN ('direct', 'post') THEN amount ELSE 0 END FROM fresh),
  effect AS (
    SELECT account_id, sum(debits_pending) AS debits_pending, sum(debits_posted) AS debits_posted,
           sum(credits_pending) AS credits_pending, sum(credits_posted) AS credits_posted
      FROM side GROUP BY account_id),
  undone AS (
    INSERT INTO reversed AS kept (transfer_id, amount, reversed)
      SELECT fresh.reverses_id, original.amount, sum(fresh.amount)
        FROM fresh JOIN transfer AS original ON original.id = fresh.reverses_id
       GROUP BY fresh.reverses_id, original.amount
      ON CONFLICT (transfer_id) DO UPDATE SET reversed = kept.reversed + excluded.reversed
      RETURNING transfer_id)
  UPDATE account SET debits_pending = account.debits_pending + effect.debits_pending,
                     debits_posted = account.debits_posted + effect.debits_posted,
                     credits_pending = account.credits_pending + effect.credits_pending,
                     credits_posted = account.credits_posted + effect.credits_posted
    FROM effect WHERE account.id = account_id AND tracked AND (SELECT count(*) FROM undone) >= 0;  -- undone goes first
END $$;

-- The ids of the steps, old and new; two steps with one name are refused (LK001). A key used before answers with the transfer it made; with other content it is
-- refused (LK001). The day is no content: a retry after midnight is the same act. OFFSET keeps it one look-up per step:
-- a plan for any number of steps would read every transfer of the act for each of them.
CREATE FUNCTION ledger.ids_of(p_drafts ledger.draft[], p_act_key uuid)
RETURNS bigint[] LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  ids bigint[];
  other text;
  same boolean;
BEGIN
  SELECT array_agg(kept.id ORDER BY draft.place), count(DISTINCT kept.id) < count(*), min(draft.name) FILTER (WHERE NOT (
           kept.kind::text = draft.kind AND kept.amount = draft.amount
           AND coalesce(kept.hold_id, kept.reverses_id) IS NOT DISTINCT FROM draft.named_id
           AND kept.reason IS NOT DISTINCT FROM draft.reason
           AND (kept.debit_account_id = draft.debit_id OR head_of(kept.debit_account_id) = head_of(draft.debit_id))
           AND (kept.credit_account_id = draft.credit_id
                OR head_of(kept.credit_account_id) = head_of(draft.credit_id))))
    INTO ids, same, other
    FROM unnest(p_drafts) AS draft CROSS JOIN LATERAL (
      SELECT * FROM transfer WHERE act_key = p_act_key AND step = draft.name OFFSET 0) AS kept;
  IF other IS NOT NULL THEN
    RAISE EXCEPTION 'key % of step % was used for another transfer', p_act_key, other USING ERRCODE = 'LK001';
  ELSIF same THEN
    RAISE EXCEPTION 'two steps of key % have one name', p_act_key USING ERRCODE = 'LK001';
  END IF;
  RETURN coalesce(ids, '{}');
END $$;

-- The short way of one direct or hold between two tracked accounts; NULL when it is anything else, or was written.
-- The key comes first: a twin waits here, without a lock on any account, and then answers as every retry does.
CREATE FUNCTION ledger.record_one(p_step jsonb, p_act text, p_act_key uuid, p_effective_on date, p_by uuid)
RETURNS bigint[] LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  moved bigint := p_step ->> 'amount';
  held bigint := CASE p_step ->> 'kind' WHEN 'hold' THEN moved ELSE 0 END;
  debit_id bigint;
  credit_id bigint;
  debit_shards integer;
  credit_shards integer;
  new_id bigint;
BEGIN
  SELECT debit.id, credit.id, debit.shards, credit.shards INTO debit_id, credit_id, debit_shards, credit_shards
    FROM account AS debit, account AS credit
   WHERE debit.code = p_step ->> 'debit' AND credit.code = p_step ->> 'credit'
     AND debit.tracked AND credit.tracked AND debit.unit = credit.unit;
  IF debit_id IS NULL THEN
    RETURN NULL;
  END IF;
  IF debit_shards > 1 THEN
    debit_id := (place(p_step ->> 'debit', p_act_key)).id;
  END IF;
  IF credit_shards > 1 THEN
    credit_id := (place(p_step ->> 'credit', p_act_key)).id;
  END IF;
  INSERT INTO transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on, recorded_by)
    VALUES (p_act_key, p_step ->> 'name', (p_step ->> 'kind')::kind, debit_id, credit_id, moved, p_act,
            p_effective_on, p_by)
    ON CONFLICT (act_key, step) DO NOTHING RETURNING id INTO new_id;
  IF new_id IS NULL THEN
    RETURN NULL;
  END IF;
  IF credit_id < debit_id THEN
    UPDATE account SET credits_pending = credits_pending + held, credits_posted = credits_posted + moved - held
     WHERE id = credit_id;
  END IF;
  UPDATE account SET debits_pending = debits_pending + held, debits_posted = debits_posted + moved - held
   WHERE id = debit_id;
  IF credit_id > debit_id THEN
    UPDATE account SET credits_pending = credits_pending + held, credits_posted = credits_posted + moved - held
     WHERE id = credit_id;
  END IF;
  RETURN ARRAY[new_id];
END $$;

-- The only door for postings: all steps of one act, or none. Returns the transfer ids in the order of the steps.
-- A plan made before the tables had rows would read them whole: hence no sequential scans here.
CREATE FUNCTION ledger.record(p_steps jsonb, p_act text, p_act_key uuid, p_effective_on date, p_by uuid)
RETURNS bigint[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp SET enable_seqscan = off AS $$
DECLARE
  drafts draft[];
  ids bigint[];
BEGIN
  IF jsonb_array_length(p_steps) = 1 AND p_steps -> 0 ->> 'kind' IN ('direct', 'hold') THEN
    ids := record_one(p_steps -> 0, p_act, p_act_key, p_effective_on, p_by);
    IF ids IS NOT NULL THEN
      RETURN ids;
    END IF;
  END IF;
  drafts := drafts_of(p_steps, p_act_key);
  PERFORM check_drafts(drafts);
  PERFORM lock_drafts(drafts, false);
  PERFORM write_drafts(drafts, p_act, p_act_key, p_effective_on, p_by);
  RETURN ids_of(drafts, p_act_key);
END $$;

-- After a refusal: whether the other shards of an account held what the steps lacked. Then each row of the steps gets
-- what it needs, and what is left is spread evenly; all rows are locked before the first is read.
CREATE FUNCTION ledger.level(p_steps jsonb, p_act_key uuid, p_effective_on date)
RETURNS boolean LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  drafts draft[] := drafts_of(p_steps, p_act_key);
  level_key uuid := gen_random_uuid();
BEGIN
  IF NOT EXISTS (SELECT FROM unnest(drafts) JOIN account ON account.id = debit_id
                  WHERE shards > 1 OR shard_of IS NOT NULL) THEN
    RETURN false;
  END IF;
  PERFORM lock_drafts(drafts, true);
  WITH need AS (
    SELECT row_id, greatest(-sum(change), 0) AS needed FROM unnest(drafts) AS draft CROSS JOIN LATERAL (VALUES
             (debit_id, CASE kind WHEN 'post' THEN named_amount - amount WHEN 'void' THEN amount ELSE -amount END),
             (credit_id, CASE WHEN kind IN ('direct', 'post', 'reverse') THEN amount ELSE 0 END)) AS side (row_id, change)
     GROUP BY row_id),
  part AS (
    SELECT account.id, shard, coalesce(shard_of, account.id) AS head, coalesce(needed, 0) AS needed,
           credits_posted - debits_posted - debits_pending AS free
      FROM account LEFT JOIN need ON row_id = account.id
     WHERE coalesce(shard_of, account.id) IN (
             SELECT coalesce(shard_of, id) FROM account JOIN need ON row_id = id
              WHERE needed > 0 AND (shards > 1 OR shard_of IS NOT NULL))),
  surplus AS (
    SELECT *, free - needed - floor((sum(free - needed) OVER whole) / count(*) OVER whole)::bigint AS surplus
      FROM part WINDOW whole AS (PARTITION BY head)),
  moved AS (
    INSERT INTO transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on)
      SELECT level_key, format('shard:%s:%s', head, shard), 'level', CASE WHEN surplus > 0 THEN id ELSE head END,
             CASE WHEN surplus > 0 THEN head ELSE id END, abs(surplus), 'level', p_effective_on
        FROM surplus
       WHERE surplus <> 0 AND id <> head
         AND head IN (SELECT head FROM surplus GROUP BY head
                       HAVING sum(free) >= sum(needed) AND bool_or(free < needed)) ORDER BY id
      RETURNING debit_account_id, credit_account_id, amount),
  effect AS (
    SELECT account_id, sum(change) AS change
      FROM (SELECT debit_account_id, -amount FROM moved UNION ALL SELECT credit_account_id, amount FROM moved)
        AS sides (account_id, change) GROUP BY account_id)
  UPDATE account SET credits_posted = credits_posted + change FROM effect WHERE id = account_id;
  RETURN FOUND;
END $$;

-- `record` for an act that goes on after a refusal: what was refused, by its constraint or code, and then nothing of it
-- happened. A savepoint of the caller would cost two more questions to the database in every act. What a shard lacked is
-- levelled, and tried once more.
CREATE FUNCTION ledger.try_record(p_steps jsonb, p_act text, p_act_key uuid, p_effective_on date, p_by uuid,
                                  OUT ids bigint[], OUT refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp SET enable_seqscan = off AS $$
DECLARE
  broken text;
BEGIN
  FOR attempt IN 1..2 LOOP
    BEGIN
      ids := record(p_steps, p_act, p_act_key, p_effective_on, p_by);
      refusal := NULL;
      RETURN;
    EXCEPTION WHEN check_violation OR unique_violation OR not_null_violation OR numeric_value_out_of_range
                OR SQLSTATE 'LK001' OR SQLSTATE 'LK002' OR SQLSTATE 'LK004' OR SQLSTATE 'LK005' OR SQLSTATE 'LK006'
                OR SQLSTATE 'LK007' OR SQLSTATE 'LK008' THEN
      GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME, refusal = RETURNED_SQLSTATE;
      refusal := coalesce(nullif(broken, ''), refusal);
      IF refusal NOT IN ('no_overdraft', 'counters_from_zero', 'hold_answered_once', 'transfer_key_once',
                         'reversed_at_most_once', 'sound_transfer', 'named_by_codes', '22003', '23502')
         AND refusal NOT LIKE 'LK%' THEN
        RAISE;
      END IF;
    END;
    EXIT WHEN refusal NOT IN ('no_overdraft', 'counters_from_zero')
           OR NOT level(p_steps, p_act_key, p_effective_on);
  END LOOP;
END $$;
