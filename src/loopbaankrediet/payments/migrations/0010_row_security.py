"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import added_only, beside, keeps_owner, of_counsellor, protected

OF_THE_BANK = (
    "payments_lostpayment",
    "payments_solvedloss",
    "payments_unmatchedline",
    "payments_uploadedfile",
)


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0007_row_security"),
        ("payments", "0009_set_off_within"),
    ]
    operations = [
        protected("payments_claim", of_counsellor("counsellor_id"), beside("guidance_guidancemodule", "module_id")),
        added_only("payments_claim", beside("guidance_guidancemodule", "module_id")),
        protected("payments_paymentitem", beside("payments_claim", "claim_id")),
        protected("payments_deduction", of_counsellor("counsellor_id")),
        protected("payments_setoff", beside("payments_deduction", "deduction_id")),
        protected("payments_paymenthold", of_counsellor("counsellor_id")),
        protected("payments_ownsharedebt", of_counsellor("counsellor_id")),
        *(protected(table) for table in OF_THE_BANK),
        keeps_owner("payments_claim", "counsellor_id", "module_id"),
        keeps_owner("payments_deduction", "counsellor_id"),
        keeps_owner("payments_paymenthold", "counsellor_id"),
    ]
