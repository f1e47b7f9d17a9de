"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import beside, door, of_citizen, protected


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_row_security"),
        ("people", "0006_erasure"),
    ]
    operations = [
        protected("people_person", of_citizen("id"), "{table}.id = viewer_person()"),
        door("people_person", "officers_are_named", beside("people_officerrole", "id", "person_id")),
        door("people_person", "found_at_sign_in", "viewer_signs_in()"),
        door("people_person", "known_at_sign_in", "viewer_signs_in()", to="add"),
    ]
