"""The referee and the second wall for registration files, measures, methods and roles; a history for who is in."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import beside, door, keeps_owner, of_counsellor, protected
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes, set_once

OF_PERSON = "{table}.person_id = viewer_person()"
TERMS = """
UPDATE counsellors_counsellor SET valid_until = (registered_on + interval '72 months' - interval '1 day')::date;
INSERT INTO counsellors_registrationevent (id, counsellor_id, kind, from_on, until_on, noted_by_id, noted_on, noted_at)
SELECT gen_random_uuid(), id, 'registered', registered_on, valid_until, registered_by_id, registered_on, registered_at
  FROM counsellors_counsellor;
"""


class Migration(migrations.Migration):
    dependencies = [("counsellors", "0008_registration_files"), ("platform", "0006_row_security")]
    operations = [
        migrations.RunSQL(TERMS, migrations.RunSQL.noop),
        guarded("counsellors_registrationcase", "registration_case"),
        guarded("counsellors_caseevidence", "registration_evidence"),
        guarded("counsellors_registrationmeasure", "registration_measure"),
        guarded("counsellors_method", "method"),
        append_only("counsellors_registrationevent"),
        append_only("counsellors_methodreview"),
        set_once("counsellors_registrationcase", "decided_on", "decided_at", "decision_sealed"),
        set_once("counsellors_registrationmeasure", "decided_on", "decided_at", "reasons_sealed"),
        only_changes("counsellors_organisationrole", "ended_on", "ended_by_id"),
        only_changes(
            "counsellors_method",
            *("state", "decided_on", "decided_at", "withdrawn_from", "withdrawn_why", "withdrawn_by_id"),
        ),
        protected("counsellors_registrationcase", OF_PERSON),
        keeps_owner("counsellors_registrationcase", "person_id"),
        protected("counsellors_caseevidence", beside("counsellors_registrationcase", "case_id")),
        keeps_owner("counsellors_caseevidence", "case_id"),
        protected("counsellors_registrationevent", of_counsellor("counsellor_id")),
        protected("counsellors_registrationmeasure", of_counsellor("counsellor_id")),
        keeps_owner("counsellors_registrationmeasure", "counsellor_id"),
        protected("counsellors_method", "{table}.proposed_by_id = viewer_person()"),
        door("counsellors_method", "the_catalogue_is_public", "true"),
        protected("counsellors_methodreview", "{table}.reviewer_id = viewer_person()"),
        door("counsellors_methodreview", "reviews_are_public", "true"),
        protected("counsellors_organisationrole", OF_PERSON),
    ]
