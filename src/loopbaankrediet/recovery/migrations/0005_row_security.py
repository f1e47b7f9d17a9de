"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import added_only, beside, keeps_owner, of_counsellor, protected

OF_RECOVERY = ("recovery_givenback", "recovery_recoveryanswer", "recovery_repaymentplan", "recovery_repayment")


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0010_row_security"),
        ("recovery", "0004_nothing_lowered"),
    ]
    operations = [
        protected("recovery_claimrecovered", beside("payments_claim", "claim_id")),
        protected("recovery_recovery", of_counsellor("counsellor_id")),
        added_only("recovery_recovery", beside("payments_claim", "claim_id")),
        protected("recovery_forgone", beside("guidance_guidancemodule", "module_id")),
        *(protected(table, beside("recovery_recovery", "recovery_id")) for table in OF_RECOVERY),
        protected("recovery_instalment", beside("recovery_repaymentplan", "plan_id")),
        keeps_owner("recovery_recovery", "counsellor_id", "claim_id"),
    ]
