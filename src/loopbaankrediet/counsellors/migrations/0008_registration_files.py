import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import loopbaankrediet.counsellors.files.states
import loopbaankrediet.counsellors.measures.models
import loopbaankrediet.counsellors.methods.models
import loopbaankrediet.counsellors.models


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0007_profile"),
        ("people", "0008_experts"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseEvidence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "condition",
                    models.TextField(
                        choices=[
                            ("diploma", "Diploma"),
                            ("qualification", "Beroepskwalificatie"),
                            ("code_of_conduct", "Gedragscode"),
                            ("wse_quality", "Kwaliteit (WSE)"),
                        ]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("asked", "asked"),
                            ("given", "given"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                        ],
                        default=loopbaankrediet.counsellors.files.states.EvidenceState["ASKED"],
                    ),
                ),
                ("claim", models.TextField(blank=True, default="")),
                ("words_sealed", models.BinaryField(null=True)),
                ("given_on", models.DateField(null=True)),
                ("given_at", models.DateTimeField(null=True)),
                ("judged_on", models.DateField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                ("why_sealed", models.BinaryField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Method",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("basis", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "proposed"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=loopbaankrediet.counsellors.methods.models.MethodState["PROPOSED"],
                    ),
                ),
                ("proposed_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("withdrawn_from", models.DateField(null=True)),
                ("withdrawn_why", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="MethodReview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("is_founded", models.BooleanField()),
                ("reasons", models.TextField()),
                ("reviewed_on", models.DateField()),
                ("reviewed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="OrganisationRole",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "part",
                    models.TextField(
                        choices=[
                            ("representative", "Vertegenwoordiger: ziet wie er begeleidt en wat betaald is"),
                            ("manager", "Beheerder: ziet wat betaald is"),
                        ]
                    ),
                ),
                ("since_on", models.DateField()),
                ("given_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RegistrationCase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField(choices=[("first", "Eerste registratie"), ("renewal", "Verlenging")])),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("intended", "intended"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=loopbaankrediet.counsellors.files.states.CaseState["DRAFT"],
                    ),
                ),
                ("offer_sealed", models.BinaryField()),
                ("started_on", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("submitted_on", models.DateField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("intended_on", models.DateField(null=True)),
                ("intended_at", models.DateTimeField(null=True)),
                ("intention_sealed", models.BinaryField(null=True)),
                ("answer_until", models.DateField(null=True)),
                ("answer_sealed", models.BinaryField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("law_hash", models.TextField(blank=True, default="")),
                ("decision_sealed", models.BinaryField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RegistrationEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("registered", "Geregistreerd"),
                            ("renewed", "Verlengd"),
                            ("suspended", "Geschorst"),
                            ("reinstated", "Schorsing opgeheven"),
                            ("deregistered", "Geschrapt"),
                            ("left", "Op eigen vraag gestopt"),
                        ]
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("noted_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RegistrationMeasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField(choices=[("suspension", "Schorsing"), ("deregistration", "Schrapping")])),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("conditions_lost", "Een voorwaarde is niet meer vervuld"),
                            ("sanction", "Een sanctie"),
                            ("death", "Overlijden"),
                        ]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("opened", "opened"),
                            ("heard", "heard"),
                            ("imposed", "imposed"),
                            ("dropped", "dropped"),
                            ("lifted", "lifted"),
                        ],
                        default=loopbaankrediet.counsellors.measures.models.MeasureState["OPENED"],
                    ),
                ),
                ("why_sealed", models.BinaryField()),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("answer_until", models.DateField()),
                ("answer_sealed", models.BinaryField(null=True)),
                ("heard_on", models.DateField(null=True)),
                ("reasons_sealed", models.BinaryField(null=True)),
                ("from_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("lifted_on", models.DateField(null=True)),
                ("lift_sealed", models.BinaryField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="counsellor",
            name="a_company_has_an_enterprise_number",
        ),
        migrations.RemoveConstraint(
            model_name="counsellor",
            name="one_counsellor_per_enterprise",
        ),
        migrations.AddField(
            model_name="counsellor",
            name="leaves_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="counsellor",
            name="shares_enterprise",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="counsellor",
            name="suspended_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="counsellor",
            name="suspended_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="counsellor",
            name="valid_until",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="counsellor",
            name="legal_form",
            field=models.TextField(
                choices=[
                    ("natural_person", "Natuurlijk persoon"),
                    ("own_company", "Eigen vennootschap"),
                    ("company_with_employees", "Vennootschap met begeleiders in dienst"),
                    ("career_centre", "Loopbaancentrum"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="counsellor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("legal_form__in", ["own_company", "company_with_employees", "career_centre"]),
                        ("organisation__isnull", False),
                    ),
                    ("legal_form", "natural_person"),
                    _connector="OR",
                ),
                name="a_company_has_an_enterprise_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="counsellor",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", loopbaankrediet.counsellors.models.RegistrationState["DEREGISTERED"]), _negated=True
                    ),
                    ("shares_enterprise", False),
                ),
                fields=("organisation",),
                name="one_counsellor_per_enterprise",
            ),
        ),
        migrations.AddConstraint(
            model_name="counsellor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("suspended_until", None),
                    models.Q(("suspended_from__isnull", False), ("suspended_until__gte", models.F("suspended_from"))),
                    _connector="OR",
                ),
                name="a_suspension_ends_after_it_starts",
            ),
        ),
        migrations.AddField(
            model_name="caseevidence",
            name="judged_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="method",
            name="proposed_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="method",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="methodreview",
            name="method",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.method"
            ),
        ),
        migrations.AddField(
            model_name="methodreview",
            name="reviewer",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="organisationrole",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="organisationrole",
            name="given_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="organisationrole",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
            ),
        ),
        migrations.AddField(
            model_name="organisationrole",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="registrationcase",
            name="counsellor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
            ),
        ),
        migrations.AddField(
            model_name="registrationcase",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="registrationcase",
            name="intended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="registrationcase",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="caseevidence",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.registrationcase"
            ),
        ),
        migrations.AddField(
            model_name="registrationevent",
            name="counsellor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
            ),
        ),
        migrations.AddField(
            model_name="registrationevent",
            name="noted_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="registrationmeasure",
            name="counsellor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="counsellors.counsellor"
            ),
        ),
        migrations.AddField(
            model_name="registrationmeasure",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="registrationmeasure",
            name="lifted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="registrationmeasure",
            name="opened_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddIndex(
            model_name="method",
            index=models.Index(fields=["state", "name"], name="methods_by_state"),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "accepted", "refused", "withdrawn"])),
                name="method_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(
                    (
                        "state__in",
                        [
                            loopbaankrediet.counsellors.methods.models.MethodState["PROPOSED"],
                            loopbaankrediet.counsellors.methods.models.MethodState["ACCEPTED"],
                        ],
                    )
                ),
                name="one_method_per_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None),
                        ("state", loopbaankrediet.counsellors.methods.models.MethodState["PROPOSED"]),
                    ),
                    ("decided_at__isnull", False),
                    _connector="OR",
                ),
                name="method_decided_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", loopbaankrediet.counsellors.methods.models.MethodState["WITHDRAWN"]),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_from__isnull", False),
                        models.Q(("withdrawn_why", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(
                            ("state", loopbaankrediet.counsellors.methods.models.MethodState["WITHDRAWN"]),
                            _negated=True,
                        ),
                        ("withdrawn_by", None),
                        ("withdrawn_from", None),
                    ),
                    _connector="OR",
                ),
                name="method_withdrawn_from_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodreview",
            constraint=models.UniqueConstraint(fields=("method", "reviewer"), name="one_review_per_member"),
        ),
        migrations.AddConstraint(
            model_name="methodreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="review_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationrole",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("organisation", "person", "part"),
                name="organisation_role_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by", None), ("ended_on", None)),
                    models.Q(("ended_by__isnull", False), ("ended_on__gte", models.F("since_on"))),
                    _connector="OR",
                ),
                name="organisation_role_ended_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="registrationcase",
            index=models.Index(fields=["state", "submitted_on"], name="registration_case_queue"),
        ),
        migrations.AddConstraint(
            model_name="registrationcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "submitted", "intended", "granted", "refused", "withdrawn"])
                ),
                name="registration_case_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "intended"])),
                fields=("person",),
                name="one_running_registration_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer_until", None),
                        ("intended_at", None),
                        ("intended_by", None),
                        ("intended_on", None),
                        ("intention_sealed", None),
                    ),
                    models.Q(
                        ("answer_until__gte", models.F("intended_on")),
                        ("intended_at__isnull", False),
                        ("intended_by__isnull", False),
                        ("intended_on__isnull", False),
                        ("intention_sealed__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="registration_intention_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["granted", "refused"]),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                        ("decision_sealed__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state__in", ["granted", "refused"]), _negated=True),
                        ("decided_at", None),
                        ("decided_by", None),
                        ("decided_on", None),
                        ("decision_sealed", None),
                    ),
                    _connector="OR",
                ),
                name="registration_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", loopbaankrediet.counsellors.files.states.CaseState["REFUSED"]), _negated=True),
                    ("intended_by__isnull", False),
                    _connector="OR",
                ),
                name="registration_refused_after_an_intention",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("state", loopbaankrediet.counsellors.files.states.CaseState["GRANTED"]), _negated=True
                        ),
                        models.Q(("kind", "renewal"), _negated=True),
                    ),
                    ("counsellor__isnull", False),
                    _connector="OR",
                ),
                name="registration_granted_to_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevidence",
            constraint=models.UniqueConstraint(fields=("case", "condition"), name="one_evidence_per_condition"),
        ),
        migrations.AddConstraint(
            model_name="caseevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "given", "accepted", "rejected"])),
                name="registration_evidence_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", loopbaankrediet.counsellors.files.states.EvidenceState["ASKED"]),
                    models.Q(models.Q(("claim", ""), _negated=True), ("given_at__isnull", False)),
                    _connector="OR",
                ),
                name="evidence_given_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                loopbaankrediet.counsellors.files.states.EvidenceState["ACCEPTED"],
                                loopbaankrediet.counsellors.files.states.EvidenceState["REJECTED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(("judged_at__isnull", False), ("judged_by__isnull", False), ("judged_on__isnull", False)),
                    _connector="OR",
                ),
                name="evidence_judged_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", loopbaankrediet.counsellors.files.states.EvidenceState["REJECTED"]), _negated=True
                    ),
                    ("why_sealed__isnull", False),
                    _connector="OR",
                ),
                name="evidence_rejected_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="registrationevent",
            index=models.Index(fields=["counsellor", "noted_at"], name="registration_history"),
        ),
        migrations.AddConstraint(
            model_name="registrationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="registration_event_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["opened", "heard", "imposed", "dropped", "lifted"])),
                name="registration_measure_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationmeasure",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            loopbaankrediet.counsellors.measures.models.MeasureState["OPENED"],
                            loopbaankrediet.counsellors.measures.models.MeasureState["HEARD"],
                        ],
                    )
                ),
                fields=("counsellor",),
                name="one_open_registration_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("opened_by")), _negated=True),
                    _connector="OR",
                ),
                name="four_eyes_on_a_registration_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                loopbaankrediet.counsellors.measures.models.MeasureState["IMPOSED"],
                                loopbaankrediet.counsellors.measures.models.MeasureState["LIFTED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("from_on__gte", models.F("decided_on")),
                        ("reasons_sealed__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="registration_measure_imposed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on", None),
                    models.Q(("kind", "suspension"), ("until_on__gte", models.F("from_on"))),
                    _connector="OR",
                ),
                name="registration_measure_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("lifted_by__isnull", False),
                        ("lifted_on__isnull", False),
                        ("state", loopbaankrediet.counsellors.measures.models.MeasureState["LIFTED"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", loopbaankrediet.counsellors.measures.models.MeasureState["LIFTED"]), _negated=True
                        ),
                        ("lifted_by", None),
                        ("lifted_on", None),
                    ),
                    _connector="OR",
                ),
                name="registration_measure_lifted_by_somebody",
            ),
        ),
    ]
