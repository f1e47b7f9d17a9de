import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.budget.models
from loopbaankrediet.platform.transitions import append_only, guarded, only_changes


class Migration(migrations.Migration):
    dependencies = [
        ("budget", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[("announced", "announced"), ("drawn", "drawn")],
                        default=loopbaankrediet.budget.models.DrawState["ANNOUNCED"],
                    ),
                ),
                ("starts_on", models.DateField(unique=True)),
                ("ends_on", models.DateField()),
                ("month_cents", models.BigIntegerField(null=True)),
                ("carries_over", models.BooleanField()),
                ("longest_wait_first", models.BooleanField()),
                ("seed_hash", models.TextField()),
                ("seed_sealed", models.BinaryField()),
                ("seed", models.BinaryField(null=True)),
                ("announced_on", models.DateField()),
                ("announced_at", models.DateTimeField()),
                ("drawn_on", models.DateField(null=True)),
                ("drawn_at", models.DateTimeField(null=True)),
                ("entries", models.PositiveIntegerField(null=True)),
                ("winners", models.PositiveIntegerField(null=True)),
                ("amount_cents", models.BigIntegerField(null=True)),
                ("given_cents", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["announced", "drawn"])), name="draw_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("announced_on__lt", models.F("starts_on"))),
                        name="a_draw_is_announced_before_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lte", models.F("ends_on"))), name="a_draw_is_about_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount_cents", None),
                                ("drawn_at", None),
                                ("drawn_on", None),
                                ("entries", None),
                                ("given_cents", None),
                                ("seed", None),
                                ("state", "announced"),
                                ("winners", None),
                            ),
                            models.Q(
                                ("drawn_at__isnull", False),
                                ("drawn_on__gt", models.F("ends_on")),
                                ("given_cents__lte", models.F("amount_cents")),
                                ("seed__isnull", False),
                                ("state", "drawn"),
                                ("winners__lte", models.F("entries")),
                            ),
                            _connector="OR",
                        ),
                        name="a_draw_that_was_held_shows_everything",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DepartmentCost",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[("entered", "entered"), ("confirmed", "confirmed"), ("withdrawn", "withdrawn")],
                        default=loopbaankrediet.budget.models.CostState["ENTERED"],
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("kind", models.TextField(choices=[("it", "IT: bouwen en laten werken"), ("staff", "Personeel")])),
                ("cents", models.BigIntegerField()),
                ("source", models.TextField()),
                ("entered_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["year"], name="costs_by_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["entered", "confirmed", "withdrawn"])),
                        name="cost_state_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["it", "staff"])), name="cost_kind_known"),
                    models.CheckConstraint(condition=models.Q(("cents__gt", 0)), name="a_cost_is_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None), ("state", "entered")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("state", "entered"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_cost_ends_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(("ended_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_cost_is_seen_by_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DrawPlace",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("entry_id", models.UUIDField()),
                ("ticket", models.TextField()),
                ("draws_waited", models.PositiveIntegerField()),
                ("cents", models.BigIntegerField()),
                ("won", models.BooleanField()),
                (
                    "draw",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="budget.draw"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["entry_id"], name="places_of_an_entry")],
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "place"), name="one_entry_per_place"),
                    models.UniqueConstraint(fields=("draw", "ticket"), name="one_place_per_ticket"),
                    models.UniqueConstraint(
                        condition=models.Q(("won", True)), fields=("entry_id",), name="an_entry_wins_once"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE budget_draw ADD CONSTRAINT the_seed_is_the_one_announced "
            "CHECK (seed IS NULL OR encode(sha256(seed), 'hex') = seed_hash)",
            "ALTER TABLE budget_draw DROP CONSTRAINT the_seed_is_the_one_announced",
        ),
        guarded("budget_draw", "draw"),
        only_changes(
            "budget_draw",
            *("state", "seed", "drawn_on", "drawn_at", "entries", "winners", "amount_cents", "given_cents"),
        ),
        append_only("budget_drawplace"),
        guarded("budget_departmentcost", "department_cost"),
        only_changes("budget_departmentcost", "state", "ended_by_id", "ended_at"),
    ]
