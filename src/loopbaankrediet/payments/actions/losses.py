"""Payments that left before a restore and that no claim explains: an officer decides before anybody is paid."""

from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.errors import LineNoteMissing, LossesUndecided
from loopbaankrediet.payments.models import LostPayment, SolvedLoss
from loopbaankrediet.people.policies import check_has_role

LOSSES = UUID("5b0f5c57-1f3b-5d4e-8a43-9d6a3f0f7c21")
NAMED = 3


def check_losses_decided() -> None:
    """LossesUndecided while an officer still has to look at a payment that a restore lost."""
    waiting = list(undecided_losses().values_list("end_to_end_id", flat=True))
    if waiting:
        more = f" en nog {len(waiting) - NAMED}" if len(waiting) > NAMED else ""
        raise LossesUndecided(payments=", ".join(waiting[:NAMED]) + more)


def undecided_losses() -> QuerySet[LostPayment]:
    """Lost payments that nobody decided on, in their order."""
    solved = SolvedLoss.objects.values("payment_id")
    return LostPayment.objects.exclude(end_to_end_id__in=solved).order_by("end_to_end_id")


@transaction.atomic
def solve_loss(*, end_to_end_id: str, note: str, by: Actor, clock: Clock, key: UUID) -> None:
    """An officer made sure that it is not paid again, for instance by stopping the payments of this counsellor."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("solve_loss", end_to_end_id, note))
    lost = LostPayment.objects.filter(end_to_end_id=end_to_end_id).first()
    if lost is None:
        raise NotFound
    if not note.strip():
        raise LineNoteMissing
    if done is None:
        SolvedLoss.objects.get_or_create(
            payment=lost, defaults={"note": note.strip(), "solved_by_id": officer_id, "solved_at": clock.now()}
        )
        subject = Subject("lost_payment", uuid5(LOSSES, end_to_end_id))
        record_act("solve_loss", subject, key=key, by=by, clock=clock)
