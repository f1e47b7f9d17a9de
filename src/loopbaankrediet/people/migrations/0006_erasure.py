"""Erasing a person: only what two officers decided, and only through a function. The key goes, and the readable name."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.people.models import Erasure
from loopbaankrediet.platform.transitions import guarded, only_changes

FUNCTIONS = """
-- For the owner, and for people_erase: the key, the name, and every hash and number that leads to the person. Who
-- signs in later with the same number is somebody new.
CREATE FUNCTION people_forget(p_person uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.journal_subjectkey (subject_id, made_at, erased_at) VALUES (p_person, now(), now())
    ON CONFLICT (subject_id) DO UPDATE SET wrapped_key = NULL, erased_at = now()
    WHERE journal_subjectkey.wrapped_key IS NOT NULL;
  UPDATE public.people_person SET given_name = 'Gewiste', family_name = 'persoon', key_number = NULL,
         history_hash = NULL, national_number_hash = sha256(uuid_send(gen_random_uuid()) || uuid_send(p_person))
   WHERE id = p_person AND key_number IS NOT NULL;
  UPDATE public.people_mandate SET named_sealed = NULL WHERE helper_id = p_person AND named_sealed IS NOT NULL;
  UPDATE public.people_identity SET vo_id = 'gewist ' || gen_random_uuid()
   WHERE person_id = p_person AND vo_id NOT LIKE 'gewist %';
$$;
-- A link of the sign-in stays as it is until its person is erased: then only its number goes.
CREATE FUNCTION people_identity_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.vo_id LIKE 'gewist %' AND (NEW.person_id, NEW.linked_at) = (OLD.person_id, OLD.linked_at)
     AND EXISTS (SELECT FROM public.journal_subjectkey WHERE subject_id = OLD.person_id AND erased_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'table % only grows: correct with a new row', TG_TABLE_NAME
    USING ERRCODE = 'LK011', CONSTRAINT = 'append_only';
END $$;
DROP TRIGGER append_only ON people_identity;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON people_identity
  FOR EACH ROW EXECUTE FUNCTION people_identity_stays();
-- The referee of states finds its own table by `public`.
CREATE FUNCTION people_erase(p_erasure uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE wanted public.people_erasure;
BEGIN
  SELECT * INTO wanted FROM public.people_erasure WHERE id = p_erasure AND state = 'decided' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no erasure was decided under this number' USING ERRCODE = 'LK013', CONSTRAINT = 'decided_by_two';
  END IF;
  PERFORM public.people_forget(wanted.person_id);
  UPDATE public.people_erasure SET state = 'erased', erased_at = now() WHERE id = p_erasure;
END $$;
REVOKE ALL ON FUNCTION people_forget, people_erase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_erase TO loopbaankrediet_app;
"""
UNDO = """
DROP FUNCTION people_erase, people_forget;
DROP TRIGGER append_only ON people_identity;
DROP FUNCTION people_identity_stays;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON people_identity FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_mandates"), ("journal", "0003_key_numbers")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[(s, s) for s in ("proposed", "advised", "decided", "erased", "withdrawn")],
                        default="proposed",
                    ),
                ),
                ("dossier", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                (
                    "advice",
                    models.TextField(
                        blank=True, choices=[("for", "Wissen is in orde"), ("against", "Beter niet wissen")], default=""
                    ),
                ),
                ("advised_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "advised_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={"constraints": Erasure._meta.constraints},
        ),
        guarded("people_erasure", "erasure"),
        only_changes("people_erasure", "state", "advice", "advised_by_id", "advised_at", "decided_by_id", "decided_at"),
        migrations.RunSQL(FUNCTIONS, UNDO),
    ]
