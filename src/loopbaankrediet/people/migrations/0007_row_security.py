"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import beside, door, keeps_owner, of_citizen, protected

CODE_SHOWN = "viewer_has_code({table}.code_hash)"


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
        protected("people_mandate", of_citizen("person_id"), "{table}.helper_id = viewer_person()"),
        door("people_mandate", "the_power_that_is_shown", CODE_SHOWN),
        door("people_mandate", "the_power_that_is_taken_up", CODE_SHOWN, to="change"),
        protected("people_deskcall", of_citizen("person_id"), beside("people_mandate", "id", "asked_in_id")),
        protected("people_erasure"),
        door("people_person", "citizens_of_mandates", beside("people_mandate", "id", "person_id")),
        door("people_person", "helpers_of_mandates", beside("people_mandate", "id", "helper_id")),
        keeps_owner("people_mandate", "person_id"),
    ]
