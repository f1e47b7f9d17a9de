from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_experts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="officerrole",
            name="role",
            field=models.TextField(
                choices=[
                    ("case_officer", "case_officer"),
                    ("registrar", "registrar"),
                    ("payments_officer", "payments_officer"),
                    ("auditor", "auditor"),
                    ("desk_officer", "desk_officer"),
                    ("privacy_officer", "privacy_officer"),
                    ("expert", "expert"),
                    ("policy_analyst", "policy_analyst"),
                ]
            ),
        ),
    ]
