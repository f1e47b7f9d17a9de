"""Reads of surveys: what one citizen can answer, whom to invite, and counts that show nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.deciding.decide import months_later
from loopbaankrediet.evaluation.models import SurveyAnswer, SurveyInvitation, SurveyRefusal, Wave
from loopbaankrediet.evaluation.policies import answers_herself, check_is_asked
from loopbaankrediet.guidance.course_models import StopKind, TrackStop
from loopbaankrediet.guidance.models import Conversation, ConversationStrike, Track
from loopbaankrediet.guidance.states import ACTIVE_STATES, TrackState
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotFound

GIVEN = (TrackState.RUNNING, TrackState.ENDING)
NOT_OVER = (StopKind.SWITCHED, StopKind.WITHDRAWN)
AT_ONCE = 500


@dataclass(frozen=True)
class SurveyView:
    """A survey that can be answered now."""

    id: UUID
    wave: Wave
    until: date


@dataclass(frozen=True)
class WaveCount:
    """How many were asked and answered, and the averages in tenths: None where too few answered to show one."""

    wave: Wave
    asked: int
    answered: int
    satisfaction: int | None
    goal: int | None


def open_surveys(*, by: Actor, today: date) -> tuple[SurveyView, ...]:
    """Those of who is signed in herself; none for who acts for her."""
    if not answers_herself(by) or by.person_id is None:
        return ()
    refused = SurveyRefusal.objects.filter(person=OuterRef("person"))
    rows = SurveyInvitation.objects.filter(
        ~Exists(refused), person_id=by.person_id, is_answered=False, until__gte=today
    )
    return tuple(SurveyView(row.id, Wave(row.wave), row.until) for row in rows.order_by("until"))


def survey_for(invitation_id: UUID, *, by: Actor, today: date) -> SurveyView | None:
    """None when it was answered or closed; NotFound when it is somebody else's."""
    invitation = SurveyInvitation.objects.filter(id=invitation_id).first()
    if invitation is None:
        raise NotFound
    check_is_asked(by, invitation)
    return next((found for found in open_surveys(by=by, today=today) if found.id == invitation_id), None)


def to_invite(today: date) -> Iterator[tuple[UUID, Wave]]:
    """The tracks whose citizens are to be asked now, the longest waiting first."""
    yield from ((track_id, Wave.BEFORE) for track_id in _asked_at_start())
    yield from ((track_id, Wave.AFTER) for track_id, _ in _over(Wave.AFTER))
    months = term("survey_later_months", on=today)
    for track_id, ended_on in _over(Wave.LATER):
        if ended_on and months_later(ended_on, months) <= today:
            yield track_id, Wave.LATER


def counts(*, today: date) -> tuple[WaveCount, ...]:
    """By wave, in their order."""
    asked = dict(SurveyInvitation.objects.values_list("wave").annotate(Count("id")).order_by("wave"))
    least = term("survey_least_answers", on=today)
    return tuple(
        WaveCount(
            wave,
            asked.get(wave, 0),
            SurveyAnswer.objects.filter(wave=wave).count(),
            _average(wave, "satisfaction", least),
            _average(wave, "goal", least),
        )
        for wave in Wave
    )


def _average(wave: Wave, name: str, least: int) -> int | None:
    scores = SurveyAnswer.objects.filter(wave=wave).aggregate(given=Count(name), average=Avg(name))
    return round(scores["average"] * 10) if scores["given"] >= least else None


def refusals() -> int:
    """How many want no surveys."""
    return SurveyRefusal.objects.count()


def _not_asked(wave: Wave) -> QuerySet[Track]:
    """Tracks of people who were not asked in this wave and refused nothing."""
    asked = SurveyInvitation.objects.filter(person=OuterRef("person"), wave=wave)
    refused = SurveyRefusal.objects.filter(person=OuterRef("person"))
    return Track.objects.filter(~Exists(asked), ~Exists(refused))


def _asked_at_start() -> list[UUID]:
    """After the agreement, while no conversation was held: later it is no measure of before."""
    talks = Conversation.objects.filter(module__track__person=OuterRef("person"))
    rows = _not_asked(Wave.BEFORE).filter(~Exists(talks), state__in=GIVEN)
    return list(rows.order_by("opened_at").values_list("id", flat=True)[:AT_ONCE])


def _over(wave: Wave) -> list[tuple[UUID, date | None]]:
    """Tracks that gave guidance and are over, of people who have none under way and did not go to somebody else."""
    struck = ConversationStrike.objects.filter(conversation=OuterRef("pk"))
    talks = Conversation.objects.filter(~Exists(struck), module__track=OuterRef("pk"))
    busy = Track.objects.filter(person=OuterRef("person"), state__in=ACTIVE_STATES)
    went_on = TrackStop.objects.filter(track=OuterRef("pk"), kind__in=NOT_OVER)
    over = Q(state=TrackState.ENDED) & Exists(talks) & ~Exists(busy) & ~Exists(went_on)
    rows = _not_asked(wave).filter(over).order_by("ended_on", "id")
    return list(rows.values_list("id", "ended_on")[:AT_ONCE])
