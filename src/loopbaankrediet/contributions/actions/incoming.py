"""Credits on our own account, when the platform collects the own share: each ends in a known state.

What belongs to a module goes there, up to what is due; the rest must go back; what nobody can read waits for a person.
"""

from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.contributions.due import locked_contribution, module_of_reference, read_reference
from loopbaankrediet.contributions.errors import (
    CounsellorCollects,
    CreditReferenceReused,
    NoSuchCommunication,
    PaidInFuture,
)
from loopbaankrediet.contributions.models import Collection, Contribution, EntryKind, Incoming
from loopbaankrediet.contributions.receipts import Paid, add_entry, check_above_zero
from loopbaankrediet.contributions.states import INCOMING_TABLE
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.reference import StructuredCommunicationRefused
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.postings import Step, direct, record
from loopbaankrediet.people.policies import check_has_role, check_is_system, check_not_own_case

CREDITS = UUID("5e0cb0ff-9d3a-4b7e-8a0f-6a6e0c6a51d2")
"""Names the act of taking a credit by the bank's reference, so that the same line is the same act."""


@transaction.atomic
def take_incoming(
    *, bank_reference: str, ogm: str, cents: int, booked_on: date, clock: Clock, by: Actor = SYSTEM
) -> Incoming:
    """Take one booked credit; the same bank reference again changes nothing. `ogm` as the bank gave it, or ''.

    Raises AmountNotAboveZero, or CreditReferenceReused when the reference came before with another content.
    """
    check_is_system(by)
    check_above_zero(cents)
    key = uuid5(CREDITS, bank_reference)
    if done_before(key, by=SYSTEM, about=("take_incoming", bank_reference)):
        return _same(bank_reference, ogm, cents, booked_on)
    incoming = Incoming.objects.create(
        bank_reference=bank_reference, ogm=ogm, cents=cents, booked_on=booked_on, taken_at=clock.now()
    )
    module_id = _module_of(ogm)
    if module_id is None or not _place(incoming, module_id, accounts.own_share_in(), by=by, clock=clock, key=key):
        _queue(incoming, by=by, clock=clock, key=key)
    _note("take_incoming", incoming, by=by, clock=clock, key=key)
    return incoming


@transaction.atomic
def place_incoming(*, incoming_id: UUID, ogm: str, by: Actor, clock: Clock, key: UUID) -> Incoming:
    """An officer says for which module a credit is, by the module's communication.

    Raises StructuredCommunicationRefused, NoSuchCommunication, or CounsellorCollects.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("place_incoming", incoming_id, ogm))
    reference = read_reference(ogm)
    incoming = _locked(incoming_id)
    if done:
        return incoming
    INCOMING_TABLE.after(incoming.state, "place")
    module_id = module_of_reference(reference)
    if module_id is None:
        raise NoSuchCommunication
    check_not_own_case(by, GuidanceModule.objects.select_related("track").get(id=module_id).track.person_id)
    incoming.decided_by_id = officer_id
    if not _place(incoming, module_id, accounts.own_share_unplaced(), by=by, clock=clock, key=key):
        raise CounsellorCollects
    _note("place_incoming", incoming, by=by, clock=clock, key=key)
    return incoming


@transaction.atomic
def return_incoming(*, incoming_id: UUID, by: Actor, clock: Clock, key: UUID) -> Incoming:
    """An officer finds no module for a credit: all of it must go back to where it came from."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("return_incoming", incoming_id))
    incoming = _locked(incoming_id)
    if done:
        return incoming
    incoming.decided_by_id = officer_id
    _move(incoming, "return_rest", placed=0)
    step = direct("back", accounts.own_share_unplaced(), accounts.own_share_back(), incoming.cents)
    _post([step], "return_own_share", by=by, clock=clock, key=key)
    _note("return_incoming", incoming, by=by, clock=clock, key=key)
    return incoming


