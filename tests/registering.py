"""Registration files for tests: what a candidate fills in and shows, and what an officer says of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from loopbaankrediet.counsellors.files.applying import (
    answer_intention,
    give_evidence,
    save_offer,
    start_case,
    submit_case,
)
from loopbaankrediet.counsellors.files.deciding import grant_case, intend_refusal, judge_evidence, refuse_case
from loopbaankrediet.counsellors.files.models import CaseEvidence, RegistrationCase
from loopbaankrediet.counsellors.measures.actions import open_measure
from loopbaankrediet.counsellors.methods.actions import propose_method, review_method
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.organisations.actions import give_role
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.kernel.national_number import NationalNumber
from tests.story import Story

METHOD = "Loopbaanankers"


def accepted_method(story: Story, name: str = METHOD) -> UUID:
    """A method that two members of the panel found founded."""
    method = propose_method(name=name, basis="Schein, 1990", **story.act("noor"))
    for expert in ("ilse", "joris"):
        review_method(method_id=method.id, is_founded=True, reasons="Goed onderzocht.", **story.act(expert))
    return method.id


def filled(story: Story, name: str = "noor", **changed: Any) -> RegistrationCase:
    """The file of this counsellor with all she has, handed in."""
    case = start_case(**story.act(name))
    registration = BY_KEY[name].registration
    typed = {name: value for name, value in registration.items() if name != "shown"} | changed
    save_offer(case_id=case.id, typed=typed, **story.act(name))
    give(story, case, "diploma", "listed:psychology", "Diploma KU Leuven, nr. 2011/334", name)
    give(story, case, "qualification", "professional_qualification", "LED-bewijs 4471", name)
    give(story, case, "code_of_conduct", "signed", "", name)
    return submit_case(case_id=case.id, **story.act(name))


def give(story: Story, case: RegistrationCase, condition: str, claim: str, words: str, name: str = "noor") -> None:
    give_evidence(case_id=case.id, condition=condition, claim=claim, words=words, **story.act(name))


def judge(story: Story, case: RegistrationCase, condition: str, *, why: str = "") -> None:
    evidence = CaseEvidence.objects.get(case=case, condition=condition)
    judge_evidence(evidence_id=evidence.id, accepted=not why, why=why, **story.act("rita"))


def refused(story: Story, name: str = "noor") -> RegistrationCase:
    """The file of a candidate whose diploma is on no list: she was heard, and it was refused."""
    case = filled(story, name)
    judge(story, case, "diploma", why="Dit diploma staat niet op de lijst.")
    judge(story, case, "qualification")
    intend_refusal(case_id=case.id, reasons="Je diploma staat niet op de lijst.", **story.act("rita"))
    answer_intention(case_id=case.id, answer="Ik heb geen ander diploma.", **story.act(name))
    return refuse_case(case_id=case.id, reasons="Je toont geen diploma van de lijst.", **story.act("rita"))


def renewals(story: Story, name: str) -> tuple[RegistrationCase, RegistrationCase]:
    """Of a registered counsellor whose term nears its end: one renewal that was granted, and one that waits."""
    for method in BY_KEY[name].registration["methods"]:
        accepted_method(story, method)
    near_end: dict[str, Any] = {"valid_until": story.clock.today() + timedelta(days=30)}
    mine = Counsellor.objects.filter(id=story.counsellor(name).id)
    mine.update(**near_end)
    granted = filled(story, name)
    for condition in ("diploma", "qualification"):
        judge(story, granted, condition)
    grant_case(case_id=granted.id, **story.act("rita"))
    mine.update(**near_end)
    return granted, filled(story, name)


def registration_examples(story: Story, name: str) -> dict[str, Any]:
    """Something of every kind that pages about registration open, of one registered counsellor with a company."""
    granted, waiting = renewals(story, name)
    organisation = story.counsellor(name).organisation
    assert organisation is not None
    person = BY_KEY[name]
    role = give_role(
        organisation_id=organisation.id,
        number=registration_number(name),
        given_name=person.given_name,
        family_name=person.family_name,
        part="manager",
        **story.act("rita"),
    )
    why: dict[str, Any] = {"kind": "suspension", "ground": "conditions_lost", "why": "De kwalificatie verviel."}
    measure = open_measure(counsellor_id=story.counsellor(name).id, **why, **story.act("rita"))
    return {
        "case_id": waiting.id,
        "granted_case": granted.id,
        "evidence_id": CaseEvidence.objects.get(case=waiting, condition="diploma").id,
        "condition": "diploma",
        "measure_id": measure.id,
        "act": "hear",
        "organisation_id": organisation.id,
        "role_id": role.id,
        "method_id": propose_method(name="Kernkwadranten", basis="Ofman, 1992", **story.act("noor")).id,
    }


def registration_number(name: str) -> NationalNumber:
    return NationalNumber.parse(BY_KEY[name].national_number, allow_test=True)
