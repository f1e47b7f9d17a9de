"""The claim that arises by itself when hours stand: no form (art. 16); part by part when hours are disputed."""

from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import look_up_hash
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.payments.bank.statements import Direction
from loopbaankrediet.payments.errors import HoursDecided, PaymentBooked
from loopbaankrediet.payments.models import (
    CLAIM_TABLE,
    WAITING,
    Claim,
    ClaimBasis,
    ClaimState,
    ItemState,
    PaymentItem,
    UnmatchedLine,
)
from loopbaankrediet.payments.parts import Part
from loopbaankrediet.people.policies import check_has_role


def raise_claim(
    module: GuidanceModule,
    track: Track,
    part: Part,
    *,
    transfers: tuple[int, int],
    clock: Clock,
    basis: ClaimBasis = ClaimBasis.CONFIRMED,
    due_on: date | None = None,
) -> Claim:
    """The claim for minutes that stand, at the module's tariff. `transfers` posted its minutes and its cents.

    Claims of silence are drawn for the sample by a keyed hash: nobody chooses. `due_on`: the day promised before.
    """
    claim = new_claim(module, track, part, transfers=transfers, clock=clock, basis=basis, due_on=due_on)
    claim.save(force_insert=True)
    return claim


def new_claim(
    module: GuidanceModule,
    track: Track,
    part: Part,
    *,
    transfers: tuple[int, int],
    clock: Clock,
    basis: ClaimBasis = ClaimBasis.CONFIRMED,
    due_on: date | None = None,
) -> Claim:
    """As `raise_claim`, for an act that writes it with its other rows."""
    today = clock.today()
    return Claim(
        module=module,
        part=next_part_number(module.id),
        counsellor_id=track.counsellor_id,
        minutes=part.minutes,
        public_cents=part.public_cents,
        own_cents=part.own_cents,
        arisen_on=today,
        arisen_at=clock.now(),
        due_on=due_on or today + timedelta(days=term("payment_term_days", on=today)),
        basis=basis,
        sampled=basis is ClaimBasis.SILENT and is_drawn(module.id, today),
        minutes_transfer=transfers[0],
        cents_transfer=transfers[1],
    )


def is_drawn(module_id: UUID, on: date) -> bool:
    """Whether a silent module falls in the sample of that day: by its keyed hash, so that nobody can know or choose."""
    drawn = int.from_bytes(look_up_hash(str(module_id), purpose="silence-sample")) % 100
    return drawn < term("silence_sample_percent", on=on)


def claim_of_silence(module: GuidanceModule) -> Claim:
    """The claim that the silence of the citizen made, locked: the one that counts when it was made smaller.

    HoursDecided when nothing of it counts any more: an officer decided, or is deciding, about all of it.
    """
    silent = Claim.objects.select_for_update().filter(module=module, basis=ClaimBasis.SILENT)
    claim = silent.exclude(state=ClaimState.WITHDRAWN).first()
    if claim is None:
        raise HoursDecided
    return claim


def never_left(claim: Claim) -> bool:
    """Whether no attempt to pay this claim ever went to the bank."""
    if claim.state not in (ClaimState.OPEN, ClaimState.BATCHED):
        return False
    stayed = (ItemState.PREPARED, ItemState.DROPPED)
    return not PaymentItem.objects.filter(claim=claim).exclude(state__in=stayed).exists()


def withdraw_claim(claim: Claim) -> tuple[int, int]:
    """Take back a claim that never left; a draft that holds it can no longer be approved. Returns its transfers."""
    if not never_left(claim) or claim.minutes_transfer is None or claim.cents_transfer is None:
        raise WrongState
    claim.state = CLAIM_TABLE.after(claim.state, "withdraw")
    claim.save(update_fields=["state"])
    return claim.minutes_transfer, claim.cents_transfer


def replace_claim(claim: Claim, *, minutes: int, public_cents: int, own_cents: int) -> Claim | None:
    """A claim that did not leave yet is for less: withdrawn, and made anew as the next part for what remains.

    None when nothing remains. A draft that holds it can no longer be approved. The claim is locked. Part of a larger
    act; WrongState for a claim that is at the bank or that the bank contradicts itself about.
    """
    claim.state = CLAIM_TABLE.after(claim.state, "withdraw")
    claim.save(update_fields=["state"])
    if not public_cents:
        return None
    return _next_part(claim, minutes, public_cents, own_cents, ClaimBasis(claim.basis))


def pay_after_all(claim: Claim, *, minutes: int, public_cents: int, own_cents: int) -> Claim:
    """This part of a claim, which was left out of it, is due after all: the next part, by decision, on its own day.

    Part of a larger act; the claim is locked.
    """
    return _next_part(claim, minutes, public_cents, own_cents, ClaimBasis.DECIDED)


def next_part_number(module_id: UUID) -> int:
    """Claims are never removed; the caller locked what decides on this module's hours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 + count(*) FROM payments_claim WHERE module_id = %s", [module_id])
        return int(cursor.fetchone()[0])


@transaction.atomic
def release_claim(*, number: int, by: Actor, clock: Clock, key: UUID) -> Claim:
    """After a call with the bank an officer lets a blocked claim be paid again.

    PaymentBooked while the account says that it was paid: that booking must be decided on first.
    """
    return _unblock("release", number, by=by, clock=clock, key=key)


@transaction.atomic
def keep_claim_paid(*, number: int, by: Actor, clock: Clock, key: UUID) -> Claim:
    """After a call with the bank an officer notes that a blocked claim was paid, as the account says."""
    return _unblock("settle", number, by=by, clock=clock, key=key)


def _next_part(claim: Claim, minutes: int, public_cents: int, own_cents: int, basis: ClaimBasis) -> Claim:
    return Claim.objects.create(
        module_id=claim.module_id,
        part=next_part_number(claim.module_id),
        counsellor_id=claim.counsellor_id,
        minutes=minutes,
        public_cents=public_cents,
        own_cents=own_cents,
        arisen_on=claim.arisen_on,
        arisen_at=claim.arisen_at,
        due_on=claim.due_on,
        basis=basis,
        fund=claim.fund,
        sampled=claim.sampled and basis is ClaimBasis.SILENT,
        minutes_transfer=claim.minutes_transfer,
        cents_transfer=claim.cents_transfer,
    )


def _unblock(verb: str, number: int, *, by: Actor, clock: Clock, key: UUID) -> Claim:
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=(f"{verb}_claim", number))
    claim = Claim.objects.select_for_update().filter(number=number).first()
    if claim is None:
        raise NotFound
    if done:
        return claim
    if claim.state != ClaimState.BLOCKED:
        raise WrongState
    booked = PaymentItem.objects.filter(claim=claim, state=ItemState.SETTLED).exists()
    if verb == "settle" and not booked:
        raise WrongState
    if verb == "release" and (booked or _has_open_debit(claim)):
        raise PaymentBooked
    claim.state = CLAIM_TABLE.after(claim.state, verb)
    claim.save(update_fields=["state"])
    record_act(f"{verb}_claim", Subject("claim", claim.id), key=key, by=by, clock=clock)
    return claim


def _has_open_debit(claim: Claim) -> bool:
    names = PaymentItem.objects.filter(claim=claim).values("end_to_end_id")
    debits = UnmatchedLine.objects.filter(line__end_to_end_id__in=names, line__direction=Direction.DEBIT)
    return debits.filter(state__in=WAITING).exists()
