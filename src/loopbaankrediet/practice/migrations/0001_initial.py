"""Unpaid minutes, drafts and the burden of administration: rows of one counsellor."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from loopbaankrediet.platform.row_rules import added_only, beside, keeps_owner, of_counsellor, protected
from loopbaankrediet.platform.transitions import append_only, only_changes, set_once

# Only sums leave it, and none while fewer than p_least counsellors are in them.
OF_ALL = """
CREATE FUNCTION practice_burden_of_all(p_least int)
RETURNS TABLE (counsellors bigint, modules bigint, seconds bigint, old_count bigint, old_minutes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH last AS (
    SELECT DISTINCT ON (counsellor_id) counsellor_id, takes_part, old_minutes
      FROM public.practice_burdenchoice ORDER BY counsellor_id, chosen_at DESC, id DESC
  ), each AS (
    SELECT last.counsellor_id, last.old_minutes,
           count(DISTINCT kept.module_id) AS modules, sum(kept.seconds) AS seconds
      FROM last JOIN public.practice_burdenmeasure AS kept USING (counsellor_id)
     WHERE last.takes_part AND kept.wiped_at IS NULL GROUP BY last.counsellor_id, last.old_minutes
  ), total AS (
    SELECT count(*) AS counsellors, sum(modules) AS modules, sum(seconds) AS seconds,
           count(old_minutes) AS old_count, sum(old_minutes) AS old_minutes FROM each
  )
  SELECT CASE WHEN counsellors >= p_least THEN counsellors END,
         CASE WHEN counsellors >= p_least THEN modules::bigint END,
         CASE WHEN counsellors >= p_least THEN seconds::bigint END,
         CASE WHEN counsellors >= p_least AND old_count >= p_least THEN old_count END,
         CASE WHEN counsellors >= p_least AND old_count >= p_least THEN old_minutes::bigint END
    FROM total;
$$;
REVOKE ALL ON FUNCTION practice_burden_of_all FROM PUBLIC;
GRANT EXECUTE ON FUNCTION practice_burden_of_all TO loopbaankrediet_app;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("counsellors", "0006_row_security"),
        ("guidance", "0011_departures"),
    ]

    operations = [
        migrations.CreateModel(
            name="TalkDraft",
            fields=[
                (
                    "module",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guidance.guidancemodule",
                    ),
                ),
                ("typed_sealed", models.BinaryField(null=True)),
                ("saved_at", models.DateTimeField()),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BurdenChoice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("takes_part", models.BooleanField()),
                ("old_minutes", models.PositiveSmallIntegerField(null=True)),
                ("chosen_on", models.DateField()),
                ("chosen_at", models.DateTimeField()),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("old_minutes", None), ("old_minutes__range", (1, 600)), _connector="OR"),
                        name="old_minutes_in_range",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BurdenMeasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("way", models.TextField(choices=[("timed", "Gemeten op het scherm"), ("told", "Zelf opgegeven")])),
                ("seconds", models.PositiveIntegerField(null=True)),
                ("measured_on", models.DateField()),
                ("measured_at", models.DateTimeField()),
                ("wiped_at", models.DateTimeField(null=True)),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.guidancemodule"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["counsellor", "module"], name="burden_by_counsellor")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("way__in", ["timed", "told"])), name="burden_way_known"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seconds__range", (1, 36000)), ("wiped_at", None)),
                            models.Q(("seconds__isnull", True), ("wiped_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="burden_measured_or_wiped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnpaidWork",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("intake", "Kennismaking"),
                            ("closing", "Slotgesprek"),
                            ("aftercare", "Nazorg"),
                            ("reporting", "Verslag en administratie"),
                            ("complex", "Extra zorg voor deze klant"),
                        ]
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("done_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
                    ),
                ),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.track"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["counsellor", "done_on"], name="unpaid_by_counsellor")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 600))), name="unpaid_minutes_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["intake", "closing", "aftercare", "reporting", "complex"])),
                        name="unpaid_kind_known",
                    ),
                ],
            },
        ),
        append_only("practice_burdenchoice"),
        only_changes("practice_unpaidwork", "taken_back_at"),
        set_once("practice_unpaidwork", "taken_back_at"),
        only_changes("practice_burdenmeasure", "seconds", "wiped_at"),
        set_once("practice_burdenmeasure", "wiped_at"),
        protected("practice_unpaidwork", of_counsellor("counsellor_id")),
        added_only("practice_unpaidwork", beside("guidance_track", "track_id")),
        protected("practice_talkdraft", of_counsellor("counsellor_id")),
        added_only("practice_talkdraft", beside("guidance_guidancemodule", "module_id")),
        keeps_owner("practice_talkdraft", "counsellor_id"),
        protected("practice_burdenchoice", of_counsellor("counsellor_id")),
        protected("practice_burdenmeasure", of_counsellor("counsellor_id")),
        added_only("practice_burdenmeasure", beside("guidance_guidancemodule", "module_id")),
        migrations.RunSQL(OF_ALL, "DROP FUNCTION practice_burden_of_all"),
    ]
