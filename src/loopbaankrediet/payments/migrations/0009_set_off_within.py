"""A set-off belongs to a payment, and the set-offs of a debt that stand never add up to more than was ordered."""

from django.db import migrations

from loopbaankrediet.platform.transitions import set_once

WITHIN = """
CREATE FUNCTION refuse_odd_set_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM born LEFT JOIN payments_paymentitem AS item ON item.id = born.item_id WHERE item.id IS NULL) THEN
    RAISE EXCEPTION 'a set-off belongs to a payment'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'set_off_of_a_payment';
  END IF;
  IF EXISTS (
    SELECT FROM payments_setoff AS kept
      JOIN payments_paymentitem AS item ON item.id = kept.item_id AND item.state <> 'dropped'
      JOIN payments_deduction AS deduction ON deduction.id = kept.deduction_id
     WHERE kept.deduction_id IN (SELECT deduction_id FROM born)
     GROUP BY deduction.id HAVING sum(kept.cents) > deduction.cents) THEN
    RAISE EXCEPTION 'more is set off than was ordered'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'set_off_within_its_order';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER within_its_order AFTER INSERT ON payments_setoff REFERENCING NEW TABLE AS born
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_odd_set_off();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0008_own_shares_and_differences"), ("platform", "0003_growing_columns")]
    operations = [
        set_once("payments_deduction", "stopped_at"),
        migrations.RunSQL(
            WITHIN, "DROP TRIGGER within_its_order ON payments_setoff; DROP FUNCTION refuse_odd_set_off();"
        ),
    ]
