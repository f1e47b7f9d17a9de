"""Reads of the own contribution: how the share of each module stands, receipts, and what waits for an officer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from loopbaankrediet.contributions.due import Share, collection_on, reference_of, share_of
from loopbaankrediet.contributions.models import (
    Collection,
    Contribution,
    ContributionEntry,
    EntryKind,
    Incoming,
    Payer,
    Refund,
    Way,
)
from loopbaankrediet.contributions.policies import check_reads_share
from loopbaankrediet.contributions.states import IncomingState, RefundState
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.guidance.models import Dispute, GuidanceModule, Track
from loopbaankrediet.guidance.standing import CLOSED, standing_of, with_standing
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotFound

EVERY_ROW = slice(None)
REFUND = Subquery(Refund.objects.filter(entry=OuterRef("pk")).values("state"))
TAKEN_BACK = Exists(ContributionEntry.objects.filter(reverses=OuterRef("pk")))
ENTRY_PARTS: dict[str, Any] = {
    **{name: F(name) for name in ("id", "number", "kind", "cents", "way", "payer", "paid_on")},
    "refund": REFUND,
    "taken_back": TAKEN_BACK,
}
"""An entry as one value, so that a page reads modules and their entries in one question."""


@dataclass(frozen=True)
class EntryView:
    """One payment, refund or counter-entry; `receipt` is its number as printed. `cents` is below zero for a refund."""

    id: UUID
    receipt: str
    kind: EntryKind
    cents: int
    way: str
    payer: Payer
    paid_on: date
    is_taken_back: bool
    refund: RefundState | None

    @property
    def amount(self) -> int:
        """The cents, whichever way they went."""
        return abs(self.cents)

    @property
    def waits_for_citizen(self) -> bool:
        return self.refund is RefundState.NOTED


@dataclass(frozen=True)
class ShareView:
    """The own share of one module, with everything that was noted for it. `given_back`: minutes, by a recovery."""

    module_id: UUID
    track_id: UUID
    person_id: UUID
    client: str
    counsellor: str
    number: int
    state: ModuleState
    collection: Collection
    reference: str
    share: Share
    given_back: int
    closed_on: date | None
    entries: tuple[EntryView, ...]

    @property
    def by_platform(self) -> bool:
        return self.collection is Collection.PLATFORM


@dataclass(frozen=True)
class ReceiptView:
    """A receipt as both parties keep it. `vat_percent`: 0 when exempt, None when not known."""

    entry: EntryView
    module_number: int
    person_id: UUID
    client: str
    counsellor: str
    payee: str
    register_number: str
    enterprise_number: str
    by_platform: bool
    asked: int
    vat_percent: int | None
    reason: str
    reverses: str
    noted_on: date


@dataclass(frozen=True)
class IncomingView:
    """A credit that an officer must look at. `back`: cents that must go back."""

    id: UUID
    bank_reference: str
    ogm: str
    cents: int
    placed: int
    back: int
    booked_on: date
    state: IncomingState


def shares_of_track(track_id: UUID, *, by: Actor) -> tuple[ShareView, ...]:
    """The shares of a track, for one of its two parties, by module. NotFound for anyone else."""
    rows = _rows(GuidanceModule.objects.filter(track_id=track_id))
    track = rows[0].track if rows else Track.objects.filter(id=track_id).first()
    if track is None:
        raise NotFound
    check_reads_share(by, track)
    return _views(rows)


def shares_of_person(person_id: UUID) -> tuple[ShareView, ...]:
    return _views(_rows(GuidanceModule.objects.filter(track__person_id=person_id)))


def shares_of_counsellor(counsellor_id: UUID) -> tuple[ShareView, ...]:
    return _views(_rows(GuidanceModule.objects.filter(track__counsellor_id=counsellor_id)))


def open_refunds() -> tuple[ShareView, ...]:
    """What was paid for hours that did not come and is not given back yet, the oldest first."""
    paid = Contribution.objects.filter(module=OuterRef("pk"), balance_cents__gt=0)
    disputed = Exists(Dispute.objects.filter(module=OuterRef("pk")))
    less = Q(delivered__lt=F("minutes")) | disputed | Q(returned__gt=0)
    over = Q(state=ModuleState.RELEASED) | less
    rows = with_standing(GuidanceModule.objects.filter(Exists(paid), state__in=CLOSED)).filter(over)
    found = [view for view in _views(_rows(rows)) if view.share.back]
    return tuple(sorted(found, key=lambda view: view.closed_on or date.max))


def incoming_to_handle(rows: slice = EVERY_ROW) -> tuple[IncomingView, ...]:
    """These of the credits that wait for a person or must go back, the oldest first."""
    return tuple(map(_incoming, _to_handle().order_by("booked_on", "id")[rows]))


def count_incoming() -> int:
    return _to_handle().count()


def _to_handle() -> QuerySet[Incoming]:
    return Incoming.objects.filter(state__in=(IncomingState.WAITING, IncomingState.REFUND_DUE))


def incoming_view(incoming_id: UUID) -> IncomingView:
    row = Incoming.objects.filter(id=incoming_id).first()
    if row is None:
        raise NotFound
    return _incoming(row)


def paid_by_employers(rows: slice = EVERY_ROW) -> tuple[ReceiptView, ...]:
    """These of the payments by an employer, the newest first: allowed, and looked at (default 22)."""
    found = _with_parties(_by_employers()).order_by("-noted_at", "-number")[rows]
    return tuple(_receipt(row, reason="") for row in found)


def count_by_employers() -> int:
    return _by_employers().count()


def _by_employers() -> QuerySet[ContributionEntry]:
    return ContributionEntry.objects.filter(payer=Payer.EMPLOYER, kind=EntryKind.RECEIVED)


def receipt_for(entry_id: UUID, *, by: Actor) -> ReceiptView:
    """One receipt, for one of the two parties. NotFound for anyone else."""
    row = _with_parties(ContributionEntry.objects.filter(id=entry_id)).first()
    if row is None:
        raise NotFound
    track = row.contribution.module.track
    check_reads_share(by, track)
    sealed = row.reason_sealed
    reason = text_opener_for(track.person_id, context="contribution")(sealed) if sealed else ""
    return _receipt(row, reason=reason)


def _rows(modules: QuerySet[GuidanceModule]) -> list[GuidanceModule]:
    """In one question, with the parties, the minutes that stand, and what the contribution holds."""
    contribution = Contribution.objects.filter(module=OuterRef("pk"))
    entries = ContributionEntry.objects.filter(contribution=OuterRef("pk")).order_by("number")
    rows = with_standing(modules).annotate(
        noted=ArraySubquery(entries.values(content=JSONObject(**ENTRY_PARTS))),
        balance=Coalesce(Subquery(contribution.values("balance_cents")), 0),
        collected=Subquery(contribution.values("collection")),
    )
    parties = rows.select_related("track__person", "track__counsellor__person")
    return list(parties.order_by("-track__opened_at", "number"))


def _views(rows: Iterable[GuidanceModule]) -> tuple[ShareView, ...]:
    return tuple(map(_view, rows))


def _view(row: GuidanceModule) -> ShareView:
    standing = standing_of(row)
    share = share_of(row, minutes=standing.minutes, balance=row.balance)  # type: ignore[attr-defined]
    closed_on = row.confirmed_on or row.track.ended_on or row.track.stopped_on
    return ShareView(
        row.id,
        row.track_id,
        row.track.person_id,
        row.track.person.full_name,
        row.track.counsellor.person.full_name,
        row.number,
        ModuleState(row.state),
        Collection(row.collected or collection_on(row.reserved_on)),  # type: ignore[attr-defined]
        reference_of(row.minutes_hold).formatted,
        share,
        standing.given_back,
        closed_on if share.is_closed else None,
        tuple(_noted(entry, row.track.counsellor) for entry in row.noted),  # type: ignore[attr-defined]
    )


def _noted(entry: Mapping[str, Any], counsellor: Counsellor) -> EntryView:
    return EntryView(
        UUID(entry["id"]),
        _receipt_number(counsellor.register_number, entry["number"]),
        EntryKind(entry["kind"]),
        entry["cents"],
        Way(entry["way"]).label,
        Payer(entry["payer"]),
        date.fromisoformat(entry["paid_on"]),
        entry["taken_back"],
        RefundState(entry["refund"]) if entry["refund"] else None,
    )


def _with_parties(rows: QuerySet[ContributionEntry]) -> QuerySet[ContributionEntry]:
    parties = "contribution__module__track"
    return (
        rows.annotate(refund_state=REFUND, taken_back=TAKEN_BACK)
        .select_related(
            f"{parties}__person",
            f"{parties}__counsellor__person",
            f"{parties}__counsellor__organisation",
            "reverses",
        )
        .order_by("number")
    )


def _entry(row: ContributionEntry) -> EntryView:
    state = row.refund_state  # type: ignore[attr-defined]
    return EntryView(
        row.id,
        _receipt_number(row.contribution.module.track.counsellor.register_number, row.number),
        EntryKind(row.kind),
        row.cents,
        Way(row.way).label,
        Payer(row.payer),
        row.paid_on,
        row.taken_back,  # type: ignore[attr-defined]
        RefundState(state) if state else None,
    )


def _receipt(row: ContributionEntry, *, reason: str) -> ReceiptView:
    module = row.contribution.module
    counsellor = module.track.counsellor
    organisation = counsellor.organisation
    return ReceiptView(
        _entry(row),
        module.number,
        module.track.person_id,
        module.track.person.full_name,
        counsellor.person.full_name,
        payee_name(counsellor),
        counsellor.register_number,
        organisation.enterprise_number if organisation else "",
        row.contribution.collection == Collection.PLATFORM,
        row.contribution.asked_cents,
        row.vat_percent,
        reason,
        _receipt_number(counsellor.register_number, row.reverses.number) if row.reverses else "",
        row.noted_on,
    )


def _receipt_number(register_number: str, number: int) -> str:
    """'LB-0001/00012'"""
    return f"{register_number}/{number:05d}"


def _incoming(row: Incoming) -> IncomingView:
    return IncomingView(
        row.id,
        row.bank_reference,
        row.ogm,
        row.cents,
        row.placed_cents,
        row.back_cents,
        row.booked_on,
        IncomingState(row.state),
    )


def total_open(views: Iterable[ShareView]) -> int:
    """Cents still to be received by the counsellor, of all these."""
    return sum(view.share.open for view in views if not view.by_platform)
