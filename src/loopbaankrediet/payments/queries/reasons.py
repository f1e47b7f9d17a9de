"""Why a claim is not paid yet, and who follows it up: shown to the counsellor and to the officers alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from loopbaankrediet.counsellors.models import RegistrationState
from loopbaankrediet.payments.disputed import disputed_claims
from loopbaankrediet.payments.models import (
    ON_THE_WAY,
    BatchState,
    Claim,
    ClaimBasis,
    ClaimState,
    Fund,
    HoldKind,
    ItemState,
    PaymentBatch,
    PaymentFile,
    PaymentHold,
    PaymentItem,
)
from loopbaankrediet.people.models import Person

CAME_BACK = (ItemState.REJECTED, ItemState.RETURNED)


class WaitReason(StrEnum):
    """In the order in which they count: the first that holds is the one to mend."""

    BLOCKED = "blocked"
    HELD = "held"
    ACCOUNT = "account"
    SUSPENDED = "suspended"
    DISPUTED = "disputed"
    CAME_BACK = "came_back"
    LEAVING = "leaving"
    AT_THE_BANK = "at_the_bank"
    DRAFT = "draft"
    NO_BATCH = "no_batch"


AT_THE_BANK = WaitReason.AT_THE_BANK
PUT_OFF = (WaitReason.CAME_BACK, WaitReason.DRAFT, WaitReason.NO_BATCH)


@dataclass(frozen=True)
class Waiting:
    """Why a claim waits. `code`: what the bank said, if it did; `person`: who follows it up, "" for nobody yet."""

    reason: WaitReason
    code: str
    person: str


def waits_of(claims: Iterable[Claim], latest: Mapping[UUID, PaymentItem]) -> dict[UUID, Waiting]:
    """Per claim that is not paid why it waits. `latest`: the last attempt of each, with its batch and its people."""
    waiting = [claim for claim in claims if claim.state != ClaimState.SETTLED]
    holds = _holds({claim.counsellor_id for claim in waiting})
    maker = _last_maker() if waiting else ""
    found = {claim.id: _wait(claim, latest.get(claim.id), holds.get(claim.counsellor_id), maker) for claim in waiting}
    for number in disputed_claims(claim.id for claim in waiting if _may_be_disputed(claim)):
        if found[number].reason in PUT_OFF:
            found[number] = Waiting(WaitReason.DISPUTED, "", "")
    here = _still_here(latest[claim.id].batch_id for claim in waiting if found[claim.id].reason is AT_THE_BANK)
    return {
        number: replace(wait, reason=WaitReason.LEAVING)
        if wait.reason is AT_THE_BANK and latest[number].batch_id in here
        else wait
        for number, wait in found.items()
    }


def _may_be_disputed(claim: Claim) -> bool:
    return claim.basis == ClaimBasis.SILENT or claim.fund == Fund.OWN_SHARE


def _still_here(batch_ids: Iterable[UUID]) -> set[UUID]:
    """Of these batches those of which the file did not leave yet, and the bank said nothing."""
    files = PaymentFile.objects.filter(batch_id__in=set(batch_ids), delivered_at=None, batch__state=BatchState.APPROVED)
    return set(files.order_by("batch_id").values_list("batch_id", flat=True))


def _wait(claim: Claim, item: PaymentItem | None, hold: PaymentHold | None, maker: str) -> Waiting:
    approver = _name(item.batch.approved_by) if item else ""
    if claim.state == ClaimState.BLOCKED:
        return Waiting(WaitReason.BLOCKED, "", approver)
    if item and item.state in ON_THE_WAY:
        return Waiting(WaitReason.AT_THE_BANK, "", approver)
    if hold:
        by = _name(hold.placed_by) or approver or maker
        return Waiting(WaitReason.HELD if hold.kind == HoldKind.OFFICER else WaitReason.ACCOUNT, hold.code, by)
    if claim.counsellor.state == RegistrationState.SUSPENDED:
        return Waiting(WaitReason.SUSPENDED, "", maker)
    if item and item.state in CAME_BACK:
        return Waiting(WaitReason.CAME_BACK, item.reason, approver)
    if item and item.state == ItemState.PREPARED:
        return Waiting(WaitReason.DRAFT, "", item.batch.made_by.full_name)
    return Waiting(WaitReason.NO_BATCH, "", maker)


def _holds(counsellor_ids: set[UUID]) -> dict[UUID, PaymentHold]:
    """The hold that counts: an officer's before the platform's own."""
    rows = PaymentHold.objects.filter(counsellor_id__in=counsellor_ids, released_at=None).select_related("placed_by")
    return {row.counsellor_id: row for row in rows.order_by("kind")}


def _last_maker() -> str:
    """Who made the last batch follows up what is in none."""
    last = PaymentBatch.objects.select_related("made_by").order_by("-made_at").first()
    return last.made_by.full_name if last else ""


def _name(person: Person | None) -> str:
    return person.full_name if person else ""
