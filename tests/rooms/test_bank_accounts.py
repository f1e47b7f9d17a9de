"""Another account: nobody can steal a payment by asking one, and nobody is paid on a closed one again and again."""

from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from simulators.bank import answer_to
from tests.rooms.bank_loop import Bank, confirmed, send_batch
from tests.story import Story

from loopbaankrediet.counsellors.account_changes import (
    ask_account_change,
    check_account_change,
    refuse_account_change,
    withdraw_account_change,
)
from loopbaankrediet.counsellors.account_history import account_changes_of, running_account_changes
from loopbaankrediet.counsellors.errors import (
    AccountChangeRuns,
    AccountChangeWaits,
    AccountIsTheSame,
    CheckMissing,
    RefusalReasonMissing,
    SameChecker,
)
from loopbaankrediet.counsellors.models import AccountChange
from loopbaankrediet.flows.change_account import change_account
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.kernel.identifiers import IbanChecksumWrong
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.actions.batches import approve_batch, discard_batch, make_batch
from loopbaankrediet.payments.errors import BatchOutdated, NothingToPay
from loopbaankrediet.payments.models import PaymentFile, PaymentHold, PaymentItem

pytestmark = pytest.mark.django_db
OLD, NEW = "BE71096123456769", "BE38 0961 9999 9772"


@pytest.fixture
def story() -> Story:
    story = Story()
    confirmed(story, modules=2)
    return story


def ask(story: Story, iban: str = NEW) -> UUID:
    return ask_account_change(iban=iban, **story.act("dirk")).id


def check(story: Story, change_id: UUID, by: str = "petra") -> None:
    check_account_change(change_id=change_id, how="Gebeld op 2 maart, Dirk zelf.", **story.act(by))


def change(story: Story) -> None:
    """The whole way: asked, checked, waited, agreed."""
    change_id = ask(story)
    check(story, change_id)
    story.pass_days(7)
    change_account(change_id=change_id, **story.act("quinten"))


def accounts_in_file() -> set[str]:
    content = PaymentFile.objects.order_by("-written_at")[0].content.decode()
    return {iban for iban in (OLD, NEW.replace(" ", "")) if f"<CdtrAcct><Id><IBAN>{iban}" in content}


def reject_closed(story: Story) -> None:
    """The bank refuses every payment: the account is closed."""
    content = answer_to(PaymentFile.objects.order_by("written_at")[0].content, frozenset({OLD}))
    take_answer(content=content, by=story.actor("petra"), clock=story.clock)


def test_a_new_account_takes_force_after_the_wait_and_two_officers(story: Story) -> None:
    change(story)
    send_batch(story)
    assert accounts_in_file() == {NEW.replace(" ", "")}
    [view] = account_changes_of(story.counsellor("dirk").id)
    assert (view.previous_end, view.new_end, view.checked_by, view.in_force_by) == (
        "6769",
        "9772",
        "Petra Wouters",
        "Quinten De Smedt",
    )


def test_while_a_change_waits_the_old_account_is_paid_and_nothing_stops(story: Story) -> None:
    check(story, ask(story))
    send_batch(story)
    assert accounts_in_file() == {OLD}


def test_a_wrong_number_is_refused_and_the_same_account_is_no_change(story: Story) -> None:
    with pytest.raises(IbanChecksumWrong):
        ask(story, "BE39 0961 9999 9772")
    with pytest.raises(AccountIsTheSame):
        ask(story, "BE71 0961 2345 6769")
    ask(story)
    with pytest.raises(AccountChangeRuns):
        ask(story, "BE62 5100 0754 7061")


def test_nobody_but_the_counsellor_asks_and_nobody_but_the_counsellor_stops(story: Story) -> None:
    with pytest.raises(NotAllowed):
        ask_account_change(iban=NEW, **story.act("an"))
    change_id = ask(story)
    with pytest.raises(NotFound):
        withdraw_account_change(change_id=change_id, **story.act("els"))
    withdraw_account_change(change_id=change_id, **story.act("dirk"))
    with pytest.raises(WrongState):
        check(story, change_id)


