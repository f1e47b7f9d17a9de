import uuid

import django.db.models.deletion
from django.db import migrations, models

import loopbaankrediet.objections.states
from loopbaankrediet.platform.row_rules import keeps_owner, of_citizen, protected
from loopbaankrediet.platform.transitions import guarded, only_changes, set_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0006_row_security"),
        ("people", "0007_row_security"),
        ("credit", "0006_wishes_and_reopening"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE objection_number START 100101; "
            "GRANT USAGE ON SEQUENCE objection_number TO loopbaankrediet_app;",
            "DROP SEQUENCE objection_number",
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "number",
                    models.BigIntegerField(
                        db_default=models.Func(models.Value("objection_number"), function="nextval")
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[("reconsideration", "Vraag om opnieuw te bekijken"), ("complaint", "Klacht")]
                    ),
                ),
                (
                    "topic",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("waiting", "Het duurt te lang"),
                            ("treatment", "Hoe een medewerker mij behandelde"),
                            ("unclear", "Een brief of pagina is onduidelijk of fout"),
                            ("counsellor", "Mijn loopbaanbegeleider"),
                            ("other", "Iets anders"),
                        ],
                    ),
                ),
                ("last_day", models.DateField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("received", "received"),
                            ("in_hand", "in_hand"),
                            ("decided", "decided"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=loopbaankrediet.objections.states.ObjectionState["RECEIVED"],
                    ),
                ),
                ("text_sealed", models.BinaryField()),
                ("through", models.TextField(blank=True)),
                ("submitted_on", models.DateField()),
                ("submitted_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                ("taken_on", models.DateField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("well_founded", "Je krijgt gelijk"),
                            ("partly", "Je krijgt deels gelijk"),
                            ("unfounded", "Je krijgt geen gelijk"),
                            ("inadmissible", "We kunnen dit niet behandelen"),
                        ],
                    ),
                ),
                ("grounds_sealed", models.BinaryField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "contested_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="credit.decision"
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "revocation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="credit.revocation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "answer_by"], name="objection_worklist"),
                    models.Index(fields=["person", "submitted_at"], name="objection_by_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="objection_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["reconsideration", "complaint"])), name="objection_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision", None),
                                ("kind", "complaint"),
                                ("last_day", None),
                                ("revocation", None),
                                ("topic__in", ["waiting", "treatment", "unclear", "counsellor", "other"]),
                            ),
                            models.Q(
                                ("decision__isnull", False),
                                ("kind", "reconsideration"),
                                ("revocation", None),
                                ("topic", ""),
                            ),
                            models.Q(
                                ("decision", None),
                                ("kind", "reconsideration"),
                                ("revocation__isnull", False),
                                ("topic", ""),
                            ),
                            _connector="OR",
                        ),
                        name="objection_about_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    loopbaankrediet.objections.states.ObjectionState["RECEIVED"],
                                    loopbaankrediet.objections.states.ObjectionState["IN_HAND"],
                                ),
                            )
                        ),
                        fields=("decision",),
                        name="one_running_objection_per_decision",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    loopbaankrediet.objections.states.ObjectionState["RECEIVED"],
                                    loopbaankrediet.objections.states.ObjectionState["IN_HAND"],
                                ),
                            )
                        ),
                        fields=("revocation",),
                        name="one_running_objection_per_revocation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handler", None),
                            ("contested_by", None),
                            models.Q(("handler", models.F("contested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="who_signed_does_not_look_again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        loopbaankrediet.objections.states.ObjectionState["IN_HAND"],
                                        loopbaankrediet.objections.states.ObjectionState["DECIDED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("handler__isnull", False), ("taken_at__isnull", False), ("taken_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="objection_in_the_hands_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_on__isnull", False),
                                ("grounds_sealed__isnull", False),
                                ("outcome__in", ["well_founded", "partly", "unfounded", "inadmissible"]),
                                ("state", loopbaankrediet.objections.states.ObjectionState["DECIDED"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", loopbaankrediet.objections.states.ObjectionState["DECIDED"]),
                                    _negated=True,
                                ),
                                ("decided_at", None),
                                ("decided_on", None),
                                ("grounds_sealed", None),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="objection_decided_with_grounds",
                    ),
                ],
            },
        ),
        guarded("objections_objection", "objection"),
        only_changes(
            "objections_objection",
            *("state", "handler_id", "taken_on", "taken_at"),
            *("outcome", "grounds_sealed", "decided_on", "decided_at"),
        ),
        set_once("objections_objection", "grounds_sealed", "decided_on", "decided_at"),
        protected("objections_objection", of_citizen("person_id")),
        keeps_owner("objections_objection", "person_id"),
    ]
