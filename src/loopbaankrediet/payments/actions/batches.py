"""Batches under four eyes: made by one officer, approved by another; approval writes the bank file."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.counsellors.models import RegistrationState
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.errors import BalanceTooLow, NoAccount
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.payments.delivery import deliver_later
from loopbaankrediet.payments.errors import NothingToPay, PaymentAppropriationUsed, SamePerson
from loopbaankrediet.payments.locks import cents_by_counsellor, lock_batch
from loopbaankrediet.payments.models import (
    BATCH_TABLE,
    CLAIM_TABLE,
    ITEM_TABLE,
    Claim,
    ClaimState,
    ItemState,
    PaymentBatch,
    PaymentItem,
)
from loopbaankrediet.payments.orders import write_file
from loopbaankrediet.people.policies import check_has_role

SATURDAY = 5
MOST_PAYMENTS = 10_000


@transaction.atomic
def make_batch(*, by: Actor, clock: Clock, key: UUID) -> PaymentBatch:
    """Put the open claims of registered counsellors, oldest first, in one draft batch of at most 10,000."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    earlier = done_before(key, by=by, about=("make_batch",))
    if earlier is not None:
        return PaymentBatch.objects.get(id=earlier)
    claims = _open_claims()
    if not claims:
        raise NothingToPay
    batch = PaymentBatch.objects.create(
        message_id=_message_id(key, clock.today()),
        count=len(claims),
        total_cents=sum(claim.public_cents for claim in claims),
        made_by_id=officer_id,
        made_on=clock.today(),
        made_at=clock.now(),
    )
    _prepare_items(batch, claims)
    Claim.objects.filter(id__in=[claim.id for claim in claims]).update(
        state=CLAIM_TABLE.after(ClaimState.OPEN, "batch")
    )
    record_act("make_batch", Subject("batch", batch.id), key=key, by=by, clock=clock)
    return batch


@transaction.atomic
def approve_batch(*, batch_id: UUID, by: Actor, clock: Clock, key: UUID) -> PaymentBatch:
    """A second officer approves: the money goes in transit, the bank file is written and handed over."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("approve_batch", batch_id))
    batch, items = lock_batch(batch_id)
    if done:
        return batch
    batch.state = BATCH_TABLE.after(batch.state, "approve")
    if batch.made_by_id == officer_id:
        raise SamePerson
    batch.approved_by_id, batch.approved_on, batch.approved_at = officer_id, clock.today(), clock.now()
    batch.execution_on = next_bank_day(clock.today())
    batch.save(update_fields=["state", "approved_by", "approved_on", "approved_at", "execution_on"])
    _send(items)
    _move_money(batch, items, by=by, clock=clock, key=key)
    write_file(batch, items, clock=clock)
    record_act("approve_batch", Subject("batch", batch.id), key=key, by=by, clock=clock)
    deliver_later(batch.id)
    return batch


@transaction.atomic
def discard_batch(*, batch_id: UUID, by: Actor, clock: Clock, key: UUID) -> PaymentBatch:
    """Either officer drops a draft; its claims wait for the next batch."""
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("discard_batch", batch_id))
    batch, items = lock_batch(batch_id)
    if done:
        return batch
    batch.state = BATCH_TABLE.after(batch.state, "discard")
    batch.save(update_fields=["state"])
    PaymentItem.objects.filter(batch=batch).update(state=ITEM_TABLE.after(ItemState.PREPARED, "drop"))
    Claim.objects.filter(id__in=[item.claim_id for item in items]).update(
        state=CLAIM_TABLE.after(ClaimState.BATCHED, "drop")
    )
    record_act("discard_batch", Subject("batch", batch.id), key=key, by=by, clock=clock)
    return batch


def next_bank_day(today: date) -> date:
    """The first weekday after today; bank holidays are the bank's to shift."""
    day = today + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def _open_claims() -> list[Claim]:
    claims = Claim.objects.select_for_update(of=("self",)).filter(
        state=ClaimState.OPEN, counsellor__state=RegistrationState.REGISTERED
    )
    return list(claims.order_by("number")[:MOST_PAYMENTS])


def _prepare_items(batch: PaymentBatch, claims: Sequence[Claim]) -> None:
    tried = dict(
        PaymentItem.objects.filter(claim__in=claims).order_by("claim_id").values_list("claim_id").annotate(Count("id"))
    )
    PaymentItem.objects.bulk_create(
        PaymentItem(
            batch=batch,
            claim=claim,
            attempt=tried.get(claim.id, 0) + 1,
            end_to_end_id=f"LK{claim.number:010d}-{tried.get(claim.id, 0) + 1}",
        )
        for claim in claims
    )


def _send(items: Sequence[PaymentItem]) -> None:
    PaymentItem.objects.filter(id__in=[item.id for item in items]).update(
        state=ITEM_TABLE.after(ItemState.PREPARED, "send")
    )
    Claim.objects.filter(id__in=[item.claim_id for item in items]).update(
        state=CLAIM_TABLE.after(ClaimState.BATCHED, "send")
    )


def _move_money(batch: PaymentBatch, items: Sequence[PaymentItem], *, by: Actor, clock: Clock, key: UUID) -> None:
    """From what is owed to each counsellor to the batch in transit, against the year's payment appropriation."""
    year, transit = clock.today().year, accounts.in_transit(batch.id)
    transit.open()
    spent = direct("payment", accounts.payment_appropriation(year), accounts.paid_out(year), batch.total_cents)
    owed = [
        direct(f"payee:{counsellor_id}", accounts.payable(counsellor_id), transit, cents)
        for counsellor_id, cents in cents_by_counsellor(items).items()
    ]
    try:
        record([spent, *owed], act="approve_batch", act_key=key, effective_on=clock.today(), by=by)
    except NoAccount as error:
        raise NoBudget(year=year) from error
    except BalanceTooLow as error:
        raise PaymentAppropriationUsed(year=year) from error


def _message_id(key: UUID, today: date) -> str:
    return f"LK{today:%Y%m%d}-{key.hex[:16].upper()}"
