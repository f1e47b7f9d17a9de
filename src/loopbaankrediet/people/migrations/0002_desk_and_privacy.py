"""Two more roles: the desk, and the data protection officer."""

from django.db import migrations, models

ROLES = ["case_officer", "registrar", "payments_officer", "auditor", "desk_officer", "privacy_officer"]


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AlterField("officerrole", "role", models.TextField(choices=[(role, role) for role in ROLES])),
    ]
