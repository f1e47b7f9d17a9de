"""What is due of a module's own share, what is still open, and what must go back. Amounts in cents.

Prices are those of the day on which the module was reserved (default 2); part of a module counts pro rata (default 16).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet.contributions.models import Collection, Contribution
from loopbaankrediet.decree.dated.procedure import choice
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.guidance.standing import CLOSED, standing_now
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.reference import StructuredCommunication

FIRST_REFERENCE = 5_000_000_000
"""Our communications start here, so that none equals that of a payment we make ourselves."""


@dataclass(frozen=True)
class Share:
    """`due`: for the minutes that stand (`guidance/standing.py`)."""

    due: int
    balance: int
    is_closed: bool
    refunds: bool

    @property
    def open(self) -> int:
        return max(0, self.due - self.balance)

    @property
    def back(self) -> int:
        """What was paid for hours that did not come, once that is known (choice `refund_rule`)."""
        return max(0, self.balance - self.due) if self.is_closed and self.refunds else 0


def share_of(module: GuidanceModule, *, minutes: int, balance: int) -> Share:
    """From the minutes that stand and what was received so far."""
    refunds = choice("refund_rule", on=module.reserved_on) == "undelivered_hours"
    return Share(cents_for(minutes, module.own_cents_per_hour), balance, module.state in CLOSED, refunds)


def collection_on(day: date) -> Collection:
    """To whom the own share of a module goes that was reserved on this day (default 22)."""
    return Collection(choice("own_share_collection", on=day))


def reference_of(module_hold: int) -> StructuredCommunication:
    """The communication of a module, from its hold of minutes: that number belongs to one module only."""
    return StructuredCommunication.from_number(FIRST_REFERENCE + module_hold)


def read_reference(text: str) -> StructuredCommunication:
    """As a bank writes it, with plus signs, stars or bare. Raises StructuredCommunicationRefused."""
    return StructuredCommunication.parse(text.replace("*", "+"))


def module_of_reference(reference: StructuredCommunication) -> UUID | None:
    """The module with this communication; None when there is none."""
    hold = int(reference.digits[:10]) - FIRST_REFERENCE
    return GuidanceModule.objects.filter(minutes_hold=hold).values_list("id", flat=True).first()


def locked_contribution(module: GuidanceModule, counsellor_id: UUID, *, clock: Clock) -> tuple[Contribution, Share]:
    """The row of a module that the caller has locked, made when there is none, and how its share stands."""
    contribution, _ = Contribution.objects.select_for_update(of=("self",)).get_or_create(
        module=module,
        defaults={
            "counsellor_id": counsellor_id,
            "collection": collection_on(module.reserved_on),
            "asked_cents": cents_for(module.minutes, module.own_cents_per_hour),
            "opened_at": clock.now(),
        },
    )
    share = share_of(module, minutes=standing_now(module.id).minutes, balance=contribution.balance_cents)
    return contribution, share
