from django.db import migrations, models

NOBODY_WAS_REACHED_BY_A_PAGE_ALONE = """
UPDATE guidance_notice SET reached_on = NULL
WHERE channel = 'page' AND module_id IN (SELECT id FROM guidance_guidancemodule WHERE state = 'reported')
"""


class Migration(migrations.Migration):
    dependencies = [("guidance", "0002_silence_and_disputes")]

    operations = [
        migrations.AlterField(model_name="notice", name="reached_on", field=models.DateField(null=True)),
        migrations.RunSQL(NOBODY_WAS_REACHED_BY_A_PAGE_ALONE, migrations.RunSQL.noop),
    ]
