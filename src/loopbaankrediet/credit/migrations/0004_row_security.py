"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import beside, keeps_owner, of_citizen, protected


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_row_security"),
        ("credit", "0003_revocation"),
    ]
    operations = [
        protected("credit_application", of_citizen("person_id")),
        protected("credit_wallet", of_citizen("person_id")),
        protected("credit_decision", beside("credit_application", "application_id")),
        protected("credit_turn", beside("credit_application", "application_id")),
        protected("credit_reply", beside("credit_application", "application_id")),
        protected("credit_call", beside("credit_application", "application_id")),
        protected("credit_revocation", beside("credit_application", "application_id")),
        keeps_owner("credit_application", "person_id"),
        keeps_owner("credit_wallet", "person_id"),
    ]
