"""What a counsellor tells of herself, and the words by which the register is searched."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.row_rules import door, keeps_owner, of_counsellor, protected

SEARCH_TEXT = """
CREATE FUNCTION counsellors_note_words(p_counsellors uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO counsellors_searchtext (counsellor_id, words, stems)
    SELECT found.id, found.words, to_tsvector('dutch', found.words)
      FROM (SELECT counsellor.id, translate(lower(unaccent(concat_ws(' ', '', person.given_name, person.family_name,
                     organisation.name, counsellor.municipality, array_to_string(counsellor.methods, ' '),
                     profile.own_words))), '-''’', '') AS words
              FROM counsellors_counsellor AS counsellor JOIN people_person AS person ON person.id = counsellor.person_id
              LEFT JOIN people_organisation AS organisation ON organisation.id = counsellor.organisation_id
              LEFT JOIN counsellors_profile AS profile ON profile.counsellor_id = counsellor.id
             WHERE counsellor.id = ANY (p_counsellors)) AS found
    ON CONFLICT (counsellor_id) DO UPDATE SET words = excluded.words, stems = excluded.stems;
$$;
REVOKE ALL ON FUNCTION counsellors_note_words FROM PUBLIC;
CREATE FUNCTION counsellors_words_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM counsellors_note_words(CASE TG_TABLE_NAME
    WHEN 'counsellors_counsellor' THEN ARRAY[(to_jsonb(NEW) ->> 'id')::uuid]
    WHEN 'counsellors_profile' THEN ARRAY[(to_jsonb(NEW) ->> 'counsellor_id')::uuid]
    WHEN 'people_person' THEN
      ARRAY(SELECT id FROM counsellors_counsellor WHERE person_id = (to_jsonb(NEW) ->> 'id')::uuid)
    ELSE ARRAY(SELECT id FROM counsellors_counsellor WHERE organisation_id = (to_jsonb(NEW) ->> 'id')::uuid) END);
  RETURN NULL;
END $$;
CREATE TRIGGER words_are_searched AFTER INSERT OR UPDATE OF municipality, methods, organisation_id
  ON counsellors_counsellor FOR EACH ROW EXECUTE FUNCTION counsellors_words_changed();
CREATE TRIGGER words_are_searched AFTER INSERT OR UPDATE OF own_words
  ON counsellors_profile FOR EACH ROW EXECUTE FUNCTION counsellors_words_changed();
CREATE TRIGGER words_are_searched AFTER UPDATE OF given_name, family_name
  ON people_person FOR EACH ROW EXECUTE FUNCTION counsellors_words_changed();
CREATE TRIGGER words_are_searched AFTER UPDATE OF name
  ON people_organisation FOR EACH ROW EXECUTE FUNCTION counsellors_words_changed();
SELECT counsellors_note_words(ARRAY(SELECT id FROM counsellors_counsellor));
REVOKE INSERT, UPDATE, DELETE ON counsellors_searchtext FROM loopbaankrediet_app;
"""
NOT_SEARCHED = """
DROP TRIGGER words_are_searched ON people_organisation;
DROP TRIGGER words_are_searched ON people_person;
DROP TRIGGER words_are_searched ON counsellors_profile;
DROP TRIGGER words_are_searched ON counsellors_counsellor;
DROP FUNCTION counsellors_words_changed;
DROP FUNCTION counsellors_note_words;
"""
FORGET = """
CREATE FUNCTION counsellors_forget_profile(p_person uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.counsellors_profile AS profile
     SET own_words = '', target_groups = '{}', languages = '{}', access = '{}', free_from = NULL, free_said_on = NULL
    FROM public.counsellors_counsellor AS mine
   WHERE mine.id = profile.counsellor_id AND mine.person_id = p_person
     AND EXISTS (SELECT FROM public.journal_subjectkey WHERE subject_id = p_person AND erased_at IS NOT NULL);
$$;
REVOKE ALL ON FUNCTION counsellors_forget_profile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION counsellors_forget_profile TO loopbaankrediet_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0006_row_security"),
        ("people", "0007_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "counsellor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="counsellors.counsellor",
                    ),
                ),
                ("own_words", models.TextField(blank=True)),
                (
                    "target_groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("low_schooled", "Mensen zonder diploma secundair onderwijs"),
                                ("older", "55-plussers"),
                                ("young", "Jongeren onder 30"),
                                ("illness", "Mensen die ziek zijn of waren"),
                                ("burn_out", "Mensen met stress of een burn-out"),
                                ("disability", "Mensen met een handicap"),
                                ("newcomers", "Anderstalige nieuwkomers"),
                                ("self_employed", "Zelfstandigen"),
                                ("carers", "Mantelzorgers en alleenstaande ouders"),
                            ]
                        ),
                        size=None,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("fr", "Frans"),
                                ("en", "Engels"),
                                ("de", "Duits"),
                                ("tr", "Turks"),
                                ("ar", "Arabisch"),
                                ("ber", "Berbers"),
                                ("pl", "Pools"),
                                ("ro", "Roemeens"),
                                ("es", "Spaans"),
                                ("uk", "Oekraïens"),
                                ("sign", "Vlaamse Gebarentaal"),
                            ]
                        ),
                        size=None,
                    ),
                ),
                (
                    "access",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("wheelchair", "Toegankelijk met een rolstoel"),
                                ("toilet", "Aangepast toilet"),
                                ("parking", "Voorbehouden parkeerplaats"),
                                ("transport", "Bushalte of station binnen 500 meter"),
                                ("quiet", "Rustige kamer, weinig prikkels"),
                                ("hearing", "Ringleiding voor wie slecht hoort"),
                            ]
                        ),
                        size=None,
                    ),
                ),
                ("free_from", models.DateField(null=True)),
                ("free_said_on", models.DateField(null=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("free_from__isnull", True), ("free_said_on__isnull", True)),
                            models.Q(("free_from__isnull", False), ("free_said_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="free_from_was_said_on_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "counsellor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="counsellors.counsellor",
                    ),
                ),
                ("words", models.TextField()),
                ("stems", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["stems"], name="register_by_stem"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="register_by_letters", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.RunSQL(SEARCH_TEXT, NOT_SEARCHED),
        migrations.RunSQL(FORGET, "DROP FUNCTION counsellors_forget_profile"),
        protected("counsellors_profile", of_counsellor("counsellor_id")),
        door("counsellors_profile", "profiles_are_public", "true"),
        protected("counsellors_searchtext", of_counsellor("counsellor_id")),
        door("counsellors_searchtext", "the_register_is_searched", "true"),
        keeps_owner("counsellors_profile", "counsellor_id"),
    ]
