"""What the rooms say that accounts must hold, as rows of (what, place, amount); one account may have many rows.

All money is in cents, all time in minutes. Each text is a SELECT, joined with the others into one statement, so that
rooms and ledger are read at the same moment.
"""

SHARED = """
kept_back AS (
  SELECT part.cents, item.claim_id, deduction.reference, deduction.fund, deduction.counsellor_id,
         extract(year FROM batch.approved_on)::int AS year
    FROM payments_setoff AS part JOIN payments_deduction AS deduction ON deduction.id = part.deduction_id
    JOIN payments_paymentitem AS item ON item.id = part.item_id AND item.state NOT IN ('prepared', 'dropped')
    JOIN payments_paymentbatch AS batch ON batch.id = item.batch_id),
payment AS (
  SELECT item.claim_id, item.batch_id, item.state, claim.public_cents - item.set_off_cents AS cents, claim.fund,
         claim.counsellor_id,
         extract(year FROM batch.approved_on)::int AS year
    FROM payments_paymentitem AS item JOIN payments_claim AS claim ON claim.id = item.claim_id
    JOIN payments_paymentbatch AS batch ON batch.id = item.batch_id
   WHERE item.state IN ('sent', 'accepted', 'settled')),
back AS (
  SELECT reference AS recovery_id, sum(cents) AS cents
    FROM (SELECT reference, cents FROM kept_back WHERE fund = 'public'
          UNION ALL
          SELECT recovery_id, cents FROM recovery_repayment WHERE state = 'agreed') AS came GROUP BY reference),
debt AS (
  SELECT recovery.id AS recovery_id, recovery.counsellor_id, coalesce(head.code, account.code) AS paid_from,
         recovery.cents,
         recovery.cents + recovery.interest_cents - coalesce(back.cents, 0) - recovery.waived_cents AS still_open,
         least(recovery.waived_cents, greatest(recovery.cents - coalesce(back.cents, 0), 0)) AS let_go
    FROM recovery_recovery AS recovery JOIN ledger.transfer AS undue ON undue.id = recovery.undue_transfer
    JOIN ledger.account AS account ON account.id = undue.debit_account_id
    LEFT JOIN ledger.account AS head ON head.id = account.shard_of
    LEFT JOIN back ON back.recovery_id = recovery.id),
reserved AS (
  SELECT track.wallet_id, extract(year FROM module.reserved_on)::int AS year, module.public_cents_per_hour,
         CASE WHEN dispute.module_id IS NULL THEN 0 ELSE dispute.agreed_minutes END AS before,
         CASE WHEN dispute.module_id IS NULL THEN module.minutes ELSE dispute.disputed_minutes END AS minutes
    FROM guidance_guidancemodule AS module JOIN guidance_track AS track ON track.id = module.track_id
    LEFT JOIN guidance_dispute AS dispute ON dispute.module_id = module.id
     AND dispute.state IN ('open', 'answered') AND dispute.minutes_hold IS NOT NULL
   WHERE module.state IN ('reserved', 'started', 'reported') OR dispute.module_id IS NOT NULL)
"""

