"""The counsellor notes what she received of the own share, and puts right what she noted wrongly (default 22)."""

from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.contributions.due import Share, locked_contribution
from loopbaankrediet.contributions.errors import (
    AlreadyCorrected,
    AlreadyPaidBack,
    CannotBeCorrected,
    CorrectionReasonMissing,
    MoreThanDue,
    NothingDue,
    NotReserved,
    PaidInFuture,
    PaidTooEarly,
    PlatformCollects,
    TextTooLong,
    TooFarAhead,
)
from loopbaankrediet.contributions.models import Collection, ContributionEntry, EntryKind, VatRegime, VatStatement
from loopbaankrediet.contributions.receipts import Paid, add_counter_entry, add_entry, check_above_zero
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.locks import lock_module, lock_track
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.policies import check_is_own_counsellor
from loopbaankrediet.guidance.standing import DELIVERED
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_is_counsellor

REASON_CHARACTERS = 200


@transaction.atomic
def note_payment(*, track_id: UUID, number: int, paid: Paid, by: Actor, clock: Clock, key: UUID) -> ContributionEntry:
    """The counsellor received (a part of) the own share of module `number`; the entry is the citizen's receipt.

    Raises TooFarAhead, NotReserved, PaidTooEarly, PaidInFuture, MoreThanDue, NothingDue, or PlatformCollects.
    """
    done = done_before(key, by=by, about=("note_payment", track_id, number, *_asked(paid)))
    if done:
        return ContributionEntry.objects.get(id=done)
    track, module = _module_to_pay(track_id, number, by, clock)
    contribution, share = locked_contribution(module, track.counsellor_id, clock=clock)
    if contribution.collection != Collection.COUNSELLOR:
        raise PlatformCollects
    _check_amount(paid.cents, share)
    _check_day(paid.on, module, clock)
    entry = add_entry(contribution, EntryKind.RECEIVED, paid, clock=clock)
    _note("note_payment", entry, track, by=by, clock=clock, key=key)
    return entry


@transaction.atomic
def correct_entry(*, entry_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID) -> ContributionEntry:
    """Take back a payment that was noted wrongly, whole and with a reason; then the right one can be noted.

    Raises CannotBeCorrected, AlreadyCorrected, AlreadyPaidBack, or CorrectionReasonMissing.
    """
    done = done_before(key, by=by, about=("correct_entry", entry_id, reason))
    if done:
        return ContributionEntry.objects.get(id=done)
    entry = ContributionEntry.objects.filter(id=entry_id).select_related("contribution").first()
    if entry is None:
        raise NotFound
    track, module = lock_module(entry.contribution_id)
    check_is_own_counsellor(by, track)
    line = _one_line(reason)
    contribution, share = locked_contribution(module, track.counsellor_id, clock=clock)
    if entry.kind != EntryKind.RECEIVED or contribution.collection != Collection.COUNSELLOR:
        raise CannotBeCorrected
    if ContributionEntry.objects.filter(reverses=entry).exists():
        raise AlreadyCorrected
    if share.balance < entry.cents:
        raise AlreadyPaidBack
    sealed = seal_for(track.person_id, line, context="contribution")
    counter = add_counter_entry(entry, reason_sealed=sealed, clock=clock)
    _note("correct_entry", counter, track, by=by, clock=clock, key=key)
    return counter


@transaction.atomic
def state_vat_regime(*, regime: VatRegime, by: Actor, clock: Clock, key: UUID) -> None:
    """The counsellor says whether VAT is in her amounts. Receipts from now on show it; no amount changes."""
    counsellor_id = check_is_counsellor(by)
    if done_before(key, by=by, about=("state_vat_regime", regime)):
        return
    VatStatement.objects.create(counsellor_id=counsellor_id, regime=regime, said_on=clock.today(), said_at=clock.now())
    record_act("state_vat_regime", Subject("counsellor", counsellor_id), key=key, by=by, clock=clock)


def _module_to_pay(track_id: UUID, number: int, by: Actor, clock: Clock) -> tuple[Track, GuidanceModule]:
    """The locked module, at most so many ahead of the last one that is over."""
    track = lock_track(track_id)
    check_is_own_counsellor(by, track)
    most = term("own_share_modules_ahead", on=clock.today())
    modules = GuidanceModule.objects.filter(track=track)
    found = modules.select_for_update().filter(number=number).first()
    is_ahead = found is None or found.state not in DELIVERED
    if is_ahead and number > modules.filter(state__in=DELIVERED).count() + most:
        raise TooFarAhead(most=most)
    if found is None:
        raise NotReserved
    return track, found


def _check_amount(cents: int, share: Share) -> None:
    check_above_zero(cents)
    if share.open == 0:
        raise NothingDue
    if cents > share.open:
        raise MoreThanDue(open=euro(share.open))


def _check_day(paid_on: date, module: GuidanceModule, clock: Clock) -> None:
    if paid_on > clock.today():
        raise PaidInFuture
    if paid_on < module.reserved_on:
        raise PaidTooEarly(day=day(module.reserved_on))


def _one_line(reason: str) -> str:
    line = " ".join(reason.split())
    if not line:
        raise CorrectionReasonMissing
    if len(line) > REASON_CHARACTERS:
        raise TextTooLong(most=REASON_CHARACTERS)
    return line


def _asked(paid: Paid) -> tuple[object, ...]:
    return paid.cents, paid.on, paid.way, paid.payer


def _note(verb: str, entry: ContributionEntry, track: Track, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("contribution_entry", entry.id, track.person_id), key=key, by=by, clock=clock)
