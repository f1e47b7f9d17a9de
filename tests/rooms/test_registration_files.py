"""A registration file from the first word to the register: what is asked, what is refused, and how it ends."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from tests.registering import METHOD, accepted_method, filled, give, judge
from tests.story import Story

from loopbaankrediet.counsellors.actions import register_counsellor
from loopbaankrediet.counsellors.errors import CompanyHasItsCounsellor, NotRegistered
from loopbaankrediet.counsellors.files.applying import (
    answer_intention,
    save_offer,
    start_case,
    submit_case,
    withdraw_case,
)
from loopbaankrediet.counsellors.files.deciding import grant_case, intend_refusal, judge_evidence, refuse_case
from loopbaankrediet.counsellors.files.errors import (
    EvidenceMissing,
    IntentionFirst,
    LawGrants,
    LawRefuses,
    OfferIncomplete,
    RenewalTooEarly,
    StillOpen,
)
from loopbaankrediet.counsellors.files.models import CaseEvidence, RegistrationCase
from loopbaankrediet.counsellors.files.queries import case_to_read, proposal_for
from loopbaankrediet.counsellors.measures.actions import (
    answer_measure,
    impose_measure,
    leave_register,
    lift_suspension,
    open_measure,
)
from loopbaankrediet.counsellors.measures.errors import HearFirst, MeasureNeedsAnother, SanctionIsOpen
from loopbaankrediet.counsellors.measures.following import follow_registrations
from loopbaankrediet.counsellors.measures.history import history_of
from loopbaankrediet.counsellors.methods.actions import propose_method, review_method, withdraw_method
from loopbaankrediet.counsellors.methods.errors import OwnProposal, ReviewedBefore
from loopbaankrediet.counsellors.methods.queries import accepted_names, are_founded, method_to_read
from loopbaankrediet.counsellors.models import LegalForm
from loopbaankrediet.counsellors.organisations.actions import end_role, give_role
from loopbaankrediet.counsellors.organisations.errors import OnlyOwnCompany
from loopbaankrediet.counsellors.organisations.queries import members_of, organisations_of
from loopbaankrediet.counsellors.queries import check_registered, registered
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.demo.seed import registration_file
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.errors import OwnCase

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_file_becomes_a_registration_once_every_condition_was_looked_at(story: Story) -> None:
    empty = start_case(**story.act("noor"))
    with pytest.raises(OfferIncomplete, match="je rekening"):
        submit_case(case_id=empty.id, **story.act("noor"))
    typed = {name: value for name, value in BY_KEY["noor"].registration.items() if name != "shown"}
    save_offer(case_id=empty.id, typed=typed, **story.act("noor"))
    with pytest.raises(EvidenceMissing, match="diploma"):
        submit_case(case_id=empty.id, **story.act("noor"))
    withdraw_case(case_id=empty.id, **story.act("noor"))
    case = filled(story)
    assert proposal_for(case.id, on=story.clock.today()).outcome == "undetermined"
    judge(story, case, "diploma")
    judge(story, case, "qualification")
    with pytest.raises(StillOpen, match="methodiek"):
        grant_case(case_id=case.id, **story.act("rita"))
    accepted_method(story)
    with pytest.raises(LawGrants):
        intend_refusal(case_id=case.id, reasons="Niet goed", **story.act("rita"))
    with pytest.raises(NotFound):
        submit_case(case_id=case.id, **story.act("els"))
    grant_case(case_id=case.id, **story.act("rita"))
    noor = story.counsellor("noor")
    found = case_to_read(case.id)
    assert (found.state, found.register_number) == ("granted", noor.register_number)
    assert all(condition.holds for condition in found.decided_conditions)
    assert noor.valid_until == date(2033, 2, 28)
    check_registered(noor.id, on=story.clock.today())
    assert [event.kind for event in history_of(noor.id)] == ["Geregistreerd"]


def test_a_refusal_is_first_an_intention_and_new_proof_turns_it(story: Story) -> None:
    accepted_method(story)
    case = filled(story)
    judge(story, case, "diploma", why="Dit diploma staat niet op de lijst.")
    judge(story, case, "qualification")
    with pytest.raises(LawRefuses):
        grant_case(case_id=case.id, **story.act("rita"))
    intend_refusal(case_id=case.id, reasons="Je diploma staat niet op de lijst.", **story.act("rita"))
    with pytest.raises(IntentionFirst, match="15 maart 2027"):
        refuse_case(case_id=case.id, reasons="Geen diploma", **story.act("rita"))
    answer_intention(case_id=case.id, answer="Ik stuur een ander diploma.", **story.act("noor"))
    give(story, case, "diploma", "eea_equivalent", "NARIC 2019-77")
    with pytest.raises(StillOpen):
        refuse_case(case_id=case.id, reasons="Geen diploma", **story.act("rita"))
    judge(story, case, "diploma", why="Het NARIC-nummer bestaat niet.")
    refuse_case(case_id=case.id, reasons="Je toont geen diploma van de lijst.", **story.act("rita"))
    found = case_to_read(case.id)
    assert (found.state, found.reasons) == ("refused", "Je toont geen diploma van de lijst.")
    assert [one.article for one in found.decided_conditions if one.holds is False] == ["art. 12 (diploma)"]
    assert not registered(story.clock.today()).filter(person=story.person("noor")).exists()
    assert start_case(**story.act("noor")).id != case.id


def test_experience_stands_for_a_diploma_only_where_the_law_says_so(story: Story, settings: LazySettings) -> None:
    accepted_method(story)
    case = filled(story)
    give(story, case, "diploma", "recognised_experience", "EVC-attest 12")
    for condition in ("diploma", "qualification"):
        judge(story, case, condition)
    assert proposal_for(case.id, on=story.clock.today()).outcome == "refused"
    settings.REGISTRATION_SCENARIO = "evc_instead_of_diploma"
    assert proposal_for(case.id, on=story.clock.today()).outcome == "granted"


def test_the_quality_of_wse_is_asked_of_everybody_where_the_law_says_so(story: Story, settings: LazySettings) -> None:
    settings.REGISTRATION_SCENARIO = "wse_minimum_quality"
    accepted_method(story)
    with pytest.raises(EvidenceMissing, match="wse"):
        filled(story)
    case = RegistrationCase.objects.get()
    give(story, case, "wse_quality", "met", "Audit van 2026")
    submit_case(case_id=case.id, **story.act("noor"))
    for condition in ("diploma", "qualification"):
        judge(story, case, condition)
    assert proposal_for(case.id, on=story.clock.today()).outcome == "undetermined"
    judge(story, case, "wse_quality")
    grant_case(case_id=case.id, **story.act("rita"))
    assert "art. 12 (kwaliteit)" in {one.article for one in case_to_read(case.id).decided_conditions}


def test_a_renewal_is_filled_in_with_what_is_known(story: Story) -> None:
    accepted_method(story)
    case = filled(story)
    for condition in ("diploma", "qualification"):
        judge(story, case, condition)
    grant_case(case_id=case.id, **story.act("rita"))
    with pytest.raises(RenewalTooEarly, match="2032"):
        start_case(**story.act("noor"))
    noor = story.counsellor("noor")
    story.pass_days(6 * 365 - 30)
    renewal = start_case(**story.act("noor"))
    found = case_to_read(renewal.id)
    assert (found.is_renewal, found.offer["municipality"]) == (True, "Gent")
    assert {one.condition: one.state for one in found.evidence} == {
        "diploma": "given",
        "qualification": "given",
        "code_of_conduct": "asked",
    }
    give(story, renewal, "code_of_conduct", "signed", "")
    submit_case(case_id=renewal.id, **story.act("noor"))
    for condition in ("diploma", "qualification"):
        judge(story, renewal, condition)
    grant_case(case_id=renewal.id, **story.act("rita"))
    noor.refresh_from_db()
    assert noor.valid_until == date(2039, 2, 28)
    assert [event.kind for event in history_of(noor.id)] == ["Verlengd", "Geregistreerd"]


def test_a_suspension_stops_new_clients_on_its_days_and_running_modules_go_on(story: Story) -> None:
    dirk, today = story.counsellor("dirk"), story.clock.today()
    story.apply("an")
    track = story.sign("an", "dirk")
    with pytest.raises(SanctionIsOpen):
        open_measure(counsellor_id=dirk.id, kind="suspension", ground="sanction", why="x", **story.act("rita"))
    why: dict[str, Any] = {"kind": "suspension", "ground": "conditions_lost", "why": "De beroepskwalificatie verviel."}
    measure = open_measure(counsellor_id=dirk.id, **why, **story.act("rita"))
    first, last = today + timedelta(days=20), today + timedelta(days=40)
    days: dict[str, Any] = {"from_on": first, "until_on": last, "reasons": "Niet vervuld."}
    with pytest.raises(MeasureNeedsAnother):
        impose_measure(measure_id=measure.id, **days, **story.act("rita"))
    with pytest.raises(HearFirst):
        impose_measure(measure_id=measure.id, **days, **story.act("rik"))
    answer_measure(measure_id=measure.id, answer="Ik vraag ze opnieuw aan.", **story.act("dirk"))
    impose_measure(measure_id=measure.id, **days, **story.act("rik"))
    assert follow_registrations(clock=story.clock) == 0
    check_registered(dirk.id, on=today + timedelta(days=19))
    for wrong in (20, 40):
        with pytest.raises(NotRegistered):
            check_registered(dirk.id, on=today + timedelta(days=wrong))
    check_registered(dirk.id, on=today + timedelta(days=41))
    story.pass_days(20)
    assert follow_registrations(clock=story.clock) == 1
    story.deliver("an", "dirk", track)
    assert story.module(track).state == "confirmed"
    story.apply("bart")
    with pytest.raises(NotRegistered):
        story.code("bart", "dirk")
    lift_suspension(measure_id=measure.id, reasons="De kwalificatie is er weer.", **story.act("rita"))
    check_registered(dirk.id, on=story.clock.today())
    assert [event.kind for event in history_of(dirk.id)] == ["Schorsing opgeheven", "Geschorst", "Geregistreerd"]


def test_who_stops_is_in_the_register_until_that_day(story: Story) -> None:
    els, today = story.counsellor("els"), story.clock.today()
    leave_register(leaves_on=today + timedelta(days=10), **story.act("els"))
    check_registered(els.id, on=today + timedelta(days=9))
    with pytest.raises(NotRegistered):
        check_registered(els.id, on=today + timedelta(days=10))
    story.pass_days(10)
    assert follow_registrations(clock=story.clock) == 1
    els.refresh_from_db()
    assert els.state == "deregistered"


def test_a_registration_whose_term_is_over_takes_no_new_clients(story: Story) -> None:
    els = story.counsellor("els")
    assert els.valid_until == date(2033, 2, 28)
    with pytest.raises(NotRegistered):
        check_registered(els.id, on=date(2033, 3, 1))


def test_nobody_reviews_his_own_method_and_two_of_the_panel_decide(story: Story) -> None:
    own = propose_method(name="Narratief  werken", basis="White en Epston, 1990", **story.act("ilse"))
    with pytest.raises(OwnProposal):
        review_method(method_id=own.id, is_founded=True, reasons="Goed", **story.act("ilse"))
    with pytest.raises(NotAllowed):
        review_method(method_id=own.id, is_founded=True, reasons="Goed", **story.act("rita"))
    review_method(method_id=own.id, is_founded=True, reasons="Goed", **story.act("joris"))
    with pytest.raises(ReviewedBefore):
        review_method(method_id=own.id, is_founded=True, reasons="Goed", **story.act("joris"))
    assert are_founded(["Narratief werken"], on=story.clock.today()) is None
    review_method(method_id=own.id, is_founded=False, reasons="Te weinig onderzoek", **story.act("karin"))
    assert method_to_read(own.id, on=story.clock.today()).state == "proposed"
    accepted = accepted_method(story)
    gone = story.clock.today() + timedelta(days=30)
    withdraw_method(method_id=accepted, from_on=gone, why="Nieuw onderzoek", **story.act("ilse"))
    assert accepted_names(on=gone - timedelta(days=1)) == (METHOD,)
    assert are_founded([METHOD.upper()], on=gone) is False


def test_the_form_of_an_enterprise_follows_the_rule_and_a_role_opens_no_more(
    story: Story, settings: LazySettings
) -> None:
    dirk = story.counsellor("dirk")
    file = registration_file(BY_KEY["noor"])
    together = file.__class__(
        **{
            **vars(file),
            "legal_form": LegalForm.COMPANY,
            "enterprise_number": "1999.999.943",
            "organisation_name": "Claes Loopbaanadvies BV",
        }
    )
    with pytest.raises(CompanyHasItsCounsellor):
        register_counsellor(file=together, **story.act("rita"))
    mia: dict[str, Any] = {
        "organisation_id": dirk.organisation_id,
        "number": NationalNumber.parse(BY_KEY["mia"].national_number, allow_test=True),
        "given_name": "Mia",
        "family_name": "De Smet",
        "part": "manager",
    }
    with pytest.raises(OnlyOwnCompany, match="13"):
        give_role(**mia, **story.act("rita"))
    settings.REGISTRATION_SCENARIO = "employees_allowed"
    register_counsellor(file=together, **story.act("rita"))
    role = give_role(**mia, **story.act("rita"))
    assert dirk.organisation_id is not None
    assert {one.name for one in members_of(dirk.organisation_id)} == {"Dirk Claes", "Noor Vermeiren"}
    assert [one.name for one in organisations_of(story.person("mia").id)] == ["Claes Loopbaanadvies BV"]
    end_role(role_id=role.id, **story.act("rita"))
    assert organisations_of(story.person("mia").id) == ()


def test_an_officer_does_not_handle_her_own_file(story: Story) -> None:
    case = filled(story)
    own = CaseEvidence.objects.get(case=case, condition="diploma")
    with pytest.raises((OwnCase, NotAllowed)):
        judge_evidence(evidence_id=own.id, accepted=True, why="", **story.act("noor"))
