"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import keeps_owner, of_citizen, protected


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_row_security"),
        ("oversight", "0001_initial"),
    ]
    operations = [
        protected("oversight_lookquestion", of_citizen("citizen_id")),
        keeps_owner("oversight_lookquestion", "citizen_id"),
    ]
