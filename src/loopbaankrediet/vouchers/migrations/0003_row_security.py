"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import keeps_owner, of_citizen, protected

OWN_NUMBER = (
    "{table}.person_key = (SELECT someone.history_hash FROM people_person AS someone "
    "WHERE someone.id = viewer_citizen())"
)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_row_security"),
        ("vouchers", "0002_staging"),
    ]
    operations = [
        protected("vouchers_voucherline", OWN_NUMBER),
        protected("vouchers_rejectedline", OWN_NUMBER),
        protected("vouchers_vouchercontest", of_citizen("person_id")),
        keeps_owner("vouchers_vouchercontest", "person_id"),
    ]
