"""Which claims an order paid that the database forgot, and what it kept back of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q, Sum

from loopbaankrediet.payments.bank.order_reader import OrderedPayment
from loopbaankrediet.payments.models import (
    CLAIM_TABLE,
    Claim,
    ClaimState,
    Deduction,
    ItemState,
    PaymentBatch,
    PaymentItem,
    SetOff,
)
from loopbaankrediet.payments.order_record import OrderLine

Shares = list[tuple[Deduction, int]]


@dataclass(frozen=True)
class Paid:
    """A claim that the order paid. `set_off_cents`: what was not paid out of it; `shares`: for which debts, anew."""

    claim: Claim
    set_off_cents: int
    shares: Shares


class Due:
    """What each running deduction still has to keep back, in cents, oldest first; the deductions are locked."""

    def __init__(self) -> None:
        self.running = list(Deduction.objects.filter(stopped_at=None).order_by("ordered_at", "id"))
        rows = SetOff.objects.exclude(item__state=ItemState.DROPPED).order_by("deduction_id")
        kept = dict(rows.values_list("deduction_id").annotate(total=Sum("cents")))
        self.left = {row.id: row.cents - kept.get(row.id, 0) for row in self.running}

    def take(self, claim: Claim, cents: int) -> Shares | None:
        """For which debts these cents were kept back; None when this database knows of no such debts."""
        shares: Shares = []
        for row in self.running:
            part = min(self.left[row.id], cents - sum(taken for _, taken in shares))
            if (row.counsellor_id, row.fund) == (claim.counsellor_id, claim.fund) and part > 0:
                shares.append((row, part))
        if sum(taken for _, taken in shares) < cents:
            return None
        for row, part in shares:
            self.left[row.id] -= part
        return shares


def paid_claims(payments: Iterable[OrderedPayment], line: OrderLine, draft: PaymentBatch | None) -> dict[int, Paid]:
    """The claims, by number, that this order paid: as old as it, at that attempt, of that amount less a set-off.

    A claim of the same number that arose after the restore is another one. A claim that the order names and of which
    the amount cannot be explained, is blocked: it was paid, and nothing pays it again by itself.
    """
    ordered = {payment.claim_number: payment for payment in payments}
    waits = Q(state=ClaimState.OPEN)
    if draft:
        drafted = PaymentItem.objects.filter(batch=draft).values("claim_id")
        waits |= Q(id__in=drafted, state=ClaimState.BATCHED)
    found = Claim.objects.select_for_update().filter(waits, number__in=ordered, arisen_at__lte=line.moment)
    claims = list(found.order_by("number"))
    here = _items_here(claims, draft)
    over, due = _attempts(claims), Due()
    taken: dict[int, Paid] = {}
    for claim in claims:
        payment, (attempts, kept) = ordered[claim.number], over.get(claim.id, (0, 0))
        item = here.get(claim.id)
        paid = _paid(claim, payment, item.set_off_cents if item else None, kept, due)
        if paid and attempts + 1 == payment.attempt and (item is not None or draft is None):
            taken[claim.number] = paid
        else:
            _block(claim)
    return taken


def keep_shares(items: Sequence[PaymentItem], paid: Mapping[int, Paid]) -> None:
    """What these payments kept back, for which debts."""
    SetOff.objects.bulk_create(
        SetOff(item=item, deduction=deduction, cents=cents)
        for item in items
        for deduction, cents in paid[item.claim.number].shares
    )


def _paid(claim: Claim, payment: OrderedPayment, drafted: int | None, kept: int, due: Due) -> Paid | None:
    """None when nothing explains what the order paid less (or more) than the claim."""
    less = claim.public_cents - payment.cents
    if drafted is not None:
        return Paid(claim, less, []) if less == drafted else None
    if less == kept:
        return Paid(claim, less, [])
    shares = due.take(claim, less) if less > 0 and not kept else None
    return Paid(claim, less, shares) if shares else None


def _items_here(claims: Sequence[Claim], draft: PaymentBatch | None) -> dict[object, PaymentItem]:
    items = PaymentItem.objects.filter(batch=draft, claim__in=claims).order_by("claim_id") if draft else ()
    return {item.claim_id: item for item in items}


def _attempts(claims: Sequence[Claim]) -> dict[object, tuple[int, int]]:
    """How many earlier attempts paid nothing, and what of the claim was set off with one of them."""
    items = PaymentItem.objects.filter(claim__in=claims, is_over=True).order_by("claim_id")
    count = Counter(items.values_list("claim_id", flat=True))
    left = items.exclude(state=ItemState.DROPPED).values_list("claim_id").annotate(most=Max("set_off_cents"))
    kept = dict(left)
    return {number: (attempts, kept.get(number, 0)) for number, attempts in count.items()}


def _block(claim: Claim) -> None:
    claim.state = CLAIM_TABLE.after(claim.state, "block")
    claim.save(update_fields=["state"])