OWED = """
SELECT 'te betalen' AS what, 'payable:' || claim.counsellor_id AS place,
       claim.public_cents - coalesce((SELECT sum(cents) FROM kept_back WHERE claim_id = claim.id), 0) AS amount
  FROM payments_claim AS claim
 WHERE claim.fund = 'public' AND (claim.state IN ('open', 'batched')
    OR claim.state = 'blocked' AND NOT EXISTS (SELECT FROM payment WHERE claim_id = claim.id))
UNION ALL
SELECT 'te betalen', 'payable:' || counsellor_id, cents FROM recovery_recovery
 WHERE held AND state IN ('intention', 'heard')
"""
UNDER_WAY = """
SELECT 'onderweg', 'in-transit:' || batch_id, cents FROM payment WHERE state IN ('sent', 'accepted')
"""
PAID_OUT = "SELECT 'betaald of onderweg', 'paid-out:' || year, cents FROM payment WHERE fund = 'public'"
SETTLED = """
SELECT 'door de bank geboekt', 'settled:' || year, cents FROM payment
 WHERE state = 'settled' AND fund = 'public'
UNION ALL
SELECT 'door de bank geboekt', 'settled:' || year, cents FROM kept_back WHERE fund = 'public'
UNION ALL
SELECT 'door de bank geboekt', paid_from, let_go - cents FROM debt
UNION ALL
SELECT 'door de bank geboekt', paid_from, given.cents FROM recovery_givenback AS given JOIN debt USING (recovery_id)
"""
RECEIVABLE = "SELECT 'terug te krijgen', 'receivable:' || counsellor_id, still_open FROM debt"
RECOVERED = """
SELECT 'teruggekregen', 'recovered:' || year, cents FROM kept_back WHERE fund = 'public'
UNION ALL
SELECT 'teruggekregen', 'recovered:' || extract(year FROM decided_on)::int, cents FROM recovery_repayment
 WHERE state = 'agreed'
UNION ALL
SELECT 'teruggekregen', 'recovered:' || year, -cents FROM recovery_givenback
"""
MINUTES_HELD = "SELECT 'uren gereserveerd', 'wallet:' || wallet_id, minutes FROM reserved"
CENTS_HELD = """
SELECT 'geld gereserveerd', 'commitment:' || year,
       ((before + minutes) * public_cents_per_hour + 30) / 60 - (before * public_cents_per_hour + 30) / 60
  FROM reserved
"""
DELIVERED = """
SELECT 'uren gegeven', 'delivered:' || counsellor_id, minutes::int FROM payments_claim WHERE state <> 'withdrawn'
UNION ALL
SELECT 'uren gegeven', 'delivered:' || counsellor_id,
       CASE WHEN state = 'corrected' OR held AND state IN ('intention', 'heard') THEN minutes ELSE 0 END
       - CASE WHEN hours_back AND (state = 'corrected' OR NOT held) THEN minutes ELSE 0 END
  FROM recovery_recovery
"""
OWN_SHARE = """
SELECT 'eigen bijdrage bijgehouden', 'own-share-held:' || counsellor_id, balance_cents
  FROM contributions_contribution WHERE collection = 'platform' AND settled_at IS NULL
UNION ALL
SELECT 'eigen bijdrage terug te geven', 'own-share-back', balance_cents - passed_cents
  FROM contributions_contribution WHERE collection = 'platform' AND settled_at IS NOT NULL
UNION ALL
SELECT 'eigen bijdrage terug te geven', 'own-share-back', back_cents FROM contributions_incoming
 WHERE state = 'refund_due'
UNION ALL
SELECT 'eigen bijdrage door te geven', 'own-share-owed:' || counsellor_id, passed_cents
  FROM contributions_contribution WHERE collection = 'platform' AND settled_at IS NOT NULL
UNION ALL
SELECT 'eigen bijdrage door te geven', 'own-share-owed:' || counsellor_id, cents FROM payments_ownsharedebt
UNION ALL
SELECT 'eigen bijdrage door te geven', 'own-share-owed:' || counsellor_id, -cents FROM kept_back
 WHERE fund = 'own_share'
UNION ALL
SELECT 'eigen bijdrage door te geven', 'own-share-owed:' || counsellor_id, -cents FROM payment
 WHERE fund = 'own_share'
UNION ALL
SELECT 'eigen bijdrage doorbetaald', 'own-share-paid:' || year, cents FROM payment
 WHERE state = 'settled' AND fund = 'own_share'
UNION ALL
SELECT 'eigen bijdrage zonder module', 'own-share-unplaced', cents FROM contributions_incoming WHERE state = 'waiting'
"""
DIFFERENCES = """
SELECT 'kosten van de bank', 'bank-costs:' || extract(year FROM booked_on)::int, cost
  FROM (SELECT line.booked_on,
               CASE line.direction WHEN 'DBIT' THEN difference_cents ELSE -difference_cents END AS cost
          FROM payments_unmatchedline AS waiting JOIN payments_bankline AS line ON line.id = waiting.line_id
         WHERE waiting.state = 'resolved' AND difference_cents <> 0) AS agreed
 WHERE cost > 0
"""
DRAWS = """
SELECT 'plaatsen van lotingen', 'places:' || extract(year FROM draw.starts_on)::int, place.cents
  FROM budget_drawplace AS place JOIN budget_draw AS draw ON draw.id = place.draw_id WHERE place.won
UNION ALL
SELECT 'over van een loting', 'envelope:' || starts_on, amount_cents - given_cents FROM budget_draw AS draw
 WHERE state = 'drawn' AND NOT EXISTS (
       SELECT FROM budget_draw AS later WHERE later.state = 'drawn' AND later.starts_on > draw.starts_on
          AND extract(year FROM later.starts_on) = extract(year FROM draw.starts_on))
"""
ROOMS = (
    OWED,
    UNDER_WAY,
    PAID_OUT,
    SETTLED,
    RECEIVABLE,
    RECOVERED,
    MINUTES_HELD,
    CENTS_HELD,
    DELIVERED,
    OWN_SHARE,
    DIFFERENCES,
    DRAWS,
)

