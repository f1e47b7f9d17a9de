"""What the bank wrote about a person who is erased, and what an officer noted beside it."""

from django.db import migrations

FORGET = """
CREATE FUNCTION payments_forget(p_person uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.payments_unmatchedline AS waiting
     SET counterparty = 'gewist', text = 'gewist', note = CASE note WHEN '' THEN '' ELSE 'gewist' END
    FROM public.payments_bankline AS line
   WHERE line.id = waiting.line_id
     AND EXISTS (SELECT FROM public.journal_subjectkey WHERE subject_id = p_person AND erased_at IS NOT NULL)
     AND EXISTS (
       SELECT FROM public.payments_paymentitem AS item
         JOIN public.payments_claim AS claim ON claim.id = item.claim_id
         JOIN public.counsellors_counsellor AS payee ON payee.id = claim.counsellor_id
        WHERE payee.person_id = p_person AND (item.id = waiting.item_id OR item.end_to_end_id = line.end_to_end_id));
$$;
REVOKE ALL ON FUNCTION payments_forget FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payments_forget TO loopbaankrediet_app;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0006_uploads_and_losses"), ("people", "0006_erasure")]
    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION payments_forget")]
