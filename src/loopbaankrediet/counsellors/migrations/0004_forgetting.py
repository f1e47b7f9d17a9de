"""How an erased counsellor could be reached, and where she worked. The register number and the dates stay."""

from django.db import migrations

FORGET = """
CREATE FUNCTION counsellors_forget(p_person uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.counsellors_counsellor SET phone = 'gewist', email = '', municipality = 'gewist', iban_end = 'gewist'
   WHERE person_id = p_person
     AND EXISTS (SELECT FROM public.journal_subjectkey WHERE subject_id = p_person AND erased_at IS NOT NULL);
  UPDATE public.people_organisation AS held SET name = 'gewist'
    FROM public.counsellors_counsellor AS mine
   WHERE mine.person_id = p_person AND mine.organisation_id = held.id
     AND EXISTS (SELECT FROM public.journal_subjectkey WHERE subject_id = p_person AND erased_at IS NOT NULL)
     AND NOT EXISTS (SELECT FROM public.counsellors_counsellor AS other
                      WHERE other.organisation_id = held.id AND other.person_id <> p_person);
$$;
REVOKE ALL ON FUNCTION counsellors_forget FROM PUBLIC;
GRANT EXECUTE ON FUNCTION counsellors_forget TO loopbaankrediet_app;
"""


class Migration(migrations.Migration):
    dependencies = [("counsellors", "0003_accountchange"), ("people", "0006_erasure")]
    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION counsellors_forget")]
