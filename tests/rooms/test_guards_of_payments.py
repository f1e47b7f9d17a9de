"""Each guard of "nobody is paid twice" taken away, one at a time: the same attack must then be seen to do harm.

With its guard every attack ends as `held` says; without it in another way. A guard that could go unnoticed fails here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests.rooms.bank_loop import CENTS, Bank, confirmed, item_states, send_batch
from tests.story import Story

from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.payments import doubles, reconciling
from loopbaankrediet.payments.actions import batches, statements
from loopbaankrediet.payments.actions.holds import hold_payments
from loopbaankrediet.payments.models import Claim, ClaimState, PaymentBatch, PaymentItem
from loopbaankrediet.people.models import Person

Patch = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Guard:
    """`constraint`: of the database, as table and name; `patch`: in the code. `held`: how the attack ends with it."""

    attack: Callable[[Story], object]
    held: object
    constraint: tuple[str, str] | None = None
    patch: Patch | None = None


def outcome(attack: Callable[[Story], object], story: Story) -> object:
    """What came of it; the name of what refused it."""
    try:
        with transaction.atomic():
            return attack(story)
    except IntegrityError as error:
        return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    except DomainError as error:
        return type(error).__name__


def opened_again(story: Story) -> object:
    """A claim under way that something opens again is put in a second order."""
    send_batch(story)
    Claim.objects.update(state=ClaimState.OPEN)
    batches.make_batch(**story.act("petra"))
    return PaymentItem.objects.filter(is_over=False).count()


def claimed_twice(story: Story) -> object:
    """The same part of a module is claimed a second time."""
    claim = Claim.objects.earliest("number")
    twice = {name: getattr(claim, name) for name in ("minutes", "public_cents", "own_cents", "due_on", "arisen_on")}
    same = {"module_id": claim.module_id, "part": claim.part, "counsellor_id": claim.counsellor_id}
    Claim.objects.create(arisen_at=claim.arisen_at, **same, **twice)
    return bool(prove_rooms().breaks)


def one_attempt_twice(story: Story) -> object:
    """Two payments with one end-to-end id: an answer of the bank could be about either."""
    send_batch(story)
    item = PaymentItem.objects.select_related("batch").earliest("end_to_end_id")
    values = {"batch": item.batch, "claim": item.claim, "end_to_end_id": item.end_to_end_id, "account_end": "0000"}
    PaymentItem.objects.create(attempt=item.attempt + 1, state="prepared", **values | {"claim": last_claim()})
    return PaymentItem.objects.filter(end_to_end_id=item.end_to_end_id).count()


def last_claim() -> Claim:
    """One that is in no order."""
    claim = Claim.objects.latest("number")
    other = {name: getattr(claim, name) for name in ("minutes", "public_cents", "own_cents", "due_on", "arisen_on")}
    same = {"module_id": claim.module_id, "part": claim.part + 1, "counsellor_id": claim.counsellor_id}
    return Claim.objects.create(arisen_at=claim.arisen_at, **same, **other)


def alone(story: Story) -> object:
    """One officer makes and approves."""
    draft = batches.make_batch(**story.act("petra"))
    return batches.approve_batch(batch_id=draft.id, **story.act("petra")).state


def alone_behind_the_platform(story: Story) -> object:
    """The same officer, written in the row itself."""
    draft = batches.make_batch(**story.act("petra"))
    PaymentBatch.objects.filter(id=draft.id).update(
        approved_by_id=draft.made_by_id,
        approved_on=draft.made_on,
        approved_at=draft.made_at,
        execution_on=draft.made_on,
    )
    return "approved"


def double_click(story: Story) -> object:
    act = story.act("petra") | {"key": uuid4()}
    return batches.make_batch(**act).id == batches.make_batch(**act).id


def the_same_file_again(story: Story) -> object:
    bank = Bank(story, send_batch(story))
    first = bank.tells(bank.out(*bank.names()))
    bank.number = 0
    again = bank.tells(bank.out(*bank.names()))
    return first.settled, again.is_new


def returned_and_paid_again(story: Story) -> object:
    """What came back is over, and may be paid again."""
    bank = Bank(story, send_batch(story))
    name = bank.names()[0]
    bank.tells(bank.out(name))
    bank.tells(bank.back(name, code="AM09"))
    return batches.make_batch(**story.act("petra")).count


def a_double_that_comes_back(story: Story) -> object:
    """The bank carries out one payment twice and gives one back: it stays paid, and is not paid once more."""
    bank = Bank(story, send_batch(story))
    name = bank.names()[0]
    bank.tells(bank.out(name))
    bank.tells(bank.out(name, reference="DOUBLE"))
    bank.tells(bank.back(name))
    return item_states()[0]


def more_than_the_year_has(story: Story) -> object:
    """The payment appropriation reaches for two of the three claims."""
    payment = accounts.payment_appropriation(2027)
    left = balance(payment).available - 2 * CENTS - 1
    step = direct("spend", payment, accounts.paid_out(2027), left)
    accounts.paid_out(2027).open()
    record([step], act="test", act_key=uuid4(), effective_on=story.clock.today(), by=story.actor("petra"))
    return batches.make_batch(**story.act("petra")).count


def held_after_drafting(story: Story) -> object:
    """An officer stopped the payments of this counsellor while the draft waited."""
    draft = batches.make_batch(**story.act("petra"))
    hold_payments(counsellor_id=story.counsellor("dirk").id, reason="Onderzoek", **story.act("petra"))
    return batches.approve_batch(batch_id=draft.id, **story.act("quinten")).state


def no_over(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reconciling, "OVER", ())


def never_done(module: Any) -> Patch:
    return lambda patch: patch.setattr(module, "done_before", lambda *_, **__: None)


def no_netting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(doubles.Doubles, "netted", lambda self, credit, payment, verdict: verdict)


def no_reach(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(batches, "_most_payments", lambda year: batches.MOST_PAYMENTS)


def any_officer(patch: pytest.MonkeyPatch) -> None:
    """Whoever asks counts as another officer each time."""
    others = iter(Person.objects.order_by("id"))
    patch.setattr(batches, "check_has_role", lambda by, role: next(others).id)


def no_look_at_the_draft(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(batches, "_check_up_to_date", lambda batch, owed: None)


ITEM, CLAIM, BATCH = "payments_paymentitem", "payments_claim", "payments_paymentbatch"
GUARDS = {
    "one live payment of a claim": Guard(opened_again, "a_claim_is_paid_once", (ITEM, "a_claim_is_paid_once")),
    "one claim per part": Guard(
        claimed_twice, "one_claim_per_part_of_a_module", (CLAIM, "one_claim_per_part_of_a_module")
    ),
    "one payment per end-to-end id": Guard(one_attempt_twice, "end_to_end_id_once", (ITEM, "end_to_end_id_once")),
    "two officers, in the row": Guard(alone_behind_the_platform, "four_eyes", (BATCH, "four_eyes")),
    "two officers": Guard(alone, "SamePerson", patch=any_officer),
    "a double click": Guard(double_click, held=True, patch=never_done(batches)),
    "a file taken before": Guard(the_same_file_again, (3, False), patch=never_done(statements)),
    "what came back is over": Guard(returned_and_paid_again, 1, patch=no_over),
    "a double that comes back": Guard(a_double_that_comes_back, "settled", patch=no_netting),
    "the credit of the year": Guard(more_than_the_year_has, 2, patch=no_reach),
    "a draft that changed": Guard(held_after_drafting, "BatchOutdated", patch=no_look_at_the_draft),
}
IN_DATABASE = [name for name, guard in GUARDS.items() if guard.constraint]
IN_CODE = [name for name, guard in GUARDS.items() if guard.patch]


def ready() -> Story:
    story = Story()
    confirmed(story)
    return story


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(GUARDS))
def test_every_attack_is_held_by_its_guard(name: str) -> None:
    assert outcome(GUARDS[name].attack, ready()) == GUARDS[name].held


@pytest.mark.django_db
@pytest.mark.parametrize("name", IN_CODE)
def test_without_its_guard_in_the_code_an_attack_ends_otherwise(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    story = ready()
    patch = GUARDS[name].patch
    assert patch is not None
    patch(monkeypatch)
    assert outcome(GUARDS[name].attack, story) != GUARDS[name].held


def test_without_its_guard_in_the_database_an_attack_goes_through(committed_database: str) -> None:
    """One after the other on one database: what an attack leaves is rolled back, and its guard put back."""
    story = ready()
    for name in IN_DATABASE:
        guard = GUARDS[name]
        assert guard.constraint is not None
        table, constraint = guard.constraint
        definition, is_index = _definition(table, constraint)
        _as_owner(f"DROP INDEX {constraint}" if is_index else f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        assert _tried(guard.attack, story) != guard.held, name
        _as_owner(definition if is_index else f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {definition}")
    connection.close()


def _tried(attack: Callable[[Story], object], story: Story) -> object:
    with transaction.atomic():
        found = outcome(attack, story)
        transaction.set_rollback(True)
    return found


def _definition(table: str, name: str) -> tuple[str, bool]:
    """How to put the constraint back; and whether it is an index alone."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
        found = cursor.fetchone()
        if found:
            return found[0], False
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s AND indexname = %s", [table, name])
        return cursor.fetchone()[0], True


def _as_owner(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
