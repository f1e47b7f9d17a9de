"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import beside, door, keeps_owner, of_counsellor, protected


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_row_security"),
        ("counsellors", "0005_words_alike"),
    ]
    operations = [
        protected("counsellors_counsellor", of_counsellor("id")),
        door("counsellors_counsellor", "the_register_is_public", "true"),
        door("people_person", "counsellors_are_named", beside("counsellors_counsellor", "id", "person_id")),
        protected("counsellors_registrationdecision", of_counsellor("counsellor_id")),
        protected("counsellors_accountchange", of_counsellor("counsellor_id")),
        keeps_owner("counsellors_counsellor", "person_id"),
        keeps_owner("counsellors_accountchange", "counsellor_id"),
    ]
