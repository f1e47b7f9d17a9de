"""The step plan and the personal certificate: handed in by the counsellor, answered by the citizen."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from loopbaankrediet.guidance.actions.disputes import WORDS_AT_MOST
from loopbaankrediet.guidance.course_errors import NotTheLastModule, PaperAnswered, PaperRenewed
from loopbaankrediet.guidance.errors import NoteMissing, WordsTooLong
from loopbaankrediet.guidance.known import modules_of
from loopbaankrediet.guidance.locks import lock_track
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.paper_models import ClosingPaper, PaperAnswer
from loopbaankrediet.guidance.papers import Paper, content_of, kind_of
from loopbaankrediet.guidance.policies import check_is_client, check_is_own_counsellor
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound

CONTEXT = "paper"
PARTING = (TrackState.ENDING, TrackState.ENDED)


@transaction.atomic
def hand_in_paper(*, track_id: UUID, paper: Paper, by: Actor, clock: Clock, key: UUID) -> UUID:
    """The counsellor hands in a plan or certificate, or a new version of it; earlier versions stay to be read.

    Its id. NotTheLastModule before the last module of the agreement, while nobody stopped. It is no condition for pay.
    """
    kind = kind_of(paper)
    done = done_before(key, by=by, about=("hand_in_paper", track_id, kind, content_of(paper)))
    track = lock_track(track_id)
    check_is_own_counsellor(by, track)
    if done:
        return done
    paper.check()
    if not closes(track):
        raise NotTheLastModule
    newest = ClosingPaper.objects.filter(track=track, kind=kind).aggregate(number=Max("number"))["number"] or 0
    made = ClosingPaper.objects.create(
        track=track,
        kind=kind,
        number=newest + 1,
        content_sealed=seal_for(track.person_id, content_of(paper), context=CONTEXT),
        handed_in_on=clock.today(),
        handed_in_at=clock.now(),
    )
    record_act("hand_in_paper", Subject("paper", made.id, track.person_id), key=key, by=by, clock=clock)
    return made.id


@transaction.atomic
def answer_paper(*, paper_id: UUID, agrees: bool, note: str, by: Actor, clock: Clock, key: UUID) -> UUID:
    """The citizen agrees, or says what she does not agree with; once for each version. The id of its track."""
    done = done_before(key, by=by, about=("answer_paper", paper_id, agrees, note))
    found = ClosingPaper.objects.filter(id=paper_id).first()
    if found is None:
        raise NotFound
    track = lock_track(found.track_id)
    check_is_client(by, track, to=Scope.CONTENT, clock=clock)
    if done:
        return track.id
    _check_answer(found, agrees, note)
    PaperAnswer.objects.create(
        paper=found,
        agrees=agrees,
        note_sealed=seal_for(track.person_id, note.strip(), context=CONTEXT) if note.strip() else None,
        answered_on=clock.today(),
        answered_at=clock.now(),
    )
    record_act("answer_paper", Subject("paper", found.id, track.person_id), key=key, by=by, clock=clock)
    return track.id


def closes(track: Track) -> bool:
    """Whether plan and certificate can be made now: a conversation counted, and no module follows for sure."""
    delivered = [minutes_delivered(module) for module in GuidanceModule.objects.filter(track=track).order_by("number")]
    return any(delivered) and (track.state in PARTING or not modules_of(track).has_next)


def _check_answer(paper: ClosingPaper, agrees: bool, note: str) -> None:
    if ClosingPaper.objects.filter(track=paper.track_id, kind=paper.kind, number__gt=paper.number).exists():
        raise PaperRenewed
    if PaperAnswer.objects.filter(paper=paper).exists():
        raise PaperAnswered
    if not agrees and not note.strip():
        raise NoteMissing
    if len(note) > WORDS_AT_MOST:
        raise WordsTooLong(most=WORDS_AT_MOST)
