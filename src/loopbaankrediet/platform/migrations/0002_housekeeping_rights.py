"""Sessions end and finished jobs go: the only rows the application role may remove."""

from django.db import migrations

RIGHTS = """
GRANT DELETE ON django_session TO loopbaankrediet_app;
GRANT DELETE ON procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers
  TO loopbaankrediet_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0001_roles_and_referee"),
        ("sessions", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
