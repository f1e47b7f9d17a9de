"""Reads of what happens on the way: pauses, modules without a conversation, how an agreement stopped."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.course_models import StopKind, TrackPause, TrackStop, UnusedReminder
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.paper_models import ClosingPaper, PaperAnswer
from loopbaankrediet.guidance.pausing import PAUSED, moved
from loopbaankrediet.guidance.standing import UNDER_WAY, with_standing
from loopbaankrediet.guidance.states import TrackState

SHORTEST_MONTH = 28
_NEWER = ClosingPaper.objects.filter(track=OuterRef("track"), kind=OuterRef("kind"), number__gt=OuterRef("number"))
_ANSWERED = PaperAnswer.objects.filter(paper=OuterRef("pk"))
NO_ANSWER = Exists(ClosingPaper.objects.filter(~Exists(_NEWER), ~Exists(_ANSWERED), track=OuterRef("pk")))
"""For a track: the latest version of some closing paper was not answered."""


@dataclass(frozen=True)
class Course:
    """How a track stands on the way. `paused_on` and `asks_on` while it stands still; `asks` once it asked itself.

    `free_on`: the day on which the open module comes free, once she was reminded. `kind` and `reason`: how it stopped.
    `waits_for_answer`: of a plan or certificate nobody knows yet what she thinks of it.
    """

    paused_on: date | None = None
    asks_on: date | None = None
    asks: bool = False
    free_on: date | None = None
    kind: str = ""
    reason: str = ""
    waits_for_answer: bool = False

    @property
    def is_unused(self) -> bool:
        return self.kind == StopKind.UNUSED

    @property
    def is_withdrawn(self) -> bool:
        return self.kind == StopKind.WITHDRAWN


def with_course(tracks: QuerySet[Track]) -> QuerySet[Track]:
    """Each with what `course_of` needs."""
    pauses = TrackPause.objects.filter(track=OuterRef("pk"), ended_on=None)
    stops = TrackStop.objects.filter(track=OuterRef("pk"))
    reminders = UnusedReminder.objects.filter(module__track=OuterRef("pk"), module__state__in=UNDER_WAY)
    return tracks.annotate(
        paused_on=Subquery(pauses.values("started_on")),
        asks_on=Subquery(pauses.values("ask_on")),
        asked_on=Subquery(pauses.values("asked_on")),
        free_on=Subquery(reminders.order_by("-shown_at").values("release_on")[:1]),
        reminded_on=Subquery(reminders.order_by("-shown_at").values("shown_on")[:1]),
        stop_kind=Subquery(stops.values("kind")),
        stop_reason=Subquery(stops.values("reason")),
        unanswered=NO_ANSWER,
    )


def course_of(row: Track) -> Course:
    """For a row of `with_course`."""
    found = vars(row)
    free_on = found["free_on"]
    return Course(
        found["paused_on"],
        found["asks_on"],
        found["asked_on"] is not None,
        moved(row.id, found["reminded_on"], free_on) if free_on else None,
        found["stop_kind"] or "",
        found["stop_reason"] or "",
        found["unanswered"],
    )


def pauses_to_ask(today: date) -> list[UUID]:
    """Long pauses that did not ask yet, the longest first."""
    rows = TrackPause.objects.filter(ended_on=None, asked_on=None, ask_on__lte=today)
    return list(rows.order_by("ask_on", "id").values_list("id", flat=True))


def modules_without_a_talk(today: date) -> list[UUID]:
    """Modules that may have to be reminded of or released; the longest reserved first."""
    least = term("first_conversation_months", on=today) * SHORTEST_MONTH - term("unused_reminder_days", on=today)
    rows: Any = with_standing(
        GuidanceModule.objects.filter(
            ~PAUSED,
            state__in=UNDER_WAY,
            track__state=TrackState.RUNNING,
            reserved_on__lte=today - timedelta(days=least),
        )
    )
    found = rows.filter(delivered=0).order_by("reserved_on", "id")
    return list(found.values_list("id", flat=True))
