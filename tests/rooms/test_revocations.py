"""A granted right is not taken back at will: a ground, a term, a hearing, another officer, and used minutes stay."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.story import Story

from loopbaankrediet.credit.errors import (
    HearRevocationFirst,
    NotGranted,
    NothingLeftToRevoke,
    RevocationAlreadyTold,
    RevocationDayWrong,
    RevocationMinutesWrong,
    RevocationNeedsAnother,
    RevocationNotRead,
    RevocationRuns,
    RevocationTooLate,
    RevocationWhyMissing,
)
from loopbaankrediet.credit.models import Application, Revocation
from loopbaankrediet.credit.queries import minutes_granted
from loopbaankrediet.credit.revocations import note_read, revocation_to_read
from loopbaankrediet.credit.revoking import answer_revocation, keep_credit, note_revocation_hearing, open_revocation
from loopbaankrediet.credit.telling import note_revocation_told
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


def read(story: Story, file: Revocation, by: str = "an") -> None:
    actor = Actor(Capacity.CITIZEN, story.person(by).id)
    note_read(file.id, person_id=story.person("an").id, by=actor, clock=story.clock)


def tell(story: Story, file: Revocation, channel: str, told_on: date) -> None:
    note_revocation_told(revocation_id=file.id, channel=channel, told_on=told_on, **story.act("omar"))


def answered(story: Story, granted: Application, minutes: int = 360) -> Revocation:
    file = open_file(story, granted, minutes)
    return answer_revocation(revocation_id=file.id, answer="Ik werkte wel zo lang.", **story.act("an"))


def revoke(story: Story, file: Revocation, officer: str = "rita") -> Revocation:
    return revoke_credit(revocation_id=file.id, reasons=REASONS, **story.act(officer))


def withdrawn() -> int:
    return balance(accounts.minutes_withdrawn()).available


def test_opening_a_file_changes_nothing_for_the_citizen(story: Story, granted: Application) -> None:
    file = open_file(story, granted)
    found = revocation_to_read(file.id)
    assert (found.state, found.reached_on, found.answer_until) == ("opened", None, None)
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
    read(story, file)
    with pytest.raises(HearRevocationFirst):
        revoke(story, file)
    story.pass_days(30)
    with pytest.raises(HearRevocationFirst):
        revoke(story, file)
    story.pass_days(1)
    assert revoke(story, file).state == "revoked"


def test_a_file_that_nobody_told_her_of_takes_nothing_however_long_it_waits(story: Story, granted: Application) -> None:
    file = open_file(story, granted)
    story.pass_days(400)
    assert not revocation_to_read(file.id).was_heard(story.clock.today())
    with pytest.raises(RevocationNotRead, match="Bel of schrijf eerst"):
        revoke(story, file)


def test_her_term_starts_when_she_opens_the_page_and_not_when_a_helper_does(story: Story, granted: Application) -> None:
    file = open_file(story, granted)
    story.pass_days(40)
    read(story, file, by="bart")
    assert revocation_to_read(file.id).answer_until is None
    read(story, file)
    found = revocation_to_read(file.id)
    assert (found.reached_on, found.answer_until) == (story.clock.today(), story.clock.today() + timedelta(days=30))


def test_a_call_counts_at_once(story: Story, granted: Application) -> None:
    file, opened_on = open_file(story, granted), story.clock.today()
    tell(story, file, "phone", opened_on)
    assert revocation_to_read(file.id).reached_on == opened_on


def test_a_letter_counts_some_working_days_later_and_is_noted_once(story: Story, granted: Application) -> None:
    written, opened_on = open_file(story, granted), story.clock.today()
    with pytest.raises(RevocationDayWrong):
        tell(story, written, "letter", opened_on + timedelta(days=1))
    tell(story, written, "letter", opened_on)
    reached_on = revocation_to_read(written.id).reached_on
    assert reached_on is not None
    assert reached_on >= opened_on + timedelta(days=3)
    with pytest.raises(RevocationAlreadyTold):
        tell(story, written, "phone", opened_on)


def test_reading_the_page_before_a_letter_arrives_counts_from_the_reading(story: Story, granted: Application) -> None:
    file = open_file(story, granted)
    read(story, file)
    tell(story, file, "letter", story.clock.today())
    assert revocation_to_read(file.id).reached_on == story.clock.today()


@pytest.mark.parametrize("ground", ["ours", "source"])
def test_a_mistake_or_a_corrected_source_takes_nothing_after_sixty_days(
    story: Story, granted: Application, ground: str
) -> None:
    story.pass_days(60)
    keep_credit(revocation_id=open_file(story, granted, ground=ground).id, reasons=REASONS, **story.act("rita"))
    story.pass_days(1)
    with pytest.raises(RevocationTooLate) as refused:
        open_file(story, granted, ground=ground)
    assert str(refused.value) == (
        "Deze beslissing is ouder dan 60 dagen. Een vergissing of een verbeterd gegeven volstaat dan niet. "
        "Het krediet blijft."
    )


def test_fraud_has_no_last_day(story: Story, granted: Application) -> None:
    story.pass_days(800)
    assert open_file(story, granted, ground="fraud").state == "opened"


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
