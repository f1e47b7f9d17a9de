"""Nobody loses hours to a line she contests: it is neither counted nor left out until an officer decided."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from loopbaankrediet.credit import verification
from loopbaankrediet.credit.actions import record_fact, sign_refusal
from loopbaankrediet.credit.models import Application, ApplicationState, Decision
from loopbaankrediet.credit.queries import ApplicationView, application, facts_of
from loopbaankrediet.flows.voucher_history import contest_voucher, decide_contest, take_back_contest, take_vouchers
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.people.errors import OwnCase
from loopbaankrediet.people.queries import person
from loopbaankrediet.vouchers.errors import ContestedAlready, ContestReasonMissing, NothingContested
from loopbaankrediet.vouchers.history import history_of
from loopbaankrediet.vouchers.models import VoucherContest
from tests.story import FIRST_DAY, Story
from tests.vouchers.files import USED, sent

pytestmark = pytest.mark.django_db
S = ApplicationState
USED_ONCE, RUNS = "LC2021-007733", "LC2025-020954"
"""The two vouchers of Hanne in the demonstration: one used, one that still ran on 1 January 2027."""


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def contest(story: Story, number: str, who: str = "hanne") -> VoucherContest:
    person_id = story.person(who).id
    act = story.act(who)
    return contest_voucher(person_id=person_id, voucher_number=number, what="Dit was ik niet.", proof="Mail", **act)


def decide(story: Story, found: VoucherContest, *, accept: bool, reason: str = "VDAB bevestigt het.") -> VoucherContest:
    return decide_contest(contest_id=found.id, accept=accept, reason=reason, **story.act("omar"))


def latest(story: Story, who: str = "hanne") -> Application:
    return Application.objects.filter(person=story.person(who)).latest("submitted_at")


def value(found: Application) -> object:
    return facts_of(found)["vouchers_used"].value


def all_decisions_hold() -> bool:
    return not any(verdict.differs for verdict in verification.verdicts())


def test_one_used_and_one_under_way_count_as_two(story: Story) -> None:
    found = story.apply("hanne")
    fact = facts_of(found)["vouchers_used"]
    assert (fact.value, found.state) == (2, S.INTENDED)
    assert fact.origin.service == "VoucherHistory, uittreksel van 4 januari 2027"


def test_a_line_contested_before_the_application_is_asked_about_and_not_counted(story: Story) -> None:
    contest(story, RUNS)
    found = story.apply("hanne")
    assert (found.state, value(found)) == (S.UNDETERMINED, {"min": 1, "max": 2})
    assert [missing["fact"] for missing in view(found).decision.receipt.decision["missing"]] == ["vouchers_used"]
    assert all_decisions_hold()


def view(found: Application) -> ApplicationView:
    opened = application(found.id)
    assert opened is not None
    return opened


def test_a_right_whose_size_is_in_doubt_waits_instead_of_being_cut(story: Story) -> None:
    """Fatima gets two or six hours, granted either way: what she contests is not taken off in silence."""
    contest(story, "LC2019-004217", "fatima")
    found = story.apply("fatima")
    assert (found.state, value(found)) == (S.UNDETERMINED, {"min": 0, "max": 1})
    assert Decision.objects.filter(application=found).latest("id").minutes == 0
    assert all_decisions_hold()


@pytest.mark.parametrize(("accept", "minutes"), [(True, 360), (False, 120)])
def test_the_decision_on_the_contest_gives_the_right_on_the_kept_day(story: Story, accept: bool, minutes: int) -> None:
    open_contest = contest(story, "LC2019-004217", "fatima")
    found = story.apply("fatima")
    story.pass_days(40)
    decide(story, open_contest, accept=accept)
    found.refresh_from_db()
    assert (found.state, found.applied_on) == (S.GRANTED, FIRST_DAY)
    assert story.balance("fatima").available == minutes
    assert all_decisions_hold()


def test_a_contest_during_the_intention_opens_the_question_again(story: Story) -> None:
    found = story.apply("hanne")
    open_contest = contest(story, RUNS)
    found.refresh_from_db()
    assert found.state == S.UNDETERMINED
    decide(story, open_contest, accept=True)
    assert (latest(story).state, story.balance("hanne").available) == (S.GRANTED, 120)


def test_a_contest_that_is_kept_leads_back_to_a_new_intention_with_its_own_term(story: Story) -> None:
    story.apply("hanne")
    open_contest = contest(story, RUNS)
    story.pass_days(20)
    decide(story, open_contest, accept=False)
    decision = Decision.objects.filter(application=latest(story)).latest("id")
    assert (latest(story).state, decision.answer_until) == (S.INTENDED, date(2027, 4, 4))


def test_a_refused_applicant_who_gets_her_way_gets_the_hours_at_once(story: Story) -> None:
    found = story.apply("hanne")
    story.pass_days(15)
    sign_refusal(application_id=found.id, **story.act("omar"))
    open_contest = contest(story, RUNS)
    assert latest(story).state == S.REFUSED
    decide(story, open_contest, accept=True)
    assert (latest(story).state, story.balance("hanne").available) == (S.GRANTED, 120)
    assert all_decisions_hold()


def test_a_grant_grows_by_what_was_taken_off_wrongly(story: Story) -> None:
    story.apply("fatima")
    assert story.balance("fatima").received == 120
    decide(story, contest(story, "LC2019-004217", "fatima"), accept=True)
    assert story.balance("fatima").received == 360
    assert all_decisions_hold()


def test_a_later_file_to_her_detriment_takes_nothing_back(story: Story, tmp_path: Path) -> None:
    story.apply("an")
    take_vouchers(sent(tmp_path, USED), clock=story.clock)
    assert (latest(story, "an").state, story.balance("an").received) == (S.GRANTED, 360)


def test_a_later_file_to_her_advantage_applies_at_once(story: Story, tmp_path: Path) -> None:
    story.apply("fatima")
    refunded = USED.but(
        who="fatima", number="LC2019-004217", activated="", first="", last="", minutes="0", status="refunded"
    )
    take_vouchers(sent(tmp_path, refunded), clock=story.clock)
    assert story.balance("fatima").received == 360


def test_an_accepted_contest_holds_whatever_later_files_say(story: Story, tmp_path: Path) -> None:
    decide(story, contest(story, "LC2019-004217", "fatima"), accept=True)
    again = USED.but(who="fatima", number="LC2019-004217", minutes="180")
    take_vouchers(sent(tmp_path, again), clock=story.clock)
    story.apply("fatima")
    assert story.balance("fatima").received == 360


def test_a_line_that_could_not_be_read_is_no_voucher_and_no_absence_of_one(story: Story, tmp_path: Path) -> None:
    take_vouchers(sent(tmp_path, USED.but(status="klaar")), clock=story.clock)
    found = story.apply("an")
    assert (found.state, value(found)) == (S.UNDETERMINED, {"min": 0, "max": 1})
    take_vouchers(sent(tmp_path, USED.but(minutes="30"), name="beter.csv"), clock=story.clock)
    assert (latest(story, "an").state, story.balance("an").received) == (S.GRANTED, 360)


def test_what_an_officer_read_in_a_document_is_not_overwritten_by_the_same_old_file(
    story: Story, tmp_path: Path
) -> None:
    found = story.apply("hanne")
    proof = "brief van VDAB van 2 maart 2027"
    record_fact(application_id=found.id, name="vouchers_used", value=3, proof=proof, **story.act("omar"))
    take_vouchers(sent(tmp_path, USED), clock=story.clock)
    assert value(latest(story)) == 3


def test_who_takes_her_contest_back_gets_the_decision_as_vdab_told_it(story: Story) -> None:
    open_contest = contest(story, RUNS)
    story.apply("hanne")
    take_back_contest(contest_id=open_contest.id, **story.act("hanne"))
    assert latest(story).state == S.INTENDED


def test_only_the_citizen_contests_and_only_her_own_vouchers(story: Story) -> None:
    hanne = story.person("hanne").id
    with pytest.raises(NotAllowed):
        contest_voucher(person_id=hanne, voucher_number=RUNS, what="Fout", proof="", **story.act("an"))
    with pytest.raises(NotFound):
        contest(story, RUNS, "an")
    with pytest.raises(NothingContested):
        contest_voucher(person_id=hanne, voucher_number=RUNS, what=" ", proof="", **story.act("hanne"))


def test_a_voucher_is_contested_once_at_a_time(story: Story) -> None:
    contest(story, RUNS)
    with pytest.raises(ContestedAlready):
        contest(story, RUNS)


@pytest.mark.parametrize("who", ["rita", "petra", "aude", "hanne", "dirk"])
def test_only_a_case_officer_decides_on_a_contest(story: Story, who: str) -> None:
    found = contest(story, RUNS)
    with pytest.raises(NotAllowed):
        decide_contest(contest_id=found.id, accept=True, reason="Ja", **story.act(who))


def test_a_decision_has_a_reason_is_made_once_and_never_about_oneself(story: Story) -> None:
    found = contest(story, RUNS)
    with pytest.raises(ContestReasonMissing):
        decide(story, found, accept=True, reason=" ")
    herself = replace(story.actor("omar"), person_id=found.person_id)
    with pytest.raises(OwnCase):
        decide_contest(contest_id=found.id, accept=True, reason="Ja", by=herself, clock=story.clock, key=uuid4())
    decide(story, found, accept=True)
    with pytest.raises(WrongState):
        decide(story, found, accept=False)


def test_what_she_wrote_is_sealed_and_each_act_is_in_her_journal(story: Story) -> None:
    found = contest(story, RUNS)
    decide(story, found, accept=False)
    found.refresh_from_db()
    assert b"Dit was ik niet" not in bytes(found.text_sealed)
    verbs = Entry.objects.filter(person_id=found.person_id).order_by("id").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.endswith("contest")] == ["raise_contest", "decide_contest"]


def test_a_double_click_contests_once(story: Story) -> None:
    act = story.act("hanne") | {"key": UUID(int=7)}
    for _ in range(2):
        contest_voucher(person_id=story.person("hanne").id, voucher_number=RUNS, what="Fout", proof="", **act)
    assert VoucherContest.objects.count() == 1


def test_counted_contested_and_uncounted_lines_are_all_her_lines(story: Story) -> None:
    contest(story, RUNS)
    history = history_of(bytes(person(story.person("hanne").id).national_number_hash), on=FIRST_DAY)
    assert (history.certain, history.possible, len(history.contested)) == (1, 2, 1)
    assert [voucher.number for voucher in history.vouchers] == [USED_ONCE, RUNS]


def test_a_file_that_changes_nothing_for_somebody_leaves_no_decision_in_her_journal(
    story: Story, tmp_path: Path
) -> None:
    story.apply("an")
    take_vouchers(sent(tmp_path, USED.but(minutes="30", last="2020-04-01")), clock=story.clock)
    assert not Entry.objects.filter(verb="decide_again", person_id=story.person("an").id).exists()
