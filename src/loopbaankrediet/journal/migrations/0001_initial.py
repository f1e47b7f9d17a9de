from django.db import migrations, models

from loopbaankrediet.platform.sealing.schema import sealed
from loopbaankrediet.platform.transitions import append_only

WRITTEN_COLUMNS = (
    "kind",
    "verb",
    "subject_type",
    "subject_id",
    "person_id",
    "capacity",
    "actor_id",
    "act_key",
    "legal_on",
    "recorded_at",
    "details_sealed",
)
STAMP = f"""
ALTER TABLE journal_entry ADD COLUMN recorded_in xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX entry_recorded_in ON journal_entry (recorded_in);
REVOKE INSERT ON journal_entry FROM loopbaankrediet_app;
GRANT INSERT ({", ".join(WRITTEN_COLUMNS)}) ON journal_entry TO loopbaankrediet_app;
CREATE SCHEMA journal;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles_and_referee"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActKey",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("digest", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="SubjectKey",
            fields=[
                ("subject_id", models.UUIDField(primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("act", "handeling"), ("look", "inzage")])),
                ("verb", models.TextField()),
                ("subject_type", models.TextField()),
                ("subject_id", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("capacity", models.TextField()),
                ("actor_id", models.UUIDField(null=True)),
                ("act_key", models.UUIDField(null=True)),
                ("legal_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("details_sealed", models.BinaryField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person_id", "recorded_at"], name="entry_by_person"),
                    models.Index(fields=["subject_id"], name="entry_by_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("act_key",), name="act_recorded_once"),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["act", "look"])), name="entry_kind_known"),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "look"), ("act_key__isnull", False), _connector="OR"),
                        name="acts_carry_their_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("details_sealed__isnull", True), ("person_id__isnull", False), _connector="OR"
                        ),
                        name="details_belong_to_a_person",
                    ),
                ],
            },
        ),
        append_only("journal_entry"),
        migrations.RunSQL(
            "REVOKE UPDATE ON journal_entry, journal_subjectkey, journal_actkey FROM loopbaankrediet_app",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(STAMP, migrations.RunSQL.noop),
        sealed("public.journal_entry", schema="journal", columns=("id", *WRITTEN_COLUMNS, "recorded_in")),
    ]
