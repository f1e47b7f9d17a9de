"""The journal says for whom, in which request and why. Rows of before keep their seal: what is empty adds nothing."""

from django.db import migrations, models

OLD_COLUMNS = (
    "id, kind, verb, subject_type, subject_id, person_id, capacity, actor_id, act_key, legal_on, recorded_at, "
    "details_sealed, recorded_in"
)
NEW_COLUMNS = "representation, mandate_id, request_id, purpose, dossier"
LEAVES = f"""
GRANT INSERT ({NEW_COLUMNS}) ON journal_entry TO loopbaankrediet_app;
CREATE OR REPLACE FUNCTION journal.leaves(p_from xid8, p_before xid8)
RETURNS TABLE (leaves bytea, rows bigint, first_id bigint, last_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_encoding = 'UTF8' AS $$
  SELECT string_agg(int8send(id) || sha256(record_send(ROW({OLD_COLUMNS}))
                    || CASE WHEN num_nonnulls({NEW_COLUMNS}) = 0 THEN ''::bytea
                            ELSE record_send(ROW({NEW_COLUMNS})) END), '' ORDER BY id),
         count(*), min(id), max(id)
    FROM public.journal_entry WHERE recorded_in >= p_from AND recorded_in < p_before
$$;
"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.AddField("entry", "representation", models.TextField(null=True)),
        migrations.AddField("entry", "mandate_id", models.UUIDField(null=True)),
        migrations.AddField("entry", "request_id", models.UUIDField(null=True)),
        migrations.AddField("entry", "purpose", models.TextField(null=True)),
        migrations.AddField("entry", "dossier", models.TextField(null=True)),
        migrations.RunSQL(LEAVES, migrations.RunSQL.noop),
    ]
