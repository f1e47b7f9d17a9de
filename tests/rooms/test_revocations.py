"""A granted right is not taken back at will: a ground, a term, a hearing, another officer, and used minutes stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.story import Story

from loopbaankrediet.credit.errors import (
    HearRevocationFirst,
    NotGranted,
    NothingLeftToRevoke,
    RevocationMinutesWrong,
    RevocationNeedsAnother,
    RevocationRuns,
    RevocationWhyMissing,
)
from loopbaankrediet.credit.models import Application, Revocation
from loopbaankrediet.credit.queries import minutes_granted
from loopbaankrediet.credit.revocations import revocation_to_read
from loopbaankrediet.credit.revoking import answer_revocation, keep_credit, note_revocation_hearing, open_revocation
from loopbaankrediet.flows.revoke_credit import revoke_credit
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.errors import NotAllowed, WrongState
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.people.actions import trust_with
from loopbaankrediet.people.errors import OwnCase

pytestmark = pytest.mark.django_db
WHY = "De bron verbeterde het aantal maanden werk."
REASONS = "De bron is nagekeken."


@pytest.fixture
def story() -> Story:
    """With a second case officer: Rita."""
    story = Story()
    trust_with(person_id=story.person("rita").id, role=Role.CASE_OFFICER, clock=story.clock)
    return story


@pytest.fixture
def granted(story: Story) -> Application:
    return story.apply("an")


def open_file(story: Story, granted: Application, minutes: int = 360, **changed: Any) -> Revocation:
    asked: dict[str, Any] = {"ground": "source", "minutes": minutes, "reasons": WHY} | changed
    return open_revocation(application_id=granted.id, **asked, **story.act("omar"))


def answered(story: Story, granted: Application, minutes: int = 360) -> Revocation:
    file = open_file(story, granted, minutes)
    return answer_revocation(revocation_id=file.id, answer="Ik werkte wel zo lang.", **story.act("an"))


def revoke(story: Story, file: Revocation, officer: str = "rita") -> Revocation:
    return revoke_credit(revocation_id=file.id, reasons=REASONS, **story.act(officer))


def withdrawn() -> int:
    return balance(accounts.minutes_withdrawn()).available


def test_opening_a_file_changes_nothing_for_the_citizen(story: Story, granted: Application) -> None:
    file = open_file(story, granted)
    assert (file.state, file.answer_until - file.opened_on) == ("opened", timedelta(days=30))
    assert story.balance("an").available == 360


def test_after_her_answer_a_colleague_takes_the_free_minutes_to_an_account_of_their_own(
    story: Story, granted: Application
) -> None:
    file = revoke(story, answered(story, granted, 120))
    assert (file.state, file.revoked_minutes, story.balance("an").available, withdrawn()) == ("revoked", 120, 240, 120)
    assert minutes_granted(story.person("an").id) == 240
    assert prove().breaks == ()


def test_before_she_answered_and_within_the_term_nothing_can_be_taken(story: Story, granted: Application) -> None:
    file = open_file(story, granted)
    with pytest.raises(HearRevocationFirst):
        revoke(story, file)
    story.pass_days(31)
    assert revoke(story, file).state == "revoked"


def test_what_she_says_on_the_phone_counts_as_her_answer(story: Story, granted: Application) -> None:
    file = open_file(story, granted)
    note_revocation_hearing(revocation_id=file.id, answer="Ze belde: klopt niet.", **story.act("rita"))
    found = revocation_to_read(file.id)
    assert (found.answer, bool(found.heard_by), found.was_heard(story.clock.today())) == (
        "Ze belde: klopt niet.",
        True,
        True,
    )


def test_who_opened_the_file_does_not_decide_on_it(story: Story, granted: Application) -> None:
    file = answered(story, granted)
    with pytest.raises(RevocationNeedsAnother):
        revoke(story, file, "omar")
    with pytest.raises(RevocationNeedsAnother):
        keep_credit(revocation_id=file.id, reasons=REASONS, **story.act("omar"))
    with pytest.raises(IntegrityError, match="four_eyes_on_a_revocation"), transaction.atomic():
        Revocation.objects.filter(id=file.id).update(decided_by=file.opened_by)


def test_a_module_without_a_conversation_ends_first_and_its_minutes_go_too(story: Story, granted: Application) -> None:
    track = story.sign("an", "dirk")
    revoke(story, answered(story, granted))
    track.refresh_from_db()
    assert (track.state, story.module(track).state, withdrawn()) == ("ended", "released", 360)
    assert balance(accounts.commitment(2027)).held == 0
    assert prove().breaks == ()


def test_a_module_under_way_goes_on_and_used_minutes_are_never_taken(story: Story, granted: Application) -> None:
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id)
    file = revoke(story, answered(story, granted))
    assert (file.revoked_minutes, story.balance("an").held) == (240, 120)
    story.report("dirk", module.id)
    assert story.confirm("an", module.id).state == "confirmed"
    track.refresh_from_db()
    assert (track.state, story.balance("an").spent, withdrawn()) == ("ended", 360, 240)


def test_what_was_taken_back_is_not_taken_back_again(story: Story, granted: Application) -> None:
    revoke(story, answered(story, granted))
    assert minutes_granted(story.person("an").id) == 0
    with pytest.raises(RevocationMinutesWrong):
        open_file(story, granted, 1)


def test_nothing_free_means_that_a_colleague_keeps_the_credit(story: Story, granted: Application) -> None:
    track = story.sign("an", "dirk")
    for number in (1, 2, 3):
        story.deliver("an", "dirk", track, number)
    file = answered(story, granted)
    with pytest.raises(NothingLeftToRevoke):
        revoke(story, file)
    kept = keep_credit(revocation_id=file.id, reasons="Alles is gebruikt.", **story.act("rita"))
    assert (kept.state, kept.revoked_minutes, story.balance("an").spent) == ("kept", 0, 360)


def test_a_double_click_takes_the_minutes_once(story: Story, granted: Application) -> None:
    file, act = answered(story, granted, 120), story.act("rita")
    for _ in range(2):
        revoke_credit(revocation_id=file.id, reasons=REASONS, **act)
    assert withdrawn() == 120
    with pytest.raises(WrongState):
        revoke(story, file)


def test_one_file_at_a_time_and_only_about_what_was_granted(story: Story, granted: Application) -> None:
    with pytest.raises(RevocationMinutesWrong):
        open_file(story, granted, 361)
    with pytest.raises(RevocationWhyMissing):
        open_file(story, granted, reasons="  ")
    open_file(story, granted)
    with pytest.raises(RevocationRuns):
        open_file(story, granted)
    with pytest.raises(NotGranted):
        open_file(story, story.apply("bart"))


def test_only_case_officers_open_and_decide_and_nobody_about_herself(story: Story, granted: Application) -> None:
    asked: dict[str, Any] = {"application_id": granted.id, "ground": "ours", "minutes": 1, "reasons": WHY}
    for name in ("an", "dirk", "petra"):
        with pytest.raises(NotAllowed):
            open_revocation(**asked, **story.act(name))
    file = open_file(story, granted)
    with pytest.raises(NotAllowed):
        answer_revocation(revocation_id=file.id, answer="Ik ben An niet.", **story.act("bart"))
    herself = Actor(Capacity.OFFICER, story.person("an").id, roles=frozenset({Role.CASE_OFFICER}))
    with pytest.raises(OwnCase):
        revoke_credit(revocation_id=file.id, reasons=REASONS, **story.act("an") | {"by": herself})


def test_the_reasons_of_a_decision_are_not_written_over(story: Story, granted: Application) -> None:
    file = revoke(story, answered(story, granted, 120))
    with pytest.raises(DatabaseError, match="is set once"), transaction.atomic():
        Revocation.objects.filter(id=file.id).update(reasons_sealed=b"x")
