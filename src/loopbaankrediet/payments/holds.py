"""The hold that the platform itself places on payments to an account that takes no money."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from loopbaankrediet.counsellors.queries import account_since
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.matching import Payment
from loopbaankrediet.payments.models import HoldKind, PaymentBatch, PaymentHold

# ISO 20022 reasons by which a next payment to the same account would come back too. Source: external code sets
# ExternalStatusReason1Code and ExternalReturnReason1Code.
ACCOUNT_CODES = frozenset({"AC01", "AC03", "AC04", "AC06", "AC13", "AC14", "AG01", "MD07", "RC01"})


def hold_refused_accounts(back: Iterable[Payment], batches: Mapping[UUID, PaymentBatch], *, clock: Clock) -> None:
    """Pay these counsellors no more until the account is changed, or an officer who knows better lets go.

    A payment to an account that was changed since says nothing about the new one.
    """
    refused = {payment.counsellor_id: payment for payment in back if payment.reason[:4] in ACCOUNT_CODES}
    changed = account_since(refused)
    still = {
        counsellor_id: payment
        for counsellor_id, payment in refused.items()
        if counsellor_id not in changed or changed[counsellor_id] <= batches[payment.batch_id].made_at
    }
    PaymentHold.objects.bulk_create(
        [
            PaymentHold(
                counsellor_id=counsellor_id,
                kind=HoldKind.ACCOUNT,
                item_id=payment.id,
                code=payment.reason[:4],
                placed_on=clock.today(),
                placed_at=clock.now(),
            )
            for counsellor_id, payment in still.items()
        ],
        ignore_conflicts=True,
    )
