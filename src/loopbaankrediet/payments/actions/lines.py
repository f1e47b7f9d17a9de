"""Lines of the bank that found no payment: a person notes what they are, or two let them settle or bring back one."""

from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.actions.waiting import even_out, match_waiting
from loopbaankrediet.payments.appropriation import credit_in_words
from loopbaankrediet.payments.errors import (
    DifferenceTooLarge,
    LineDoesNotFit,
    LineNoteMissing,
    NoSuchPayment,
    SameProposer,
)
from loopbaankrediet.payments.locks import one_bank_file_at_a_time
from loopbaankrediet.payments.matching import Line, Payment
from loopbaankrediet.payments.models import (
    LINE_TABLE,
    ON_THE_WAY,
    ClaimState,
    ItemState,
    LineReason,
    PaymentBatch,
    PaymentItem,
    UnmatchedLine,
)
from loopbaankrediet.payments.money import book_difference, send_again
from loopbaankrediet.payments.reconciling import Reconciliation
from loopbaankrediet.people.policies import check_has_role

CAME_BACK = (ItemState.REJECTED, ItemState.RETURNED)
LARGEST_ALONE = 100_000
"""Up to this amount, in cents, one officer may note what a line is that has nothing to do with our payments."""


@transaction.atomic
def note_line(
    *, unmatched_id: UUID, note: str, by: Actor, clock: Clock, key: UUID, agreed: bool = False
) -> UnmatchedLine:
    """The line is none of our payments, or needs nothing more: no money moves. LineNoteMissing without a reason.

    About a payment or order of ours, or above `LARGEST_ALONE`, the note waits for a colleague. `agreed`: it is part of
    an act on which two officers agreed already.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("note_line", unmatched_id, note))
    waiting = _locked(unmatched_id)
    if done is None:
        waiting.note = _checked(note)
        if needs_two(waiting) and not agreed:
            waiting.state = LINE_TABLE.after(waiting.state, "propose")
            waiting.proposed_by_id, waiting.proposed_at = officer_id, clock.now()
        else:
            waiting.state = LINE_TABLE.after(waiting.state, "note")
            waiting.decided_by_id, waiting.decided_at = officer_id, clock.now()
        waiting.save(update_fields=["note", "state", "proposed_by", "proposed_at", "decided_by", "decided_at"])
        record_act("note_line", Subject("unmatched_line", waiting.id), key=key, by=by, clock=clock)
    return waiting


def needs_two(waiting: UnmatchedLine) -> bool:
    """Whether a note of one officer is not enough to put this line out of sight."""
    line = waiting.line
    return (
        waiting.reason not in (LineReason.UNKNOWN, LineReason.NO_DETAILS)
        or line.cents > LARGEST_ALONE
        or PaymentItem.objects.filter(end_to_end_id=line.end_to_end_id).exists()
        or PaymentBatch.objects.filter(message_id=line.order).exists()
    )


@transaction.atomic
def propose_line(
    *, unmatched_id: UUID, end_to_end_id: str, note: str, by: Actor, clock: Clock, key: UUID, differs: bool = False
) -> UnmatchedLine:
    """This line is that payment: a debit settles it, a credit brings it back, once a colleague agrees.

    `differs`: the bank booked another amount, for instance less its costs; the difference is a cost (or gain) of ours.
    Raises LineDoesNotFit, or DifferenceTooLarge when it is as large as the payment itself.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("propose_line", unmatched_id, end_to_end_id, note, differs))
    one_bank_file_at_a_time()
    waiting = _locked(unmatched_id)
    if done is None:
        payment, line = _pair(waiting, end_to_end_id.strip())[1:]
        difference = line.cents - payment.cents if differs else 0
        _check_fits(line, payment, difference)
        waiting.note, waiting.item_id, waiting.difference_cents = _checked(note), payment.id, difference
        waiting.state = LINE_TABLE.after(waiting.state, "propose")
        waiting.proposed_by_id, waiting.proposed_at = officer_id, clock.now()
        waiting.save(update_fields=["note", "item", "difference_cents", "state", "proposed_by", "proposed_at"])
        record_act("propose_line", Subject("unmatched_line", waiting.id), key=key, by=by, clock=clock)
    return waiting


