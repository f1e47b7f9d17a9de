-- What every tracked account must hold according to the transfers alone.
CREATE VIEW ledger.recomputed AS
WITH movement AS (
  SELECT t.debit_account_id AS account_id, 'debit' AS side, t.kind, t.amount,
         t.kind = 'hold' AND answer.id IS NULL AS pending
    FROM ledger.transfer t LEFT JOIN ledger.transfer answer ON answer.hold_id = t.id
  UNION ALL
  SELECT t.credit_account_id, 'credit', t.kind, t.amount, t.kind = 'hold' AND answer.id IS NULL
    FROM ledger.transfer t LEFT JOIN ledger.transfer answer ON answer.hold_id = t.id)
SELECT account.id, account.code, account.unit, account.tracked,
       coalesce(sum(amount) FILTER (WHERE side = 'debit' AND pending), 0)::bigint AS debits_pending,
       coalesce(sum(amount) FILTER (WHERE side = 'debit' AND movement.kind IN ('direct', 'post')), 0)::bigint
         AS debits_posted,
       coalesce(sum(amount) FILTER (WHERE side = 'credit' AND pending), 0)::bigint AS credits_pending,
       coalesce(sum(amount) FILTER (WHERE side = 'credit' AND movement.kind IN ('direct', 'post')), 0)::bigint
         AS credits_posted
  FROM ledger.account LEFT JOIN movement ON movement.account_id = account.id
 GROUP BY account.id;

-- Every disagreement between what is kept and what the transfers say; no row means that all adds up.
CREATE VIEW ledger.disagreement AS
SELECT account.code AS place, 'saldo' AS what,
       format('%s/%s/%s/%s', account.debits_pending, account.debits_posted, account.credits_pending,
              account.credits_posted) AS kept,
       format('%s/%s/%s/%s', r.debits_pending, r.debits_posted, r.credits_pending, r.credits_posted) AS recomputed
  FROM ledger.account JOIN ledger.recomputed r USING (id)
 WHERE account.tracked AND (account.debits_pending, account.debits_posted, account.credits_pending, account.credits_posted)
       IS DISTINCT FROM (r.debits_pending, r.debits_posted, r.credits_pending, r.credits_posted)
UNION ALL
SELECT account.code, 'onder nul', '>= 0', (r.credits_posted - r.debits_posted - r.debits_pending)::text
  FROM ledger.account JOIN ledger.recomputed r USING (id)
 WHERE NOT account.overdraft_allowed AND r.credits_posted - r.debits_posted - r.debits_pending < 0
UNION ALL
SELECT format('transfer %s', answer.id), 'antwoord past niet op reservering',
       format('%s -> %s: hoogstens %s', held.debit_account_id, held.credit_account_id, held.amount),
       format('%s -> %s: %s', answer.debit_account_id, answer.credit_account_id, answer.amount)
  FROM ledger.transfer answer JOIN ledger.transfer held ON held.id = answer.hold_id
 WHERE held.kind <> 'hold' OR answer.amount > held.amount
    OR (answer.kind = 'void' AND answer.amount <> held.amount)
    OR (answer.debit_account_id, answer.credit_account_id)
       IS DISTINCT FROM (held.debit_account_id, held.credit_account_id)
UNION ALL
SELECT format('transfer %s', t.id), 'eenheid', debit.unit, credit.unit
  FROM ledger.transfer t JOIN ledger.account debit ON debit.id = t.debit_account_id
  JOIN ledger.account credit ON credit.id = t.credit_account_id
 WHERE debit.unit <> credit.unit;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger TO loopbaankrediet_app;
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO loopbaankrediet_app;
GRANT EXECUTE ON FUNCTION ledger.open_account(text, text, boolean, boolean),
                          ledger.lock_accounts(jsonb),
                          ledger.record(jsonb, text, uuid, date, uuid) TO loopbaankrediet_app;