def test_before_the_wait_is_over_no_officer_can_put_an_account_in_force(story: Story) -> None:
    change_id = ask(story)
    check(story, change_id)
    story.pass_days(6)
    with pytest.raises(AccountChangeWaits):
        change_account(change_id=change_id, **story.act("quinten"))


def test_one_officer_alone_never_changes_an_account(story: Story) -> None:
    change_id = ask(story)
    story.pass_days(7)
    with pytest.raises(WrongState):
        change_account(change_id=change_id, **story.act("quinten"))
    with pytest.raises(CheckMissing):
        check_account_change(change_id=change_id, how=" ", **story.act("petra"))
    check(story, change_id)
    with pytest.raises(SameChecker):
        change_account(change_id=change_id, **story.act("petra"))
    with pytest.raises(NotAllowed):
        change_account(change_id=change_id, **story.act("omar"))
    with pytest.raises(DatabaseError, match="four_eyes_on_an_account"), transaction.atomic():
        AccountChange.objects.filter(id=change_id).update(in_force_by=story.person("petra"))


def test_the_request_tells_the_journal_which_known_contact_must_hear_of_it(story: Story) -> None:
    ask(story)
    entry = Entry.objects.get(verb="ask_account_change")
    told = unseal_for(story.person("dirk").id, entry.details_sealed or b"", context="journal")
    assert told["tell"] == ["", "dirk@claes-loopbaanadvies.example"]
    assert told["new"] == "BE38 •••• •••• 9772"


def test_an_officer_who_cannot_reach_her_refuses_with_a_reason(story: Story) -> None:
    change_id = ask(story)
    with pytest.raises(RefusalReasonMissing):
        refuse_account_change(change_id=change_id, why="", **story.act("petra"))
    refuse_account_change(change_id=change_id, why="Dirk vroeg dit niet zelf.", **story.act("petra"))
    assert running_account_changes() == ()
    assert account_changes_of(story.counsellor("dirk").id)[0].why == "Dirk vroeg dit niet zelf."


def test_a_draft_made_before_the_account_changed_must_be_made_again(story: Story) -> None:
    change_id = ask(story)
    check(story, change_id)
    story.pass_days(7)
    draft = make_batch(**story.act("petra"))
    story.pass_days(1)
    change_account(change_id=change_id, **story.act("quinten"))
    with pytest.raises(BatchOutdated):
        approve_batch(batch_id=draft.id, **story.act("quinten"))
    discard_batch(batch_id=draft.id, **story.act("quinten"))
    send_batch(story)
    assert accounts_in_file() == {NEW.replace(" ", "")}


def test_a_closed_account_is_not_tried_again_until_there_is_another(story: Story) -> None:
    send_batch(story)
    reject_closed(story)
    with pytest.raises(NothingToPay):
        make_batch(**story.act("petra"))
    change(story)
    assert make_batch(**story.act("petra")).count == 2
    assert PaymentHold.objects.filter(released_at=None).count() == 0


def test_an_old_payment_that_comes_back_says_nothing_of_the_new_account(story: Story) -> None:
    batch = send_batch(story)
    story.pass_days(1)
    change(story)
    bank = Bank(story, batch)
    bank.tells(bank.out(*bank.names()))
    bank.tells(bank.back(bank.names()[0], "AC04"))
    assert not PaymentHold.objects.exists()
    assert make_batch(**story.act("petra")).count == 1


def test_what_a_batch_paid_stays_known_by_the_account_of_that_day(story: Story) -> None:
    batch = send_batch(story)
    change(story)
    ends = PaymentItem.objects.filter(batch=batch).order_by("id").values_list("account_end", flat=True)
    assert set(ends) == {"6769"}


def test_the_account_in_force_cannot_be_rewritten_past_the_actions(story: Story) -> None:
    change_id = ask(story)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        AccountChange.objects.filter(id=change_id).update(iban_end="0000")
    with pytest.raises(DatabaseError, match="cannot go from"), transaction.atomic():
        AccountChange.objects.filter(id=change_id).update(state="in_force")