@transaction.atomic
def note_sent_back(*, incoming_id: UUID, sent_on: date, by: Actor, clock: Clock, key: UUID) -> Incoming:
    """An officer notes that what had to go back was sent back. Raises PaidInFuture."""
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("note_sent_back", incoming_id, sent_on))
    incoming = _locked(incoming_id)
    if done:
        return incoming
    incoming.state = INCOMING_TABLE.after(incoming.state, "send_back")
    if sent_on > clock.today():
        raise PaidInFuture
    incoming.sent_on = sent_on
    incoming.save(update_fields=["state", "sent_on"])
    step = direct("sent", accounts.own_share_back(), accounts.own_share_in(), incoming.back_cents)
    _post([step], "send_own_share_back", by=by, clock=clock, key=key)
    _note("note_sent_back", incoming, by=by, clock=clock, key=key)
    return incoming


def _module_of(ogm: str) -> UUID | None:
    try:
        return module_of_reference(read_reference(ogm))
    except StructuredCommunicationRefused:
        return None


def _place(incoming: Incoming, module_id: UUID, source: Account, *, by: Actor, clock: Clock, key: UUID) -> bool:
    """Give a module what is due of it, and set the rest aside to go back; False when the counsellor collects."""
    track, module = lock_module(module_id)
    contribution, share = locked_contribution(module, track.counsellor_id, clock=clock)
    if contribution.collection != Collection.PLATFORM:
        return False
    placed = min(incoming.cents, share.open)
    incoming.contribution = contribution
    _move(incoming, "place" if placed == incoming.cents else "return_rest", placed=placed)
    if placed:
        add_entry(contribution, EntryKind.RECEIVED, Paid(placed, incoming.booked_on), clock=clock)
    if contribution.settled_at:
        contribution.passed_cents += placed
        contribution.save(update_fields=["passed_cents"])
    _post(_steps(incoming, contribution, source), "take_own_share", by=by, clock=clock, key=key)
    return True


def _steps(incoming: Incoming, contribution: Contribution, source: Account) -> list[Step]:
    """A module whose share was passed on passes on at once what still comes in for it."""
    kept = accounts.own_share_owed if contribution.settled_at else accounts.own_share_held
    placed = direct("placed", source, kept(contribution.counsellor_id), incoming.placed_cents)
    back = direct("back", source, accounts.own_share_back(), incoming.back_cents)
    return [step for step in (placed, back) if step.amount]


def _queue(incoming: Incoming, *, by: Actor, clock: Clock, key: UUID) -> None:
    incoming.state = INCOMING_TABLE.after(incoming.state, "queue")
    incoming.save(update_fields=["state"])
    step = direct("unplaced", accounts.own_share_in(), accounts.own_share_unplaced(), incoming.cents)
    _post([step], "take_own_share", by=by, clock=clock, key=key)


def _move(incoming: Incoming, verb: str, *, placed: int) -> None:
    incoming.state = INCOMING_TABLE.after(incoming.state, verb)
    incoming.placed_cents, incoming.back_cents = placed, incoming.cents - placed
    incoming.save(update_fields=["state", "contribution", "placed_cents", "back_cents", "decided_by"])


def _post(steps: list[Step], act: str, *, by: Actor, clock: Clock, key: UUID) -> None:
    for step in steps:
        for account in (step.debit, step.credit):
            if account is not None:
                account.open()
    record(steps, act=act, act_key=key, effective_on=clock.today(), by=by)


def _same(bank_reference: str, ogm: str, cents: int, booked_on: date) -> Incoming:
    incoming = Incoming.objects.get(bank_reference=bank_reference)
    if (incoming.ogm, incoming.cents, incoming.booked_on) != (ogm, cents, booked_on):
        raise CreditReferenceReused
    return incoming


def _locked(incoming_id: UUID) -> Incoming:
    incoming = Incoming.objects.select_for_update().filter(id=incoming_id).first()
    if incoming is None:
        raise NotFound
    return incoming


def _note(verb: str, incoming: Incoming, *, by: Actor, clock: Clock, key: UUID) -> None:
    track = incoming.contribution.module.track if incoming.contribution else None
    person_id = track.person_id if track else None
    record_act(verb, Subject("incoming", incoming.id, person_id), key=key, by=by, clock=clock)
