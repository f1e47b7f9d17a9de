"""What was paid for hours that did not come goes back, and the citizen says whether she has it."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.contributions.due import Share, locked_contribution
from loopbaankrediet.contributions.errors import MoreThanRefundable, NothingToRefund, PaidInFuture
from loopbaankrediet.contributions.models import (
    Collection,
    Contribution,
    ContributionEntry,
    EntryKind,
    Refund,
    Way,
)
from loopbaankrediet.contributions.receipts import Paid, add_counter_entry, add_entry, check_above_zero
from loopbaankrediet.contributions.states import REFUND_TABLE, RefundState
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.policies import check_is_client, check_is_own_counsellor
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role, Scope
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import Step, direct, record
from loopbaankrediet.people.policies import check_has_role, check_not_own_case


@transaction.atomic
def note_refund(*, module_id: UUID, paid: Paid, by: Actor, clock: Clock, key: UUID) -> Refund:
    """Whoever collected the share gave (a part of) it back: the counsellor, or a payments officer for the platform.

    Raises NothingToRefund, MoreThanRefundable, or PaidInFuture.
    """
    about = ("note_refund", module_id, paid.cents, paid.on, paid.way)
    done = done_before(key, by=by, about=about)
    if done:
        return Refund.objects.get(entry_id=done)
    track, module = lock_module(module_id)
    contribution, share = locked_contribution(module, track.counsellor_id, clock=clock)
    _check_gives_back(by, track, contribution)
    if contribution.collection == Collection.PLATFORM and contribution.settled_at is None:
        raise NothingToRefund
    _check_amount(paid, share, clock)
    refund = _give_back(contribution, share, paid, by=by, clock=clock, key=key)
    _note("note_refund", refund, track, by=by, clock=clock, key=key)
    return refund


@transaction.atomic
def answer_refund(*, refund_id: UUID, received: bool, by: Actor, clock: Clock, key: UUID) -> Refund:
    """The citizen has the money, or says that it never came: then it is owed again, by a counter-entry.

    What she denied and came after all is a refund anew. Raises NothingToRefund or MoreThanRefundable when it was paid
    again meanwhile.
    """
    done = done_before(key, by=by, about=("answer_refund", refund_id, received))
    entry = ContributionEntry.objects.filter(id=refund_id).select_related("contribution").first()
    if entry is None:
        raise NotFound
    track, module = lock_module(entry.contribution_id)
    check_is_client(by, track, to=Scope.HOURS, clock=clock)
    refund = Refund.objects.select_for_update(of=("self",)).filter(entry=entry).first()
    if refund is None:
        raise NotFound
    if done:
        return refund
    if refund.state == RefundState.DENIED and received:
        refund = _came_after_all(entry, track, module, by=by, clock=clock, key=key)
    refund.state = REFUND_TABLE.after(refund.state, "confirm" if received else "deny")
    refund.answered_on, refund.answered_at = clock.today(), clock.now()
    refund.save(update_fields=["state", "answered_on", "answered_at"])
    if refund.state == RefundState.DENIED:
        _owe_again(entry, by=by, clock=clock, key=key)
    _note("answer_refund", refund, track, by=by, clock=clock, key=key)
    return refund


def _came_after_all(
    entry: ContributionEntry, track: Track, module: GuidanceModule, *, by: Actor, clock: Clock, key: UUID
) -> Refund:
    contribution, share = locked_contribution(module, track.counsellor_id, clock=clock)
    paid = Paid(-entry.cents, entry.paid_on, Way(entry.way))
    _check_amount(paid, share, clock)
    return _give_back(contribution, share, paid, by=by, clock=clock, key=key)


def _give_back(contribution: Contribution, share: Share, paid: Paid, *, by: Actor, clock: Clock, key: UUID) -> Refund:
    entry = add_entry(contribution, EntryKind.REFUND, paid, clock=clock)
    if contribution.collection == Collection.PLATFORM:
        steps = _from_platform(contribution, share, paid.cents)
        record(steps, act="refund_own_share", act_key=key, effective_on=clock.today(), by=by)
    return Refund.objects.create(entry=entry)


def _from_platform(contribution: Contribution, share: Share, cents: int) -> list[Step]:
    """Pay back, and first take from the counsellor what went on before its hours turned out undue."""
    refund = direct("refund", accounts.own_share_back(), accounts.own_share_in(), cents)
    undue = contribution.passed_cents - (share.balance - share.back)
    if undue <= 0:
        return [refund]
    contribution.passed_cents -= undue
    contribution.save(update_fields=["passed_cents"])
    owed, back = accounts.own_share_owed(contribution.counsellor_id), accounts.own_share_back()
    return [direct("passed_too_early", owed, back, undue), refund]


def _owe_again(entry: ContributionEntry, *, by: Actor, clock: Clock, key: UUID) -> None:
    add_counter_entry(entry, reason_sealed=None, clock=clock)
    if entry.contribution.collection == Collection.PLATFORM:
        step = direct("deny", accounts.own_share_in(), accounts.own_share_back(), -entry.cents)
        record([step], act="deny_refund", act_key=key, effective_on=clock.today(), by=by)


def _check_gives_back(by: Actor, track: Track, contribution: Contribution) -> None:
    if contribution.collection == Collection.COUNSELLOR:
        check_is_own_counsellor(by, track)
    else:
        check_has_role(by, Role.PAYMENTS_OFFICER)
        check_not_own_case(by, track.person_id)


def _check_amount(paid: Paid, share: Share, clock: Clock) -> None:
    check_above_zero(paid.cents)
    if share.back == 0:
        raise NothingToRefund
    if paid.cents > share.back:
        raise MoreThanRefundable(open=euro(share.back))
    if paid.on > clock.today():
        raise PaidInFuture


def _note(verb: str, refund: Refund, track: Track, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("contribution_entry", refund.entry_id, track.person_id), key=key, by=by, clock=clock)
