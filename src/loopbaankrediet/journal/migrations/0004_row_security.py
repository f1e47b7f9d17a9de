"""Whose lines these are: the second wall (docs/adr/0023-row-level-security.md). Everyone may add; nobody changes."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import door, of_citizen, protected


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_row_security"),
        ("journal", "0003_key_numbers"),
    ]
    operations = [
        protected("journal_entry", of_citizen("person_id"), "{table}.actor_id = viewer_person()"),
        door("journal_entry", "every_act_is_noted", "true", to="add"),
    ]
