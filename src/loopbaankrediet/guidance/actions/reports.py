"""A report after it was handed in: what she does not agree with, what she asks to mend, later versions (default 14).

Nothing here touches hours or their pay.
"""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.guidance.actions.disputes import WORDS_AT_MOST
from loopbaankrediet.guidance.actions.modules import REPORT_CHARACTERS
from loopbaankrediet.guidance.course_errors import (
    CorrectionMissing,
    CorrectionWaits,
    NoCorrectionAsked,
    ReplyMissing,
    ReportRenewed,
    SameReport,
)
from loopbaankrediet.guidance.errors import NoteMissing, ReportEmpty, ReportTooLong, WordsTooLong
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import ProgressReport, ReportNote, Track
from loopbaankrediet.guidance.paper_models import CorrectionReply, CorrectionRequest, ReportVersion, VersionNote
from loopbaankrediet.guidance.policies import check_is_client, check_is_own_counsellor
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState

CONTEXT = "report"


@transaction.atomic
def note_disagreement(*, module_id: UUID, text: str, version: int, by: Actor, clock: Clock, key: UUID) -> None:
    """The citizen notes, once for each version, that she does not agree with it. `version` is the one she read."""
    done = done_before(key, by=by, about=("note_disagreement", module_id, text, version))
    track, report = _locked(module_id)
    check_is_client(by, track, to=Scope.CONTENT, clock=clock)
    if done:
        return
    if not text.strip():
        raise NoteMissing
    latest = _latest(report)
    if version != (latest.number if latest else 1):
        raise ReportRenewed
    sealed = _sealed(track, text)
    if latest is None:
        _refuse_second(ReportNote.objects.filter(report=report).exists())
        ReportNote.objects.create(report=report, text_sealed=sealed, noted_on=clock.today(), noted_at=clock.now())
    else:
        _refuse_second(VersionNote.objects.filter(version=latest).exists())
        VersionNote.objects.create(version=latest, text_sealed=sealed, noted_on=clock.today(), noted_at=clock.now())
    _note("note_disagreement", report, track, by=by, clock=clock, key=key)


@transaction.atomic
def ask_correction(*, module_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> None:
    """The citizen asks to mend the report; the next time only after the counsellor answered."""
    done = done_before(key, by=by, about=("ask_correction", module_id, text))
    track, report = _locked(module_id)
    check_is_client(by, track, to=Scope.CONTENT, clock=clock)
    if done:
        return
    if not text.strip():
        raise CorrectionMissing
    if _open_request(report):
        raise CorrectionWaits
    CorrectionRequest.objects.create(
        report=report, text_sealed=_sealed(track, text), asked_on=clock.today(), asked_at=clock.now()
    )
    _note("ask_correction", report, track, by=by, clock=clock, key=key)


@transaction.atomic
def hand_in_version(*, module_id: UUID, text: str, reply: str, by: Actor, clock: Clock, key: UUID) -> None:
    """The counsellor hands in a new version; the earlier ones and their notes stay. `reply` answers an open request."""
    done = done_before(key, by=by, about=("hand_in_version", module_id, text, reply))
    track, report = _locked(module_id)
    check_is_own_counsellor(by, track)
    if done:
        return
    _check_new(report, track, text)
    latest, request = _latest(report), _open_request(report)
    ReportVersion.objects.create(
        report=report,
        number=latest.number + 1 if latest else 2,
        text_sealed=seal_for(track.person_id, text.strip(), context=CONTEXT),
        handed_in_on=clock.today(),
        handed_in_at=clock.now(),
    )
    if request:
        _reply(request, track, reply, mended=True, clock=clock)
    _note("hand_in_version", report, track, by=by, clock=clock, key=key)


@transaction.atomic
def keep_report(*, module_id: UUID, reply: str, by: Actor, clock: Clock, key: UUID) -> None:
    """The counsellor keeps the report as it is and tells the citizen why."""
    done = done_before(key, by=by, about=("keep_report", module_id, reply))
    track, report = _locked(module_id)
    check_is_own_counsellor(by, track)
    if done:
        return
    request = _open_request(report)
    if request is None:
        raise NoCorrectionAsked
    _reply(request, track, reply, mended=False, clock=clock)
    _note("keep_report", report, track, by=by, clock=clock, key=key)


def _locked(module_id: UUID) -> tuple[Track, ProgressReport]:
    track, _ = lock_module(module_id)
    report = ProgressReport.objects.filter(module_id=module_id).first()
    if report is None:
        raise NotFound
    return track, report


def _latest(report: ProgressReport) -> ReportVersion | None:
    return ReportVersion.objects.filter(report=report).order_by("-number").first()


def _open_request(report: ProgressReport) -> CorrectionRequest | None:
    answered = CorrectionReply.objects.filter(request__report=report).values("request")
    return CorrectionRequest.objects.filter(report=report).exclude(id__in=answered).first()


def _reply(request: CorrectionRequest, track: Track, reply: str, *, mended: bool, clock: Clock) -> None:
    if not reply.strip():
        raise ReplyMissing
    CorrectionReply.objects.create(
        request=request,
        mended=mended,
        text_sealed=_sealed(track, reply),
        replied_on=clock.today(),
        replied_at=clock.now(),
    )


def _check_new(report: ProgressReport, track: Track, text: str) -> None:
    if not text.strip():
        raise ReportEmpty
    if len(text) > REPORT_CHARACTERS:
        raise ReportTooLong(most=REPORT_CHARACTERS)
    latest = _latest(report) or report
    if unseal_for(track.person_id, latest.text_sealed, context=CONTEXT) == text.strip():
        raise SameReport


def _refuse_second(noted: bool) -> None:
    if noted:
        raise WrongState


def _sealed(track: Track, text: str) -> bytes:
    if len(text) > WORDS_AT_MOST:
        raise WordsTooLong(most=WORDS_AT_MOST)
    return seal_for(track.person_id, text.strip(), context=CONTEXT)


def _note(verb: str, report: ProgressReport, track: Track, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("module", report.module_id, track.person_id), key=key, by=by, clock=clock)
