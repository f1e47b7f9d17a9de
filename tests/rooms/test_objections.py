"""Who does not agree is heard by somebody else than who decided, in time, and gets back what was hers."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.story import Story

from loopbaankrediet.credit.actions import record_fact, sign_refusal
from loopbaankrediet.credit.errors import NewApplicationRuns
from loopbaankrediet.credit.models import Application, Decision, DecisionKind
from loopbaankrediet.credit.queries import minutes_granted
from loopbaankrediet.credit.revoking import answer_revocation, open_revocation
from loopbaankrediet.flows.decide_objection import decide_objection
from loopbaankrediet.flows.prove_rooms import prove_all_and_keep
from loopbaankrediet.flows.revoke_credit import revoke_credit
from loopbaankrediet.journal.errors import KeyReused
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.objections.actions import (
    complain,
    contest_decision,
    contest_revocation,
    hand_back_objection,
    take_objection,
    withdraw_objection,
)
from loopbaankrediet.objections.contestable import contestable_of
from loopbaankrediet.objections.errors import AskedAlready, GroundsMissing, NotInYourHands, SignedContested
from loopbaankrediet.objections.models import Objection
from loopbaankrediet.objections.queries import objection_to_read, objections_of, open_objections
from loopbaankrediet.people.actions import trust_with

pytestmark = pytest.mark.django_db
YES: dict[str, Any] = {"outcome": "well_founded", "grounds": "Je bewijs klopt."}
PROOF = "attest van een vroegere werkgever van 1 april 2027"


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def refused(story: Story) -> Application:
    """Bart, of whom Omar signed the refusal."""
    application = story.apply("bart")
    story.pass_days(15)
    return sign_refusal(application_id=application.id, **story.act("omar"))


def contested(story: Story, words: str = "Ik werkte ook in Nederland.") -> Objection:
    refusal = Decision.objects.filter(kind=DecisionKind.REFUSAL).latest("id")
    return contest_decision(decision_id=refusal.id, words=words, **story.act("bart"))


def test_a_refusal_is_looked_at_again_by_a_colleague_and_the_file_is_open_again_on_the_kept_day(story: Story) -> None:
    application = refused(story)
    objection = contested(story)
    found = objection_to_read(objection.id)
    assert (found.words, found.contested_by, found.line.came_late) == (
        "Ik werkte ook in Nederland.",
        "Omar Benali",
        False,
    )
    assert found.line.answer_by == story.clock.today() + timedelta(days=45)
    with pytest.raises(AskedAlready):
        contested(story)
    with pytest.raises(SignedContested):
        take_objection(objection_id=objection.id, **story.act("omar"))
    with pytest.raises(IntegrityError, match="who_signed_does_not_look_again"), transaction.atomic():
        Objection.objects.filter(id=objection.id).update(handler=story.person("omar"))
    take_objection(objection_id=objection.id, **story.act("lot"))
    with pytest.raises(GroundsMissing):
        decide_objection(objection_id=objection.id, outcome="well_founded", grounds=" ", **story.act("lot"))
    decide_objection(objection_id=objection.id, **YES, **story.act("lot"))
    application.refresh_from_db()
    assert (application.state, application.applied_on) == ("undetermined", application.submitted_at.date())
    record_fact(application_id=application.id, name="seniority_months", value=90, proof=PROOF, **story.act("lot"))
    assert story.balance("bart").available == 360
    (line,) = objections_of(story.person("bart").id)
    assert (line.state, line.outcome, line.handler_id) == ("decided", "well_founded", story.person("lot").id)


def test_a_newer_application_is_decided_before_an_old_refusal_opens_again(story: Story) -> None:
    refused(story)
    objection = contested(story)
    story.apply("bart")
    take_objection(objection_id=objection.id, **story.act("lot"))
    with pytest.raises(NewApplicationRuns):
        decide_objection(objection_id=objection.id, **YES, **story.act("lot"))
    decide_objection(objection_id=objection.id, outcome="unfounded", grounds="Te kort.", **story.act("lot"))


def test_who_asks_after_the_term_is_still_heard_and_the_day_is_kept(story: Story) -> None:
    refused(story)
    story.pass_days(61)
    line, today = objection_to_read(contested(story).id).line, story.clock.today()
    assert (line.came_late, line.submitted_on, line.is_overdue(today)) == (True, today, False)
    assert open_objections()[0].is_overdue(today + timedelta(days=46))


def test_credit_that_was_wrongly_taken_back_is_free_again(story: Story) -> None:
    application = story.apply("an")
    why: dict[str, Any] = {"ground": "source", "minutes": 120, "reasons": "De bron verbeterde een gegeven."}
    file = open_revocation(application_id=application.id, **why, **story.act("omar"))
    answer_revocation(revocation_id=file.id, answer="Dat klopt niet.", **story.act("an"))
    revoke_credit(revocation_id=file.id, reasons="De bron klopt.", **story.act("lot"))
    objection = contest_revocation(revocation_id=file.id, words="De bron was fout.", **story.act("an"))
    for involved in ("omar", "lot"):
        with pytest.raises(SignedContested):
            take_objection(objection_id=objection.id, **story.act(involved))
    _third_case_officer(story)
    take_objection(objection_id=objection.id, **story.act("rita"))
    decide_objection(objection_id=objection.id, **YES, **story.act("rita"))
    file.refresh_from_db()
    balance = story.balance("an")
    assert (file.state, balance.available, balance.spent, balance.received) == ("kept", 360, 0, 360)
    assert minutes_granted(story.person("an").id) == 360
    assert prove_all_and_keep()


def test_a_complaint_has_a_number_a_handler_who_can_pass_it_on_and_an_answer(story: Story) -> None:
    an = story.person("an").id
    act = story.act("an")
    first = complain(person_id=an, topic="treatment", words="Omar was onbeleefd.", **act)
    assert complain(person_id=an, topic="treatment", words="Omar was onbeleefd.", **act) == first
    with pytest.raises(KeyReused):
        complain(person_id=an, topic="treatment", words="Iets anders.", **act)
    for stranger in ("fatima", "omar"):
        with pytest.raises(NotAllowed):
            withdraw_objection(objection_id=first.id, **story.act(stranger))
    take_objection(objection_id=first.id, **story.act("omar"))
    with pytest.raises(NotInYourHands):
        decide_objection(objection_id=first.id, **YES, **story.act("lot"))
    hand_back_objection(objection_id=first.id, **story.act("omar"))
    take_objection(objection_id=first.id, **story.act("lot"))
    decide_objection(objection_id=first.id, outcome="partly", grounds="Sorry.", **story.act("lot"))
    with pytest.raises(WrongState):
        withdraw_objection(objection_id=first.id, **story.act("an"))
    found = objection_to_read(first.id)
    assert (found.line.reference[:3], found.grounds, found.line.last_day) == ("KL ", "Sorry.", None)


def test_nobody_contests_what_is_of_somebody_else_or_was_never_decided(story: Story) -> None:
    story.apply("an")
    (granted,) = contestable_of(story.person("an").id)
    assert granted.decision_id is not None
    with pytest.raises(NotAllowed):
        contest_decision(decision_id=granted.decision_id, words="Nee.", **story.act("fatima"))
    story.apply("bart")
    intention = Decision.objects.filter(kind=DecisionKind.INTENTION).latest("id")
    with pytest.raises(NotFound):
        contest_decision(decision_id=intention.id, words="Nee.", **story.act("bart"))


def _third_case_officer(story: Story) -> None:
    trust_with(person_id=story.person("rita").id, role=Role.CASE_OFFICER, clock=story.clock)
