"""While guidance stands still no term runs: what a pause does to days (default 12)."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from loopbaankrediet.guidance.course_models import TrackPause

PAUSED = Exists(TrackPause.objects.filter(track=OuterRef("track_id"), ended_on=None))
"""For a row that belongs to a track."""


def open_pause(track_id: UUID) -> TrackPause | None:
    return TrackPause.objects.filter(track_id=track_id, ended_on=None).first()


def moved(track_id: UUID, start: date, due: date) -> date:
    """The day on which a term that began at `start` is over, with every day of a pause that is over left out."""
    ended = TrackPause.objects.filter(track_id=track_id, ended_on__gt=start).order_by("started_on")
    for begun, over in ended.values_list("started_on", "ended_on"):
        if over is not None and begun < due:
            due += over - max(begun, start)
    return due


def days_running(track_id: UUID, start: date, today: date) -> int:
    """The days since `start` in which guidance did not stand still."""
    days = today - start
    for begun, over in TrackPause.objects.filter(track_id=track_id).values_list("started_on", "ended_on"):
        days -= max(min(over or today, today) - max(begun, start), timedelta(0))
    return days.days
