"""A place arises in a draw that is being held, and a winning one only where its money left the envelope of that draw."""

from django.db import migrations

KEEP = """
REVOKE INSERT ON budget_drawplace FROM loopbaankrediet_app;
CREATE FUNCTION keep_places(p_draw uuid, p_act_key uuid, p_places int[], p_entries uuid[], p_tickets text[],
                            p_waited int[], p_cents bigint[], p_won bool[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE purse text := (SELECT 'envelope:' || starts_on FROM budget_draw WHERE id = p_draw AND state = 'announced');
BEGIN
  IF purse IS NULL THEN
    RAISE EXCEPTION 'a place belongs to a draw that is being held'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'places_of_a_running_draw';
  END IF;
  IF EXISTS (
    SELECT FROM unnest(p_entries, p_cents, p_won) AS given (entry_id, cents, won)
      LEFT JOIN ledger.transfer AS paid
        ON paid.act_key = p_act_key AND paid.step = 'place:' || given.entry_id AND paid.amount = given.cents
       AND paid.debit_account_id = (SELECT id FROM ledger.account WHERE code = purse)
     WHERE given.won AND paid.id IS NULL) THEN
    RAISE EXCEPTION 'a place is won with money of its draw'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_place_is_paid';
  END IF;
  INSERT INTO budget_drawplace (draw_id, place, entry_id, ticket, draws_waited, cents, won)
    SELECT p_draw, * FROM unnest(p_places, p_entries, p_tickets, p_waited, p_cents, p_won);
END $$;
REVOKE ALL ON FUNCTION keep_places FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_places TO loopbaankrediet_app;
"""
UNDO = """
DROP FUNCTION keep_places;
GRANT INSERT ON budget_drawplace TO loopbaankrediet_app;
"""


class Migration(migrations.Migration):
    dependencies = [("budget", "0002_draws_and_costs"), ("ledger", "0002_own_share_source")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
