-- What the transfers say, summed per pair of accounts and kind: everything else is proven from these few rows.
CREATE VIEW ledger.flow AS
SELECT debit_account_id, credit_account_id, kind, count(*) AS transfers, sum(amount) AS amount,
       coalesce(sum(held_amount), 0) AS held_amount
  FROM ledger.transfer GROUP BY debit_account_id, credit_account_id, kind;

-- What every tracked account must hold according to the transfers alone.
CREATE VIEW ledger.recomputed AS
WITH side AS (
  SELECT debit_account_id AS account_id, 'debit' AS side, kind, amount, held_amount FROM ledger.flow
  UNION ALL
  SELECT credit_account_id, 'credit', kind, amount, held_amount FROM ledger.flow)
SELECT account_id AS id,
       coalesce(sum(amount) FILTER (WHERE side = 'debit' AND kind = 'hold'), 0)
         - coalesce(sum(held_amount) FILTER (WHERE side = 'debit'), 0) AS debits_pending,
       coalesce(sum(amount) FILTER (WHERE side = 'debit' AND kind IN ('direct', 'post')), 0)
         - coalesce(sum(amount) FILTER (WHERE side = 'credit' AND kind = 'reverse'), 0) AS debits_posted,
       coalesce(sum(amount) FILTER (WHERE side = 'credit' AND kind = 'hold'), 0)
         - coalesce(sum(held_amount) FILTER (WHERE side = 'credit'), 0) AS credits_pending,
       coalesce(sum(amount) FILTER (WHERE side = 'credit' AND kind IN ('direct', 'post', 'level')), 0)
         - coalesce(sum(amount) FILTER (WHERE side = 'debit' AND kind IN ('reverse', 'level')), 0) AS credits_posted
  FROM side GROUP BY account_id;

-- Every disagreement between what is kept and what the transfers say; no row means that all adds up.
CREATE VIEW ledger.disagreement AS
WITH compared AS (
  SELECT account.*, coalesce(r.debits_pending, 0) AS said_debits_pending, coalesce(r.debits_posted, 0) AS said_debits_posted,
         coalesce(r.credits_pending, 0) AS said_credits_pending, coalesce(r.credits_posted, 0) AS said_credits_posted
    FROM ledger.account LEFT JOIN ledger.recomputed r USING (id))
SELECT code AS place, 'saldo' AS what,
       format('%s/%s/%s/%s', debits_pending, debits_posted, credits_pending, credits_posted) AS kept,
       format('%s/%s/%s/%s', said_debits_pending, said_debits_posted, said_credits_pending, said_credits_posted)
         AS recomputed
  FROM compared
 WHERE tracked AND (debits_pending, debits_posted, credits_pending, credits_posted)
       IS DISTINCT FROM (said_debits_pending, said_debits_posted, said_credits_pending, said_credits_posted)
UNION ALL
SELECT code, 'onder nul', '>= 0', (said_credits_posted - said_debits_posted - said_debits_pending)::text
  FROM compared WHERE NOT overdraft_allowed AND said_credits_posted - said_debits_posted - said_debits_pending < 0
UNION ALL
SELECT format('transfer %s', answer.id), 'antwoord past niet op reservering',
       format('%s -> %s: %s', held.debit_account_id, held.credit_account_id, held.amount),
       format('%s -> %s: %s van %s', answer.debit_account_id, answer.credit_account_id, answer.amount, answer.held_amount)
  FROM ledger.transfer answer LEFT JOIN ledger.transfer held ON held.id = answer.hold_id
 WHERE answer.hold_id IS NOT NULL
   AND (held.kind IS DISTINCT FROM 'hold' OR answer.held_amount <> held.amount OR answer.amount > held.amount
    OR (answer.kind = 'void' AND answer.amount <> held.amount)
    OR answer.debit_account_id <> held.debit_account_id OR answer.credit_account_id <> held.credit_account_id)
UNION ALL
SELECT format('transfer %s', back.reverses_id), 'teruggeboekt', format('%s van hoogstens %s', kept.reversed, kept.amount),
       format('%s van hoogstens %s', sum(back.amount), original.amount)
  FROM ledger.transfer back LEFT JOIN ledger.transfer original ON original.id = back.reverses_id
  LEFT JOIN ledger.reversed kept ON kept.transfer_id = back.reverses_id
 WHERE back.reverses_id IS NOT NULL
 GROUP BY back.reverses_id, original.id, kept.transfer_id
HAVING sum(back.amount) > original.amount OR (sum(back.amount), original.amount) IS DISTINCT FROM (kept.reversed, kept.amount)
    OR original.kind NOT IN ('direct', 'post')
    OR bool_or(back.debit_account_id <> original.credit_account_id OR back.credit_account_id <> original.debit_account_id)
UNION ALL
SELECT format('transfer %s', transfer_id), 'teruggeboekt', reversed::text, '0' FROM ledger.reversed kept
 WHERE NOT EXISTS (SELECT FROM ledger.transfer back WHERE back.reverses_id = kept.transfer_id)
UNION ALL
SELECT format('%s -> %s', flow.debit_account_id, flow.credit_account_id), 'eenheid',
       coalesce(debit.unit, 'geen rekening'), coalesce(credit.unit, 'geen rekening')
  FROM ledger.flow LEFT JOIN ledger.account debit ON debit.id = flow.debit_account_id
  LEFT JOIN ledger.account credit ON credit.id = flow.credit_account_id
 WHERE debit.unit IS DISTINCT FROM credit.unit OR debit.unit IS NULL
UNION ALL
SELECT format('%s -> %s', flow.debit_account_id, flow.credit_account_id), 'verplaatst tussen andere rekeningen',
       'delen van een rekening', format('%s -> %s', debit.code, credit.code)
  FROM ledger.flow JOIN ledger.account debit ON debit.id = flow.debit_account_id
  JOIN ledger.account credit ON credit.id = flow.credit_account_id
 WHERE kind = 'level' AND coalesce(debit.shard_of, debit.id) <> coalesce(credit.shard_of, credit.id);

-- What was counted, and every disagreement; minutes and cents are those that were moved. Sums are numeric all the way:
-- no sum of what was once written can be too large to prove.
CREATE FUNCTION ledger.own_proof()
RETURNS jsonb LANGUAGE sql STABLE SET search_path = ledger, pg_temp AS $$
  SELECT jsonb_build_object(
    'totals', (SELECT jsonb_build_object(
       'accounts', (SELECT count(*) FROM account), 'transfers', coalesce(sum(transfers), 0),
       'minutes', coalesce(sum(amount) FILTER (WHERE unit = 'minutes' AND kind IN ('direct', 'post')), 0),
       'cents', coalesce(sum(amount) FILTER (WHERE unit = 'cents' AND kind IN ('direct', 'post')), 0))
       FROM flow JOIN account ON account.id = debit_account_id),
    'breaks', (SELECT coalesce(jsonb_agg(to_jsonb(found) ORDER BY place, what), '[]') FROM disagreement AS found))
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger TO loopbaankrediet_app;
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO loopbaankrediet_app;
GRANT EXECUTE ON FUNCTION ledger.open_account(text, text, boolean, boolean),
                          ledger.lock_accounts(jsonb, uuid, bigint),
                          ledger.own_proof(),
                          ledger.record(jsonb, text, uuid, date, uuid),
                          ledger.try_record(jsonb, text, uuid, date, uuid) TO loopbaankrediet_app;