@transaction.atomic
def approve_line(*, unmatched_id: UUID, by: Actor, clock: Clock, key: UUID) -> UnmatchedLine:
    """A second officer agrees: the money moves as if the bank had named the payment, or the note stands."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("approve_line", unmatched_id))
    one_bank_file_at_a_time()
    waiting = _locked(unmatched_id)
    if done:
        return waiting
    waiting.state = LINE_TABLE.after(waiting.state, "approve")
    if waiting.proposed_by_id == officer_id:
        raise SameProposer
    if waiting.item:
        found, payment, line = _pair(waiting, waiting.item.end_to_end_id)
        _check_fits(line, payment, waiting.difference_cents)
        if waiting.difference_cents:
            book_difference(line, payment, by=by, clock=clock, key=uuid5(key, "difference"))
        _carry_out(found, payment, line, by=by, clock=clock, key=key)
    waiting.decided_by_id, waiting.decided_at = officer_id, clock.now()
    waiting.save(update_fields=["state", "decided_by", "decided_at"])
    record_act("approve_line", Subject("unmatched_line", waiting.id), key=key, by=by, clock=clock)
    match_waiting(by=by, clock=clock, key=uuid5(key, "waiting"))
    return waiting


@transaction.atomic
def refuse_line(*, unmatched_id: UUID, by: Actor, clock: Clock, key: UUID) -> UnmatchedLine:
    """Either officer takes the proposal away; the line waits again."""
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("refuse_line", unmatched_id))
    waiting = _locked(unmatched_id)
    if done is None:
        waiting.state = LINE_TABLE.after(waiting.state, "refuse")
        waiting.item, waiting.note, waiting.difference_cents = None, "", 0
        waiting.proposed_by_id = waiting.proposed_at = None
        waiting.save(update_fields=["state", "item", "note", "difference_cents", "proposed_by", "proposed_at"])
        record_act("refuse_line", Subject("unmatched_line", waiting.id), key=key, by=by, clock=clock)
    return waiting


def _locked(unmatched_id: UUID) -> UnmatchedLine:
    rows = UnmatchedLine.objects.select_for_update(of=("self",)).select_related("line", "item")
    waiting = rows.filter(id=unmatched_id).first()
    if waiting is None:
        raise NotFound
    return waiting


def _checked(note: str) -> str:
    if not note.strip():
        raise LineNoteMissing
    return note.strip()


def _pair(waiting: UnmatchedLine, end_to_end_id: str) -> tuple[Reconciliation, Payment, Line]:
    """The line, and the payment it would be, locked."""
    if not PaymentItem.objects.filter(end_to_end_id=end_to_end_id).exists():
        raise NoSuchPayment
    found = Reconciliation(end_to_end_ids=[end_to_end_id])
    row = waiting.line
    told = (row.direction, row.cents, row.occurrence, row.order, row.code, row.booked_on)
    return found, found.payments[end_to_end_id], Line(row.id, row.reference, end_to_end_id, *told)


def _check_fits(line: Line, payment: Payment, difference: int) -> None:
    """To the cent but for the difference that is agreed on, and in a state that waits for it.

    One refused or returned only while no other attempt runs.
    """
    late = payment.state in CAME_BACK and payment.claim.state in (ClaimState.OPEN, ClaimState.BLOCKED)
    fits = (payment.state in ON_THE_WAY or late) if line.is_debit else payment.state is ItemState.SETTLED
    if not fits or line.cents != payment.cents + difference:
        raise LineDoesNotFit
    if abs(difference) >= payment.cents:
        raise DifferenceTooLarge


def _carry_out(found: Reconciliation, payment: Payment, line: Line, *, by: Actor, clock: Clock, key: UUID) -> None:
    """A credit undoes a debit too many before it brings a payment back."""
    if line.is_debit:
        if payment.state in CAME_BACK:
            batch = found.batches[payment.batch_id]
            with credit_in_words(clock.today().year):
                send_again(batch, payment, by=by, clock=clock, key=uuid5(key, "again"))
        found.settle(payment, line)
    elif not even_out(payment.end_to_end_id):
        found.bring_back(payment, line)
    found.finish(by=by, clock=clock, key=key)
