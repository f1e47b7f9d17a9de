"""What the draft leaves open is dated data: every name of the register is there, and no value is ever made up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loopbaankrediet.decree import LiftError, NoValueInForce, ParameterRefused
from loopbaankrediet.decree import facts as declared
from loopbaankrediet.decree.dated.choices import Answers, ChoiceRecord, DatedRecord, DatedValue, choices_from
from loopbaankrediet.decree.dated.procedure import (
    choice,
    choices,
    choices_of,
    named_day,
    named_days,
    procedure,
    sanctions,
    term,
)
from loopbaankrediet.decree.dated.records import ParameterRecord, read_parameters
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.saying.dutch import amount
from loopbaankrediet.guidance.actions import codes, modules
from tests.decree.persons import ON

BEFORE = date(2026, 12, 31)
REGISTER = {
    "start_date": "start_date",
    "hours_total": "credit_minutes",
    "module_hours": "module_minutes",
    "renewal_period": "renewal",
    "credit_validity": "credit_validity",
    "module_completion_term": "module_completion_term",
    "min_gap_between_modules": "days_between_modules",
    "seniority_months": "seniority_months_required",
    "seniority_days": "seniority_days_required",
    "counting rule": "seniority_counting",
    "equalised-period list": "equalised_periods",
    "residence_rule": "residence_rule",
    "activity_rule": "activity_rule",
    "short_schooled_rule": "short_schooled_rule",
    "proof source": "schooling_silent_source",
    "date of assessment": "schooling_fixed_at",
    "loopbaanvraag_mode": "loopbaanvraag_mode",
    "tariffs": "public_cents_per_hour",
    "vat_rate": "vat_percent",
    "vat_exempt_treatment": "vat_exempt_treatment",
    "own_share_collection": "own_share_collection",
    "refund_rule": "refund_rule",
    "no_show_rule": "no_show_rule",
    "agreement_max_modules": "agreement_modules_at_most",
    "switch_counsellor_rule": "switch_counsellor_rule",
    "intake_min_duration": "intake_minimum_minutes",
    "delivery_modes": "delivery_modes",
    "language": "guidance_language",
    "document_templates": "document_templates",
    "disagreement_procedure": "disagreement_procedure",
    "diploma_rule": "diploma_rule",
    "bk_rule": "bk_rule",
    "bk_grace_until": "bk_grace_until",
    "evc_route_allowed": "evc_route_allowed",
    "registration_term": "registration_term_months",
    "renewal_rule": "registration_renewal",
    "deregistration_grounds": "deregistration_grounds",
    "org_form_rule": "org_form_rule",
    "claim_term_days": "claim_term_days",
    "payment_term_days": "payment_term_days",
    "recovery_rule": "recovery_rule",
    "limitation_years": "recovery_limitation_months",
    "retention": "retention_application_months",
    "budget_cap": "yearly_budget_cents",
    "cap_behaviour": "cap_window",
    "transition_table": "credit_minutes_after_one_voucher",
    "evaluation_cycle": "evaluation_cycle_months",
}
"""The register of dossier 1L (left), and the record that holds it; its sanction grid is `sanctions`."""
DEFAULTS = {
    "application_scope": "credit",
    "automatic_refusal": "off",
    "loopbaanvraag_mode": "informative",
    "org_form_rule": "solo_only",
    "own_share_collection": "counsellor",
    "vat_exempt_treatment": "same_amount",
    "enforcement_frame": "decree_2004",
    "silence_after_module": "pays",
    "part_of_a_module": "pro_rata",
    "guidance_language": "dutch",
}
TERMS = {
    "intention_answer_days": 14,
    "undetermined_days": 30,
    "undetermined_reminders": 2,
    "silence_question_days": 0,
    "silence_first_reminder_days": 5,
    "silence_second_reminder_days": 10,
    "silence_days": 14,
    "silence_dispute_days": 60,
    "letter_delivery_days": 3,
    "dispute_decision_days": 30,
    "withdrawal_days": 14,
    "revocation_answer_days": 30,
    "revocation_within_days": 60,
    "payment_term_days": 30,
    "billing_step_minutes": 15,
}
EVERYTHING: dict[str, ParameterRecord | DatedRecord[Answers] | DatedRecord[date]] = {
    **procedure(),
    **LAW.book.parameters,
    **read_parameters("scenarios.toml"),
    **choices(),
    **named_days(),
}


@pytest.mark.parametrize("name", REGISTER)
def test_every_name_of_the_register_has_a_dated_record(name: str) -> None:
    assert EVERYTHING[REGISTER[name]].on(ON, ON).since <= ON


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_value_says_where_it_comes_from_and_how_firm_it_is(name: str) -> None:
    record = EVERYTHING[name]
    for value in record.values:
        assert value.source
        assert value.status in ("in force", "draft", "open")
    assert "{value}" in record.phrase
    assert record.phrase.endswith(".")
    assert record.article


@pytest.mark.parametrize("name", [*procedure(), *choices()])
def test_without_a_value_on_the_day_there_is_an_error_and_never_the_nearest_value(name: str) -> None:
    with pytest.raises(NoValueInForce, match=f"'{name}'"):
        EVERYTHING[name].on(BEFORE, ON)
    with pytest.raises(NoValueInForce, match=f"'{name}'"):
        EVERYTHING[name].on(ON, date(2025, 11, 30))


@pytest.mark.parametrize(("name", "answer"), DEFAULTS.items())
def test_the_choices_of_this_project_are_the_defaults(name: str, answer: str) -> None:
    assert choice(name, on=ON) == answer
    assert choices()[name].on(ON, ON).status in ("open", "draft")


@pytest.mark.parametrize(("name", "number"), TERMS.items())
def test_the_terms_of_this_project_are_the_defaults(name: str, number: int) -> None:
    assert term(name, on=ON) == number
    assert procedure()[name].on(ON, ON).status == "open"


def test_terms_that_acts_still_keep_themselves_are_the_same_as_the_data() -> None:
    assert timedelta(minutes=term("code_valid_minutes", on=ON)) == codes.CODE_VALID
    assert term("wrong_codes_per_hour", on=ON) == codes.WRONG_CODES_PER_HOUR
    assert term("report_characters_at_most", on=ON) == modules.REPORT_CHARACTERS


def test_a_list_of_answers_is_read_as_a_list_and_not_as_one() -> None:
    assert choices_of("delivery_modes", on=ON) == ("on_site", "online")
    with pytest.raises(ValueError, match="too many values"):
        choice("delivery_modes", on=ON)


def test_named_days_are_days() -> None:
    assert named_day("start_date", on=date(2026, 6, 1)) == LAW.since
    assert named_day("bk_grace_until", on=ON) == date(2029, 12, 31)


def test_every_choice_reads_as_a_sentence_for_each_of_its_answers() -> None:
    for record in choices().values():
        for answer in record.allowed:
            assert "{" not in record.sentence((answer,))
        assert record.sentence(record.on(ON, ON).value).endswith(".")


def test_every_term_reads_as_a_sentence() -> None:
    said = {
        name: record.phrase.format(value=amount(term(name, on=ON), record.unit)) for name, record in procedure().items()
    }
    assert said["code_valid_minutes"] == "Een eenmalige code werkt 48 uur (2.880 minuten) lang."
    assert said["vat_percent"] == "De bedragen rekenen met 21 % btw."
    assert said["undetermined_reminders"] == "We herinneren je 2 keer aan wat er nog ontbreekt."
    assert said["letter_delivery_days"] == "Een brief telt als ontvangen 3 werkdagen na de verzending."
    assert said["evaluation_cycle_months"] == "De evaluatie gebeurt telkens na 1 jaar (12 maanden)."
    assert said["report_characters_at_most"] == "Een voortgangsrapport telt hoogstens 20.000 tekens."


def test_a_rule_that_the_opinion_states_is_a_draft_and_what_it_leaves_out_is_open() -> None:
    status = {name: choices()[name].on(ON, ON).status for name in choices()}
    for described in ("surcharge_rule", "subcontracting_rule", "intake_rule", "guidance_language"):
        assert status[described] == "draft"
    for chosen in ("renewal", "module_completion_term", "helpers_and_secondary", "international_staff"):
        assert status[chosen] == "open"
    assert procedure()["vat_percent"].on(ON, ON).status == "open"


def test_a_choice_of_this_project_is_not_ascribed_to_a_default_that_says_nothing_about_it() -> None:
    for name in ("claim_term_days", "recovery_limitation_months", "call_attempts", "intake_days_before_code"):
        assert procedure()[name].on(ON, ON).source == "Keuze van dit project, zonder nummer"
    assert "mandaat van de loopbaancheques" in procedure()["registration_term_months"].on(ON, ON).source


@pytest.mark.parametrize("answer", ["platfom", ["counsellor"], None, 1])
def test_an_answer_that_was_not_declared_is_refused(answer: object) -> None:
    with pytest.raises(ParameterRefused, match=r"'own_share_collection': .*counsellor, platform"):
        choices()["own_share_collection"].checked(answer)


def test_a_choice_has_a_value_for_its_own_days_only() -> None:
    answers: Answers = ("a",)
    until_2028 = DatedValue(answers, date(2027, 1, 1), date(2027, 12, 31), date(2026, 1, 1), "test", "open")
    record = ChoiceRecord("x", "art. 1", "{value}.", (until_2028,), {"a": "zo"}, False)
    assert record.on(date(2027, 12, 31), date(2027, 12, 31)).value == ("a",)
    with pytest.raises(NoValueInForce):
        record.on(date(2028, 1, 1), date(2028, 1, 1))


def test_no_measure_can_be_imposed_while_the_grid_is_open() -> None:
    grid = sanctions(ON)
    assert {row.breach for row in grid} >= {"surcharge", "subcontracting", "false_declaration"}
    assert not any(row.imposable for row in grid)
    assert sanctions(BEFORE) == ()


def test_a_parameter_name_means_one_thing_only() -> None:
    assert not set(procedure()) & set(choices())
    assert not set(LAW.book.parameters) & (set(procedure()) | set(choices()) | set(declared.FACTS))


@pytest.mark.parametrize(
    "broken",
    [
        {"article": "art. 1", "phrase": "{value}."},
        {"values": [{"value": "b", "from": date(2027, 1, 1), "known_since": date(2026, 1, 1)}]},
        {"values": [{"value": "a", "from": date(2027, 1, 1)}]},
        {"status": "misschien"},
    ],
)
def test_a_malformed_choice_is_found_when_it_is_read(broken: dict[str, object]) -> None:
    whole = {
        "article": "art. 1",
        "phrase": "{value}.",
        "source": "test",
        "status": "open",
        "allowed": {"a": "zo"},
        "values": [{"value": "a", "from": date(2027, 1, 1), "known_since": date(2026, 1, 1)}],
    }
    assert choices_from({"x": whole})["x"].on(ON, ON).value == ("a",)
    with pytest.raises(LiftError, match="keuze of dag 'x' is onvolledig of verkeerd"):
        choices_from({"x": whole | broken if "phrase" not in broken else broken})
