"""Before anything is paid: does the database know every order that went to the bank?"""

from django.conf import settings

from loopbaankrediet.journal.sealing import CHAIN as JOURNAL
from loopbaankrediet.ledger.sealing import CHAIN as LEDGER
from loopbaankrediet.payments.errors import HistoryContradicted, OrdersLost
from loopbaankrediet.payments.models import BatchState, PaymentBatch, RecoveredOrder
from loopbaankrediet.payments.order_record import recorded_orders
from loopbaankrediet.platform.sealing.breaks import SealRefused


def check_nothing_lost() -> None:
    """OrdersLost when an order went of which this database knows nothing; HistoryContradicted by the seals.

    Both are what a restored database looks like: a new order would pay for a second time what went after that moment.
    """
    for chain in (LEDGER, JOURNAL):
        try:
            chain.check_last()
        except SealRefused as error:
            raise HistoryContradicted(why=str(error)) from error
    lost = lost_orders()
    if lost:
        raise OrdersLost(orders=", ".join(lost))


def lost_orders() -> list[str]:
    """Orders that were told to go, or that lie in the bank's folder, and that were never approved here."""
    named = {line.order for line in recorded_orders()} | {path.stem for path in settings.BANK_OUTBOX.glob("*.xml")}
    sent = PaymentBatch.objects.filter(message_id__in=named, state__in=[BatchState.APPROVED, BatchState.ANSWERED])
    known = set(sent.values_list("message_id", flat=True))
    known |= set(RecoveredOrder.objects.filter(message_id__in=named).values_list("message_id", flat=True))
    return sorted(named - known)
