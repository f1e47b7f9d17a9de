"""The name of an erased counsellor on the agreements that she signed."""

from django.db import migrations

FORGET = """
CREATE FUNCTION guidance_forget(p_person uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.guidance_guidanceagreement AS signed
     SET counsellor_name = 'gewist', organisation = '', counsellor_phone = '', counsellor_email = '', place = 'gewist'
    FROM public.guidance_track AS track JOIN public.counsellors_counsellor AS who ON who.id = track.counsellor_id
   WHERE track.id = signed.track_id AND who.person_id = p_person
     AND EXISTS (SELECT FROM public.journal_subjectkey WHERE subject_id = p_person AND erased_at IS NOT NULL);
$$;
REVOKE ALL ON FUNCTION guidance_forget FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guidance_forget TO loopbaankrediet_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0005_independence"),
        ("counsellors", "0004_forgetting"),
    ]
    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION guidance_forget")]
