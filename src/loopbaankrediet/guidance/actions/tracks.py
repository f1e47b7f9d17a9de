"""From intake to the end of a track: intake, agreement, signature, end (art. 7 §4, art. 9; defaults 12, 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet import decree
from loopbaankrediet.counsellors.errors import NotRegistered
from loopbaankrediet.counsellors.models import Mode, RegistrationState
from loopbaankrediet.counsellors.queries import RegisterEntry, check_registered, names, registered_entry
from loopbaankrediet.credit.errors import PriceUnknown
from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.credit.queries import wallet_balance
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.errors import (
    AgreementChanged,
    AgreementDoesNotHold,
    AlreadyRunning,
    BeforeOpening,
    DayInFuture,
    IntakeTooLongAgo,
    ModulesOutOfRange,
    NoMinutesFree,
    NotInTheRegister,
    PlaceMissing,
    PriceOfClientUnknown,
)
from loopbaankrediet.guidance.independence import (
    DECLARATION,
    check_declares_unrelated,
    check_does_not_represent,
)
from loopbaankrediet.guidance.known import Counted, modules_of
from loopbaankrediet.guidance.lawful import agreement_decision, failing
from loopbaankrediet.guidance.locks import lock_agreement, lock_track
from loopbaankrediet.guidance.models import PARTIES, GuidanceAgreement, GuidanceModule, Track
from loopbaankrediet.guidance.policies import (
    check_is_client,
    check_is_own_counsellor,
    check_is_party,
    check_stops_track,
)
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.guidance.reservations import release_module, reserve_next_module
from loopbaankrediet.guidance.states import TRACK_TABLE, ModuleState, TrackState
from loopbaankrediet.guidance.stopping import UNSAID, VERBS, Stop, check_stop, keep_stop
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import WrongState
from loopbaankrediet.messages.actions import send
from loopbaankrediet.platform.rows import Rows

# The edition of the fixed clauses; an agreement keeps the edition that was signed.
TEXT_EDITION = 2
SIGNED_FIELDS = (
    "public_cents_per_hour",
    "own_cents_per_hour",
    "signed_on",
    "signed_by_citizen_at",
    "early_start",
    "signed_with",
)
STOP_FIELDS = ("state", "ended_on", "stopped_on", "stopped_by")


@dataclass(frozen=True)
class AgreementTerms:
    """What the counsellor proposes: how many modules, how, where, with which methods; and what he declares.

    `unrelated`: he declares that the client is neither family nor staff (`independence.DECLARATION`).
    """

    modules: int
    mode: str
    place: str
    methods: Sequence[str]
    unrelated: bool = False


@transaction.atomic
def note_intake(*, track_id: UUID, held_on: date, minutes: int | None, by: Actor, clock: Clock, key: UUID) -> Track:
    """Note the free, mandatory intake (art. 7 §4). `minutes` are optional, unpaid, and only measured.

    It may lie before the day of the code: many people first talk, and give the code afterwards.
    """
    done = done_before(key, by=by, about=("note_intake", track_id, held_on, minutes))
    track = lock_track(track_id)
    check_is_own_counsellor(by, track)
    if done:
        return track
    track.state = TRACK_TABLE.after(track.state, "note_intake")
    _check_intake_day(track, held_on, clock)
    track.intake_on, track.intake_minutes = held_on, minutes
    track.save(update_fields=["state", "intake_on", "intake_minutes"])
    _note("note_intake", track, by=by, clock=clock, key=key)
    return track


@transaction.atomic
def propose_agreement(*, track_id: UUID, terms: AgreementTerms, by: Actor, clock: Clock, key: UUID) -> Track:
    """The counsellor writes and signs the agreement (art. 9), after the intake. It binds nobody until accepted."""
    done = done_before(key, by=by, about=("propose_agreement", track_id, terms))
    track = lock_track(track_id)
    check_is_own_counsellor(by, track)
    if done:
        return track
    entry = registered_entry(track.counsellor_id, on=clock.today())
    track.state = TRACK_TABLE.after(track.state, "propose")
    check_does_not_represent(track, clock=clock)
    check_declares_unrelated(track, declared=terms.unrelated, clock=clock)
    if track.wallet.schooling is None:
        raise PriceOfClientUnknown
    tariff = tariff_for(track.wallet, clock.today())
    _check_terms(track, terms, tariff.module_minutes)
    _check_registration(entry, terms)
    earlier = GuidanceAgreement.objects.filter(track=track).first()
    GuidanceAgreement.objects.update_or_create(
        track=track,
        defaults={
            "version": earlier.version + 1 if earlier else 1,
            "modules": terms.modules,
            "mode": terms.mode,
            "place": terms.place.strip(),
            "methods": list(terms.methods),
            "counsellor_name": entry.name,
            "register_number": entry.register_number,
            "organisation": entry.organisation or "",
            "counsellor_phone": entry.phone,
            "counsellor_email": entry.email,
            "text_edition": TEXT_EDITION,
            "declared_unrelated": DECLARATION,
            "public_cents_per_hour": tariff.public_cents_per_hour,
            "own_cents_per_hour": tariff.own_cents_per_hour,
            "proposed_on": clock.today(),
            "signed_by_counsellor_at": clock.now(),
        },
    )
    track.save(update_fields=["state"])
    _note("propose_agreement", track, by=by, clock=clock, key=key)
    subject = Subject("track", track.id, track.person_id)
    values = {"counsellor": entry.name}
    send("agreement_to_sign", to=track.person_id, about=subject, clock=clock, key=key, values=values)
    return track


@transaction.atomic
def sign_agreement(*, track_id: UUID, version: int, early_start: bool, by: Actor, clock: Clock, key: UUID) -> Track:
    """The citizen signs: the first module is reserved, in minutes and in public money, at today's tariff.

    `version` is the one she read: when the counsellor changed it meanwhile, she reads the new one first.
    `early_start`: she asks expressly that conversations begin while she can still change her mind (default 13).
    """
    done = done_before(key, by=by, about=("sign_agreement", track_id, version, early_start))
    track, agreement = lock_agreement(track_id)
    check_is_client(by, track, to=Scope.SIGN, clock=clock)
    if done:
        return track
    track.state = TRACK_TABLE.after(track.state, "sign")
    if agreement.version != version:
        raise AgreementChanged
    check_registered(track.counsellor_id, on=clock.today())
    check_does_not_represent(track, clock=clock)
    tariff = tariff_for(track.wallet, clock.today())
    agreement.public_cents_per_hour = tariff.public_cents_per_hour
    agreement.own_cents_per_hour = tariff.own_cents_per_hour
    agreement.signed_on, agreement.signed_by_citizen_at = clock.today(), clock.now()
    agreement.early_start, agreement.signed_with = early_start, by.representation or ""
    _check_holds(agreement, track, on=clock.today())
    rows = Rows()
    rows.update(agreement, *SIGNED_FIELDS)
    rows.update(track, "state")
    first = Counted(agreement.modules, made=0)
    reserve_next_module(track, first, tariff, rows, by=by, clock=clock, key=key)
    record_act("sign_agreement", _subject(track), key=key, by=by, clock=clock, rows=rows)
    return track


@transaction.atomic
def end_track(*, track_id: UUID, stop: Stop = UNSAID, by: Actor, clock: Clock, key: UUID) -> Track:
    """Stop with this counsellor. Untouched minutes go back at once; a module under way is reported and confirmed.

    Within the days to think a stop can be a withdrawal (default 13). Also ends a track that was stopped before, when no
    conversation of its last module was left.
    """
    done = done_before(key, by=by, about=("end_track", track_id, stop.kind, stop.reason))
    track = lock_track(track_id)
    check_stops_track(by, track, clock=clock)
    if done:
        return track
    module = open_module(track)
    if track.stopped_on is None:
        check_stop(track, stop, by=by, clock=clock)
        _note_who_stopped(track, by, clock)
        keep_stop(track, stop, clock=clock)
        _tell_if_left(track, by, clock, key)
    if module is not None and minutes_delivered(module):
        track.state = TRACK_TABLE.after(track.state, "wind_down")
    else:
        track.state = TRACK_TABLE.after(track.state, "end")
        track.ended_on = clock.today()
        if module is not None:
            release_module(module, by=by, clock=clock, key=key)
    track.save(update_fields=STOP_FIELDS)
    _note(VERBS[stop.kind], track, by=by, clock=clock, key=key)
    return track


@transaction.atomic
def cancel_track(*, track_id: UUID, by: Actor, clock: Clock, key: UUID) -> Track:
    """Either side stops before anything was signed. No reason is asked."""
    done = done_before(key, by=by, about=("cancel_track", track_id))
    track = lock_track(track_id)
    check_stops_track(by, track, clock=clock)
    if done:
        return track
    track.state = TRACK_TABLE.after(track.state, "cancel")
    track.ended_on = clock.today()
    _note_who_stopped(track, by, clock)
    _tell_if_left(track, by, clock, key)
    track.save(update_fields=STOP_FIELDS)
    _note("cancel_track", track, by=by, clock=clock, key=key)
    return track


@transaction.atomic
def reserve_next(*, track_id: UUID, by: Actor, clock: Clock, key: UUID) -> Track:
    """Reserve the next module when that could not happen at the confirmation (for example: no budget left then)."""
    done = done_before(key, by=by, about=("reserve_next", track_id))
    track = lock_track(track_id)
    check_is_party(by, track, to=Scope.SIGN, clock=clock)
    if done:
        return track
    if track.state != TrackState.RUNNING or open_module(track) is not None:
        raise WrongState
    continue_or_finish(track, modules_of(track), by=by, clock=clock, key=key)
    _note("reserve_next", track, by=by, clock=clock, key=key)
    return track


def continue_or_finish(track: Track, counted: Counted, *, by: Actor, clock: Clock, key: UUID) -> None:
    """After a module: hold the next one of the agreement, or end the track. The caller holds the locks."""
    rows = Rows()
    if goes_on(track, counted):
        tariff = tariff_for(track.wallet, clock.today())
        if reserve_next_module(track, counted, tariff, rows, by=by, clock=clock, key=key):
            rows.write()
            return
    finish(track, rows, clock=clock)
    rows.write()


def goes_on(track: Track, counted: Counted) -> bool:
    """Whether another module was agreed and the track still runs."""
    return track.state == TrackState.RUNNING and counted.has_next


def finish(track: Track, rows: Rows, *, clock: Clock) -> None:
    """The end of a track after its last module; the caller holds the locks, and writes."""
    track.state = TRACK_TABLE.after(track.state, "end")
    track.ended_on = clock.today()
    rows.update(track, "state", "ended_on")


def open_module(track: Track) -> GuidanceModule | None:
    """The module that is reserved, under way or reported; a track has at most one."""
    states = [ModuleState.RESERVED, ModuleState.STARTED, ModuleState.REPORTED]
    return GuidanceModule.objects.select_for_update().filter(track=track, state__in=states).first()


def check_day(held_on: date, *, not_before: date, clock: Clock) -> None:
    if held_on > clock.today():
        raise DayInFuture
    if held_on < not_before:
        raise BeforeOpening(first=day(not_before))


def _check_intake_day(track: Track, held_on: date, clock: Clock) -> None:
    first = track.opened_on - timedelta(days=term("intake_days_before_code", on=clock.today()))
    if held_on < first:
        raise IntakeTooLongAgo(first=day(first))
    check_day(held_on, not_before=first, clock=clock)


def _note_who_stopped(track: Track, by: Actor, clock: Clock) -> None:
    """An officer stops it only because the counsellor leaves."""
    who = by.capacity if by.capacity in PARTIES else Capacity.COUNSELLOR
    track.stopped_on, track.stopped_by = clock.today(), who


def _tell_if_left(track: Track, by: Actor, clock: Clock, key: UUID) -> None:
    """Whom the counsellor stops with hears it at once."""
    if by.capacity is Capacity.COUNSELLOR:
        values = {"counsellor": names({track.counsellor_id})[track.counsellor_id]}
        send("guidance_ended", to=track.person_id, about=_subject(track), clock=clock, key=key, values=values)


def tariff_for(wallet: Wallet, on: date) -> decree.Tariff:
    """The tariff of the day for this citizen; PriceUnknown while her schooling is unknown (default 5)."""
    if wallet.schooling is None:
        raise PriceUnknown
    return decree.tariff(wallet.schooling, on=on, known_on=on)


def _check_terms(track: Track, terms: AgreementTerms, module_minutes: int) -> None:
    available = wallet_balance(track.wallet).available
    most = -(-available // module_minutes)
    if not 1 <= terms.modules <= most:
        raise ModulesOutOfRange(most=most) if most else NoMinutesFree
    if not terms.place.strip():
        raise PlaceMissing


def _check_registration(entry: RegisterEntry, terms: AgreementTerms) -> None:
    """What was agreed is what stands in the register: methods and modes of the counsellor (art. 10, 12)."""
    modes = {mode.value for mode in Mode if mode.label in entry.modes}
    if not terms.methods or not set(terms.methods) <= set(entry.methods) or terms.mode not in modes:
        raise NotInTheRegister


def _check_holds(agreement: GuidanceAgreement, track: Track, *, on: date) -> None:
    """Ask the law (art. 9); the refusals that a person meets have their own words."""
    registered = track.counsellor.state == RegistrationState.REGISTERED
    running = Track.objects.filter(wallet_id=track.wallet_id, state=TrackState.RUNNING)
    other = running.values_list("counsellor_id", flat=True).order_by("id").first()
    decision = agreement_decision(agreement, track, registered=registered, another_runs=other is not None, on=on)
    if decision.outcome is decree.Outcome.GRANTED:
        return
    if "with_registered_counsellor" in decision.decisive:
        raise NotRegistered
    if other is not None:
        raise AlreadyRunning(counsellor=names({other})[other])
    raise AgreementDoesNotHold(why=failing(decision))


def _note(verb: str, track: Track, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, _subject(track), key=key, by=by, clock=clock)


def _subject(track: Track) -> Subject:
    return Subject("track", track.id, track.person_id)
