"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import added_only, beside, door, keeps_owner, of_counsellor, protected

# A citizen who says that a refund never came makes a counter-entry, and that takes the next number of the counsellor.
OF_HER_COUNSELLOR = beside("guidance_track", "counsellor_id", "counsellor_id")


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0007_row_security"),
        ("contributions", "0004_surcharge_paid_back"),
    ]
    operations = [
        protected(
            "contributions_contribution",
            of_counsellor("counsellor_id"),
            beside("guidance_guidancemodule", "module_id"),
        ),
        added_only("contributions_contribution", beside("guidance_guidancemodule", "module_id")),
        protected("contributions_receiptbook", of_counsellor("counsellor_id")),
        door("contributions_receiptbook", "numbers_for_clients", OF_HER_COUNSELLOR),
        door("contributions_receiptbook", "next_number_for_clients", OF_HER_COUNSELLOR, to="change"),
        protected(
            "contributions_contributionentry",
            of_counsellor("counsellor_id"),
            beside("contributions_contribution", "contribution_id", "module_id"),
        ),
        added_only(
            "contributions_contributionentry", beside("contributions_contribution", "contribution_id", "module_id")
        ),
        protected("contributions_refund", beside("contributions_contributionentry", "entry_id")),
        protected("contributions_incoming", beside("contributions_contribution", "contribution_id", "module_id")),
        protected("contributions_vatstatement", of_counsellor("counsellor_id")),
        door("contributions_vatstatement", "stands_on_receipts_of_clients", OF_HER_COUNSELLOR),
        protected("contributions_surchargereport", beside("guidance_track", "track_id")),
        protected("contributions_surchargereply", beside("contributions_surchargereport", "report_id")),
        keeps_owner("contributions_contribution", "counsellor_id", "module_id"),
        keeps_owner("contributions_surchargereport", "track_id"),
    ]