HELD = """
SELECT rule.what, head.code AS place,
       CASE WHEN rule.is_hold THEN part.debits_pending ELSE part.credits_posted - part.debits_posted END AS amount
  FROM ledger.account AS head JOIN ledger.account AS part ON coalesce(part.shard_of, part.id) = head.id
  JOIN (VALUES ('te betalen', 'payable', false),
               ('onderweg', 'in-transit', false),
               ('betaald of onderweg', 'paid-out', false),
               ('door de bank geboekt', 'settled', false),
               ('terug te krijgen', 'receivable', false),
               ('teruggekregen', 'recovered', false),
               ('uren gereserveerd', 'wallet', true),
               ('geld gereserveerd', 'commitment', true),
               ('uren gegeven', 'delivered', false),
               ('eigen bijdrage bijgehouden', 'own-share-held', false),
               ('eigen bijdrage door te geven', 'own-share-owed', false),
               ('eigen bijdrage terug te geven', 'own-share-back', false),
               ('eigen bijdrage doorbetaald', 'own-share-paid', false),
               ('kosten van de bank', 'bank-costs', false),
               ('eigen bijdrage zonder module', 'own-share-unplaced', false),
               ('plaatsen van lotingen', 'places', false),
               ('over van een loting', 'envelope', false))
       AS rule (what, kind, is_hold) ON rule.kind = split_part(head.code, ':', 1)
 WHERE head.shard_of IS NULL
"""
COMPARE = f"""
WITH {SHARED},
said AS (SELECT what, place, sum(amount) AS amount FROM ({" UNION ALL ".join(ROOMS)}) AS rows GROUP BY what, place),
held AS (SELECT what, place, sum(amount) AS amount FROM ({HELD}) AS rows GROUP BY what, place),
compared AS (
  SELECT what, place, coalesce(held.amount, 0) AS held, coalesce(said.amount, 0) AS said
    FROM said FULL JOIN held USING (what, place))
SELECT count(*), coalesce(jsonb_agg(jsonb_build_array(place, what, held::text, said::text) ORDER BY what, place)
                          FILTER (WHERE held <> said), '[]')::text
  FROM compared
"""  # noqa: S608

STRAY = """
WITH live AS (SELECT claim_id, state, end_to_end_id FROM payments_paymentitem WHERE NOT is_over),
stray AS (
  SELECT claim.number, claim.state AS claim_state, coalesce(live.state, 'none') AS item_state
    FROM payments_claim AS claim LEFT JOIN live ON live.claim_id = claim.id
   WHERE claim.state <> 'blocked'
     AND (claim.state, coalesce(live.state, 'none')) NOT IN (
         ('open', 'none'), ('batched', 'prepared'), ('sent', 'sent'), ('accepted', 'accepted'),
         ('settled', 'settled'), ('withdrawn', 'none'), ('withdrawn', 'prepared')))
SELECT format('vordering %s', min(number)) || coalesce(' en nog ' || nullif(count(*) - 1, 0), ''),
       'vordering en betaling', item_state, claim_state
  FROM stray GROUP BY claim_state, item_state ORDER BY min(number)
"""
