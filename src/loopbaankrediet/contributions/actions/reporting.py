"""A citizen says that more was asked than the law lets (art. 18); an officer hears both and decides.

No sanction follows by itself.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.contributions.errors import DecisionReasonMissing, NotHeardYet, ReplyMissing, TextTooLong
from loopbaankrediet.contributions.models import SurchargeReply, SurchargeReport, WhatFor
from loopbaankrediet.contributions.policies import check_judges
from loopbaankrediet.contributions.receipts import check_above_zero
from loopbaankrediet.contributions.states import REPORT_TABLE, ReportState
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.policies import check_is_client, check_is_own_counsellor
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.platform.remedies import check_can_be_contested

TEXT_CHARACTERS = 5_000
TEXT = "surcharge"
UNSEEN = (ReportState.RECEIVED, ReportState.TAKEN_BACK)
"""The counsellor does not know of it."""


@dataclass(frozen=True)
class Asked:
    """What was asked on top: cents, what for, and her own words ('' for none)."""

    cents: int
    what_for: WhatFor
    text: str = ""


@transaction.atomic
def report_surcharge(*, track_id: UUID, asked: Asked, by: Actor, clock: Clock, key: UUID) -> SurchargeReport:
    """The citizen reports it. Raises AmountNotAboveZero, or TextTooLong."""
    about = ("report_surcharge", track_id, asked.cents, asked.what_for, asked.text)
    done = done_before(key, by=by, about=about)
    if done:
        return SurchargeReport.objects.get(id=done)
    track = Track.objects.filter(id=track_id).first()
    if track is None:
        raise NotFound
    check_is_client(by, track, to=Scope.HOURS, clock=clock)
    check_above_zero(asked.cents)
    text = _checked(asked.text)
    report = SurchargeReport.objects.create(
        track=track,
        cents=asked.cents,
        what_for=asked.what_for,
        text_sealed=seal_for(track.person_id, text, context=TEXT) if text else None,
        reported_on=clock.today(),
        reported_at=clock.now(),
    )
    _note("report_surcharge", report, by=by, clock=clock, key=key)
    return report


@transaction.atomic
def take_back_report(*, report_id: UUID, by: Actor, clock: Clock, key: UUID) -> SurchargeReport:
    """The citizen thinks better of it, until an officer takes it up: her counsellor never hears of it."""
    done = done_before(key, by=by, about=("take_back_report", report_id))
    report = locked_report(report_id)
    check_is_client(by, report.track, to=Scope.HOURS, clock=clock)
    if done:
        return report
    report.state = REPORT_TABLE.after(report.state, "take_back")
    report.save(update_fields=["state"])
    _note("take_back_report", report, by=by, clock=clock, key=key)
    return report


@transaction.atomic
def look_at_report(*, report_id: UUID, by: Actor, clock: Clock, key: UUID) -> SurchargeReport:
    """An officer takes it up: from now the counsellor sees it and can answer, until a day."""
    done = done_before(key, by=by, about=("look_at_report", report_id))
    report = locked_report(report_id)
    check_judges(by, report)
    if done:
        return report
    report.state = REPORT_TABLE.after(report.state, "look_at")
    report.looked_by_id = by.person_id
    report.answer_until = clock.today() + timedelta(days=term("surcharge_answer_days", on=clock.today()))
    report.save(update_fields=["state", "looked_by", "answer_until"])
    _note("look_at_report", report, by=by, clock=clock, key=key)
    return report


@transaction.atomic
def reply_to_report(*, report_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> None:
    """The counsellor answers, as long as nobody decided. Raises ReplyMissing, or TextTooLong."""
    done = done_before(key, by=by, about=("reply_to_report", report_id, text))
    report = locked_report(report_id)
    check_is_own_counsellor(by, report.track)
    if report.state in UNSEEN:
        raise NotFound
    if done:
        return
    _add_reply(report, text, noted_by=None, clock=clock)
    _note("reply_to_report", report, by=by, clock=clock, key=key)


@transaction.atomic
def note_hearing(*, report_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> None:
    """An officer writes down what the counsellor said, for instance on the phone."""
    done = done_before(key, by=by, about=("note_hearing", report_id, text))
    report = locked_report(report_id)
    check_judges(by, report)
    if done:
        return
    _add_reply(report, text, noted_by=by.person_id, clock=clock)
    _note("note_hearing", report, by=by, clock=clock, key=key)


@transaction.atomic
def decide_report(
    *, report_id: UUID, founded: bool, reason: str, by: Actor, clock: Clock, key: UUID
) -> SurchargeReport:
    """An officer decides with a reason for both. Raises NotHeardYet while a founded one was not answered in time."""
    done = done_before(key, by=by, about=("decide_report", report_id, founded, reason))
    report = locked_report(report_id)
    check_judges(by, report)
    if done:
        return report
    report.state = REPORT_TABLE.after(report.state, "find" if founded else "dismiss")
    if not reason.strip():
        raise DecisionReasonMissing
    check_can_be_contested("surcharge_report", on=clock.today())
    if founded:
        _check_heard(report, clock)
    report.decided_by_id, report.decided_on, report.decided_at = by.person_id, clock.today(), clock.now()
    report.reason_sealed = seal_for(report.track.person_id, _checked(reason), context=TEXT)
    report.save(update_fields=["state", "decided_by", "decided_on", "decided_at", "reason_sealed"])
    _note("decide_report", report, by=by, clock=clock, key=key)
    return report


def _check_heard(report: SurchargeReport, clock: Clock) -> None:
    """Nobody is found wrong unheard: she answered, or let the term pass."""
    if SurchargeReply.objects.filter(report=report).exists() or report.answer_until is None:
        return
    if clock.today() <= report.answer_until:
        raise NotHeardYet(day=day(report.answer_until))


def _add_reply(report: SurchargeReport, text: str, *, noted_by: UUID | None, clock: Clock) -> None:
    if report.state != ReportState.LOOKED_AT:
        raise WrongState
    said = _checked(text)
    if not said:
        raise ReplyMissing
    SurchargeReply.objects.create(
        report=report,
        text_sealed=seal_for(report.track.counsellor.person_id, said, context=TEXT),
        noted_by_id=noted_by,
        said_on=clock.today(),
        said_at=clock.now(),
    )


def _checked(text: str) -> str:
    if len(text.strip()) > TEXT_CHARACTERS:
        raise TextTooLong(most=TEXT_CHARACTERS)
    return text.strip()


def locked_report(report_id: UUID) -> SurchargeReport:
    rows = SurchargeReport.objects.select_for_update(of=("self",)).select_related("track__counsellor")
    report = rows.filter(id=report_id).first()
    if report is None:
        raise NotFound
    return report


def _note(verb: str, report: SurchargeReport, *, by: Actor, clock: Clock, key: UUID) -> None:
    subject = Subject("surcharge_report", report.id, report.track.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock)
