"""What the client wants to talk about, on the counsellor's page; who reads it stands in the journal."""

from loopbaankrediet.guidance.career_question import CareerQuestionView, career_question_for
from loopbaankrediet.guidance.queries import TrackView
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.requests import AppRequest


def shown_career_question(request: AppRequest, track: TrackView) -> CareerQuestionView:
    """Only what was really shown is noted as a look."""
    found = career_question_for(track.id, by=actor_of(request))
    if found.text:
        subject = Subject("career_question", track.person_id, track.person_id)
        saw(request, "see_career_question", subject, purpose="career_question")
    return found
