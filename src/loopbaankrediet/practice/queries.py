"""Reads of a counsellor's own notes: unpaid minutes by kind and per paid hour, and the draft of a module."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum

from loopbaankrediet.guidance.models import Conversation, ConversationStrike, Track
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.amounts import MINUTES_PER_HOUR, half_up
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.practice.actions.drafts import CONTEXT, Typed
from loopbaankrediet.practice.models import TalkDraft, UnpaidWork, WorkKind

MOST_LINES = 100


@dataclass(frozen=True)
class UnpaidLine:
    """One note of unpaid minutes for a client."""

    id: UUID
    kind: WorkKind
    minutes: int
    done_on: date


@dataclass(frozen=True)
class UnpaidTotals:
    """Minutes by kind, the first talk included, beside the minutes of guidance that she gave."""

    by_kind: dict[WorkKind, int]
    guidance_minutes: int

    @property
    def minutes(self) -> int:
        return sum(self.by_kind.values())

    @property
    def per_hour(self) -> int | None:
        """Unpaid minutes for each hour of guidance, half up once; None before the first conversation."""
        if not self.guidance_minutes:
            return None
        return half_up(self.minutes * MINUTES_PER_HOUR, self.guidance_minutes)


@dataclass(frozen=True)
class Draft:
    typed: Typed
    saved_at: datetime


def unpaid_of_track(track_id: UUID, *, by: Actor) -> tuple[UnpaidLine, ...]:
    """What she noted for one client and still stands, the newest first, at most a hundred."""
    rows = UnpaidWork.objects.filter(counsellor_id=check_is_counsellor(by), track_id=track_id, taken_back_at=None)
    rows = rows.order_by("-done_on", "-noted_at")
    return tuple(UnpaidLine(row.id, WorkKind(row.kind), row.minutes, row.done_on) for row in rows[:MOST_LINES])


def unpaid_totals(counsellor_id: UUID) -> UnpaidTotals:
    """Everything so far; minutes of the first talk that were noted with it count as such."""
    rows = UnpaidWork.objects.filter(counsellor_id=counsellor_id, taken_back_at=None).order_by("kind")
    found = dict.fromkeys(WorkKind, 0)
    for kind, total in rows.values_list("kind").annotate(total=Sum("minutes")):
        found[WorkKind(kind)] += total
    intakes = Track.objects.filter(counsellor_id=counsellor_id).aggregate(total=Sum("intake_minutes"))
    found[WorkKind.INTAKE] += intakes["total"] or 0
    struck = ConversationStrike.objects.values("conversation_id")
    talks = Conversation.objects.filter(module__track__counsellor_id=counsellor_id).exclude(id__in=struck)
    return UnpaidTotals(found, talks.aggregate(total=Sum("minutes"))["total"] or 0)


def draft_of(module_id: UUID, *, by: Actor) -> Draft | None:
    """What she typed and did not send; None when there is nothing, or when the citizen's key is gone."""
    rows = TalkDraft.objects.filter(module_id=module_id, counsellor_id=check_is_counsellor(by))
    row = rows.select_related("module__track").first()
    if row is None or row.typed_sealed is None:
        return None
    try:
        kept = unseal_for(row.module.track.person_id, row.typed_sealed, context=CONTEXT)
    except Erased:
        return None
    return Draft(Typed(**kept), row.saved_at)
