"""How many minutes of a module stand, for the citizen who pays her share of them and for every page.

What an officer decided, else what nobody disputes, else what was logged; less what a recovery gave back.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.models import Conversation, ConversationStrike, Dispute, GuidanceModule
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.ledger.returned import ReturnedAsUndue

CLOSED = (ModuleState.CONFIRMED, ModuleState.SILENT, ModuleState.RELEASED)
"""What stands is known; only a dispute or a recovery changes it."""
DELIVERED = (ModuleState.REPORTED, ModuleState.DISPUTED, *CLOSED)
"""No conversation follows any more."""
UNDER_WAY = (ModuleState.RESERVED, ModuleState.STARTED)


@dataclass(frozen=True)
class Standing:
    """`minutes` that stand: those reserved while the module runs, in full steps after it. `given_back`: minutes that
    are no longer among them, because a payment for them turned out undue."""

    minutes: int
    given_back: int = 0


def with_standing(modules: QuerySet[GuidanceModule]) -> QuerySet[GuidanceModule]:
    """Each with what `standing_of` needs: `delivered`, the minutes of the conversations that stand; `returned`, what
    came back as undue; and its dispute. `ruled_away`: what the dispute took off although it was paid, so that its
    recovery takes nothing more.
    """
    struck = ConversationStrike.objects.filter(conversation=OuterRef("pk"))
    talks = Conversation.objects.filter(~Exists(struck), module=OuterRef("pk")).order_by().values("module")
    minutes = Subquery(talks.annotate(total=Sum("minutes")).values("total"), output_field=IntegerField())
    disputes = Dispute.objects.filter(module=OuterRef("pk"))
    still_paid = When(decided_minutes=None, minutes_hold=None, then=F("disputed_minutes"))
    return modules.annotate(
        delivered=Coalesce(minutes, 0),
        ruled=Subquery(disputes.values(ruled=Coalesce("decided_minutes", "agreed_minutes"))),
        returned=ReturnedAsUndue(F("minutes_hold"), Subquery(disputes.values("minutes_hold"))),
        ruled_away=Coalesce(Subquery(disputes.values(away=Case(still_paid, default=F("recover_minutes")))), 0),
    )


def standing_of(row: GuidanceModule) -> Standing:
    """For a row of `with_standing`."""
    found: Any = row
    if found.state == ModuleState.RELEASED:
        return Standing(0)
    if found.state in UNDER_WAY:
        return Standing(found.minutes)
    minutes = found.delivered if found.ruled is None else found.ruled
    given_back = max(0, found.returned - found.ruled_away)
    step = term("billing_step_minutes", on=found.reserved_on)
    return Standing(max(0, minutes - minutes % step - given_back), given_back)


def standing_now(module_id: UUID) -> Standing:
    """As the database has it; DoesNotExist when there is no such module."""
    return standing_of(with_standing(GuidanceModule.objects.filter(id=module_id)).get())
