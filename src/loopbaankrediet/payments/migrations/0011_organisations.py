"""Who represents or manages an enterprise sees what its counsellors were paid, and nothing of their clients."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import door

OF_ENTERPRISE = (
    "EXISTS (SELECT FROM counsellors_organisationrole AS held "
    "JOIN counsellors_counsellor AS guide ON guide.organisation_id = held.organisation_id "
    "WHERE held.person_id = viewer_person() AND held.ended_on IS NULL AND guide.id = {table}.counsellor_id)"
)


class Migration(migrations.Migration):
    dependencies = [("payments", "0010_row_security"), ("counsellors", "0009_registration_rules")]
    operations = [door("payments_claim", "payments_of_an_enterprise", OF_ENTERPRISE)]
