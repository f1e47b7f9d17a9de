"""Claims about which the bank contradicts itself, for the officer who calls the bank: nothing of the client."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.payments.models import Claim, ClaimState, ItemState, PaymentItem


@dataclass(frozen=True)
class BlockedClaim:
    """Nothing is paid until an officer lets it go. `is_booked`: the account says that it was paid."""

    number: int
    payee: str
    register_number: str
    public_cents: int
    is_booked: bool
    person_id: UUID


def blocked() -> tuple[BlockedClaim, ...]:
    """The oldest first, every one of them."""
    booked = PaymentItem.objects.filter(claim=OuterRef("pk"), state=ItemState.SETTLED)
    rows = Claim.objects.filter(state=ClaimState.BLOCKED).annotate(is_booked=Exists(booked)).order_by("number")
    return tuple(
        BlockedClaim(
            row.number,
            payee_name(row.counsellor),
            row.counsellor.register_number,
            row.public_cents,
            row.is_booked,
            row.counsellor.person_id,
        )
        for row in rows.select_related("counsellor__person", "counsellor__organisation")
    )
