"""What officers do around a decision: proposal, questions, second look, work, second looks at alike files, incidents."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from loopbaankrediet.credit.actions import record_fact, sign_refusal
from loopbaankrediet.credit.alike import Selection
from loopbaankrediet.credit.clarifications import clarifications_of, term_of
from loopbaankrediet.credit.clarifying import answer_clarification, ask_applicant, follow_clarifications
from loopbaankrediet.credit.deviating import deviate
from loopbaankrediet.credit.errors import (
    ClarificationRuns,
    NothingToApply,
    Postponed,
    RedecisionNeedsAnother,
    TooEarlyOnFile,
    TooManyRounds,
)
from loopbaankrediet.credit.kept_requests import decide_kept_requests, keep_request
from loopbaankrediet.credit.models import (
    Again,
    AlikeFile,
    Application,
    Decision,
    Instead,
    KeptRequest,
    Redecision,
    Revocation,
)
from loopbaankrediet.credit.proposals import proposal_on
from loopbaankrediet.credit.redeciding import (
    approve_redecision,
    cancel_redecision,
    decide_alike,
    redecision,
    start_redecision,
)
from loopbaankrediet.credit.redecision_work import work_on_redecisions
from loopbaankrediet.credit.verification import verdicts
from loopbaankrediet.flows import work
from loopbaankrediet.flows.sign_in import Credentials, sign_in_with
from loopbaankrediet.flows.work import Whose
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Capacity
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.office.errors import (
    AlreadyStopped,
    ColleagueMayNot,
    LiftNeedsAnother,
    PlaceholderUnknown,
    Stopped,
    TemplateNeedsAnother,
    WorkNotYours,
    WorkTaken,
)
from loopbaankrediet.office.incidents import answer_lift, propose_lift, running, stop
from loopbaankrediet.office.models import Letter, Stops
from loopbaankrediet.office.templates import decide_template, template_for, write_template
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.models import PaymentFile
from loopbaankrediet.sources import queries as source_queries
from loopbaankrediet.sources.ports import SourcedFact
from tests.story import Story

pytestmark = pytest.mark.django_db
RSZ = "RSZ en RSVZ (hele loopbaan)"


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def officer_two(story: Story) -> dict[str, Any]:
    """A second case officer: Rita, who for this test decides on applications too."""
    rita, omar = story.actor("rita"), story.actor("omar")
    assert rita.person_id is not None
    add_role(rita.person_id)
    return {"by": replace(rita, roles=rita.roles | omar.roles), "clock": story.clock, "key": uuid4()}


def add_role(person_id: Any) -> None:
    from loopbaankrediet.people.models import OfficerRole

    OfficerRole.objects.get_or_create(
        person_id=person_id, role="case_officer", defaults={"granted_at": Story().clock.now()}
    )
