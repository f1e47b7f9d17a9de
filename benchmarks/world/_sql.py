"""The statements of the filling, and what differs from one copied counsellor to the next."""

from loopbaankrediet.counsellors.places import municipalities

TOWNS = ",".join("'" + place.name.replace("'", "''") + "'" for place in municipalities())
OF_A_COUNSELLOR = {
    "register_number": "'LB-2026-' || lpad((m.k - 6000000)::text, 5, '0')",
    "legal_form": "CASE m.k % 3 WHEN 0 THEN 'own_company' ELSE 'natural_person' END",
    "organisation_id": "CASE m.k % 3 WHEN 0 THEN md5('company:' || m.k)::uuid END",
    "municipality": (
        f"(ARRAY[{TOWNS}])[1 + floor({len(municipalities())} * power((hashint8(m.k) & 65535) / 65536.0, 2))]"
    ),
    "modes": "(ARRAY['{in_person}', '{in_person,online}', '{online}'])[1 + m.k % 3]::text[]",
    "methods": (
        "ARRAY[(ARRAY['Loopbaanankers', 'Waarderend interview', 'Narratieve begeleiding'])[1 + m.k % 3], "
        "(ARRAY['Competentieportfolio', 'Stress en burn-out', 'Talentgerichte begeleiding', 'Systemisch werk'])"
        "[1 + m.k / 3 % 4]]"
    ),
}
COMPANIES = """
INSERT INTO people_organisation (id, enterprise_number, name)
SELECT md5('company:' || k)::uuid, '1' || number || lpad((97 - ('1' || number)::bigint % 97)::text, 2, '0'),
       'Loopbaanpunt ' || k
  FROM (SELECT k, lpad((1000000 + k - 6000000)::text, 7, '0') AS number FROM members WHERE k % 3 = 0) AS numbered
"""
PROFILES = """
INSERT INTO counsellors_profile
SELECT md5(%s || k)::uuid, 'Ik luister eerst. Samen maken we een plan voor je werk, nummer ' || k || '.',
       (ARRAY['{burn_out,illness}', '{older}', '{low_schooled,newcomers}', '{self_employed}', '{}'])[1 + k % 5]::text[],
       (ARRAY['{}', '{fr}', '{en,fr}', '{tr,ar}', '{}', '{sign}'])[1 + k % 6]::text[],
       (ARRAY['{wheelchair,toilet,parking}', '{transport}', '{quiet,transport}', '{}'])[1 + k % 4]::text[],
       CASE WHEN k % 7 > 1 THEN %s::date + (k % 60)::integer END,
       CASE WHEN k % 7 > 1 THEN %s::date - (k % 35)::integer END, now()
  FROM members WHERE k % 10 < 8
"""
BATCH_SUMS = """
CREATE TEMP TABLE batch_sum AS
SELECT item.batch_id, count(*), sum(claim.public_cents - item.set_off_cents) AS total_cents
  FROM payments_paymentitem AS item JOIN payments_claim AS claim ON claim.id = item.claim_id GROUP BY item.batch_id
"""
WALLET_ACCOUNTS = """
INSERT INTO ledger.account (id, code, unit, overdraft_allowed, tracked, debits_pending, debits_posted, credits_pending,
                            credits_posted) OVERRIDING SYSTEM VALUE
SELECT %s + n, 'wallet:' || md5(%s || n)::uuid, 'minutes', false, true, coalesce(debits_pending, 0),
       coalesce(debits_posted, 0), coalesce(credits_pending, 0), coalesce(credits_posted, 0)
  FROM generate_series(%s::bigint, %s::bigint - 1) AS n LEFT JOIN summed ON summed.id = %s + n
"""
OTHER_ACCOUNTS = """
UPDATE ledger.account SET debits_pending = summed.debits_pending, debits_posted = summed.debits_posted,
       credits_pending = summed.credits_pending, credits_posted = summed.credits_posted
  FROM summed
 WHERE summed.id = account.id AND tracked
   AND (account.debits_pending, account.debits_posted, account.credits_pending, account.credits_posted)
       IS DISTINCT FROM
       (summed.debits_pending, summed.debits_posted, summed.credits_pending, summed.credits_posted)
"""
MEMBERS = """
INSERT INTO members
SELECT n, %s + floor(%s * power((hashint8(n) & 65535) / 65536.0, 1.6))::bigint, n %% %s, %s - (n %% %s)::integer
  FROM generate_series(%s::bigint, %s::bigint - 1) AS n
"""
